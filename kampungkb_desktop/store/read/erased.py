"""Which records were erased on a person's request, and the statements of the district that say so."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from kampungkb_desktop.forms.change import ERASE, Change
from kampungkb_desktop.forms.derived_ids import renewed_id
from kampungkb_desktop.store import numbers
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.fetch import stream, tuples
from kampungkb_desktop.store.read.log import _CHANGE, _changes


def any_erased(conn: Connection) -> bool:
    """Whether anybody was ever erased here: mostly nobody, and nothing need be asked further."""
    return conn.exec_driver_sql("SELECT 1 FROM erased LIMIT 1").first() is not None


def erased_among(conn: Connection, records: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Those of these records (by id) that are erased, as (form, id)."""
    if not any_erased(conn):
        return frozenset()
    sql = "SELECT form, record FROM erased WHERE record IN (SELECT value FROM json_each(?))"
    return frozenset((row[0], row[1]) for row in tuples(conn, sql, (json.dumps(sorted(set(records))),)))


def standing(conn: Connection, form: str, record: str) -> str:
    """The id under which a record is to be read and written: its own, unless it was erased. Whoever looks for a record
    by an id that every laptop derives asks here. Not for families and people, whose aliases say it."""
    if any_erased(conn):
        while (form, record) in erased_among(conn, [record]):
            record = renewed_id(record)
    return record


def erasures(conn: Connection) -> list[Change]:
    """Every statement of an erasure in the log."""
    if not any_erased(conn):
        return []
    uids = numbers.by_number(conn)
    known = "FROM erased e CROSS JOIN change c ON c.record = e.record AND c.form = e.form"
    sql = _CHANGE.replace("FROM change c", known)
    return list(_changes(tuples(conn, f"{sql} WHERE c.kind = ? ORDER BY c.device, c.seq", (ERASE,)), uids))


def answers_of(conn: Connection, forms: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """(form, record, answers) of every change of these forms that answers anything: the whole log is read."""
    sql = "SELECT form, record, vals FROM change WHERE vals <> '{}' AND form IN (SELECT value FROM json_each(?))"
    yield from stream(conn, sql, (json.dumps(sorted(forms)),))


def left_over(conn: Connection, form: str, link: str, person: str = "") -> list[tuple[str, str, str, str]]:
    """(form, record, village, erased record) of the rows of a form that name an erased record in this link; with
    ``person`` only where that other link names nobody who is here."""
    sql = f'SELECT f.id, f.village, f."{link}" FROM "{form}" f JOIN erased e ON e.record = f."{link}"'
    if person:
        sql += f' WHERE f."{person}" IS NULL OR f."{person}" NOT IN (SELECT id FROM member)'
    return [(form, row[0], row[1] or "", row[2]) for row in tuples(conn, f"{sql} ORDER BY f.id")]


def rows_saying(conn: Connection, form: str, fields: Sequence[str], words: Sequence[str]) -> list[tuple[str, str]]:
    """(record, field) of the rows of a form in which one of these texts stands, capitals or not."""
    if not fields or not words:
        return []
    same = "lower(coalesce({}, '')) LIKE ? ESCAPE '!'"
    found: list[tuple[str, str]] = []
    marked = [f"%{_plain(word.lower())}%" for word in words]
    for field in fields:
        column = f'"{field}"'
        sql = f'SELECT id FROM "{form}" WHERE ' + " OR ".join(same.format(column) for _ in words)
        found += [(str(row[0]), field) for row in tuples(conn, sql, tuple(marked))]
    return found


def _plain(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
