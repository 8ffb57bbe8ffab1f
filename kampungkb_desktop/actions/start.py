"""The first run: keys, database, this installation's identity, and the officer with the villages assigned, as one
action that cannot be undone."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kampungkb_desktop.actions import undo
from kampungkb_desktop.actions.own_keys import IDENTITY, SIGNING_SEED
from kampungkb_desktop.actions.save import carry_out, wishes
from kampungkb_desktop.actions.session import AUTHOR, Session, state, trail_of
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base import ids, machine
from kampungkb_desktop.base.clock import Clock
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.bundle.certificate import make_keys
from kampungkb_desktop.forms.officer import DISTRICT, RECEIVER, Assignment, Office, Officer
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.store import database as databases
from kampungkb_desktop.store import faults, sheet_slot, vault, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.database import DATABASE_NAME, Database
from kampungkb_desktop.store.entries import Device
from kampungkb_desktop.store.files import lay_aside

FIRST_ACTION = "Mulai"
MACHINE = "machine"
"""The line of ``meta`` with the mark of the computer this database belongs to."""


@frozen
class Started:
    """The open session, and the recovery code to print: it is shown once and kept nowhere."""

    session: Session
    recovery_code: str


def first_run(
    data_dir: Path,
    password: str,
    *,
    role: str,
    person: Officer,
    villages: Sequence[str] = (),
    office: Office | None = None,
    practice: bool = False,
    clock: Clock = clocks.now,
    uid: str | None = None,
    cost: vault.Cost | None = None,
) -> Started:
    """Make the data folder and open it.

    ``person`` and ``office`` may come without ids. ``uid`` (32 hex digits) is for repeatable practice data only: two
    installations with one uid are a fork. ``cost`` of trying a password is measured on this machine when not given.
    KnownError: E-EXISTS where there is data already, and what the disk complains about; nothing is left behind then.
    """
    created, database = _make(data_dir, password, practice=practice, cost=cost)
    try:
        person = replace(person, id=person.id or ids.new_id(clock()), role=role, status=person.status or DONE)
        device = uid or secrets.token_hex(16)
        receiving = role == RECEIVER
        work = DISTRICT if receiving else role
        trail = trail_of(data_dir, created.master)
        session = Session(database, created.master, device, person.id, work, practice, clock, trail, receiving)
        with database.write() as conn:
            _identify(conn, session, person)
            carry_out(conn, session, FIRST_ACTION, wishes(conn, _first_records(session, person, villages, office)))
            undo.start_here(conn)
            write.put_meta(conn, MACHINE, machine.mark(device))
    except BaseException:
        database.close()
        raise
    return Started(session, created.recovery_code)


def _make(data_dir: Path, password: str, *, practice: bool, cost: vault.Cost | None) -> tuple[vault.Created, Database]:
    """Keys and an empty database, or neither."""
    keys = data_dir / vault.KEYS_NAME
    if state(data_dir) == "empty" and keys.exists():
        lay_aside(keys, "lama")  # they may belong to a copy kept elsewhere
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise faults.of_os(error) from error
    created = vault.create(keys, password, cost)
    try:
        if not practice:
            sheet_slot.expect(keys)
        key = vault.derive(created.master, vault.DATABASE)
        return created, databases.create(data_dir / DATABASE_NAME, key, practice=practice)
    except BaseException:
        keys.unlink(missing_ok=True)
        raise


def _identify(conn: Connection, session: Session, person: Officer) -> None:
    """Who this installation is, with fresh keys."""
    keys = make_keys()
    device = Device(
        session.device, person.name(), session.device_role, keys.verify_key, keys.recipient, state="aktif", own=True
    )
    write.put_device(conn, device)
    write.put_secret(conn, SIGNING_SEED, keys.signing_seed.hex())
    write.put_secret(conn, IDENTITY, keys.identity)
    write.put_meta(conn, AUTHOR, person.id)


def _first_records(session: Session, person: Officer, villages: Sequence[str], office: Office | None) -> list[Record]:
    """The person, the office and the villages."""
    records: list[Record] = [person]
    if office is not None:
        office_id = office.id or ids.derived_id(Office.FORM, office.regency or session.device)
        records.append(replace(office, id=office_id, status=office.status or DONE))
    since = clocks.day_of(session.clock())
    for code in dict.fromkeys(villages):
        link = ids.derived_id(person.id, code)
        records.append(Assignment(id=link, village=code, officer_id=person.id, since=since, status=DONE))
    return records
