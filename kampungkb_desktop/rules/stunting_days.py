"""Until which day the KRS answers of a family stay as they are while nothing is written: what was counted on one day
is counted anew on another only for the families whose day has come.

Says nothing of the rule itself: it names days, among them every one on which ``stunting_home.home_of`` or the place of
the family in the register can change; a test judges families on all days between.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from kampungkb_desktop.rules.days import first_of, month_index
from kampungkb_desktop.rules.figures_couples import LONGEST_PREGNANCY_WEEKS
from kampungkb_desktop.rules.figures_rows import CoupleRow, FamilyRow, PersonRow
from kampungkb_desktop.rules.measuring import completed_months
from kampungkb_desktop.rules.stunting_home import Terms

_DAY = timedelta(days=1)


class NextDays:
    """The next day after that of ``terms`` on which families may be read otherwise; asked of many families, it looks
    at each birth date once."""

    def __init__(self, terms: Terms, more: Iterable[int] = ()) -> None:
        """``more`` ages in completed months that count beside those of the KRS rule."""
        self._on, self._steps = terms.on, sorted({*terms.steps, *more})
        self._born: dict[date, date] = {}

    def of(self, family: FamilyRow, people: Iterable[PersonRow], couples: Iterable[CoupleRow]) -> date:
        """The day of one family with everybody on record and all its KB answers; ``date.max`` where none is ahead."""
        born, found = self._born, date.max
        for person in people:
            birth = person.birth
            if birth is not None:
                step = born.get(birth) or self._step(birth)
                if step < found:
                    found = step
            if person.joined_on is not None or person.mutation_on is not None:
                found = min(found, self._first(person.joined_on, person.mutation_on))
        if family.state_on is not None or family.formed_on is not None:
            found = min(found, self._first(family.state_on, family.formed_on))
        for couple in couples:
            if couple.as_of is not None and (couple.pregnant or couple.as_of > self._on):
                found = min(found, self._first(*_of_couple(couple, couple.as_of)))
        return found

    def _first(self, *days: date | None) -> date:
        return min((one for one in days if one is not None and one > self._on), default=date.max)

    def _step(self, birth: date) -> date:
        """The birth, or the day of the next age that counts."""
        found = birth
        if birth <= self._on:
            at = bisect_right(self._steps, completed_months(birth, self._on))
            found = reached(birth, self._steps[at]) if at < len(self._steps) else date.max
        self._born[birth] = found
        return found


def reached(birth: date, months: int) -> date:
    """The first day with so many completed months of life, as ``measuring.completed_months`` counts them."""
    index = month_index(birth) + months
    if index // 12 > date.max.year - 1:
        return date.max
    try:
        return first_of(index).replace(day=birth.day)
    except ValueError:  # 31 of a shorter month: complete on the first of the next
        return first_of(index + 1)


def _of_couple(one: CoupleRow, as_of: date) -> Iterator[date]:
    """When the answers are given, and the day after the longest pregnancy that they can mean."""
    yield as_of
    if one.pregnant and as_of.year < date.max.year - 1:
        yield as_of + timedelta(weeks=LONGEST_PREGNANCY_WEEKS - (one.pregnant_weeks or 0)) + _DAY
