"""Local numbers of devices: the tables hold small numbers instead of 32 letters, and only the store sees them.
Also the one text form of change ids in a column: ``[[n,seq],…]``, empty for none."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from kampungkb_desktop.forms.change import ChangeId
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.schema import note

OWN = "own_device"
"""The line of ``meta`` with the uid of this installation."""


def by_uid(conn: Connection) -> dict[str, int]:
    """Device uid to local number, for everything heard of."""
    return {row[1]: row[0] for row in conn.exec_driver_sql("SELECT n, uid FROM device")}


def by_number(conn: Connection) -> dict[int, str]:
    """Local number to device uid."""
    return {row[0]: row[1] for row in conn.exec_driver_sql("SELECT n, uid FROM device")}


def own_uid(conn: Connection) -> str:
    """The uid of this installation, "" before it has one. A file that was made before the uid was noted says it in
    the devices' own column."""
    noted = note(conn, OWN)
    if noted is None and not conn.server:
        noted = conn.exec_driver_sql("SELECT uid FROM device WHERE own = 1 ORDER BY n DESC LIMIT 1").scalar()
    return "" if noted is None else str(noted)


def encode(ids: Iterable[ChangeId], numbers: Mapping[str, int]) -> str:
    """Change ids as a column's text, in a fixed order."""
    pairs = [(numbers[device], seq) for device, seq in ids]
    if len(pairs) > 1:
        pairs.sort()
    return "[" + ",".join(f"[{n},{seq}]" for n, seq in pairs) + "]" if pairs else ""


def decode(text: str | None, uids: Mapping[int, str]) -> tuple[ChangeId, ...]:
    """The change ids of a column's text."""
    if not text:
        return ()
    if text.count(",") == 1:  # one id, as nearly always: faster than a JSON decoder
        n, seq = text[2:-2].split(",")
        return (ChangeId(uids[int(n)], int(seq)),)
    return tuple(ChangeId(uids[n], seq) for n, seq in json.loads(text))
