"""What the summary prints of a village's lists: its plan, regulations, contests and problems, as plain values.

``None`` and empty tuples mean that nothing is recorded, and then nothing is printed: lists are kept by choice.
"""

from __future__ import annotations

from dataclasses import replace

from kampungkb_desktop.base.frozen import frozen


@frozen(kw_only=True)
class Plan:
    """The village's own plan of the year. ``percent`` is the rule's; money in rupiah, ``None`` where none is named."""

    title: str
    lines: int
    finished: int
    running: int
    percent: int
    cost: int | None = None
    spent: int | None = None


@frozen(kw_only=True)
class VillageLists:
    """``regulations``, ``awards`` and ``problems`` are ready sentences, newest first; ``solved`` counts the year."""

    plan: Plan | None = None
    regulations: tuple[str, ...] = ()
    awards: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    solved: int = 0
    source: str | None = None
    plan_source: str | None = None

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to print."""
        return replace(self, source=None, plan_source=None) == VillageLists()
