"""Leaving nothing of what was erased on the disk: deleted words in the search tables, free pages, the log beside the
file. What a database was swept after is noted in it, so that a copy tells whether it has to be swept as well."""

from __future__ import annotations

import json
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2

from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.store import connect, search
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.database import Database
from kampungkb_desktop.store.schema import put_note

SWEPT = "swept"
"""The line of ``meta`` with how many erased records there were when the file was last swept."""


def sweep(database: Database) -> None:
    """Write the search tables anew, then the whole file, so that no page holds what was deleted. Half a minute for a
    large office; nobody else can write meanwhile."""
    with database.write() as conn:
        search.rebuild(conn, FORMS)
    if not database.on_server:
        with database.own_file() as conn:
            put_note(conn, SWEPT, str(_count(conn)))
        database.shrink()


def holds(path: Path, key: bytes, records: Collection[str]) -> bool | None:
    """Whether a closed database file still has anything of these records, or was never swept after they were erased.
    ``None`` where it does not open with this key."""
    try:
        with closing(connect.raw(path, key)) as driver:
            conn = Connection(driver)
            sql = "SELECT 1 FROM change WHERE vals NOT IN ('{}', '') AND record IN (SELECT value FROM json_each(?))"
            if conn.exec_driver_sql(f"{sql} LIMIT 1", (json.dumps(sorted(records)),)).first():
                return True
            if "erased" not in conn.tables():
                return False
            said = conn.exec_driver_sql("SELECT value FROM meta WHERE key = ?", (SWEPT,)).scalar()
            return _count(conn) > int(said or 0)
    except dbapi2.Error:
        return None


def _count(conn: Connection) -> int:
    return int(conn.exec_driver_sql("SELECT count(*) FROM erased").scalar_one())
