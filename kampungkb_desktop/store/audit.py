"""Walking the whole change log: how long it is, which records it knows, and rows that it does not know."""

from __future__ import annotations

from collections.abc import Iterator

from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.store.connection import Connection


def log_length(conn: Connection) -> int:
    """How many changes there are."""
    return int(conn.exec_driver_sql("SELECT count(*) FROM change").scalar_one())


def count_of(conn: Connection, table: str) -> int:
    """How many lines one of the tables beside the log has."""
    return int(conn.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar_one())


def record_ids(conn: Connection, batch: int) -> Iterator[list[str]]:
    """The ids of all records that the log knows, in order, a batch at a time."""
    last = ""
    while True:
        sql = "SELECT DISTINCT record FROM change WHERE record > ? ORDER BY record LIMIT ?"
        ids = [str(row[0]) for row in conn.exec_driver_sql(sql, (last, batch))]
        if not ids:
            return
        yield ids
        last = ids[-1]


def orphans(conn: Connection, form: type[Record]) -> list[str]:
    """Rows without a single change: somebody wrote past the door."""
    sql = f'SELECT id FROM "{form.FORM}" WHERE id NOT IN (SELECT record FROM change)'
    return [str(row[0]) for row in conn.exec_driver_sql(sql)]
