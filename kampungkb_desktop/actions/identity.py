"""Which installation this is. A database that was copied to another computer, or restored from a copy, must not go on
under the old name: two hands would count under one identity (``sync.md`` 6, hazard 1 of ``sync-study.md``)."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace

from kampungkb_desktop.actions import ledger, undo
from kampungkb_desktop.actions.office_keys import (
    CERTIFICATE,
    CERTIFICATE_SIGNATURE,
    keep_certificate,
    office_keys,
    statement,
)
from kampungkb_desktop.actions.own_keys import IDENTITY, SIGNING_SEED, own_keys
from kampungkb_desktop.actions.partners import BESIDE
from kampungkb_desktop.actions.session import COPIED_AT, Session
from kampungkb_desktop.actions.start import MACHINE
from kampungkb_desktop.actions.successors import FORMER_PROOF, FORMER_UID, earlier, keep_earlier
from kampungkb_desktop.base import ids, intervals, machine
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle.certificate import issue, make_keys
from kampungkb_desktop.bundle.enrolment import succession
from kampungkb_desktop.bundle.succession import Predecessor
from kampungkb_desktop.forms.change import Change, ChangeId
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import EVERYTHING, Device
from kampungkb_desktop.store.shelf import RESTORED


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

    What is recorded stays as it is; what was written here since the copy was made goes out under the new name, for the
    old laptop may have written other things under the same counters. The laptop must be enrolled again. The session
    given is of no use afterwards.
    """
    keys, uid = make_keys(), secrets.token_hex(16)
    with session.database.write() as conn:
        old = read.own_device(conn)
        assert old is not None
        proof = succession(own_keys(conn), keys) if replaces else ""
        before = Predecessor(uid=old.uid, verify_key=old.verify_key, recipient=old.recipient, proof=proof)
        keep_earlier(conn, (before, *earlier(conn)) if replaces else ())
        write.put_device(conn, replace(old, own=False))
        alone = _written_here(conn, old.uid)
        write.forget_changes(conn, old.uid, alone)
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
        if session.database.on_server:
            write.put_meta(conn, BESIDE + uid, "1")
        write.put_meta(conn, RESTORED, "")
        write.put_meta(conn, COPIED_AT, "")
        # Its files count from 1, or the numbers of its old name would look like files that lack. On a server the
        # computers of an office count together.
        for peer in () if session.database.on_server else read.peers(conn):
            write.put_peer(conn, replace(peer, number_out=0))
        _write_again(conn, alone, uid)
        undo.start_here(conn)  # what the old installation did is no longer one's own to take back
    return replace(session, device=uid)


def _written_here(conn: Connection, old: str) -> list[Change]:
    """The changes since the copy. Nobody else has them: a copy exchanges nothing before it has a name of its own."""
    since = read.meta(conn, COPIED_AT)
    return list(read.changes_since(conn, old, ((1, int(since)),) if int(since) else ())) if since else []


def _write_again(conn: Connection, changes: Sequence[Change], uid: str) -> None:
    """The same changes in the same order, counted from 1 by their new writer, each action under a new id."""
    moved = {change.id: ChangeId(uid, seq) for seq, change in enumerate(changes, 1)}
    actions: dict[str, str] = {}
    for change in changes:
        if change.action not in actions:
            actions[change.action] = ids.new_id(change.wall)
            write.add_action(conn, actions[change.action], change.action_name, change.author, uid, change.wall)
    anew = [
        replace(
            change, device=uid, seq=moved[change.id].seq, action=actions[change.action],
            parents=tuple(moved.get(parent, parent) for parent in change.parents),
        )
        for change in changes
    ]  # fmt: skip
    ledger.append(conn, anew, fresh=True)


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
