"""The lines of other laptops' trails, as they were told: pieces of a chain, packed, added and never changed. Where a
laptop's trail was begun anew or says other things than before, a new chain begins beside the old one."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Sequence

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.store.connection import Connection

_COLUMNS = "device, chain, low, high, base, mark, from_at, to_at, came_at, lines"


@frozen
class Part:
    """Lines ``low`` to ``high`` of a chain of a laptop's trail (``uid``), between the marks ``base`` and ``mark``.
    ``from_at`` and ``to_at`` bound the moments in them, ``came_at`` is when the file was taken in (milliseconds)."""

    device: str
    chain: int
    low: int
    high: int
    base: str
    mark: str
    from_at: int
    to_at: int
    came_at: int
    packed: str

    def lines(self) -> list[str]:
        """The exact texts."""
        return zlib.decompress(base64.b85decode(self.packed)).decode().split("\n")


def pack(lines: Sequence[str]) -> str:
    """Lines as a column holds them."""
    return base64.b85encode(zlib.compress("\n".join(lines).encode(), 9)).decode()


def add(conn: Connection, part: Part) -> None:
    """Keep a piece."""
    values = (part.device, part.chain, part.low, part.high, part.base, part.mark, part.from_at, part.to_at,
              part.came_at, part.packed)  # fmt: skip
    conn.exec_driver_sql(f"INSERT INTO trail_part ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)


def of_device(conn: Connection, device: str, chain: int) -> list[Part]:
    """The pieces of one chain, in order."""
    sql = f"SELECT {_COLUMNS} FROM trail_part WHERE device = ? AND chain = ? ORDER BY low"
    return [Part(*row) for row in conn.exec_driver_sql(sql, (device, chain)).all()]


def between(conn: Connection, device: str = "", since: int = 0, until: int = 1 << 62) -> list[Part]:
    """The pieces of all laptops, or of one, that reach into a time, the latest first."""
    sql = f"SELECT {_COLUMNS} FROM trail_part WHERE to_at >= ? AND from_at <= ?"
    values: tuple[int | str, ...] = (since, until)
    if device:
        sql, values = f"{sql} AND device = ?", (*values, device)
    return [Part(*row) for row in conn.exec_driver_sql(f"{sql} ORDER BY to_at DESC, device, low DESC", values).all()]


def last_chain(conn: Connection, device: str) -> int:
    """The chain that a laptop's trail is on now; 0 before anything was told."""
    sql = "SELECT coalesce(max(chain), 0) FROM trail_part WHERE device = ?"
    return int(conn.exec_driver_sql(sql, (device,)).scalar_one())


def devices(conn: Connection) -> list[str]:
    """Every laptop that has told lines."""
    return [str(row[0]) for row in conn.exec_driver_sql("SELECT DISTINCT device FROM trail_part ORDER BY device").all()]


def drop_before(conn: Connection, moment: int) -> int:
    """Let go of whole pieces that end before a moment, but never the newest of a laptop; returns how many."""
    sql = (
        "SELECT device, chain, low FROM trail_part p WHERE to_at < ? AND EXISTS "
        "(SELECT 1 FROM trail_part q WHERE q.device = p.device AND (q.chain > p.chain OR "
        "(q.chain = p.chain AND q.low > p.low)))"
    )
    gone = conn.exec_driver_sql(sql, (moment,)).all()
    for key in gone:
        conn.exec_driver_sql("DELETE FROM trail_part WHERE device = ? AND chain = ? AND low = ?", tuple(key))
    return len(gone)
