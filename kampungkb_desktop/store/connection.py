"""An open transaction as those above hand it on: statements in, plain tuples out.

It is the driver's connection with a little comfort, and on purpose not SQLAlchemy's: what SQLAlchemy brings along takes
longer to load than a whole window (``resources/docs/decisions/0004-statements-to-the-driver.md``). This one is that of
the file; ``server_connection`` is the other, and whoever writes a statement need not know which of them runs it.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any, ClassVar

from sqlcipher3 import dbapi2

from kampungkb_desktop.base.errors import Cancelled

Values = Sequence[Any] | Mapping[str, Any]
AT_ONCE = 2_000
"""Rows of a stream that are fetched together."""
STEPS = 500
"""Of SQLite's machine, between two askings whether to stop: less than a millisecond."""
_AT_A_TIME = 30_000
"""Letters of a long answer that are read together: nobody else on this computer's Python has a turn meanwhile."""


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

    server: ClassVar[bool] = False
    """Whether the tables are on the office's server. Only ``store`` asks: search and the tables' SQL differ."""

    def __init__(self, driver: Any) -> None:
        self._driver = driver

    @property
    def alone(self) -> bool:
        """Whether nobody else writes while this transaction does."""
        return True

    def exec_driver_sql(self, sql: str, values: Values | Sequence[Values] | None = None) -> Result:
        """Run a statement. The driver's errors name no values: they are people's answers."""
        if values is None:
            return Result(self._driver.execute(sql))
        if isinstance(values, list):
            return Result(self._driver.executemany(sql, values))
        return Result(self._driver.execute(sql, values))

    def stream(self, sql: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """Every row of a query, some thousands at a time: for what may be longer than memory."""
        return chain.from_iterable(self.batches(sql, values))

    def batches(self, sql: str, values: Sequence[Any] = ()) -> Iterator[list[tuple[Any, ...]]]:
        """The same, as the lists they come in."""
        cursor = self._driver.execute(sql, tuple(values))
        try:
            while found := cursor.fetchmany(AT_ONCE):
                yield found
        finally:
            cursor.close()

    def whole_numbers(self, what: str, rest: str, values: Sequence[Any] = (), *, order: str = "") -> array[int]:
        """One column of whole numbers, ``SELECT what rest ORDER BY order``. As one text: decoding it is faster than
        fetching the rows. The order is that of a query inside, which an index may give; that of the array itself is
        always sorted for, ten times as long."""
        by = f" ORDER BY {order}" if order else ""
        sql = f"SELECT json_group_array(one) FROM (SELECT {what} AS one {rest}{by})"
        found = self._driver.execute(sql, tuple(values)).fetchone()
        return _read(found[0])

    @contextmanager
    def until(self, stop: Callable[[], bool]) -> Iterator[None]:
        """Statements in here end with ``Cancelled`` as soon as ``stop`` says so; it is asked every so many
        steps. A server's are not stopped."""
        self._driver.set_progress_handler(lambda: int(stop()), STEPS)
        try:
            yield
        except dbapi2.OperationalError as error:
            if "interrupted" in str(error):
                raise Cancelled from None
            raise
        finally:
            self._driver.set_progress_handler(None, STEPS)

    def load(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Put many rows of another store into an empty table, with the numbers they have there."""
        names, marks = ", ".join(f'"{one}"' for one in columns), ", ".join("?" * len(columns))
        self._driver.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)

    def take_turns(self, keys: Iterable[str]) -> None:
        """Wait until no other writer is at any of these (records, devices, files), and keep them until the end of the
        transaction. A file has one writer at a time, so here there is nobody to wait for."""

    def tables(self) -> set[str]:
        """The names of all tables and indexes there are."""
        return {str(row[0]) for row in self._driver.execute("SELECT name FROM sqlite_schema")}

    def columns(self, table: str) -> set[str]:
        """The columns that a table has."""
        return {str(row[1]) for row in self._driver.execute(f'PRAGMA table_info("{table}")')}

    def layout(self) -> int:
        """The layout of what is open (``store.migrations``)."""
        return int(self._driver.execute("PRAGMA user_version").fetchone()[0])

    def set_layout(self, layout: int) -> None:
        """Note another layout, in this transaction."""
        self._driver.execute(f"PRAGMA user_version = {layout:d}")


def _read(text: str) -> array[int]:
    """The whole numbers of a JSON list: four bytes each as long as they fit, as the numbers of rows do. A list keeps
    one for every line there is."""
    made, at, end = array("I"), 1, len(text) - 1
    while at < end:
        cut = text.find(",", at + _AT_A_TIME)
        cut = end if cut < 0 else cut
        more = json.loads(f"[{text[at:cut]}]")
        try:
            made.fromlist(more)
        except OverflowError:
            made = array("q", made)
            made.fromlist(more)
        at = cut + 1
    return made


__all__ = ["AT_ONCE", "Connection", "Result"]
