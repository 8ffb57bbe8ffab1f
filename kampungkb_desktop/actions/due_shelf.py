"""The due list of the day as it was judged last, so that whoever opens it again has it at once. What was written since
is judged again (``due.begin_book``); for another day, or after a file taken in, everything is judged anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from kampungkb_desktop.actions import kept_results
from kampungkb_desktop.actions.due import DueBook, Kept, begin_book
from kampungkb_desktop.actions.due_rows import Place
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.rules.due import Due, Reason, Urgency, schedule_on

_NAME: Final = "due_book"
_FOLLOWED: Final = 300
"""So many changes are judged again at an opening before the book is put away anew: to write it takes as long."""


def take_up(session: Session, today: date, before: DueBook | None, only: str = "") -> DueBook:
    """``begin_book`` with the shelved book of this day where there is none before."""
    return begin_book(session, today, before if before is not None or only else shelved(session, today), only)


def shelved(session: Session, today: date) -> DueBook | None:
    """The book that was put away last, where it is of this day, rule and laptop."""
    with session.database.read() as conn:
        stamp = kept_results.stamp_of(conn, _NAME)
        head, _, state = stamp.rpartition(" ")
        if not state or head != _head(session, today):
            return None
        found = kept_results.kept(conn, _NAME, stamp)
    seq, files = (int(one) for one in state.split("/"))
    return DueBook(today, schedule_on(today).id, seq, files, _unpacked(found))


def shelve(session: Session, book: DueBook) -> bool:
    """Put a whole book of all villages away, unless nearly the same stands there; whether it was written."""
    if not book.whole or book.only:
        return False
    head = _head(session, book.today)
    with session.database.read() as conn:
        there, _, state = kept_results.stamp_of(conn, _NAME).rpartition(" ")
    if there == head:
        seq, files = (int(one) for one in state.split("/"))
        if files == book.files and 0 <= book.seq - seq < _FOLLOWED:
            return False
    kept_results.put_away(session.database, _NAME, f"{head} {book.seq}/{book.files}", _packed(book.families))
    return True


def _head(session: Session, today: date) -> str:
    return f"{session.device} {today.isoformat()} {kept_results.rules_mark()}"


def _packed(families: Mapping[str, Kept]) -> list[Any]:
    """Families as plain lists; every reason of a ``Due`` is of its person."""
    return [
        [family, *kept.place, [[due.person, [_short(one) for one in due.reasons]] for due in kept.dues]]
        for family, kept in families.items()
    ]


def _short(one: Reason) -> list[Any]:
    return [
        int(one.urgency), one.due.isoformat(), one.place, one.code, one.target, one.sentence, one.form, one.record,
    ]  # fmt: skip


def _unpacked(found: list[Any]) -> dict[str, Kept]:
    """What ``_packed`` made. Words, days and places that many families share stand in memory once."""
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
        families[family] = Kept(share(place, place), judged)
    return families
