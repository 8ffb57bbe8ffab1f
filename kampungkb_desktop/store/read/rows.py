"""Records and columns of the forms' tables. What is asked for is named by fields; values are always bound."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from kampungkb_desktop.forms.alias import JOINABLE
from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.forms.record import Record, fields_of, from_scalars
from kampungkb_desktop.store import numbers
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Heads
from kampungkb_desktop.store.fetch import tuples
from kampungkb_desktop.store.read import joined

R = TypeVar("R", bound=Record)

Where = Mapping[str, Scalar | Sequence[Scalar]]
"""Field (or ``id``) to the value it must have; ``None`` means not answered, a sequence means any of these."""


def record(conn: Connection, form: type[R], record_id: str) -> R | None:
    """One record, or ``None`` when it is not there (deleted, or not arrived yet). One that was joined with another is
    answered by the one that is shown, whose id it then has; ``by_ids`` asks for exactly these."""
    found = conn.exec_driver_sql(f"{_select(form)} WHERE id = ?", (record_id,)).first()
    if found is None and form.FORM in JOINABLE:
        shown = joined.canonical_of(conn, form.FORM, [record_id]).get(record_id)
        if shown is not None:
            found = conn.exec_driver_sql(f"{_select(form)} WHERE id = ?", (shown,)).first()
    return None if found is None else _record(form, found)


def by_ids(conn: Connection, form: type[R], ids: Iterable[str]) -> dict[str, R]:
    """The records among these ids that are there."""
    sql = f"{_select(form)} WHERE id IN (SELECT value FROM json_each(?))"
    return {row[0]: _record(form, row) for row in tuples(conn, sql, (json.dumps(list(ids)),))}


def records(
    conn: Connection, form: type[R], *, where: Where | None = None, order: Sequence[str] = (), limit: int | None = None
) -> list[R]:
    """Records that meet every condition; ``order`` names fields, ``-field`` for descending."""
    condition, values = _where(form, where or {})
    sql = f"{_select(form)}{condition}{_order(form, order)}{'' if limit is None else f' LIMIT {limit:d}'}"
    return [_record(form, row) for row in tuples(conn, sql, values)]


def rows(
    conn: Connection,
    form: type[Record],
    fields: Sequence[str],
    where: Where | None = None,
    *,
    order: Sequence[str] = (),
) -> list[tuple[Scalar, ...]]:
    """The scalars of some fields (or ``id``) of many records: for figures, where making records would be waste."""
    condition, values = _where(form, where or {})
    columns = ", ".join(_column(form, name) for name in fields)
    sql = f'SELECT {columns} FROM "{form.FORM}"{condition}{_order(form, order)}'
    return tuples(conn, sql, values)


def each(
    conn: Connection, form: type[Record], fields: Sequence[str], where: Where | None = None
) -> Iterator[tuple[Scalar, ...]]:
    """The same one after the other, in no order: for who keeps little of many."""
    condition, values = _where(form, where or {})
    columns = ", ".join(_column(form, name) for name in fields)
    return conn.stream(f'SELECT {columns} FROM "{form.FORM}"{condition}', values)


def count(conn: Connection, form: type[Record], where: Where | None = None) -> int:
    """How many records meet every condition."""
    condition, values = _where(form, where or {})
    return int(conn.exec_driver_sql(f'SELECT count(*) FROM "{form.FORM}"{condition}', values).scalar_one())


def any_of(conn: Connection, form: type[Record]) -> bool:
    """Whether there is any record of a form: at any size as quickly."""
    return bool(conn.exec_driver_sql(f'SELECT EXISTS (SELECT 1 FROM "{form.FORM}")').scalar_one())


def counts_per_form(conn: Connection, forms: Iterable[str]) -> dict[str, int]:
    """Records per form, for ``info`` and for the comparison after a take-in."""
    return {form: int(conn.exec_driver_sql(f'SELECT count(*) FROM "{form}"').scalar_one()) for form in forms}


def exists(conn: Connection, form: type[Record], ids: Iterable[str]) -> frozenset[str]:
    """Which of these records are there."""
    sql = f'SELECT id FROM "{form.FORM}" WHERE id IN (SELECT value FROM json_each(?))'
    return frozenset(row[0] for row in tuples(conn, sql, (json.dumps(list(ids)),)))


def heads(conn: Connection, form: type[Record], ids: Iterable[str]) -> dict[str, Heads]:
    """The log's heads of the records that have a row. A record without one may still have changes (deleted, held):
    ask ``has_changes``."""
    sql = f'SELECT id, heads, linear FROM "{form.FORM}" WHERE id IN (SELECT value FROM json_each(?))'
    uids = numbers.by_number(conn)
    found = tuples(conn, sql, (json.dumps(list(ids)),))
    return {row[0]: Heads(numbers.decode(row[1], uids), bool(row[2])) for row in found}


def village_of(conn: Connection, form: type[Record], ids: Iterable[str]) -> dict[str, str]:
    """The village that each of these records has now (empty when none)."""
    sql = f'SELECT id, village FROM "{form.FORM}" WHERE id IN (SELECT value FROM json_each(?))'
    return {row[0]: row[1] or "" for row in tuples(conn, sql, (json.dumps(list(ids)),))}


def _select(form: type[Record]) -> str:
    return f'SELECT id, {", ".join(_quoted(name) for name in fields_of(form))} FROM "{form.FORM}"'


def _record(form: type[R], row: Sequence[Scalar]) -> R:
    return from_scalars(form, str(row[0]), dict(zip(fields_of(form), row[1:], strict=True)))


def _column(form: type[Record], name: str) -> str:
    if name != "id" and name not in fields_of(form):
        raise KeyError(f"{form.FORM} has no field {name}")
    return _quoted(name)


def _quoted(name: str) -> str:
    return f'"{name}"'


def _where(form: type[Record], where: Where) -> tuple[str, tuple[Scalar, ...]]:
    parts: list[str] = []
    values: list[Scalar] = []
    for name, wanted in where.items():
        column = _column(form, name)
        if wanted is None:
            parts.append(f"{column} IS NULL")
        elif isinstance(wanted, str | int | float):
            parts.append(f"{column} = ?")
            values.append(wanted)
        else:
            parts.append(f"{column} IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(list(wanted)))
    return (f" WHERE {' AND '.join(parts)}" if parts else "", tuple(values))


def _order(form: type[Record], order: Sequence[str]) -> str:
    """Equals follow their ids, which tell the time they were made: whichever index a list is read off, and on every
    laptop, the same one comes first."""
    if not order:
        return ""
    ends = () if "id" in order or "-id" in order else ("-id" if order[-1].startswith("-") else "id",)
    return " ORDER BY " + ", ".join(
        _column(form, name.removeprefix("-")) + (" DESC" if name.startswith("-") else "") for name in (*order, *ends)
    )
