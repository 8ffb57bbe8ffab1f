"""Reading what is on its way through a shared place: technical, of this laptop only, never sent."""

from __future__ import annotations

from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Transit


def transits(conn: Connection, *, direction: str | None = None) -> list[Transit]:
    """Every file on its way, the latest first."""
    columns = "id, direction, box, name, size, sha256, state, tries, at, code"
    condition, values = (" WHERE direction = ?", (direction,)) if direction else ("", ())
    found = conn.exec_driver_sql(f"SELECT {columns} FROM transit{condition} ORDER BY at DESC, name, id", values)
    return [Transit(*row) for row in found]
