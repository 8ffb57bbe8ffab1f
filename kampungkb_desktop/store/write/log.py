"""Appending to the change log, and the knowledge of which counters of which device are held completely."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from kampungkb_desktop.base.intervals import join
from kampungkb_desktop.forms.change import Change
from kampungkb_desktop.store import numbers
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Device
from kampungkb_desktop.store.schema import put_note

_ACTION = "INSERT INTO action (id, name, author, device, at) VALUES"


def device_number(conn: Connection, uid: str) -> int:
    """The local number of a device; one never heard of gets a row without a name."""
    found = conn.exec_driver_sql("SELECT n FROM device WHERE uid = ?", (uid,)).scalar()
    if found is not None:
        return int(found)
    conn.exec_driver_sql(
        "INSERT INTO device (uid, name, role, verify_key, recipient, state, own) VALUES (?, '', '', '', '', '', 0) "
        "ON CONFLICT (uid) DO NOTHING", (uid,)
    )  # fmt: skip
    return int(conn.exec_driver_sql("SELECT n FROM device WHERE uid = ?", (uid,)).scalar_one())


def put_device(conn: Connection, device: Device) -> None:
    """What is known of an installation, whole."""
    conn.exec_driver_sql(
        "INSERT INTO device (uid, name, role, verify_key, recipient, state, own) VALUES (?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (uid) DO UPDATE SET name = excluded.name, role = excluded.role, verify_key = excluded.verify_key, "
        "recipient = excluded.recipient, state = excluded.state, own = excluded.own",
        (device.uid, device.name, device.role, device.verify_key, device.recipient, device.state, int(device.own)),
    )
    if device.own:
        put_note(conn, numbers.OWN, device.uid)


def add_action(
    conn: Connection, action: str, name: str, author: str, device: str, at: int, undoes: str | None = None
) -> None:
    """Note a user action before its changes; ``action`` is its id, ``undoes`` that of the action it takes back. An
    action that is there already stays as it is."""
    conn.exec_driver_sql(
        "INSERT INTO action (id, name, author, device, at, undoes) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO NOTHING",
        (action, name, author, device_number(conn, device), at, undoes),
    )


def insert_changes(conn: Connection, changes: Sequence[Change]) -> None:
    """Append changes to the log. Devices and actions not known yet are noted on the way. A change id that is in the
    log already is a bug of the caller (IntegrityError): ask ``read.existing`` first."""
    if not changes:
        return
    known = _number_devices(conn, changes)
    actions = _number_actions(conn, changes, known)
    encode = numbers.encode
    conn.exec_driver_sql(
        "INSERT INTO change (device, seq, parents, wall, clock, action, form, record, village, kind, priority, "
        "form_version, vals) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (known[c.device], c.seq, encode(c.parents, known), c.wall, c.clock, actions[c.action], c.form, c.record,
             c.village, c.kind, c.priority, c.form_version, c.values)
            for c in changes
        ],
    )  # fmt: skip


def forget_changes(conn: Connection, device: str, changes: Sequence[Change]) -> None:
    """Take the last changes of a device out of the log with their actions, to be written again under another name.
    Rows stay as they are until then. The only way anything ever leaves the log."""
    for change in changes:
        sql = "DELETE FROM change WHERE device = (SELECT n FROM device WHERE uid = ?) AND seq = ?"
        conn.exec_driver_sql(sql, (device, change.seq))
    listed = json.dumps(sorted({change.action for change in changes}))
    conn.exec_driver_sql("DELETE FROM action WHERE id IN (SELECT value FROM json_each(?))", (listed,))


def merge_seen(conn: Connection, village: str, device: str, intervals: Iterable[tuple[int, int]]) -> None:
    """Add counters of a device that are now held completely for a village (``*`` for its whole log)."""
    n = device_number(conn, device)
    have = conn.exec_driver_sql("SELECT lo, hi FROM seen WHERE village = ? AND device = ?", (village, n))
    merged = join([tuple(row) for row in have], intervals)
    conn.exec_driver_sql("DELETE FROM seen WHERE village = ? AND device = ?", (village, n))
    if merged:
        conn.exec_driver_sql("INSERT INTO seen VALUES (?, ?, ?, ?)", [(village, n, low, high) for low, high in merged])


def _number_devices(conn: Connection, changes: Sequence[Change]) -> dict[str, int]:
    known = numbers.by_uid(conn)
    named = {c.device for c in changes}
    named.update(parent.device for c in changes for parent in c.parents)
    for uid in sorted(named - known.keys()):
        known[uid] = device_number(conn, uid)
    return known


def _number_actions(conn: Connection, changes: Sequence[Change], known: dict[str, int]) -> dict[str, int]:
    first: dict[str, Change] = {}
    for change in changes:
        first.setdefault(change.action, change)
    listed = json.dumps(list(first))
    sql = "SELECT id, n FROM action WHERE id IN (SELECT value FROM json_each(?))"
    actions = {row[0]: row[1] for row in conn.exec_driver_sql(sql, (listed,))}
    missing = [change for id_, change in first.items() if id_ not in actions]
    new = [(c.action, c.action_name, c.author, known[c.device], c.wall) for c in missing]
    if new:
        conn.exec_driver_sql(f"{_ACTION} (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING", new)
        actions = {row[0]: row[1] for row in conn.exec_driver_sql(sql, (listed,))}
    return actions
