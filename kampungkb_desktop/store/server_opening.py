"""Opening the office's database on its server, and making its tables where there are none."""

from __future__ import annotations

from typing import Literal

from kampungkb_desktop.store import connect, migrations, server_faults, upkeep
from kampungkb_desktop.store.address import Address
from kampungkb_desktop.store.migrations import Step
from kampungkb_desktop.store.schema import Forms, note, put_note, schema_of
from kampungkb_desktop.store.server import SCHEMA, Server
from kampungkb_desktop.store.server_connection import OwnTables, ServerConnection
from kampungkb_desktop.store.tables import create_all

State = Literal["empty", "ready", "practice"]
"""No tables of ours yet; those of an office; those of practice data."""
_FIRST_VERSION = 130_000
"""PostgreSQL 13: older ones are no longer looked after."""


def opened(
    address: str, own: connect.Pool, forms: Forms, steps: tuple[Step, ...], *, practice: bool
) -> tuple[Server, tuple[str, ...]]:
    """The server with its tables brought up to date, and the forms to fold again. KnownError of ``server_faults`` (also
    for a database without our tables, and for one of practice data under real ones), E-NEWER-DB."""
    server = Server(Address.of(address))
    try:
        if state(server, own) != ("practice" if practice else "ready"):
            raise server_faults.foreign()
        with server.transaction(own, connect.READ) as conn:
            stale = upkeep.stale(conn, schema_of(forms), steps)
        if stale:
            with server.transaction(own, connect.WRITE) as conn:
                if upkeep.stale(conn, schema_of(forms), steps):  # another computer may have been quicker
                    upkeep.bring_up_to_date(conn, schema_of(forms), steps)
        with server.transaction(own, connect.READ) as conn:
            return server, upkeep.to_refold(conn)
    except BaseException:
        server.close()
        raise


def look(address: Address) -> State:
    """What is in the database of an address. KnownError of ``server_faults``."""
    server = Server(address)
    try:
        with server.transaction_of_server() as driver:
            return state_of(ServerConnection(driver, OwnTables(None), alone=True))
    finally:
        server.close()


def state(server: Server, own: connect.Pool) -> State:
    """What is in the database. KnownError E-SERVER-OLD."""
    with server.transaction(own, connect.READ) as conn:
        return state_of(conn)


def state_of(conn: ServerConnection) -> State:
    """The same of an open transaction."""
    if _version(conn) < _FIRST_VERSION:
        raise server_faults.too_old()
    if not _has_schema(conn) or "meta" not in conn.tables():
        return "empty"
    return "practice" if note(conn, "practice") == "1" else "ready"


def make(conn: ServerConnection, forms: Forms, *, practice: bool) -> None:
    """Make all tables, in the caller's transaction: they appear whole or not at all."""
    conn.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    create_all(conn, schema_of(forms))
    put_note(conn, "practice", "1" if practice else "0")
    conn.set_layout(migrations.layout())


def _version(conn: ServerConnection) -> int:
    return int(conn.exec_driver_sql("SELECT current_setting('server_version_num')").scalar_one())


def _has_schema(conn: ServerConnection) -> bool:
    return bool(conn.exec_driver_sql("SELECT count(*) FROM pg_namespace WHERE nspname = ?", (SCHEMA,)).scalar_one())
