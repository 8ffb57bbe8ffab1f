"""The SQL of the declared tables, by SQLAlchemy, for a file and for the office's server. Only making one or bringing
one up to date needs it: the daily opening of what is up to date never loads this module."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Double,
    Identity,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    literal_column,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateColumn, CreateIndex, CreateTable
from sqlalchemy.sql.ddl import DDLElement
from sqlalchemy.types import TypeEngine

from kampungkb_desktop.forms.record import Record, fields_of
from kampungkb_desktop.store import search
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.dialect import OWN_TABLES
from kampungkb_desktop.store.schema import (
    LOG_TABLES,
    NOCASE,
    SQL_TYPES,
    LogTable,
    Schema,
    SqlType,
    indexes_of,
    note,
    put_notes,
)

_TYPES: dict[bool, dict[SqlType, TypeEngine[Any]]] = {
    False: {"Text": Text(), "Integer": Integer(), "Double": Double()},
    True: {"Text": Text(collation="C"), "Integer": BigInteger(), "Double": Double()},
}
"""By whether it is for the server. There texts compare by their bytes too: ids and ties must come out alike."""
_DIALECTS: dict[bool, Dialect] = {False: sqlite.dialect(), True: postgresql.dialect()}  # type: ignore[no-untyped-call]

_SERVER_ONLY = (
    # What another writer is at just now (``Connection.take_turns``): nothing in it outlives a transaction.
    'CREATE UNLOGGED TABLE IF NOT EXISTS turn (key text COLLATE "C" PRIMARY KEY)',
    # The two words of SQLite's JSON that statements use on a column.
    "CREATE OR REPLACE FUNCTION json_valid(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT AS "  # noqa: ISC004
    "$$ BEGIN RETURN $1::json IS NOT NULL; EXCEPTION WHEN others THEN RETURN false; END $$",
    "CREATE OR REPLACE FUNCTION json_each(text) RETURNS TABLE (value text) LANGUAGE sql IMMUTABLE STRICT AS "  # noqa: ISC004
    "$$ SELECT json_array_elements_text(CASE json_typeof($1::json) WHEN 'array' THEN $1::json "
    'ELSE json_build_array($1::json) END) COLLATE "C" $$',
)


def create_all(conn: Connection, schema: Schema) -> None:
    """Make every table in an empty database and note the shape."""
    for statement in _creation(schema.forms, server=conn.server):
        conn.exec_driver_sql(statement)
    if conn.server:
        _complete_server(conn, schema, set())
    else:
        for statement in schema.search_ddl:
            conn.exec_driver_sql(statement)
    put_notes(conn, schema)


def complete(conn: Connection, schema: Schema) -> tuple[str, ...]:
    """Add the tables, columns and indexes that this version declares and the file lacks (fields are only ever added).

    Returns the forms whose version rose: their records must be folded again, because answers of the new fields may
    have been waiting in the log.
    """
    old, have = json.loads(note(conn, "forms") or "{}"), conn.tables()
    for table in _tables(conn, schema):
        if table.name not in have:
            _create(conn, table)
            continue
        columns = conn.columns(table.name)
        for column in table.columns:
            if column.name not in columns:
                added = _sql(CreateColumn(column), server=conn.server)
                conn.exec_driver_sql(f'ALTER TABLE "{table.name}" ADD COLUMN {added}')
        wanted = {str(index.name): index for index in _indexes(table)}
        for name in sorted(have - wanted.keys()):
            if name.startswith(f"{table.name}_by_"):  # only this module gives such names; a wider one has its place
                conn.exec_driver_sql(f'DROP INDEX IF EXISTS "{name}"')
        for name, index in wanted.items():
            if name not in have:
                conn.exec_driver_sql(_sql(CreateIndex(index), server=conn.server))
    if conn.server:
        _complete_server(conn, schema, have)
    else:
        search.complete(conn, schema.versions, have)
    put_notes(conn, schema)
    return tuple(name for name, version in schema.versions.items() if version > old.get(name, 0))


def _complete_server(conn: Connection, schema: Schema, have: set[str]) -> None:
    for statement in _SERVER_ONLY:
        conn.exec_driver_sql(statement)
    search.complete(conn, schema.versions, have)


def _tables(conn: Connection, schema: Schema) -> list[Table]:
    return _metadata(schema.forms, server=conn.server).sorted_tables


@cache
def _metadata(forms: tuple[type[Record], ...], *, server: bool) -> MetaData:
    metadata = MetaData()
    for table in LOG_TABLES:
        if not (server and table.name in OWN_TABLES):
            _log_table(table, metadata, server=server)
    for form in forms:
        _form_table(form, metadata, server=server)
    return metadata


def _log_table(declared: LogTable, metadata: MetaData, *, server: bool) -> None:
    types = _TYPES[server]
    columns = [
        _number(server=server)
        if column == "n:int"
        else Column(column.removesuffix(":int"), types["Integer" if column.endswith(":int") else "Text"],
                    primary_key=at < declared.key, autoincrement=False)
        for at, column in enumerate(declared.columns)
    ]  # fmt: skip
    indexes = [
        Index(name.removeprefix("unique "), *of, unique=name.startswith("unique "))
        for name, *of in declared.indexes
    ]  # fmt: skip
    Table(declared.name, metadata, *columns, *indexes, sqlite_with_rowid=declared.rowid)


def _form_table(form: type[Record], metadata: MetaData, *, server: bool) -> None:
    types = _TYPES[server]
    Table(
        form.FORM, metadata, _number(server=server),
        Column("id", types["Text"]), Column("heads", types["Text"]), Column("linear", types["Integer"]),
        *(Column(field, types[SQL_TYPES[type(kind)]]) for field, kind in fields_of(form).items()),
        Index(f"{form.FORM}_id", "id", unique=True),
        *(_index(form.FORM, columns, server=server) for columns in indexes_of(form)),
    )  # fmt: skip


def _number(*, server: bool) -> Column[int]:
    """The local number of a row, given by the database."""
    return Column("n", BigInteger(), Identity(), primary_key=True) if server else Column("n", Integer, primary_key=True)


def _index(form: str, columns: tuple[str, ...], *, server: bool) -> Index:
    named = [column.removesuffix(NOCASE) for column in columns]
    made = [_sorted(name, nocase=column.endswith(NOCASE), server=server)
            for name, column in zip(named, columns, strict=True)]  # fmt: skip
    return Index(f"{form}_by_{'_'.join(named)}", *made)


def _sorted(name: str, *, nocase: bool, server: bool) -> ColumnElement[Any]:
    if not nocase:
        return literal_column(f'"{name}"')
    return literal_column(f'lower("{name}")' if server else f'"{name}" COLLATE NOCASE')


@cache
def _creation(forms: tuple[type[Record], ...], *, server: bool) -> tuple[str, ...]:
    """What makes every table: kept, for a copy or a second store of the same shape is made by the same words."""
    made = _metadata(forms, server=server).sorted_tables
    return tuple(statement for table in made for statement in _making(table, server=server))


def _create(conn: Connection, table: Table) -> None:
    for statement in _making(table, server=conn.server):
        conn.exec_driver_sql(statement)


def _making(table: Table, *, server: bool) -> Iterator[str]:
    yield _sql(CreateTable(table), server=server)
    for index in _indexes(table):
        yield _sql(CreateIndex(index), server=server)


def _indexes(table: Table) -> Iterator[Index]:
    yield from sorted(table.indexes, key=lambda index: str(index.name))


def _sql(element: DDLElement | CreateColumn, *, server: bool) -> str:
    return str(element.compile(dialect=_DIALECTS[server]))
