"""Whether the search tables know the words of the rows: some rows asked for by their own words, or the whole index
compared with one made anew in memory. It changes nothing."""

from __future__ import annotations

from collections.abc import Iterable

from kampungkb_desktop.store import health, search
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.search import SEARCHES

_ASKED = {"family": "head_name", "member": "full_name"}
"""Form to the answer that a row of it is asked for by."""


def forgotten(conn: Connection, count: int) -> int:
    """How many of the newest rows of each form are not found by their own name."""
    lost = 0
    for form, field in _ASKED.items():
        for number, words in health.newest_rows(conn, form, field, count):
            found = _finds(conn, form, number, words)
            lost += found is False
    return lost


def _finds(conn: Connection, form: str, number: int, words: str) -> bool | None:
    """``None`` where the answer has no word to ask for."""
    typed = search.match(words)
    if not typed:
        return None
    if conn.server:
        return number in (search.matching(conn, form, words) or set())
    table = SEARCHES[form].table
    sql = f"SELECT 1 FROM {table} WHERE {table} MATCH ? AND rowid = ?"
    return conn.exec_driver_sql(sql, (typed, number)).first() is not None


def unlike(conn: Connection, forms: Iterable[str]) -> int:
    """How many rows have other words in the search tables than they should, over everything; on a server how many rows
    are not there at all."""
    return sum(_unlike(conn, form) for form in forms if form in SEARCHES)


def _unlike(conn: Connection, form: str) -> int:
    table = SEARCHES[form].table
    if conn.server:
        sql = f'SELECT count(*) FROM "{form}" WHERE n NOT IN (SELECT n FROM {table})'
        return int(conn.exec_driver_sql(sql).scalar_one())
    conn.exec_driver_sql(SEARCHES[form].ddl.replace("CREATE VIRTUAL TABLE ", "CREATE VIRTUAL TABLE temp.checked_"))
    try:
        conn.exec_driver_sql(SEARCHES[form].fill.replace("INSERT INTO ", "INSERT INTO temp.checked_", 1))
        sizes = _differing(conn, f"{table}_docsize", f"temp.checked_{table}_docsize", "id, sz")
        return sizes or _other_words(conn, table)
    finally:
        for name in ("checked_here", "checked_there", f"checked_{table}"):
            conn.exec_driver_sql(f"DROP TABLE IF EXISTS temp.{name}")


def _other_words(conn: Connection, table: str) -> int:
    """Words that stand in another number of rows than they should."""
    conn.exec_driver_sql(f"CREATE VIRTUAL TABLE temp.checked_here USING fts5vocab('main', '{table}', 'row')")
    conn.exec_driver_sql(f"CREATE VIRTUAL TABLE temp.checked_there USING fts5vocab('temp', 'checked_{table}', 'row')")
    return _differing(conn, "temp.checked_here", "temp.checked_there", "term, doc")


def _differing(conn: Connection, here: str, there: str, columns: str) -> int:
    count = "SELECT count(*) FROM (SELECT {0} FROM {1} EXCEPT SELECT {0} FROM {2})"
    ways = (count.format(columns, here, there), count.format(columns, there, here))
    return max(int(conn.exec_driver_sql(sql).scalar_one()) for sql in ways)
