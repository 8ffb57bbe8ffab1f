"""A copy that was brought to another laptop may show people who were erased since it was made: this laptop has no list
of them (decision 0027). It is remembered until the office's next file, which erases them again, has been taken in."""

from __future__ import annotations

import json

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in_report import TAKEN
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.entries import IN

COPY_OF = "copy_of"
"""The line of ``meta`` with when the copy was made and when it came here (milliseconds)."""


def note(session: Session, made_at: int) -> None:
    """These data were just begun with a copy."""
    with session.database.write() as conn:
        write.put_meta(conn, COPY_OF, "" if session.practice else json.dumps([made_at, session.clock()]))


def made_at(session: Session) -> int:
    """When the copy was made (milliseconds), for as long as no file was taken in since it came here; 0 afterwards, and
    where nothing was ever brought here."""
    with session.database.read() as conn:
        said = read.meta(conn, COPY_OF)
        if not said:
            return 0
        made, came = json.loads(said)
        heard = any(one.at >= came and one.result == TAKEN for one in read.files(conn, direction=IN))
    return 0 if heard else int(made)


def settled(session: Session) -> None:
    """The person has looked himself: nobody is reminded any more."""
    with session.database.write() as conn:
        write.put_meta(conn, COPY_OF, "")
