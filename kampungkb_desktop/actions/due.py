"""Everybody to be visited in the villages of this laptop, kept up with what is written: only families that changed are
judged again. A book is a value: it holds for one day, and another day begins anew, whichever way the clock went.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from kampungkb_desktop.actions.due_rows import (
    OF_FAMILY,
    OF_PERSON,
    Place,
    families_without_village,
    households_of,
    households_of_village,
)
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.forms.catalog import FORMS, LINKS
from kampungkb_desktop.forms.change import Change, decode_values
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.rules.due import Due, Household, due_of, schedule_on
from kampungkb_desktop.store import lists, read
from kampungkb_desktop.store.connection import Connection

TAKEN_IN = "masuk"
MOST_CHANGES = 2_000
"""After more changes than these everything is judged anew: that is quicker than following them."""
_TO_FAMILY = {form: field_ for form, field_, to in LINKS if to == Family.FORM}
_TO_MEMBER = {form: field_ for form, field_, to in LINKS if to == Member.FORM and field_ == "member_id"}


NOWHERE = ""


class Kept(NamedTuple):
    """A family with somebody to be visited."""

    place: Place
    dues: tuple[Due, ...]


_NOBODY = Kept(Place("", "", ""), ())


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
    rule: str
    seq: int
    files: int
    families: Mapping[str, Kept] = field(default_factory=dict)
    villages: tuple[str, ...] = ()
    astray: frozenset[str] = frozenset()
    only: str = ""
    """The one village that the book is of; empty for all. A district looks at one village at a time."""

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


def begin_book(session: Session, today: date, before: DueBook | None = None, only: str = "") -> DueBook:
    """The same book where nothing changed, the renewed one where little did, else an empty one with every village
    still to be read."""
    with session.database.read() as conn:
        seq, files = read.next_seq(conn, session.device), len(read.files(conn, direction=TAKEN_IN))
        rule = schedule_on(today).id
        if before is not None and (today, rule, files, only) == _of(before) and seq >= before.seq:
            if seq == before.seq:
                return before
            touched = _touched(conn, session.device, before.seq)
            if touched is not None:
                return replace(_renewed(conn, before, touched), seq=seq)
        if only:
            return DueBook(today, rule, seq, files, villages=(only,), only=only)
        named = lists.villages_of_records(conn, (Family.FORM, *OF_FAMILY, *(form.FORM for form in OF_PERSON)))
    return DueBook(today, rule, seq, files, villages=(*sorted(named), NOWHERE))


def _of(book: DueBook) -> tuple[date, str, int, str]:
    """What must be the same for a book to be brought up instead of begun."""
    return book.today, book.rule, book.files, book.only


def read_on(session: Session, book: DueBook) -> DueBook:
    """The book with one village more: a fraction of a second, so that other work may go between."""
    if book.whole:
        return book
    village, *rest = book.villages
    astray = set(book.astray)
    with session.database.read() as conn:
        if village == NOWHERE:
            wholly = sorted(families_without_village(conn) | astray)
            found = dict.fromkeys(wholly, _NOBODY) | dict(_judged(households_of(conn, wholly, book.today), book.today))
        else:
            found = dict(_judged(households_of_village(conn, village, book.today, astray), book.today))
    families = {family: kept for family, kept in {**book.families, **found}.items() if kept.dues}
    return replace(book, families=families, villages=tuple(rest), astray=frozenset(astray))


def _judged(found: Iterable[tuple[Household, Place]], today: date) -> Iterator[tuple[str, Kept]]:
    for household, place in found:
        dues = due_of(household, today)
        if dues:
            yield household.family, Kept(place, dues)


def _renewed(conn: Connection, before: DueBook, touched: frozenset[str]) -> DueBook:
    """Judge the touched families again; those of villages that are still to be read come with their village."""
    families = {family: kept for family, kept in before.families.items() if family not in touched}
    again = _judged(households_of(conn, sorted(touched), before.today), before.today)
    families.update(
        (family, kept)
        for family, kept in again
        if kept.place.village not in before.villages and before.only in ("", kept.place.village)
    )
    # What is still to be read by village may by now stand under two: these families are read wholly at the end.
    return replace(before, families=families, astray=frozenset() if before.whole else before.astray | touched)


def _touched(conn: Connection, device: str, since: int) -> frozenset[str] | None:
    """The families that the changes of this laptop from a counter on are about; ``None`` when they are too many.

    The whole history of a changed record is asked, so that the family it was moved away from is touched too, and so is
    the family of a record that was deleted.
    """
    changes = list(islice(read.changes_since(conn, device, ((1, since - 1),)), MOST_CHANGES + 1))
    if len(changes) > MOST_CHANGES:
        return None
    ours = {change.record for change in changes if _is_ours(change.form)}
    if not ours:
        return frozenset()
    families, people = set[str](), set[str]()
    for history in read.changes_of(conn, sorted(ours)).values():
        for change in history:
            families |= _named(change, _TO_FAMILY, Family.FORM)
            people |= _named(change, _TO_MEMBER, Member.FORM)
    homes = read.rows(conn, Member, ("family_id",), {"id": sorted(people)})
    return frozenset(families | {str(row[0]) for row in homes if row[0]})


def _is_ours(form: str) -> bool:
    return form in _TO_FAMILY or form in _TO_MEMBER or form in (Family.FORM, Member.FORM)


def _named(change: Change, links: Mapping[str, str], itself: str) -> set[str]:
    """The records of ``itself`` that a change is about: the record, or the one it links to."""
    if change.form == itself:
        return {change.record}
    name = links.get(change.form)
    if name is None or change.form not in FORMS:
        return set()
    value: Any = decode_values(change.values).get(name)
    return {value} if isinstance(value, str) else set()
