"""The derived table of records that are one. What is searched for follows it: a family is found by every number and
name under which it was ever written down."""

from __future__ import annotations

import json
from collections.abc import Iterable

from kampungkb_desktop.store import search
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Joined


def put_joined(
    conn: Connection, form: str, gone: Iterable[str], lines: Iterable[Joined], *, bulk: bool = False
) -> None:
    """Replace the lines of these records; those ``gone`` are in no group any more. ``bulk`` leaves the search tables
    alone (``rebuild_search``)."""
    new, old = list(lines), list(gone)
    touched = {one.record for one in new} | set(old)
    shown = touched | {one.canonical for one in new}
    listed = json.dumps(sorted(touched))
    sql = "SELECT canonical FROM joined WHERE form = ? AND record IN (SELECT value FROM json_each(?))"
    shown |= {str(row[0]) for row in conn.exec_driver_sql(sql, (form, listed))}
    before = {} if bulk else search.words_of(conn, form, shown)
    sql = "DELETE FROM joined WHERE form = ? AND record IN (SELECT value FROM json_each(?))"
    conn.exec_driver_sql(sql, (form, listed))
    if new:
        conn.exec_driver_sql("INSERT INTO joined VALUES (?, ?, ?, ?, ?)", [(form, *one) for one in new])
    if not bulk:
        search.follow(conn, form, before, search.words_of(conn, form, shown))
