"""An open transaction on the office's server. What is an installation's own (keys, settings, drafts) is asked of its
own file: whoever writes a statement need not know where its table is."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, ClassVar, NamedTuple

from psycopg.adapt import Dumper

from kampungkb_desktop.base.errors import Cancelled
from kampungkb_desktop.store.connect import READ, WRITE, Pool
from kampungkb_desktop.store.connection import AT_ONCE, Connection, Result, Values
from kampungkb_desktop.store.dialect import Statement, is_office_note, translated

_LAYOUT = "layout"
_MANY = 40
"""From so many rows on, the way by COPY is the shorter one."""
_INSERT = re.compile(r'INSERT INTO "?(\w+)"? \(([^()]*)\) VALUES \((?:\?, )*\?\)( ON CONFLICT \(\w+\) DO .*)?')


class WholeTruth(Dumper):
    """Yes and no as 1 and 0, as the columns have them."""

    oid = 20  # int8

    def dump(self, obj: bool) -> bytes:
        return b"1" if obj else b"0"


class ManyRows(NamedTuple):
    """An INSERT of plain rows, brought over by COPY: a third of the work of as many statements, on both sides."""

    table: str
    columns: str
    conflict: str

    @classmethod
    @lru_cache(maxsize=256)
    def of(cls, sql: str) -> ManyRows | None:
        """The statement in its parts, where it is of this kind."""
        found = _INSERT.fullmatch(sql)
        return cls(*found.groups("")) if found else None

    def can(self, rows: Sequence[Values]) -> bool:
        """Whether one statement may hold them all: none twice, where the later is to replace the earlier one."""
        if any(isinstance(row, Mapping) for row in rows[:1]):
            return False
        return not self.conflict or len({row[0] for row in rows}) == len(rows)  # type: ignore[index]

    def put(self, cursor: Any, rows: Sequence[Values]) -> None:
        """Put them in; where rows may be there already, by way of a table that lasts as long as the transaction."""
        if not self.conflict:
            self._copy(cursor, f'"{self.table}"', rows)
            return
        on_the_way = f'"in_{self.table}"'
        select = f'SELECT {self.columns} FROM "{self.table}" WHERE false'
        cursor.execute(f"CREATE TEMP TABLE IF NOT EXISTS {on_the_way} ON COMMIT DROP AS {select}")
        self._copy(cursor, on_the_way, rows)
        taken = f"SELECT {self.columns} FROM {on_the_way}"
        cursor.execute(f'INSERT INTO "{self.table}" ({self.columns}) {taken}{self.conflict}')
        cursor.execute(f"TRUNCATE {on_the_way}")

    def _copy(self, cursor: Any, table: str, rows: Sequence[Values]) -> None:
        with cursor.copy(f"COPY {table} ({self.columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


class OwnTables:
    """The installation's own file, beside a transaction on the server: begun when it is first asked, and then for as
    long. Only this programme uses it, so a picture that moves on between two questions harms nobody."""

    def __init__(self, pool: Pool | None) -> None:
        self._pool = pool
        self._driver: Any = None
        self._writes = False

    def connection(self, sql: str) -> Connection:
        """The open connection, ready for this statement."""
        writes = not sql.lstrip().upper().startswith("SELECT")
        if self._driver is None:
            assert self._pool is not None
            self._driver = self._pool.take()
            self._begin(WRITE if writes else READ)
        elif writes and not self._writes:
            self._driver.rollback()
            self._begin(WRITE)
        return Connection(self._driver)

    def commit(self) -> None:
        """Keep what was written."""
        if self._writes:
            self._driver.commit()

    def let_go(self) -> None:
        """Take back what was not committed."""
        if self._driver is not None and self._pool is not None:
            driver, self._driver = self._driver, None
            driver.rollback()
            self._pool.give_back(driver)

    def _begin(self, begin: str) -> None:
        self._driver.execute(begin)
        self._writes = begin == WRITE


class ServerConnection(Connection):
    """The same as the file's connection, on PostgreSQL."""

    __slots__ = ("_alone", "_own")

    server: ClassVar[bool] = True

    def __init__(self, driver: Any, own: OwnTables, *, alone: bool) -> None:
        super().__init__(driver)
        self._own = own
        self._alone = alone

    @property
    def alone(self) -> bool:
        """Whether nobody else writes while this transaction does."""
        return self._alone

    @contextmanager
    def until(self, stop: Callable[[], bool]) -> Iterator[None]:
        """As on the file, but that only a statement that was not begun yet is left out."""
        if stop():
            raise Cancelled
        yield

    def exec_driver_sql(self, sql: str, values: Values | Sequence[Values] | None = None) -> Result:
        """Run a statement. Its error names no values either (``server_faults``)."""
        statement = translated(sql)
        if statement.home == "own" or (statement.home == "note" and not _of_the_office(values)):
            return self._own.connection(sql).exec_driver_sql(sql, values)
        cursor = self._driver.cursor()
        if isinstance(values, list) and len(values) >= _MANY and (many := ManyRows.of(sql)) and many.can(values):
            many.put(cursor, values)
        elif isinstance(values, list):
            cursor.executemany(statement.sql, [statement.bound(one) for one in values])
        else:
            cursor.execute(statement.sql, statement.bound(() if values is None else values))
        return Result(cursor)

    def batches(self, sql: str, values: Sequence[Any] = ()) -> Iterator[list[tuple[Any, ...]]]:
        """Every row of a query, some thousands at a time: the server keeps the rest."""
        statement = translated(sql)
        with self._driver.cursor(name="stream") as cursor:
            cursor.execute(statement.sql, statement.bound(tuple(values)))
            while found := cursor.fetchmany(AT_ONCE):
                yield found

    def whole_numbers(self, what: str, rest: str, values: Sequence[Any] = (), *, order: str = "") -> array[int]:
        """One column of whole numbers, as one array in the wire's own form."""
        by = f" ORDER BY {order}" if order else ""
        statement = translated(f"SELECT array_agg(one.x) FROM (SELECT {what} AS x {rest}{by}) one")
        with self._driver.cursor(binary=True) as cursor:
            cursor.execute(statement.sql, statement.bound(tuple(values)))
            return array("q", cursor.fetchone()[0] or ())

    def load(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Put many rows of another store into an empty table; rows made later go on after the highest number."""
        names = ", ".join(f'"{one}"' for one in columns)
        with self._driver.cursor() as cursor, cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
        if columns[0] == "n":
            sequence = f"pg_get_serial_sequence('\"{table}\"', 'n')"
            self._driver.execute(f'SELECT setval({sequence}, max(n)) FROM "{table}"')

    def take_turns(self, keys: Iterable[str]) -> None:
        """Wait for those at the same keys. A row that another transaction has just inserted is waited for by whoever
        inserts it too; that it is removed at once leaves the table empty. Sorted, so that few wait crosswise."""
        if self._alone:
            return
        listed = sorted(set(keys))
        with self._driver.cursor() as cursor:
            insert = "INSERT INTO turn SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING"
            cursor.execute(insert, (listed,))
            cursor.execute("DELETE FROM turn WHERE key = ANY(%s::text[])", (listed,))

    def tables(self) -> set[str]:
        """The names of all tables and indexes there are."""
        sql = "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
        return {str(row[0]) for row in self._driver.execute(sql)}

    def columns(self, table: str) -> set[str]:
        """The columns that a table has."""
        sql = "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema()"
        return {str(row[0]) for row in self._driver.execute(f"{sql} AND table_name = %s", (table,))}

    def layout(self) -> int:
        """The layout of what is open (``store.migrations``)."""
        found = self.exec_driver_sql("SELECT value FROM meta WHERE key = ?", (_LAYOUT,)).scalar()
        return int(found or 0)

    def set_layout(self, layout: int) -> None:
        """Note another layout, in this transaction."""
        sql = "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
        self.exec_driver_sql(sql, (_LAYOUT, str(layout)))


def _of_the_office(values: Values | Sequence[Values] | None) -> bool:
    """Whether a statement about ``meta`` is about a line of the office: its key is always the first value."""
    assert not isinstance(values, Mapping)
    return not values or is_office_note(str(values[0]))


__all__ = ["OwnTables", "ServerConnection", "Statement", "WholeTruth"]
