"""Noting what is on its way through a shared place: technical, of this laptop only, never in the log."""

from __future__ import annotations

from dataclasses import astuple

from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Transit


def put_transit(conn: Connection, one: Transit) -> None:
    """A file on its way, over its earlier state."""
    drop_transit(conn, one.id)
    conn.exec_driver_sql(f"INSERT INTO transit VALUES ({', '.join('?' * 10)})", astuple(one))


def drop_transit(conn: Connection, transit: str) -> None:
    """It is known no more."""
    conn.exec_driver_sql("DELETE FROM transit WHERE id = ?", (transit,))
