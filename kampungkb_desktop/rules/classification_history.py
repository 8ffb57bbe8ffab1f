"""The class of one village month by month, from the records that were in force at each month's end.

Computed anew each time from what is recorded now: a snapshot that is corrected later corrects its month as well. The
rule of each month is the version then in force.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import month_shift
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.population import PopulationSnapshot
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.rules.classification import Classification, Reading, classify, rules_on
from kampungkb_desktop.rules.figures_village import VillageState, inputs_of

R = TypeVar("R", bound=Record)


@frozen
class MonthClass:
    """The class at the end of a month and the records it was computed from."""

    month: str
    found: Classification
    state: VillageState


@frozen(kw_only=True)
class VillageRecords:
    """All snapshots of a village in any order, and each activity as (its month or ``None``, its agencies)."""

    profiles: tuple[InstitutionProfile, ...] = ()
    populations: tuple[PopulationSnapshot, ...] = ()
    monthlies: tuple[MonthlySnapshot, ...] = ()
    activities: tuple[tuple[str | None, frozenset[str]], ...] = ()
    reading: Reading = "portal"

    def at(self, month: str) -> VillageState:
        """The records in force at the end of a month; what bears no date was never in force."""
        held = [agencies for when, agencies in self.activities if when is not None and when <= month]
        return VillageState(
            _newest(((one.month or "", one) for one in self.profiles), month),
            _newest(((one.as_of.isoformat() if one.as_of else "", one) for one in self.populations), month),
            _newest(((one.month or "", one) for one in self.monthlies), month),
            frozenset().union(*held) if held else None,
            self.reading,
        )

    def history(self, until: str, since: str = "") -> tuple[MonthClass, ...]:
        """Every month from the first record (not before ``since``) to ``until``, oldest first; none where nothing is
        recorded by then."""
        begun = self._first()
        if begun is None:
            return ()
        month, made = max(begun, since), []
        while month <= until:
            state = self.at(month)
            made.append(MonthClass(month, classify(inputs_of(state), rules_on(month_end(month))), state))
            month = month_shift(month, 1)
        return tuple(made)

    def _first(self) -> str | None:
        months = [
            *(one.month for one in self.profiles),
            *(one.month for one in self.monthlies),
            *(one.as_of.isoformat()[:7] if one.as_of else None for one in self.populations),
            *(when for when, _ in self.activities),
        ]
        return min((month for month in months if month), default=None)


def month_end(month: str) -> date:
    """The last day of a month."""
    year, number = (int(part) for part in month.split("-"))
    return date(year, number, monthrange(year, number)[1])


def _newest(dated: Iterable[tuple[str, R]], month: str) -> R | None:
    """The record with the latest date not after the month; of two for one date the one made later."""
    known = [(when, record.id, record) for when, record in dated if when and when[:7] <= month]
    return max(known, key=lambda one: one[:2])[2] if known else None
