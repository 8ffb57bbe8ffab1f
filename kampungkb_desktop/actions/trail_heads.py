"""Where the trails of other laptops ended when they last wrote: told with every file, so that nobody can cut off the
end of a trail, or begin a new one, without the office noticing."""

from __future__ import annotations

import json

from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection

Told = tuple[int, str]
"""How many entries, and the mark of the last one in hex; (0, "") where nothing is told."""
_LINE = "trail:"


def hear(conn: Connection, device: str, told: Told, at: int) -> None:
    """Keep what a laptop tells. A trail that is shorter than it was, or says something else at the same length, was
    cut or begun anew: that is kept for good."""
    if not told[1]:
        return
    n, mark, _at, cut_at = _kept(conn, device)
    broken = told[0] < n or (told[0] == n and n > 0 and told[1] != mark)
    line = [*told, at, cut_at or (at if broken else 0)]
    write.put_meta(conn, _LINE + device, json.dumps(line))


def heard(conn: Connection, device: str) -> tuple[int, str, int]:
    """How many lines a laptop spoke of last, the mark of the last, and when it was noticed that lines went, else 0."""
    n, mark, _at, cut = _kept(conn, device)
    return n, mark, cut


def cut_at(conn: Connection, device: str) -> int:
    """When it was noticed that a laptop's trail is not whole (wall time), 0 while all is well."""
    return _kept(conn, device)[3]


def _kept(conn: Connection, device: str) -> tuple[int, str, int, int]:
    kept = json.loads(read.meta(conn, _LINE + device) or '[0, "", 0, 0]')
    return int(kept[0]), str(kept[1]), int(kept[2]), int(kept[3])
