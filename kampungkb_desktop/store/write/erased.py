"""What an erasure of a person does to the log: answers emptied for ever, while identity, parents and order stay, so
that sync and checks go on as before."""

from __future__ import annotations

import json
from collections.abc import Iterable

from kampungkb_desktop.forms.change import bare_name
from kampungkb_desktop.store.connection import Connection

_OF = "form = ? AND record IN (SELECT value FROM json_each(?))"


def note_erased(conn: Connection, records: Iterable[tuple[str, str]]) -> None:
    """Remember that these records (form, id) are erased, so that nothing of them is ever kept again."""
    listed = sorted(set(records))
    if listed:
        conn.exec_driver_sql("INSERT INTO erased (form, record) VALUES (?, ?) ON CONFLICT DO NOTHING", listed)


def redact(conn: Connection, form: str, records: Iterable[str]) -> None:
    """Empty the answers of every change of these records."""
    values = (form, json.dumps(list(records)))
    conn.exec_driver_sql(f"UPDATE change SET vals = '{{}}' WHERE {_OF} AND vals <> '{{}}'", values)


def bare_actions(conn: Connection, form: str, records: Iterable[str]) -> None:
    """Take the names of people out of what the actions that touched these records are called."""
    sql = f"SELECT id, name FROM action WHERE n IN (SELECT action FROM change WHERE {_OF})"
    found = conn.exec_driver_sql(sql, (form, json.dumps(list(records)))).all()
    changed = [(bare_name(name), key) for key, name in found if bare_name(name) != name]
    if changed:
        conn.exec_driver_sql("UPDATE action SET name = ? WHERE id = ?", changed)
