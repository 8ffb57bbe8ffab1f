"""Whom to visit, when and why (domain.md 3.7, 4.3, 4.4, 5.3): every reason of a family on a day, gathered per person
and ranked. Urgency comes first, then how long it is due; reasons are facts of records, and a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import chain

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.days import month_end
from kampungkb_desktop.rules.due_children import children_reasons
from kampungkb_desktop.rules.due_days import DueDays
from kampungkb_desktop.rules.due_families import family_reasons
from kampungkb_desktop.rules.due_mothers import mothers_reasons
from kampungkb_desktop.rules.due_rows import (
    WEEK_DAYS,
    BirthRow,
    Home,
    Household,
    PregnancyRow,
    Reason,
    SupportRow,
    Urgency,
    VisitMade,
    WeddingRow,
    at_home,
    quiet,
    reason_names,
    schedule_on,
)
from kampungkb_desktop.rules.figures_rows import CoupleRow, FamilyRow

__all__ = [
    "WEEK_DAYS", "BirthRow", "Due", "Household", "PregnancyRow", "Reason", "SupportRow", "Urgency", "VisitMade",
    "WeddingRow", "due_of", "due_until", "horizon", "ranked", "reason_names", "schedule_on", "week_end",
]  # fmt: skip


@frozen
class Due:
    """One person to be visited, or the family as a whole (``person`` empty), with every reason, the first one first."""

    family: str
    person: str
    reasons: tuple[Reason, ...]

    @property
    def first(self) -> Reason:
        """The reason that ranks highest."""
        return self.reasons[0]

    @property
    def due(self) -> date:
        """The earliest day of any reason: a person is late when one of the reasons is."""
        return min(one.due for one in self.reasons)

    def rank(self) -> tuple[Reason, str, str]:
        """Sorts a list: no two people of a register are equal."""
        return self.first, self.family, self.person


def week_end(today: date) -> date:
    """The last day of "this week" as planned visits count it: seven days ahead."""
    return today + timedelta(days=WEEK_DAYS)


def horizon(today: date) -> date:
    """The last day that is looked at: the end of the month, and never less than the week."""
    return max(month_end(today), week_end(today))


def due_of(household: Household, today: date, *, until: date | None = None, rule: str = "") -> tuple[Due, ...]:
    """Everybody of one family to be visited until a day (the horizon of today), each with all reasons, ranked."""
    last = until or horizon(today)
    schedule = ruleset.load(rule) if rule else schedule_on(today)
    if quiet(household, today, schedule):
        return ()
    home = at_home(household, today, schedule)
    return _gathered(home, _reasons(home), last)


def due_until(
    household: Household, family: FamilyRow, couples: Iterable[CoupleRow], days: DueDays
) -> tuple[tuple[Due, ...], date]:
    """``due_of`` on the day of ``days``, and the next day on which it may answer otherwise while nothing is written;
    ``couples`` are the family's answers about KB that ``due_days`` asks for."""
    schedule = schedule_on(days.today)
    if quiet(household, days.today, schedule):
        return (), days.away(family, household, couples)
    home = at_home(household, days.today, schedule)
    found = list(_reasons(home))
    return _gathered(home, found, horizon(days.today)), days.of(home, family, couples, found)


def _reasons(home: Home) -> Iterator[Reason]:
    return chain(family_reasons(home), mothers_reasons(home), children_reasons(home))


def _gathered(home: Home, reasons: Iterable[Reason], last: date) -> tuple[Due, ...]:
    gathered: dict[str, list[Reason]] = {}
    for reason in reasons:
        if reason.due <= last:
            gathered.setdefault(reason.person, []).append(reason)
    return ranked(Due(home.id, person, tuple(sorted(found))) for person, found in gathered.items())


def ranked(found: Iterable[Due]) -> tuple[Due, ...]:
    """The most urgent first, among equals the longest due."""
    return tuple(sorted(found, key=Due.rank))
