"""The due list as it was judged last, so that whoever opens it again has it at once. What was written since, and whose
day has come since, is judged again (``due.begin_book``); after a file taken in everything is judged anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, Final

from kampungkb_desktop.actions import kept_results
from kampungkb_desktop.actions.due import DueBook, Kept, begin_book, judged_by
from kampungkb_desktop.actions.due_rows import Place
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.rules.due import Due, Reason, Urgency

_NAME: Final = "due_book"
_FOLLOWED: Final = 300
"""So many changes are judged again at an opening before the book is put away anew: to write it takes as long."""


def take_up(session: Session, today: date, before: DueBook | None, only: str = "") -> DueBook:
    """``begin_book`` with the shelved book where there is none before."""
    return begin_book(session, today, before if before is not None or only else shelved(session, today), only)


def shelved(session: Session, today: date) -> DueBook | None:
    """The book that was put away last, where it is of this laptop and its rules, and of this day or can be brought to
    it."""
    with session.database.read() as conn:
        stamp = kept_results.stamp_of(conn, _NAME)
        head, _, state = stamp.rpartition(" ")
        if not state or head != _head(session):
            return None
        day, until, seq, files = _state(state)
        if not day <= today < until:
            return None
        found = kept_results.kept(conn, _NAME, stamp)
    return _unpacked(DueBook(day, judged_by(day), seq, files, until), *found)


def shelve(session: Session, book: DueBook) -> bool:
    """Put a whole book of all villages away, unless nearly the same stands there; whether it was written."""
    if not book.whole or book.only:
        return False
    head = _head(session)
    with session.database.read() as conn:
        there, _, state = kept_results.stamp_of(conn, _NAME).rpartition(" ")
    if there == head:
        day, until, seq, files = _state(state)
        if (day, until, files) == (book.today, book.until, book.files) and 0 <= book.seq - seq < _FOLLOWED:
            return False
    state = f"{book.today.isoformat()}/{book.until.isoformat()}/{book.seq}/{book.files}"
    kept_results.put_away(session.database, _NAME, f"{head} {state}", _packed(book))
    return True


def _head(session: Session) -> str:
    return f"{session.device} {kept_results.rules_mark()}"


def _state(told: str) -> tuple[date, date, int, int]:
    """Day, until when, change and files of a shelved book."""
    day, until, seq, files = told.split("/")
    return date.fromisoformat(day), date.fromisoformat(until), int(seq), int(files)


def _packed(book: DueBook) -> list[Any]:
    """Families as plain lists, and by day those to be judged again; every reason of a ``Due`` is of its person."""
    families = [
        [family, *kept.place, [[due.person, [_short(one) for one in due.reasons]] for due in kept.dues]]
        for family, kept in book.families.items()
    ]
    soon: dict[str, list[str]] = {}
    for family, day in book.soon.items():
        soon.setdefault(day.isoformat(), []).append(family)
    return [families, soon]


def _short(one: Reason) -> list[Any]:
    return [
        int(one.urgency), one.due.isoformat(), one.place, one.code, one.target, one.sentence, one.form, one.record,
    ]  # fmt: skip


def _unpacked(empty: DueBook, found: list[Any], soon: Mapping[str, list[str]]) -> DueBook:
    """What ``_packed`` made, into a book without families. Words, days, places and names that are told more than once
    stand in memory once."""
    once: dict[Any, Any] = {}
    share, day = once.setdefault, cache(date.fromisoformat)

    def reason(person: str, one: list[Any]) -> Reason:
        urgency, due, place, code, target, said, form, record = one
        return Reason(
            Urgency(urgency), day(due), place, share(code, code), person, share(target, target), share(said, said),
            share(form, form), record,
        )  # fmt: skip

    families: dict[str, Kept] = {}
    for family, village, rw, rt, dues in found:
        place = Place(village, rw, rt)
        judged = tuple(Due(family, person, tuple(reason(person, one) for one in reasons)) for person, reasons in dues)
        families[share(family, family)] = Kept(share(place, place), judged)
    named = {share(family, family): day(text) for text, several in soon.items() for family in several}
    return replace(empty, families=families, soon=named)
