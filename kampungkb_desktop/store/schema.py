"""The tables: the change log and what belongs to it, and one table per form that follows from its declaration.
No constraint beyond the id, so that nobody's valid data can become an import failure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, ColumnElement, Index, Integer, MetaData, Table, Text, literal_column
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.schema import CreateColumn, CreateIndex, CreateTable
from sqlalchemy.types import Double, TypeEngine

from kampungkb_desktop.forms import kinds
from kampungkb_desktop.forms.record import Record, fields_of
from kampungkb_desktop.store import search

Forms = Mapping[str, type[Record]]

SQL_TYPES: dict[type[kinds.Kind], type[TypeEngine[Any]]] = {
    kinds.Text: Text, kinds.Digits: Text, kinds.Number: Integer, kinds.Measure: Double, kinds.Day: Text,
    kinds.Month: Text, kinds.YesNo: Integer, kinds.Choice: Text, kinds.Choices: Text, kinds.Link: Text,
    kinds.Place: Text, kinds.Blob: Text,
}  # fmt: skip

HEAD_COLUMNS = ("id", "heads", "linear")
"""What a form's table has before its fields (after the local number ``n``)."""

EXTRA_INDEXES: dict[str, tuple[tuple[str, ...], ...]] = {
    "family": (("head_name NOCASE", "village", "rt", "status"), ("village", "head_name NOCASE", "rt", "status")),
    "member": (("nik",), ("family_id", "birth_date"), ("full_name NOCASE", "village", "status")),
    "visit": (("visited_on",), ("family_id", "visited_on"), ("next_visit_on",)),
    "measurement": (("member_id", "measured_on"),),
    "activity": (("held_on",),),
    "attachment": (("owner_id",),),
    "monthly": (("village", "month"),),
    "population": (("village", "as_of"),),
}
"""What the screens read, beside ``village`` and the links, which every form has; names sort as people sort them."""
_NOCASE = " NOCASE"


@dataclass(frozen=True, slots=True)
class Schema:
    """The tables of one set of forms; ``shape`` changes whenever any of them does."""

    metadata: MetaData
    search_ddl: tuple[str, ...]
    versions: Mapping[str, int]
    shape: str


def _log_tables(metadata: MetaData) -> None:
    def table(name: str, *columns: str, key: int = 1, more: tuple[Index, ...] = (), rowid: bool = True) -> None:
        made = []
        for place, column in enumerate(columns):
            sql_type = Integer if column.endswith(":int") else Text
            made.append(Column(column.removesuffix(":int"), sql_type, primary_key=place < key))
        Table(name, metadata, *made, *more, sqlite_with_rowid=rowid)

    table("meta", "key", "value")
    table("secret", "key", "value")
    table("setting", "key", "value")
    table("device", "n:int", "uid", "name", "role", "verify_key", "recipient", "state", "own:int",
          more=(Index("device_uid", "uid", unique=True),))  # fmt: skip
    table("action", "n:int", "id", "name", "author", "device:int", "at:int", "undoes",
          more=(Index("action_id", "id", unique=True), Index("action_at", "at"),
                Index("action_device", "device")))  # fmt: skip
    table("change", "device:int", "seq:int", "parents", "wall:int", "clock:int", "action:int", "form", "record",
          "village", "kind:int", "priority:int", "form_version:int", "vals", key=2, rowid=False,
          more=(Index("change_record", "record"), Index("change_village", "village", "device", "seq"),
                Index("change_action", "action")))  # fmt: skip
    table("seen", "village", "device:int", "lo:int", "hi:int", key=3, rowid=False)
    table("conflict", "record", "field", "form", "village", "heads", key=2, rowid=False)
    table("waiting", "record", "form", "village", "reason", "detail")
    table("file", "id", "direction", "peer", "number:int", "kind", "sha256", "name", "at:int", "counts", "result",
          "receipt")  # fmt: skip
    table("peer", "uid", "seen", "number_out:int", "number_in:int", "last_at:int")
    table("draft", "form", "record", "village", "vals", "typed", "updated:int", key=2)


def _form_table(metadata: MetaData, form: type[Record]) -> None:
    fields = fields_of(form)
    name = form.FORM
    wanted = set(EXTRA_INDEXES.get(name, ()))
    led = {columns[0] for columns in wanted}
    wanted |= {(n,) for n, k in fields.items() if (isinstance(k, kinds.Link) or n == "village") and n not in led}
    Table(
        name, metadata,
        Column("n", Integer, primary_key=True),
        Column("id", Text), Column("heads", Text), Column("linear", Integer),
        *(Column(field, SQL_TYPES[type(kind)]) for field, kind in fields.items()),
        Index(f"{name}_id", "id", unique=True),
        *(_index(name, columns) for columns in sorted(wanted)),
    )  # fmt: skip


def _index(form: str, columns: tuple[str, ...]) -> Index:
    named = [column.removesuffix(_NOCASE) for column in columns]
    made: list[ColumnElement[Any]] = [
        literal_column(f'"{name}" COLLATE NOCASE') if column.endswith(_NOCASE) else literal_column(f'"{name}"')
        for name, column in zip(named, columns, strict=True)
    ]
    return Index(f"{form}_by_{'_'.join(named)}", *made)


def schema_of(forms: Forms) -> Schema:
    """The schema of these forms, made once per set of forms."""
    return _schema(tuple(forms.items()))


@cache
def _schema(forms: tuple[tuple[str, type[Record]], ...]) -> Schema:
    metadata = MetaData()
    _log_tables(metadata)
    for name, form in forms:
        assert name == form.FORM
        _form_table(metadata, form)
    search_ddl = tuple(search.DDL[name] for name, _ in forms if name in search.DDL)
    statements = [*_statements(metadata), *search_ddl]
    shape = hashlib.sha256("\n".join(statements).encode()).hexdigest()[:16]
    return Schema(metadata, search_ddl, {name: form.VERSION for name, form in forms}, shape)


def _statements(metadata: MetaData) -> Iterable[str]:
    dialect = sqlite.dialect()
    for table in metadata.sorted_tables:
        yield str(CreateTable(table).compile(dialect=dialect))
        yield from sorted(str(CreateIndex(index).compile(dialect=dialect)) for index in table.indexes)


def create_all(conn: Connection, schema: Schema) -> None:
    """Make every table in an empty database and note the shape."""
    schema.metadata.create_all(conn, checkfirst=False)
    for statement in schema.search_ddl:
        conn.exec_driver_sql(statement)
    _note(conn, schema)


def complete(conn: Connection, schema: Schema) -> tuple[str, ...]:
    """Add the tables, columns and indexes that this version declares and the file lacks (fields are only ever added).

    Returns the forms whose version rose: their records must be folded again, because answers of the new fields may
    have been waiting in the log.
    """
    old = json.loads(note(conn, "forms") or "{}")
    have = {row[0] for row in conn.exec_driver_sql("SELECT name FROM sqlite_schema")}
    for table in schema.metadata.sorted_tables:
        if table.name not in have:
            table.create(conn)
            continue
        columns = {row[1] for row in conn.exec_driver_sql(f'PRAGMA table_info("{table.name}")')}
        for column in table.columns:
            if column.name not in columns:
                ddl = CreateColumn(column).compile(dialect=conn.dialect)
                conn.exec_driver_sql(f'ALTER TABLE "{table.name}" ADD COLUMN {ddl}')
        for index in table.indexes:
            if index.name not in have:
                index.create(conn)
    search.complete(conn, schema.versions, have)
    _note(conn, schema)
    return tuple(name for name, version in schema.versions.items() if version > old.get(name, 0))


def note(conn: Connection, key: str) -> str | None:
    """A line of ``meta``."""
    value = conn.exec_driver_sql("SELECT value FROM meta WHERE key = ?", (key,)).scalar()
    return None if value is None else str(value)


def _note(conn: Connection, schema: Schema) -> None:
    for key, value in (("shape", schema.shape), ("forms", json.dumps(dict(schema.versions)))):
        conn.exec_driver_sql("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
