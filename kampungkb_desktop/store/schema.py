"""The tables: the change log and what belongs to it, and one table per form that follows from its declaration.
No constraint beyond the id, so that nobody's valid data can become an import failure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Column, ColumnElement, Index, Integer, MetaData, Table, Text, literal_column
from sqlalchemy.engine import Connection
from sqlalchemy.schema import CreateColumn
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


class LogTable(NamedTuple):
    """A table of the log: columns are texts unless they say ``:int``; the first ``key`` of them are the primary key.
    ``indexes`` name their columns; the first word of an index says "unique" where it is."""

    name: str
    columns: tuple[str, ...]
    key: int = 1
    indexes: tuple[tuple[str, ...], ...] = ()
    rowid: bool = True


LOG_TABLES = (
    LogTable("meta", ("key", "value")),
    LogTable("secret", ("key", "value")),
    LogTable("setting", ("key", "value")),
    LogTable("device", ("n:int", "uid", "name", "role", "verify_key", "recipient", "state", "own:int"),
             indexes=(("unique device_uid", "uid"),)),
    LogTable("action", ("n:int", "id", "name", "author", "device:int", "at:int", "undoes"),
             indexes=(("unique action_id", "id"), ("action_at", "at"), ("action_device", "device"))),
    LogTable("change", ("device:int", "seq:int", "parents", "wall:int", "clock:int", "action:int", "form", "record",
                        "village", "kind:int", "priority:int", "form_version:int", "vals"), key=2, rowid=False,
             indexes=(("change_record", "record"), ("change_village", "village", "device", "seq"),
                      ("change_action", "action"))),
    LogTable("seen", ("village", "device:int", "lo:int", "hi:int"), key=3, rowid=False),
    LogTable("conflict", ("record", "field", "form", "village", "heads"), key=2, rowid=False),
    LogTable("waiting", ("record", "form", "village", "reason", "detail")),
    LogTable("file", ("id", "direction", "peer", "number:int", "kind", "sha256", "name", "at:int", "counts", "result",
                      "receipt")),
    LogTable("peer", ("uid", "seen", "number_out:int", "number_in:int", "last_at:int")),
    LogTable("draft", ("form", "record", "village", "vals", "typed", "updated:int"), key=2),
)  # fmt: skip

WAY = 1
"""Counts the ways in which the declarations became SQL: raise it when ``_table_of`` or ``_form_table`` write anything
else than before for the same declaration."""


@dataclass(frozen=True, slots=True)
class Schema:
    """The tables of one set of forms; ``shape`` changes whenever any of them does.

    The shape is that of the declarations, so that opening a file that is up to date makes no table: that would take
    longer than opening it.
    """

    forms: tuple[type[Record], ...]
    shape: str

    @property
    def metadata(self) -> MetaData:
        """The tables themselves."""
        return _metadata(self.forms)

    @property
    def search_ddl(self) -> tuple[str, ...]:
        """What makes the search tables."""
        return tuple(search.DDL[form.FORM] for form in self.forms if form.FORM in search.DDL)

    @property
    def versions(self) -> Mapping[str, int]:
        """Form to version."""
        return {form.FORM: form.VERSION for form in self.forms}


def _table_of(declared: LogTable, metadata: MetaData) -> None:
    columns = [
        Column(column.removesuffix(":int"), Integer if column.endswith(":int") else Text, primary_key=at < declared.key)
        for at, column in enumerate(declared.columns)
    ]
    indexes = [
        Index(name.removeprefix("unique "), *of, unique=name.startswith("unique "))
        for name, *of in declared.indexes
    ]  # fmt: skip
    Table(declared.name, metadata, *columns, *indexes, sqlite_with_rowid=declared.rowid)


def _form_table(metadata: MetaData, form: type[Record]) -> None:
    Table(
        form.FORM, metadata,
        Column("n", Integer, primary_key=True),
        Column("id", Text), Column("heads", Text), Column("linear", Integer),
        *(Column(field, SQL_TYPES[type(kind)]) for field, kind in fields_of(form).items()),
        Index(f"{form.FORM}_id", "id", unique=True),
        *(_index(form.FORM, columns) for columns in _indexes_of(form)),
    )  # fmt: skip


def _indexes_of(form: type[Record]) -> list[tuple[str, ...]]:
    """What the screens read, and ``village`` and every link where nothing begins with it yet."""
    wanted = set(EXTRA_INDEXES.get(form.FORM, ()))
    led = {columns[0] for columns in wanted}
    fields = fields_of(form).items()
    wanted |= {(n,) for n, k in fields if (isinstance(k, kinds.Link) or n == "village") and n not in led}
    return sorted(wanted)


def _index(form: str, columns: tuple[str, ...]) -> Index:
    named = [column.removesuffix(_NOCASE) for column in columns]
    made: list[ColumnElement[Any]] = [
        literal_column(f'"{name}" COLLATE NOCASE') if column.endswith(_NOCASE) else literal_column(f'"{name}"')
        for name, column in zip(named, columns, strict=True)
    ]
    return Index(f"{form}_by_{'_'.join(named)}", *made)


def schema_of(forms: Forms) -> Schema:
    """The schema of these forms."""
    assert all(name == form.FORM for name, form in forms.items())
    made = tuple(forms.values())
    return Schema(made, _shape(made))


@cache
def _metadata(forms: tuple[type[Record], ...]) -> MetaData:
    metadata = MetaData()
    for table in LOG_TABLES:
        _table_of(table, metadata)
    for form in forms:
        _form_table(metadata, form)
    return metadata


@cache
def _shape(forms: tuple[type[Record], ...]) -> str:
    declared = [
        (form.FORM, [(field, SQL_TYPES[type(kind)].__name__) for field, kind in fields_of(form).items()],
         _indexes_of(form), search.DDL.get(form.FORM, ""))
        for form in forms
    ]  # fmt: skip
    return hashlib.sha256(repr((WAY, LOG_TABLES, declared)).encode()).hexdigest()[:16]


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
