"""Which installation this is. A database that was copied to another computer, or restored from a copy, must not go on
under the old name: two hands would count under one identity (``sync.md`` 6, hazard 1 of ``sync-study.md``)."""

from __future__ import annotations

import secrets
from dataclasses import replace

from kampungkb_desktop.actions import undo
from kampungkb_desktop.actions.grants import FORMER_PROOF, FORMER_UID
from kampungkb_desktop.actions.office_keys import (
    CERTIFICATE,
    CERTIFICATE_SIGNATURE,
    keep_certificate,
    office_keys,
    statement,
)
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.start import IDENTITY, MACHINE, SIGNING_SEED, own_keys
from kampungkb_desktop.base import intervals, machine
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle.certificate import issue, make_keys
from kampungkb_desktop.bundle.enrolment import succession
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import EVERYTHING, Device
from kampungkb_desktop.store.put_back import RESTORED


def settle(session: Session) -> bool:
    """Whether this database is at home here; one that never said where it belongs is at home from now on."""
    here = machine.mark(session.device)
    with session.database.read() as conn:
        home, restored = read.meta(conn, MACHINE), read.meta(conn, RESTORED) == "1"
    if not home and here and not restored:
        with session.database.write() as conn:
            write.put_meta(conn, MACHINE, here)
    return not restored and (not home or not here or home == here)


def must_be_settled(session: Session) -> None:
    """KnownError E-COPIED before a database that is not at home makes or takes in files."""
    if not settle(session):
        raise KnownError(
            "E-COPIED",
            "Data di laptop ini berasal dari laptop lain atau dari salinan, dan masih memakai tanda pengenal lamanya.",
            "Jawab dahulu di Kirim & Terima apakah laptop lamanya masih dipakai.",
        )


def renew(session: Session, *, replaces: bool) -> Session:
    """Give this installation a new identity and new keys. ``replaces``: the old laptop is used no more, and the office
    may let this one deliver what the old one has not; otherwise both go on beside each other.

    What is recorded stays as it is. The laptop must be enrolled again. The session given is of no use afterwards.
    """
    keys, uid = make_keys(), secrets.token_hex(16)
    with session.database.write() as conn:
        old = read.own_device(conn)
        assert old is not None
        proof = succession(own_keys(conn), keys) if replaces else ""
        write.put_device(conn, replace(old, own=False))
        # What was one's own by nature must be said now, or nobody would ever vouch for it.
        held = intervals.of(change.seq for change in read.changes_since(conn, old.uid))
        write.merge_seen(conn, EVERYTHING, old.uid, held)
        write.put_device(conn, Device(uid, old.name, old.role, keys.verify_key, keys.recipient, old.state, own=True))
        write.put_secret(conn, SIGNING_SEED, keys.signing_seed.hex())
        write.put_secret(conn, IDENTITY, keys.identity)
        write.put_secret(conn, FORMER_UID, old.uid if replaces else "")
        write.put_secret(conn, FORMER_PROOF, proof)
        _forget_grant(conn, replace(session, device=uid))
        write.put_meta(conn, MACHINE, machine.mark(uid))
        write.put_meta(conn, RESTORED, "")
        undo.start_here(conn)  # what the old installation did is no longer one's own to take back
    return replace(session, device=uid)


def _forget_grant(conn: Connection, session: Session) -> None:
    """The certificate named the old keys. The office stays known: its answer will need no hearing. A computer of the
    office has the office's keys and says itself who it is: there may be no other one to ask."""
    if session.practice:
        return
    office = office_keys(conn, session)
    if office is not None:
        keep_certificate(conn, *issue(statement(conn, session, office.verify_key), office))
        return
    for line in (CERTIFICATE, CERTIFICATE_SIGNATURE):
        write.put_secret(conn, line, "")
