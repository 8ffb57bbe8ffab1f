"""Until which day the visits due to a family stay as they are while nothing is written: the list of one day is brought
to another by judging only the families whose day has come.

Says nothing of the rule itself: it names days, among them every one on which ``due.due_of`` can answer otherwise; a
test judges families on all days between.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from kampungkb_desktop.rules.days import first_of, month_index, months_after
from kampungkb_desktop.rules.due_families import MARRIED_NEWLY
from kampungkb_desktop.rules.due_mothers import mothers_days
from kampungkb_desktop.rules.due_rows import FAMILY_OF_RULES, WEEK_DAYS, Home, Household, Reason
from kampungkb_desktop.rules.figures_couples import PUS_AGES
from kampungkb_desktop.rules.figures_rows import CoupleRow, FamilyRow
from kampungkb_desktop.rules.ruleset import RuleSet, in_force
from kampungkb_desktop.rules.stunting_days import NextDays, reached
from kampungkb_desktop.rules.stunting_home import Terms

_DAY: Final = timedelta(days=1)
_BY_MONTH: Final = frozenset({"timbang", "krs", "kb_lama"})
"""Reasons that move on with the months once they are late."""
_THIS_MONTH: Final = "krs_pendampingan"
_OLDEST: Final = 150
"""Years."""
_RULES: Final = (FAMILY_OF_RULES, "krs", "kms")


def rules_on(day: date) -> tuple[str, ...]:
    """The versions by which families are judged on a day: where others are in force, everything is judged anew."""
    return tuple(in_force(family, day).id for family in _RULES)


class DueDays:
    """The next day on which families may be judged otherwise than on that of ``terms``, asked of many of them."""

    def __init__(self, terms: Terms, schedule: RuleSet) -> None:
        self.today = terms.on
        told = schedule.parameters
        self._late, self._each = int(told["umum"]["tunggakan_bulan"]), told["alasan"]
        self._lasting = int(told["pertumbuhan"]["berlaku_bulan"])
        ages = (int(self._each["timbang"]["sampai_bulan"]) + 1, 12 * PUS_AGES[0], 12 * (PUS_AGES[1] + 1))
        self._ages = NextDays(terms, ages)
        self._years = NextDays(terms, range(0, 12 * _OLDEST, 12))
        self._month, self._since = first_of(month_index(self.today) + 1), months_after(self.today, -self._lasting - 1)

    def away(self, family: FamilyRow, household: Household, couples: Iterable[CoupleRow]) -> date:
        """The day of a family that does not live here today, or of which nothing is on record; ``date.max``: none."""
        return min((self._ages.of(family, household.people, couples), *self._ahead(self._written(household))))

    def of(self, home: Home, family: FamilyRow, couples: Iterable[CoupleRow], reasons: Iterable[Reason]) -> date:
        """The day of a family with all its answers about KB (those of today and of later days) and every reason there
        is, however late it is due."""
        made = home.household
        ages = self._ages if made.at_risk is None else self._years  # why it is at risk may name an age
        moves = (self._moves(one) for one in reasons)
        days = (*self._written(made), *self._over(made), *mothers_days(home), *moves)
        return min((ages.of(family, made.people, couples), *self._ahead(days)))

    def _ahead(self, days: Iterable[date | None]) -> Iterator[date]:
        return (one for one in days if one is not None and one > self.today)

    def _written(self, made: Household) -> Iterator[date | None]:
        """What is dated later has not happened until its day."""
        yield from (one.on for one in made.visits)
        yield from (one.on for one in made.support)
        yield from (one.on for one in made.checks)
        yield from (one.on for one in made.weddings)
        yield from (one.measured_on for one in made.measured)
        for birth in made.births:
            yield from (birth.on, birth.delivered_on)

    def _over(self, made: Household) -> Iterator[date | None]:
        """When something on record is asked for no more."""
        rule = self._each
        for row in made.measured:
            if row.measured_on is not None and row.measured_on >= self._since:
                yield reached(row.measured_on, self._lasting)
        for wedding in made.weddings:
            yield None if wedding.wedding_on is None else wedding.wedding_on + _DAY
        for told in made.support:
            if told.wedding and told.on is not None:
                yield months_after(told.on, int(rule["catin"]["bulan_sebelum"])) + _DAY
        for person in made.people:
            if person.mutation == MARRIED_NEWLY and person.mutation_on is not None:
                yield months_after(person.mutation_on, int(rule["pus_baru"]["baru_bulan"]))

    def _moves(self, reason: Reason) -> date | None:
        """When a reason comes within the horizon, or is told otherwise because a month began."""
        index = month_index(reason.due)
        seen = min(first_of(index), reason.due - timedelta(days=WEEK_DAYS))
        if seen > self.today:
            return seen
        if reason.code == _THIS_MONTH:
            return self._month
        return max(self._month, first_of(index + self._late)) if reason.code in _BY_MONTH else None
