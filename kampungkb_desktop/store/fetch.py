"""Rows as the driver's own tuples: half the time of SQLAlchemy's rows where thousands are read at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.store.connection import Connection

AT_ONCE = 2_000


def stream(conn: Connection, sql: str, values: Sequence[Scalar] = ()) -> Iterator[tuple[Any, ...]]:
    """Every row of a query, some thousands at a time: for what may be longer than memory."""
    result = conn.exec_driver_sql(sql, tuple(values))
    cursor = result.cursor
    assert cursor is not None
    try:
        while found := cursor.fetchmany(AT_ONCE):
            yield from cast("list[tuple[Any, ...]]", found)
    finally:
        result.close()


def tuples(conn: Connection, sql: str, values: Sequence[Scalar] = ()) -> list[tuple[Any, ...]]:
    """Every row of a query."""
    result = conn.exec_driver_sql(sql, tuple(values))
    assert result.cursor is not None
    found = result.cursor.fetchall()
    result.close()
    return cast("list[tuple[Any, ...]]", found)
