"""Walking the whole change log: how long it is, which records it knows, and rows that it does not know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kampungkb_desktop.store.connection import Connection


def log_length(conn: Connection) -> int:
    """How many changes there are."""
    return int(conn.exec_driver_sql("SELECT count(*) FROM change").scalar_one())


def count_of(conn: Connection, table: str) -> int:
    """How many lines one of the tables beside the log has."""
    return int(conn.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar_one())


def filled(conn: Connection, form: str, fields: Sequence[str]) -> int:
    """How many answers to these questions there are, over all rows of a form."""
    counted = " + ".join(f'count("{name}")' for name in fields)
    return int(conn.exec_driver_sql(f'SELECT {counted} FROM "{form}"').scalar_one()) if fields else 0


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


def orphans(conn: Connection, forms: Iterable[str]) -> list[tuple[str, str]]:
    """(form, id) of rows without a single change: somebody wrote past the door."""
    parts = (f"SELECT '{name}', id FROM \"{name}\" WHERE id NOT IN (SELECT record FROM change)" for name in forms)
    return [(str(row[0]), str(row[1])) for row in conn.exec_driver_sql(" UNION ALL ".join(parts))]
