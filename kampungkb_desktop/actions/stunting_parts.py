"""The KRS counts of villages, each kept until something of the village changes (``store.parts``), and brought to
another day by judging only the families whose day has come.

Kept of a village are counts and, for some weeks ahead, the families that may be read otherwise from a day on. No
rule is said twice: ``rules.stunting_days`` names the days, the rule itself takes a family out of the counts of the old
day and into those of the new.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from kampungkb_desktop import __version__
from kampungkb_desktop.actions.kept_results import rules_mark
from kampungkb_desktop.actions.register_rows import (
    After,
    OnDay,
    couples_on,
    families_on,
    mutations_after,
    people_on,
)
from kampungkb_desktop.actions.stunting_book import counts
from kampungkb_desktop.actions.stunting_risk import COUPLE_ASKED, judged, reading_of, traits_of
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.figures_rows import CoupleRow, PersonRow
from kampungkb_desktop.rules.stunting_days import NextDays
from kampungkb_desktop.rules.stunting_recap import Traits, recap
from kampungkb_desktop.rules.stunting_risk import terms
from kampungkb_desktop.store import lists, parts
from kampungkb_desktop.store.connection import Connection

AHEAD: Final = timedelta(days=62)
"""So far ahead the families are named whose day comes; after that a village is counted anew."""
MOST: Final = 2
"""Semesters kept of a village: the one that runs and the one it is compared with."""
_COUPLE: Final = len(CoupleRow._fields)


class Page(NamedTuple):
    """The counts of a village ``on`` a day. ``late`` says whether any mutation is dated after it, ``moved`` whether
    one of these is of the village; ``soon`` the families to be judged again, each from its day on, until ``until``."""

    on: date
    until: date
    late: bool
    moved: bool
    counts: Mapping[str, int]
    soon: Sequence[tuple[date, str]]

    def packed(self) -> list[Any]:
        """As JSON holds it."""
        soon = [[day.isoformat(), family] for day, family in self.soon]
        return [self.on.isoformat(), self.until.isoformat(), self.late, self.moved, dict(self.counts), soon]


class Look:
    """One look at the counts of villages in a semester, as of one day, within a transaction of the caller."""

    def __init__(self, conn: Connection, semester: Semester, today: date) -> None:
        self.conn, self.semester, self.day = conn, semester, semester.day(today)
        rule = ruleset.in_force("krs", self.day).id
        self.way = f"{__version__} {rules_mark()} {rule} {reading_of(conn, self.day)}"
        self._late: dict[date, bool] = {}
        self._ahead = NextDays(terms(self.day, rule))

    def kept(self) -> dict[str, tuple[str, Page]]:
        """Flag and page of every village that can be told of this day, or brought to it."""
        found = {}
        for village, part in parts.parts(self.conn, parts.RISK, self.way).items():
            page = part.found.get(self.semester.code)
            if page is not None and self._holds(made := _page(page)):
                found[village] = (part.flag, made)
        return found

    def _holds(self, page: Page) -> bool:
        """Whether nothing but the days of its families separates a page from this day. One of a later day was made
        when the clock went ahead, and is not gone back from."""
        if page.late != self._any_after(page.on):
            return False
        if page.on == self.day:
            return True
        return page.on < self.day < page.until and not page.moved and page.late == self._any_after(self.day)

    def _any_after(self, day: date) -> bool:
        if day not in self._late:
            self._late[day] = lists.any_mutation_after(self.conn, day)
        return self._late[day]

    def after(self) -> After:
        """What happened after the day, to whomever: read once for all villages."""
        return mutations_after(self.conn, self.day)

    def count(self, village: str, after: After) -> Page:
        """The page of a village, from all its rows."""
        moved = bool(after) and bool(mutations_after(self.conn, self.day, village))
        rows = _rows(self.conn, village, after, late=bool(after))
        risks = judged(self.conn, village, self.day, known=rows)
        found = counts(recap(risks, traits_of(self.conn, village, self.semester)))
        until = self.day + AHEAD
        return Page(self.day, until, bool(after), moved, found, sorted(self._soon(rows, until)))

    def brought(self, village: str, page: Page) -> Page:
        """A kept page as of this day: the same one where no family's day has come."""
        due = sorted({family for day, family in page.soon if day <= self.day})
        if page.on == self.day or not due:
            return page
        traits = traits_of(self.conn, village, self.semester, due)
        found = Counter(page.counts)
        soon = [(day, family) for day, family in page.soon if day > self.day]
        for family in due:
            rows = _rows(self.conn, village, {}, late=page.late, family=family)
            found.subtract(self._of_one(village, family, page.on, rows, traits))
            found.update(self._of_one(village, family, self.day, rows, traits))
            soon += self._soon(rows, page.until)
        left = {key: many for key, many in found.items() if many}
        return Page(self.day, page.until, page.late, page.moved, left, sorted(soon))

    def _of_one(
        self, village: str, family: str, day: date, rows: OnDay, traits: Mapping[str, Traits]
    ) -> Mapping[str, int]:
        return counts(recap(judged(self.conn, village, day, family_id=family, known=rows), traits))

    def _soon(self, rows: OnDay, until: date) -> list[tuple[date, str]]:
        """The families of rows whose day comes before ``until``."""
        people, couples = defaultdict[str | None, list[PersonRow]](list), defaultdict[str | None, list[CoupleRow]](list)
        for person in rows.people:
            people[person.family].append(person)
        for row in rows.couples:
            couples[row[1]].append(CoupleRow(*row[:_COUPLE]))
        found = (
            (self._ahead.of(one, people.get(one.id, ()), couples.get(one.id, ())), one.id) for one in rows.families
        )
        return [one for one in found if one[0] < until]


def _rows(conn: Connection, village: str, after: After, *, late: bool, family: str | None = None) -> OnDay:
    return OnDay(
        late, families_on(conn, village, after, family), people_on(conn, village, after, family),
        couples_on(conn, village, after, COUPLE_ASKED, family),
    )  # fmt: skip


def _page(kept: Any) -> Page:
    on, until, late, moved, found, soon = kept
    days = [(date.fromisoformat(day), family) for day, family in soon]
    return Page(date.fromisoformat(on), date.fromisoformat(until), late, moved, found, days)
