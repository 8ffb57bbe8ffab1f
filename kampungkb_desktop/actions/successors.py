"""Whose place this installation has taken: what it says of that itself, and what its office makes of it. A laptop may
have been restored, or exchanged, before its office ever heard of it: what was recorded under the earlier names would
never arrive if the office could not believe in them too."""

from __future__ import annotations

from datetime import date

import msgspec

from kampungkb_desktop.bundle import enrolment as files
from kampungkb_desktop.bundle.enrolment import Introduction
from kampungkb_desktop.bundle.succession import MOST_FORMER, Predecessor, unbroken
from kampungkb_desktop.forms.enrolment import REPLACED, Enrolment
from kampungkb_desktop.forms.officer import RECEIVER
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection

FORMER_UID, FORMER_PROOF = "former_uid", "former_proof"
"""Lines of ``secret``: the installation this one was copied or restored from, and its word for these keys."""
_LINE = "former_line"


def earlier(conn: Connection) -> tuple[Predecessor, ...]:
    """The installations whose place was taken, the latest first; of data of earlier versions only that one."""
    text, uid = read.secret(conn, _LINE), read.secret(conn, FORMER_UID)
    if text:
        return msgspec.json.decode(text, type=tuple[Predecessor, ...])
    proof = read.secret(conn, FORMER_PROOF) or ""
    return tuple(
        Predecessor(uid=one.uid, verify_key=one.verify_key, recipient=one.recipient, proof=proof)
        for one in read.devices(conn) if uid and one.uid == uid and one.verify_key and one.recipient
    )  # fmt: skip


def keep_earlier(conn: Connection, said: tuple[Predecessor, ...]) -> None:
    """Remember them; the earliest of very many are forgotten."""
    write.put_secret(conn, _LINE, msgspec.json.encode(said[:MOST_FORMER]).decode() if said else "")


def replaced(conn: Connection, asked: Introduction, called: str, today: date) -> list[Enrolment]:
    """The installations this one takes the place of, if each has said so itself. One that the office never heard of is
    put on record as it was told: its name belongs to nobody else, and what it wrote is held against the villages of its
    successor. The line ends where the office knows better."""
    before = unbroken(asked.verify_key, asked.recipient, asked.former)
    if not before:
        return _said_by_the_old(conn, asked, today)
    keys = {device.uid: device.verify_key for device in read.devices(conn)}
    found: list[Enrolment] = []
    for at, one in enumerate(before):
        kept = read.record(conn, Enrolment, one.uid)
        if keys.get(one.uid, one.verify_key) not in ("", one.verify_key):
            break
        if kept is not None:
            return [*found, kept.changed(state=REPLACED, until=max(today, kept.since or today))]
        if keys.get(one.uid) or asked.role == RECEIVER:
            break  # a computer of the office itself, or of another office
        older = before[at + 1].uid if at + 1 < len(before) else None
        found.append(Enrolment(
            id=one.uid, officer_id=asked.officer, role=asked.role, device_name=called, state=REPLACED, since=today,
            until=today, replaces=older, verify_key=one.verify_key, recipient=one.recipient, status=DONE,
        ))  # fmt: skip
    return found


def _said_by_the_old(conn: Connection, asked: Introduction, today: date) -> list[Enrolment]:
    """The same of an introduction by an earlier version, which names one installation and not its keys."""
    old = next((one for one in read.devices(conn) if one.uid == asked.replaces), None) if asked.replaces else None
    if old is None or not old.verify_key or not files.succeeds(old.verify_key, asked):
        return []
    kept = read.record(conn, Enrolment, old.uid)
    return [] if kept is None else [kept.changed(state=REPLACED, until=max(today, kept.since or today))]
