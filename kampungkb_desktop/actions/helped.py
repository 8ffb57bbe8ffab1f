"""Which help of the district in opening these data its person has not been told of yet: asked at every opening, and so
apart from the asking itself, which brings all of enrolment along."""

from __future__ import annotations

import json
from typing import Final

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection

TOLD: Final = "helped"
"""The line of ``meta`` with every help: moment, person, office, and whether it was told."""


@frozen
class Told:
    """One help of the district that the laptop's person has not been told of yet."""

    at: int
    by: str
    office: str


def untold(session: Session) -> list[Told]:
    """What the person has not read yet, the oldest first."""
    with session.database.read() as conn:
        return [Told(int(at), str(by), str(office)) for at, by, office, seen in lines_of(conn) if not seen]


def mark_told(session: Session) -> None:
    """The person has read it."""
    with session.database.write() as conn:
        write.put_meta(conn, TOLD, json.dumps([[*one[:3], 1] for one in lines_of(conn)], ensure_ascii=False))


def lines_of(conn: Connection) -> list[list[str | int]]:
    """Every help that is known of."""
    found: list[list[str | int]] = json.loads(read.meta(conn, TOLD) or "[]")
    return found
