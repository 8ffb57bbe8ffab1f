"""Flags that fall by themselves: whoever counts something raises one, and the first change to a table behind the count
takes it down, in the transaction of the change.

The file's own triggers do it, so it does not matter who writes: a save, a file taken in, an undo, an erasure, a repair,
an earlier version of the program. A flag bears a name that is never given twice, so a count that was begun before a
change can never pass for one made after it. On a server there are no flags, and nothing is kept there.
"""

from __future__ import annotations

import json
from secrets import token_hex
from typing import Final

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.schema import note, put_note

WAY: Final = 1
"""Counts the ways in which the triggers were written: raise it when they become others."""
_DEEDS: Final = ("INSERT", "UPDATE", "DELETE")


@frozen
class Watch:
    """The flag of one count: ``name`` is part of what the file calls it, ``tables`` are all that the count reads."""

    name: str
    tables: tuple[str, ...]

    @property
    def flag(self) -> str:
        """The line of ``meta`` with the name of the flag, while it is up."""
        return f"flag:{self.name}"

    @property
    def kept(self) -> str:
        """The line of ``meta`` with what was counted under it."""
        return f"counted:{self.name}"

    @property
    def triggers(self) -> dict[str, str]:
        """What makes the flag fall, by name."""
        return {
            f"watch_{self.name}_{WAY}_{table}_{deed.lower()}":
            f'AFTER {deed} ON "{table}" BEGIN DELETE FROM meta WHERE key = \'{self.flag}\'; END'
            for table in self.tables for deed in _DEEDS
        }  # fmt: skip


def counted(conn: Connection, watch: Watch, way: str) -> object | None:
    """What was kept for a way of counting, where nothing has changed since; ``None`` otherwise."""
    flag = raised(conn, watch)
    if flag is None:
        return None
    under, by, found = json.loads(note(conn, watch.kept) or '["", "", null]')
    return found if (under, by) == (flag, way) else None


def raised(conn: Connection, watch: Watch) -> str | None:
    """The name of the flag, where it is up and would fall; ``None`` otherwise, and on a server."""
    if conn.server:
        return None
    flag = note(conn, watch.flag)
    return flag if flag and _watches(conn, watch) else None


def raise_flag(conn: Connection, watch: Watch) -> str | None:
    """Put the flag up, in a write transaction of its own: what is read in a later one may be kept under its name.
    One that is up stays. ``None`` on a server."""
    up = raised(conn, watch)
    if up or conn.server:
        return up
    for name, words in watch.triggers.items():
        conn.exec_driver_sql(f'CREATE TRIGGER IF NOT EXISTS "{name}" {words}')
    flag = token_hex(16)
    put_note(conn, watch.flag, flag)
    return flag


def keep(conn: Connection, watch: Watch, flag: str, way: str, found: object) -> None:
    """Keep what was counted under a flag; of no effect where that has fallen meanwhile."""
    put_note(conn, watch.kept, json.dumps([flag, way, found]))


def _watches(conn: Connection, watch: Watch) -> bool:
    """Whether every trigger is there: a table made anew has lost its own."""
    wanted = json.dumps(list(watch.triggers))
    sql = "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name IN (SELECT value FROM json_each(?))"
    return int(conn.exec_driver_sql(sql, (wanted,)).scalar_one()) == len(watch.triggers)
