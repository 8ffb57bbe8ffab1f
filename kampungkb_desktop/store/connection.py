"""An open transaction as those above hand it on: statements in, plain tuples out.

It is the driver's connection with a little comfort, and on purpose not SQLAlchemy's: what SQLAlchemy brings along takes
longer to load than a whole window (``resources/docs/decisions/0004-statements-to-the-driver.md``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Values = Sequence[Any] | Mapping[str, Any]


class Result:
    """What a statement gave, row by row. Reading it to the end, or asking for one value, lets go of it."""

    __slots__ = ("cursor",)

    def __init__(self, cursor: Any) -> None:
        self.cursor = cursor

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.cursor)

    def all(self) -> list[tuple[Any, ...]]:
        """Every row that is left."""
        rows: list[tuple[Any, ...]] = self.cursor.fetchall()
        return rows

    def first(self) -> tuple[Any, ...] | None:
        """The first row, or ``None``; the rest is dropped."""
        row: tuple[Any, ...] | None = self.cursor.fetchone()
        self.cursor.close()
        return row

    def one(self) -> tuple[Any, ...]:
        """The only row. A statement that gives none or several here is a bug."""
        rows = self.cursor.fetchmany(2)
        self.cursor.close()
        if len(rows) != 1:
            raise LookupError(f"one row was expected, {'several' if rows else 'none'} came")
        row: tuple[Any, ...] = rows[0]
        return row

    def scalar(self) -> Any:
        """The first value of the first row, or ``None`` where there is no row."""
        row = self.first()
        return None if row is None else row[0]

    def scalar_one(self) -> Any:
        """The first value of the only row."""
        return self.one()[0]

    def close(self) -> None:
        """Let go of the rows that are left."""
        self.cursor.close()


class Connection:
    """``exec_driver_sql`` takes SQL with ``?`` or ``:name``, and one set of values or a list of them (then the
    statement runs once for each)."""

    __slots__ = ("_driver",)

    def __init__(self, driver: Any) -> None:
        self._driver = driver

    def exec_driver_sql(self, sql: str, values: Values | Sequence[Values] | None = None) -> Result:
        """Run a statement. The driver's errors name no values: they are people's answers."""
        if values is None:
            return Result(self._driver.execute(sql))
        if isinstance(values, list):
            return Result(self._driver.executemany(sql, values))
        return Result(self._driver.execute(sql, values))


__all__ = ["Connection", "Result"]
