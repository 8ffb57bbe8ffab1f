"""An office whose data outgrow one file keeps them on its own PostgreSQL server: moving there, joining what is there
already, and saying anew where it is. Several computers then work on the same records, each under its own identity.

The server is the office's; nothing here makes one or looks after it. The address and its password stay in the
installation's encrypted file.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

from kampungkb_desktop.actions import ledger, undo
from kampungkb_desktop.actions.office_keys import FOUNDED, office_keys
from kampungkb_desktop.actions.partners import BESIDE
from kampungkb_desktop.actions.session import Session, close, open_unlocked
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.bundle.rights import DISTRICT
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.change import Change
from kampungkb_desktop.store import audit, connect, moving, read, server_faults, server_opening, upkeep, vault, write
from kampungkb_desktop.store import database as databases
from kampungkb_desktop.store.address import Address
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.database import DATABASE_NAME
from kampungkb_desktop.store.migrations import STEPS
from kampungkb_desktop.store.schema import schema_of
from kampungkb_desktop.store.server import Server

_BATCH = 2_000

__all__ = [
    "Address", "Found", "Where", "change_address", "forget_file", "join", "look", "move", "readdress", "settle",
    "where",
]  # fmt: skip


Found = Literal["empty", "office", "other"]
"""What stands in a database: nothing yet, an office's records that one may join, or practice data beside real ones."""


@frozen
class Where:
    """Where the records are, for people; ``left_behind``: the file still holds those of before the move."""

    address: Address
    left_behind: bool


def where(session: Session) -> Where | None:
    """The office's server, or ``None`` where the records are in the file."""
    if not session.database.on_server:
        return None
    with session.database.own_file() as own:
        address = moving.address_of(own)
        assert address is not None
        return Where(address, moving.has_records(own))


def look(address: Address, *, practice: bool) -> Found:
    """What is in that database. KnownError of ``store.server_faults``."""
    found = server_opening.look(address)
    if found == "empty":
        return "empty"
    return "office" if (found == "practice") == practice else "other"


def settle(session: Session, address: Address, *, progress: Progress | None = None) -> Session:
    """Go on at that database: move there where it is empty, else join what is there. KnownError of both."""
    found = look(address, practice=session.practice)
    if found == "other":
        raise server_faults.foreign()
    return (move if found == "empty" else join)(session, address, progress=progress)


def move(session: Session, address: Address, *, progress: Progress | None = None) -> Session:
    """Copy everything to an empty database, compare both sides, and go on there. The session given is of no use
    afterwards; the file keeps all records until ``forget_file``.

    KnownError: E-ROLE at an officer's laptop, E-SERVER-TAKEN, E-COPY, those of the server; then all is as it was.
    """
    _only_an_office(session)
    if session.database.on_server:
        raise KnownError(
            "E-SERVER-ALREADY",
            "Catatan kantor sudah disimpan di server.",
            "Bila alamatnya berganti, ubah sambungannya.",
        )
    moving.to_server(session.database, address, FORMS, progress or silent())
    moved = _reopened(session)
    with moved.database.write() as conn:
        write.put_meta(conn, BESIDE + session.device, "1")
        keys = office_keys(conn, moved)
        if keys is not None and not session.practice:
            write.put_meta(conn, FOUNDED, keys.verify_key)
    return moved


def join(session: Session, address: Address, *, progress: Progress | None = None) -> Session:
    """Work on the records of an office that are there already: the few of this fresh installation are added to them.

    KnownError: E-ROLE, E-SERVER-OTHER (nothing of ours there), E-SERVER-JOIN where this installation holds records that
    are not its own, E-NEWER-DB.
    """
    _only_an_office(session)
    work, server = progress or silent(), Server(address)
    try:
        with session.database.read() as conn:
            own, changes = read.own_device(conn), _own_changes(conn, session)
        assert own is not None
        with session.database.reach(server, connect.READ) as office:
            if server_opening.state_of(office) != ("practice" if session.practice else "ready"):
                raise server_faults.foreign()
        with session.database.reach(server, connect.WRITE) as office:
            if upkeep.stale(office, schema_of(FORMS), STEPS):
                upkeep.bring_up_to_date(office, schema_of(FORMS), STEPS)
            write.put_device(office, replace(own, own=False))
            ledger.append(office, changes, progress=work)
            undo.start_here(office)
            write.put_meta(office, BESIDE + own.uid, "1")
            write.put_meta(office, f"officer:{own.uid}", session.author)
        with session.database.own_file() as here:
            moving.keep_address(here, address)
    finally:
        server.close()
    return _reopened(session)


def forget_file(session: Session) -> None:
    """Take the records of before the move out of the file: the server has them all."""
    if not session.database.on_server:
        raise _no_server()
    moving.forget_records(session.database, FORMS)


def change_address(session: Session, address: Address) -> Session:
    """The same server by another name, with another password or another way of encrypting. KnownError E-SERVER-OTHER
    where that database does not know this computer."""
    _must_know(session, address)
    with session.database.own_file() as own:
        moving.keep_address(own, address)
    return _reopened(session)


def readdress(data_dir: Path, password: str, address: Address | None = None) -> Address:
    """Say anew where the server is while it cannot be reached; returns what stands now (``None``: only look).
    KnownError E-PASSWORD, and E-SERVER-NONE where the records are in the file."""
    master = vault.unlock(data_dir / vault.KEYS_NAME, password)
    key = vault.derive(master, vault.DATABASE)
    database = databases.open_database(data_dir / DATABASE_NAME, key, file_only=True)
    try:
        with database.write() as own:
            kept = moving.address_of(own)
            if kept is None:
                raise _no_server()
            if address is not None:
                moving.keep_address(own, address)
    finally:
        database.close()
    return address or kept


# --- inside -----------------------------------------------------------------------------------------------------------


def _no_server() -> KnownError:
    return KnownError(
        "E-SERVER-NONE", "Data di laptop ini tidak disimpan di server kantor.", "Buka datanya seperti biasa."
    )


def _only_an_office(session: Session) -> None:
    if session.role != DISTRICT and not session.receiving:
        raise KnownError(
            "E-ROLE", "Server kantor hanya dipakai di laptop kabupaten.", "Laptop petugas menyimpan datanya sendiri."
        )


def _reopened(session: Session) -> Session:
    close(session)
    return open_unlocked(session.data_dir, session.master, clock=session.clock)


def _own_changes(conn: Connection, session: Session) -> list[Change]:
    """Everything in the log, where it is this installation's alone. KnownError E-SERVER-JOIN."""
    found: list[Change] = []
    for ids in audit.record_ids(conn, _BATCH):
        for history in read.changes_of(conn, ids).values():
            found += history
    if session.database.on_server or any(change.device != session.device for change in found):
        raise KnownError(
            "E-SERVER-JOIN",
            "Laptop ini sudah berisi data dari laptop lain, jadi tidak dapat ikut memakai data di server itu.",
            "Mulailah dengan folder data yang baru, atau kirim datanya lebih dahulu sebagai berkas kirim.",
        )
    return sorted(found, key=lambda change: change.seq)


def _must_know(session: Session, address: Address) -> None:
    server = Server(address)
    try:
        with session.database.reach(server, connect.READ) as conn:
            known = server_opening.state_of(conn) != "empty"
            if not known or all(one.uid != session.device for one in read.devices(conn)):
                raise server_faults.foreign()
    finally:
        server.close()
