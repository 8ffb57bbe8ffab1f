"""Rows as the driver's own tuples: half the time of SQLAlchemy's rows where thousands are read at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy.engine import Connection

from kampungkb_desktop.forms.kinds import Scalar


def tuples(conn: Connection, sql: str, values: Sequence[Scalar] = ()) -> list[tuple[Any, ...]]:
    """Every row of a query."""
    result = conn.exec_driver_sql(sql, tuple(values))
    assert result.cursor is not None
    found = result.cursor.fetchall()
    result.close()
    return cast("list[tuple[Any, ...]]", found)
