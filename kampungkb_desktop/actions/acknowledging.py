"""Whether there is anything to tell a partner besides changes: what became of his files, what is held of his work,
which photos are wished, a key given to hold, help given with a forgotten password.

Told once; a file that only tells such things is not itself a thing to tell of, so two offices never go on thanking each
other.
"""

from __future__ import annotations

import hashlib
import json

from kampungkb_desktop.actions import helping, holding, partners, photo_debts
from kampungkb_desktop.actions.partners import Receiver
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.bundle import format as fmt
from kampungkb_desktop.bundle.rights import DISTRICT
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import IN

_TOLD = "told:"


def mark(conn: Connection, session: Session, receiver: Receiver) -> str:
    """What there is to tell, as a mark that changes with it; "" where there is nothing at all."""
    said = [
        _files(conn, session, receiver), _held(conn, session), sorted(photo_debts.wanted(conn, session)),
        *(one for one in (_given(conn, session, receiver),) if one),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(said).encode()).hexdigest() if any(said) else ""


def is_new(conn: Connection, receiver: Receiver, now: str) -> bool:
    """Whether that was not told yet."""
    return bool(now) and now != read.meta(conn, _TOLD + receiver.peer)


def note_told(conn: Connection, receiver: Receiver, told: str) -> None:
    """A file told it."""
    write.put_meta(conn, _TOLD + receiver.peer, told)


def _files(conn: Connection, session: Session, receiver: Receiver) -> list[list[str]]:
    """The partner's files that came with something, and what became of them."""
    district = session.role == DISTRICT
    return [
        [one.sha256, one.result, one.receipt]
        for one in read.files(conn, direction=IN)
        if one.sha256 and one.kind != fmt.RECEIPT and (one.peer == receiver.peer or not district)
    ]


def _given(conn: Connection, session: Session, receiver: Receiver) -> list[object]:
    """The mark of the key that an office was given to hold, and the help that it gave."""
    if session.role == DISTRICT:
        return list(helping.told(conn, receiver.peer))
    return [one for one in holding.told(conn, session, receiver.recipient)[:1] if one]


def _held(conn: Connection, session: Session) -> list[list[object]]:
    """What an officer holds of others; an office tells each officer of his own files instead."""
    if session.role == DISTRICT:
        return []
    own = {session.device, *partners.may_deliver(conn, session)}
    seen = read.seen(conn)
    return [[village, uid, list(seen[village, uid])] for village, uid in sorted(seen) if uid not in own]
