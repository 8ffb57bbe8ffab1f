"""How many people are due, remembered beside the data, so that Beranda need not judge every family to say it.

Local to this laptop, never sent; it holds for one day and one state of the log, and is counted anew otherwise.
"""

from __future__ import annotations

import json

from kampungkb_desktop.actions.due import DueBook
from kampungkb_desktop.actions.due_kept import KEPT_AS, stamp
from kampungkb_desktop.actions.due_shelf import shelve
from kampungkb_desktop.actions.due_view import WINDOWS, counts
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.store import read, write


def keep_counts(session: Session, book: DueBook) -> dict[str, int]:
    """Count a whole book and remember the counts by window, which it gives, and the book itself for the day."""
    shelve(session, book)
    found = counts(book)
    text = json.dumps([_stamp(book), found])
    with session.database.read() as conn:
        known = read.meta(conn, KEPT_AS)
    if known != text:
        with session.database.write() as conn:
            write.put_meta(conn, KEPT_AS, text)
    return found


def kept_counts(session: Session, book: DueBook) -> dict[str, int] | None:
    """The counts remembered for the day and state that a book was begun for; ``None`` when they are of another."""
    with session.database.read() as conn:
        text = read.meta(conn, KEPT_AS)
    made_for, found = json.loads(text) if text else ("", {})
    return {window: int(found[window]) for window in WINDOWS} if made_for == _stamp(book) else None


def _stamp(book: DueBook) -> str:
    return stamp(book.today, book.seq, book.files, book.rule)
