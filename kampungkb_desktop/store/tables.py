"""The SQL of the declared tables, by SQLAlchemy. Only making a file or bringing one up to date needs it: the daily
opening of a file that is up to date never loads this module."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import Column, ColumnElement, Double, Index, Integer, MetaData, Table, Text, literal_column
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateColumn, CreateIndex, CreateTable
from sqlalchemy.sql.ddl import DDLElement
from sqlalchemy.types import TypeEngine

from kampungkb_desktop.forms.record import Record, fields_of
from kampungkb_desktop.store import search
from kampungkb_desktop.store.connection import Connection
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

_TYPES: dict[SqlType, type[TypeEngine[Any]]] = {"Text": Text, "Integer": Integer, "Double": Double}


def create_all(conn: Connection, schema: Schema) -> None:
    """Make every table in an empty database and note the shape."""
    for table in _metadata(schema.forms).sorted_tables:
        _create(conn, table)
    for statement in schema.search_ddl:
        conn.exec_driver_sql(statement)
    put_notes(conn, schema)


def complete(conn: Connection, schema: Schema) -> tuple[str, ...]:
    """Add the tables, columns and indexes that this version declares and the file lacks (fields are only ever added).

    Returns the forms whose version rose: their records must be folded again, because answers of the new fields may
    have been waiting in the log.
    """
    old = json.loads(note(conn, "forms") or "{}")
    have = {row[0] for row in conn.exec_driver_sql("SELECT name FROM sqlite_schema")}
    for table in _metadata(schema.forms).sorted_tables:
        if table.name not in have:
            _create(conn, table)
            continue
        columns = {row[1] for row in conn.exec_driver_sql(f'PRAGMA table_info("{table.name}")')}
        for column in table.columns:
            if column.name not in columns:
                conn.exec_driver_sql(f'ALTER TABLE "{table.name}" ADD COLUMN {_sql(CreateColumn(column))}')
        for index in _indexes(table):
            if index.name not in have:
                conn.exec_driver_sql(_sql(CreateIndex(index)))
    search.complete(conn, schema.versions, have)
    put_notes(conn, schema)
    return tuple(name for name, version in schema.versions.items() if version > old.get(name, 0))


@cache
def _metadata(forms: tuple[type[Record], ...]) -> MetaData:
    metadata = MetaData()
    for table in LOG_TABLES:
        _log_table(table, metadata)
    for form in forms:
        _form_table(form, metadata)
    return metadata


def _log_table(declared: LogTable, metadata: MetaData) -> None:
    columns = [
        Column(column.removesuffix(":int"), Integer if column.endswith(":int") else Text, primary_key=at < declared.key)
        for at, column in enumerate(declared.columns)
    ]
    indexes = [
        Index(name.removeprefix("unique "), *of, unique=name.startswith("unique "))
        for name, *of in declared.indexes
    ]  # fmt: skip
    Table(declared.name, metadata, *columns, *indexes, sqlite_with_rowid=declared.rowid)


def _form_table(form: type[Record], metadata: MetaData) -> None:
    Table(
        form.FORM, metadata,
        Column("n", Integer, primary_key=True),
        Column("id", Text), Column("heads", Text), Column("linear", Integer),
        *(Column(field, _TYPES[SQL_TYPES[type(kind)]]) for field, kind in fields_of(form).items()),
        Index(f"{form.FORM}_id", "id", unique=True),
        *(_index(form.FORM, columns) for columns in indexes_of(form)),
    )  # fmt: skip


def _index(form: str, columns: tuple[str, ...]) -> Index:
    named = [column.removesuffix(NOCASE) for column in columns]
    made: list[ColumnElement[Any]] = [
        literal_column(f'"{name}" COLLATE NOCASE') if column.endswith(NOCASE) else literal_column(f'"{name}"')
        for name, column in zip(named, columns, strict=True)
    ]
    return Index(f"{form}_by_{'_'.join(named)}", *made)


def _create(conn: Connection, table: Table) -> None:
    conn.exec_driver_sql(_sql(CreateTable(table)))
    for index in _indexes(table):
        conn.exec_driver_sql(_sql(CreateIndex(index)))


def _indexes(table: Table) -> Iterator[Index]:
    yield from sorted(table.indexes, key=lambda index: str(index.name))


def _sql(element: DDLElement | CreateColumn) -> str:
    return str(element.compile(dialect=dialect()))
