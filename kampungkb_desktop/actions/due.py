"""Everybody to be visited in the villages of this laptop, kept up with what is written and with the days: only families
that changed, or whose day has come, are judged again (decision 0062). A book is a value: it holds for one day, and a
clock that went back begins anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date, timedelta
from typing import NamedTuple

from kampungkb_desktop.actions import kept_results
from kampungkb_desktop.actions.due_rows import (
    OF_FAMILY,
    OF_PERSON,
    Place,
    Read,
    families_of,
    families_of_village,
    families_without_village,
)
from kampungkb_desktop.actions.due_touched import touched_since
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.due import Due, due_until, schedule_on
from kampungkb_desktop.rules.due_days import DueDays, rules_on
from kampungkb_desktop.rules.stunting_risk import terms
from kampungkb_desktop.store import lists, read
from kampungkb_desktop.store.connection import Connection

TAKEN_IN = "masuk"
MOST_CHANGES = 2_000
"""After more changes than these, or for more families, everything is judged anew: that is quicker than following them,
and other work goes between."""
AHEAD = timedelta(days=62)
"""So far ahead it is named when a family may be judged otherwise; after that everything is judged anew."""
NOWHERE = ""


class Kept(NamedTuple):
    """A family with somebody to be visited."""

    place: Place
    dues: tuple[Due, ...]


class Line(NamedTuple):
    """One line of the list: somebody to be visited, and where."""

    place: Place
    due: Due

    @property
    def id(self) -> str:
        """A name for the line that stays through a new reading."""
        return f"{self.due.family}|{self.due.person}"


@frozen
class DueBook:
    """Who is due on ``today``. ``seq`` and ``files`` say up to which change of this laptop and which file taken in it
    holds; ``villages`` are those still to be read, none when it is whole. The last of them is ``NOWHERE``: families
    that no village holds wholly, those without one and those ``astray`` with records under another."""

    today: date
    rules: tuple[str, ...]
    """What it was judged by (``judged_by``)."""
    seq: int
    files: int
    until: date
    """The day from which on a family may be judged otherwise without being named in ``soon``."""
    families: Mapping[str, Kept] = field(default_factory=dict)
    soon: Mapping[str, date] = field(default_factory=dict)
    """The families to be judged again before that, due or not, with the day from which on."""
    villages: tuple[str, ...] = ()
    astray: frozenset[str] = frozenset()
    only: str = ""
    """The one village that the book is of; empty for all. A district looks at one village at a time."""

    @property
    def rule(self) -> str:
        """The schedule in force."""
        _all, schedule, *_others = self.rules
        return schedule

    @property
    def whole(self) -> bool:
        """Whether every village was read."""
        return not self.villages

    def lines(self) -> Iterator[Line]:
        """Everybody, in no particular order."""
        for kept in self.families.values():
            for due in kept.dues:
                yield Line(kept.place, due)


def due_book(session: Session, today: date, before: DueBook | None = None, progress: Progress | None = None) -> DueBook:
    """The whole book of a day; with the book of ``before`` only what changed since is judged again."""
    book = begin_book(session, today, before)
    total = len(book.villages)
    for done in range(total):
        (progress or silent()).report(done, total, "Menyusun daftar kunjungan")
        book = read_on(session, book)
    return book


def judged_by(day: date) -> tuple[str, ...]:
    """What must be the same for a book to be brought up instead of begun: all rules there are, then those in force,
    the schedule first."""
    return kept_results.rules_mark(), *rules_on(day)


def begin_book(session: Session, today: date, before: DueBook | None = None, only: str = "") -> DueBook:
    """The same book where nothing changed, the renewed one where little did, else an empty one with every village
    still to be read."""
    with session.database.read() as conn:
        seq, files = read.next_seq(conn, session.device), len(read.files(conn, direction=TAKEN_IN))
        if before is not None and (files, only) == (before.files, before.only) and seq >= before.seq:
            if (seq, today) == (before.seq, before.today):
                return before
            changed = _changed(conn, session.device, before, today)
            if changed is not None:
                return replace(_renewed(conn, replace(before, today=today), changed), seq=seq)
        empty = DueBook(today, judged_by(today), seq, files, today + AHEAD, only=only)
        if only:
            return replace(empty, villages=(only,))
        named = lists.villages_of_records(conn, (Family.FORM, *OF_FAMILY, *(form.FORM for form in OF_PERSON)))
    return replace(empty, villages=(*sorted(named), NOWHERE))


def _changed(conn: Connection, device: str, before: DueBook, today: date) -> frozenset[str] | None:
    """The families to be judged again for a book to be of a day; ``None`` where everything is to be."""
    follows = today == before.today or (before.whole and before.today < today < before.until)
    if not follows or before.rules != judged_by(today):
        return None
    touched = touched_since(conn, device, before.seq, MOST_CHANGES)
    if touched is None:
        return None
    come = {family for family, day in before.soon.items() if day <= today}
    return touched | come if len(come) <= MOST_CHANGES else None


def read_on(session: Session, book: DueBook) -> DueBook:
    """The book with one village more: a fraction of a second, so that other work may go between."""
    if book.whole:
        return book
    village, *rest = book.villages
    astray, again = set(book.astray), frozenset[str]()
    with session.database.read() as conn:
        if village == NOWHERE:
            again = families_without_village(conn) | astray
            found = list(_judged(families_of(conn, sorted(again), book.today), book.today))
        else:
            found = list(_judged(families_of_village(conn, village, book.today, astray), book.today))
    return replace(_with(book, again, found), villages=tuple(rest), astray=frozenset(astray))


class _Judged(NamedTuple):
    """A family with the day from which on it may be judged otherwise."""

    family: str
    kept: Kept
    until: date


def _judged(found: Iterable[Read], today: date) -> Iterator[_Judged]:
    days = DueDays(terms(today, ruleset.in_force("krs", today).id), schedule_on(today))
    for household, place, family, couples, here in found:
        if here:
            dues, until = due_until(household, family, couples, days)
        else:
            dues, until = (), days.away(family, household, couples)
        yield _Judged(family.id, Kept(place, dues), until)


def _with(book: DueBook, without: frozenset[str], found: Iterable[_Judged]) -> DueBook:
    """A book with these families as they were judged, and nothing of those that are to go."""
    families = {family: kept for family, kept in book.families.items() if family not in without}
    soon = {family: day for family, day in book.soon.items() if family not in without}
    for one in found:
        if one.kept.dues:
            families[one.family] = one.kept
        if one.until < book.until:
            soon[one.family] = one.until
    return replace(book, families=families, soon=soon)


def _renewed(conn: Connection, before: DueBook, touched: frozenset[str]) -> DueBook:
    """Judge the touched families again; those of villages that are still to be read come with their village."""
    again = _judged(families_of(conn, sorted(touched), before.today), before.today)
    found = (
        one
        for one in again
        if one.kept.place.village not in before.villages and before.only in ("", one.kept.place.village)
    )
    # What is still to be read by village may by now stand under two: these families are read wholly at the end.
    return replace(_with(before, touched, found), astray=frozenset() if before.whole else before.astray | touched)
