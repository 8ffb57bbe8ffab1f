"""Photos that a receiver has been told of and not been given: left out for size or on wish, or asked for by its own
word. They go with the next file that has room, and only they."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.bundle.format import MOST_WANTED
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.kinds import Blob
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.store import blobs, read, write
from kampungkb_desktop.store.connection import Connection

BLOBS = {
    name: found
    for name, form in FORMS.items()
    if (found := tuple(f for f, kind in fields_of(form).items() if isinstance(kind, Blob)))
}
"""Form to its fields that name photos."""
_OWED = "photos:"


def wanted(conn: Connection, session: Session) -> list[str]:
    """The photos (sha256) that records here name and that have not arrived, to be asked for; a bounded number."""
    named = {
        str(sha)
        for form, fields in BLOBS.items()
        for field in fields
        for (sha,) in read.rows(conn, FORMS[form], (field,))
        if sha
    }
    return sorted(named - blobs.names(session.data_dir))[:MOST_WANTED]


def owed(conn: Connection, session: Session, peer: str) -> list[str]:
    """The photos a receiver is to get beside what is new, as far as they are here."""
    listed = json.loads(read.meta(conn, _OWED + peer) or "[]")
    here = blobs.names(session.data_dir)
    return [sha for sha in listed if sha in here]


def hear(conn: Connection, peer: str, asked: Iterable[str]) -> None:
    """Note what a receiver asks for."""
    _add(conn, peer, asked)


def settle(conn: Connection, peer: str, *, left: Iterable[str], sent: Iterable[str]) -> None:
    """Note what a file left out and what it brought."""
    _add(conn, peer, left, without=frozenset(sent))


def forget(conn: Connection, names: Collection[str]) -> None:
    """These photos are gone for good and owed to nobody."""
    gone = frozenset(names)
    for device in read.devices(conn) if gone else ():
        _add(conn, device.uid, (), without=gone)


def _add(conn: Connection, peer: str, more: Iterable[str], without: frozenset[str] = frozenset()) -> None:
    listed = json.loads(read.meta(conn, _OWED + peer) or "[]")
    now = [sha for sha in dict.fromkeys([*listed, *more]) if sha not in without]
    if now != listed:
        write.put_meta(conn, _OWED + peer, json.dumps(now))
