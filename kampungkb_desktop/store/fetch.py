"""Rows as the driver's own tuples: half the time of SQLAlchemy's rows where thousands are read at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.store.connection import Connection


def stream(conn: Connection, sql: str, values: Sequence[Scalar] = ()) -> Iterator[tuple[Any, ...]]:
    """Every row of a query, some thousands at a time: for what may be longer than memory."""
    return conn.stream(sql, tuple(values))


def batches(conn: Connection, sql: str, values: Sequence[Scalar] = ()) -> Iterator[list[tuple[Any, ...]]]:
    """The same, as the lists they come in."""
    return conn.batches(sql, tuple(values))


def tuples(conn: Connection, sql: str, values: Sequence[Scalar] = ()) -> list[tuple[Any, ...]]:
    """Every row of a query."""
    result = conn.exec_driver_sql(sql, tuple(values))
    found = result.all()
    result.close()
    return found
