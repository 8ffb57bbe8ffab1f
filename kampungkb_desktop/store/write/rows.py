"""Rows of the forms' tables, many at once. A row keeps its local number through every change; search follows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import islice

from kampungkb_desktop.forms.record import Record, fields_of
from kampungkb_desktop.store import numbers, search
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Row

_BATCH = 2_000


def upsert_rows(conn: Connection, form: type[Record], rows: Iterable[Row], *, bulk: bool = False) -> int:
    """Write rows whole, keyed by id; returns how many. ``bulk`` leaves the search tables alone: call
    ``rebuild_search`` in the same transaction when everything is in (``bulk_pays``)."""
    known = numbers.by_uid(conn)
    fields = tuple(fields_of(form))
    sql, stream, done = _upsert_sql(form), iter(rows), 0
    while batch := list(islice(stream, _BATCH)):
        values = [
            (row.id, numbers.encode(row.heads, known), int(row.linear), *map(row.values.get, fields)) for row in batch
        ]
        ids = [] if bulk else [row.id for row in batch]
        before = search.words_of(conn, form.FORM, ids)
        conn.exec_driver_sql(sql, values)
        search.follow(conn, form.FORM, before, search.words_of(conn, form.FORM, ids))
        done += len(batch)
    return done


def bulk_pays(conn: Connection) -> bool:
    """Whether leaving search for the end can be worth it: not where search follows each row cheaply, and others may
    be writing beside."""
    return not conn.server


def delete_rows(conn: Connection, form: type[Record], ids: Iterable[str]) -> None:
    """Remove rows (their changes stay in the log)."""
    listed = list(ids)
    before = search.words_of(conn, form.FORM, listed)
    sql = f'DELETE FROM "{form.FORM}" WHERE id IN (SELECT value FROM json_each(?))'
    conn.exec_driver_sql(sql, (json.dumps(listed),))
    search.follow(conn, form.FORM, before, {})


def rebuild_search(conn: Connection, forms: Iterable[str]) -> None:
    """Fill the search tables of these forms, and of those whose words include theirs, from nothing."""
    wanted = set(forms)
    wanted |= {search.PARENTS[form][1] for form in wanted if form in search.PARENTS}
    search.rebuild(conn, sorted(wanted))


def _upsert_sql(form: type[Record]) -> str:
    columns = ["id", "heads", "linear", *fields_of(form)]
    names = ", ".join(f'"{c}"' for c in columns)
    marks = ", ".join("?" * len(columns))
    sets = ", ".join(f'"{c}" = excluded."{c}"' for c in columns[1:])
    return f'INSERT INTO "{form.FORM}" ({names}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {sets}'
