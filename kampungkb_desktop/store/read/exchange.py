"""What goes out and what is here already: the questions of export and take-in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy.engine import Connection

from kampungkb_desktop.forms.change import Change
from kampungkb_desktop.store import numbers
from kampungkb_desktop.store.entries import Intervals
from kampungkb_desktop.store.read.log import _CHANGE, _changes, changes_since


def changes_to_send(
    conn: Connection, known: Mapping[str, Intervals], *, villages: Sequence[str] | None = None
) -> Iterator[Change]:
    """Every change outside what the receiver holds of each device. With ``villages``: the changes of these (and of no
    village), and the whole history of records that ever crossed their border."""
    scope = None if villages is None else ("", *villages)
    for device in authors(conn):
        yield from changes_since(conn, device, known.get(device, ()), villages=scope)
    if scope is None:
        return
    listed = json.dumps(list(scope))
    sql = (
        f"{_CHANGE} WHERE c.village NOT IN (SELECT value FROM json_each(?1)) AND c.record IN "
        "(SELECT record FROM change WHERE village <> '' AND village IN (SELECT value FROM json_each(?1)))"
    )
    yield from _changes(conn.exec_driver_sql(sql, (listed,)), numbers.by_number(conn))


def authors(conn: Connection) -> list[str]:
    """Every device with changes in the log, in order of arrival."""
    sql = "SELECT uid FROM device d WHERE EXISTS (SELECT 1 FROM change c WHERE c.device = d.n) ORDER BY n"
    return [str(row[0]) for row in conn.exec_driver_sql(sql)]


def villages_of_records(conn: Connection, records: Iterable[str]) -> dict[str, frozenset[str]]:
    """The villages that the log knows these records under; records not here are left out."""
    found: dict[str, set[str]] = {}
    sql = "SELECT DISTINCT record, village FROM change WHERE record IN (SELECT value FROM json_each(?))"
    for record, village in conn.exec_driver_sql(sql, (json.dumps(list(records)),)):
        found.setdefault(record, set()).add(village)
    return {record: frozenset(villages) for record, villages in found.items()}


def count_changes(conn: Connection) -> int:
    """Length of the change log."""
    return int(conn.exec_driver_sql("SELECT count(*) FROM change").scalar_one())
