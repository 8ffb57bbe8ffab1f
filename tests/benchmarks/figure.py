"""One line of a benchmark: what was measured, beside a floor of the same run, and whether it keeps its limit."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Figure(NamedTuple):
    """``ours`` and ``floor`` in ``unit``; the limit is a multiple of the floor (``times``) or ``most`` in the unit."""

    what: str
    ours: float
    floor: float
    floor_is: str
    unit: str = "ms"
    times: float | None = None
    most: float | None = None

    def ratio(self) -> float:
        """How many times the floor."""
        return self.ours / self.floor if self.floor else math.inf

    def holds(self) -> bool:
        """Whether the limit is kept; without a limit it is only told."""
        return (self.times is None or self.ratio() <= self.times) and (self.most is None or self.ours <= self.most)

    def target(self) -> str:
        """The limit in words."""
        told = [f"<= {self.times:g} x"] if self.times is not None else []
        told += [f"<= {self.most:g} {self.unit}"] if self.most is not None else []
        return ", ".join(told) or "-"


def p95(values: Iterable[float]) -> float:
    """The value that 95 of 100 stay under (nearest rank)."""
    ordered = sorted(values)
    return ordered[math.ceil(len(ordered) * 0.95) - 1]


def show(figures: Sequence[Figure]) -> None:
    """Print the table."""
    head = ("what", "ours", "floor", "ratio", "target", "holds", "the floor is")
    lines = [
        (one.what, f"{one.ours:.1f} {one.unit}", f"{one.floor:.1f} {one.unit}", f"{one.ratio():.2f}", one.target(),
         "yes" if one.holds() else "NO", one.floor_is)
        for one in figures
    ]  # fmt: skip
    widths = [max(len(line[at]) for line in (head, *lines)) for at in range(len(head))]
    for line in (head, *lines):
        print("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())
