"""An officer's month as entries and what they come to: by topic, by village, by method, and beside the number of
counselling entries that e-visum asks for. It counts what is recorded and judges nobody."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_activity import COUNSELLING_TOPIC
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.ruleset import RuleSet

ACTIVITY, VISIT = "activity", "visit"
Served = tuple[int, int, int]
"""Acceptors: new, again, changed."""


@frozen
class Entry:
    """One piece of work. ``starts`` and ``ends`` are minutes after midnight; ``topic`` is a code of ``TOPICS`` or
    empty; ``village`` a Kemendagri code, ``None`` beyond a village; ``served`` maps methods to acceptors."""

    form: str
    record: str
    day: date
    title: str
    topic: str = ""
    detail: str = ""
    starts: int | None = None
    ends: int | None = None
    village: str | None = None
    place: str = ""
    outside: bool = False
    attended: int | None = None
    done: bool = True
    served: Mapping[str, Served] = field(default_factory=dict)

    @property
    def counselling(self) -> bool:
        """Whether it counts as an entry of penyuluhan."""
        return self.topic == COUNSELLING_TOPIC

    @property
    def minutes(self) -> int:
        """How long it took; 0 where the hours are not known."""
        known = self.starts is not None and self.ends is not None and self.ends > self.starts
        return (self.ends or 0) - (self.starts or 0) if known else 0


@frozen
class WorkLog:
    """A month of one officer, entries by day and hour. ``rule`` names the version of the e-visum rule."""

    month: str
    entries: tuple[Entry, ...]
    rule: RuleSet

    @property
    def counselling(self) -> int:
        """Entries of penyuluhan."""
        return sum(entry.counselling for entry in self.entries)

    @property
    def wanted(self) -> int:
        """How many the rule asks for."""
        return int(self.rule.parameters["penyuluhan"]["paling_sedikit"])

    @property
    def lacking(self) -> int:
        """How many are missing, never below zero."""
        return max(0, self.wanted - self.counselling)

    @property
    def until(self) -> date:
        """The last day on which the month may be completed."""
        year, number = (int(part) for part in self.month.split("-"))
        day = int(self.rule.parameters["penyuluhan"]["tenggang_tanggal"])
        return date(year + number // 12, number % 12 + 1, day)

    @property
    def days(self) -> int:
        """Days with at least one entry."""
        return len({entry.day for entry in self.entries})

    @property
    def minutes(self) -> int:
        """Time of the entries whose hours are known."""
        return sum(entry.minutes for entry in self.entries)

    @property
    def attended(self) -> int:
        """Everybody who was there, of the entries that counted them."""
        return sum(entry.attended or 0 for entry in self.entries)

    @property
    def by_topic(self) -> Counter[str]:
        """Entries by topic code; empty for those without one."""
        return Counter(entry.topic for entry in self.entries)

    @property
    def by_village(self) -> Counter[str | None]:
        """Entries by village; ``None`` for work beyond a village."""
        return Counter(entry.village for entry in self.entries)

    @property
    def by_form(self) -> Counter[str]:
        """Activities and visits."""
        return Counter(entry.form for entry in self.entries)

    @property
    def served(self) -> dict[str, Served]:
        """Acceptors of all entries by method."""
        found: dict[str, Served] = {}
        for entry in self.entries:
            for method, counts in entry.served.items():
                before = found.get(method, (0, 0, 0))
                found[method] = (before[0] + counts[0], before[1] + counts[1], before[2] + counts[2])
        return found


def log_of(month: str, entries: Sequence[Entry]) -> WorkLog:
    """The log of a month ("2026-11"); entries of other months are left out. The rule is the one in force at its end."""
    year, number = (int(part) for part in month.split("-"))
    last = date(year, number, monthrange(year, number)[1])
    held = [entry for entry in entries if f"{entry.day:%Y-%m}" == month]
    held.sort(key=lambda entry: (entry.day, entry.starts if entry.starts is not None else 24 * 60, entry.record))
    return WorkLog(month, tuple(held), ruleset.in_force("catatan-kerja", last))
