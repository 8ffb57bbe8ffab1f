"""What stands beside the log: settings, drafts, conflicts, what waits, devices, files, the own secrets."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from kampungkb_desktop.forms.change import ChangeId
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Conflict, ConflictHead, Device, Draft, FileEntry, Peer, Waiting
from kampungkb_desktop.store.numbers import own_uid

_DEVICE = "SELECT uid, name, role, verify_key, recipient, state FROM device"


def meta(conn: Connection, key: str) -> str | None:
    """A fact about this database file."""
    return _value(conn, "meta", key)


def secret(conn: Connection, key: str) -> str | None:
    """One of the installation's own private keys. Never in a bundle, never in a log."""
    return _value(conn, "secret", key)


def setting(conn: Connection, key: str) -> str | None:
    """A setting of this laptop."""
    return _value(conn, "setting", key)


def settings(conn: Connection) -> dict[str, str]:
    """All settings of this laptop."""
    return {row[0]: row[1] for row in conn.exec_driver_sql("SELECT key, value FROM setting ORDER BY key")}


def devices(conn: Connection) -> list[Device]:
    """Every installation heard of."""
    own = own_uid(conn)
    return [_device(row, own) for row in conn.exec_driver_sql(f"{_DEVICE} ORDER BY n")]


def names_of(conn: Connection, uids: Iterable[str]) -> dict[str, str]:
    """What these installations are called, as far as they were heard of; reads no others: an office has hundreds."""
    sql = "SELECT uid, name FROM device WHERE uid IN (SELECT value FROM json_each(?))"
    return {str(row[0]): str(row[1]) for row in conn.exec_driver_sql(sql, (json.dumps(sorted(set(uids))),))}


def any_device(conn: Connection, state: str, but: str) -> bool:
    """Whether any installation other than one is in a state."""
    sql = "SELECT EXISTS (SELECT 1 FROM device WHERE state = ? AND uid <> ?)"
    return bool(conn.exec_driver_sql(sql, (state, but)).scalar_one())


def own_device(conn: Connection) -> Device | None:
    """This installation."""
    own = own_uid(conn)
    row = conn.exec_driver_sql(f"{_DEVICE} WHERE uid = ?", (own,)).first()
    return None if row is None else _device(row, own)


def draft(conn: Connection, form: str, record: str) -> Draft | None:
    """The draft of one record, if its form was left half-way."""
    sql = "SELECT form, record, village, vals, typed, updated FROM draft WHERE form = ? AND record = ?"
    row = conn.exec_driver_sql(sql, (form, record)).first()
    return None if row is None else Draft(*row)


def drafts(conn: Connection) -> list[Draft]:
    """Forms left half-way, the latest first."""
    sql = "SELECT form, record, village, vals, typed, updated FROM draft ORDER BY updated DESC, record"
    return [Draft(*row) for row in conn.exec_driver_sql(sql)]


def conflicts(conn: Connection, *, record: str | None = None, villages: Iterable[str] | None = None) -> list[Conflict]:
    """Fields whose values stand against each other; of one record or of some villages when given."""
    sql, values = "SELECT record, field, form, village, heads FROM conflict", tuple[str, ...]()
    if record is not None:
        sql, values = f"{sql} WHERE record = ?", (record,)
    elif villages is not None:
        sql, values = f"{sql} WHERE village IN (SELECT value FROM json_each(?))", (json.dumps(list(villages)),)
    found = conn.exec_driver_sql(f"{sql} ORDER BY record, field", values)
    return [Conflict(row[0], row[1], row[2], row[3], _heads(row[4])) for row in found]


def waiting(conn: Connection, records: Iterable[str] | None = None) -> list[Waiting]:
    """Records that wait for an earlier file or a newer version; among some ids when given."""
    sql, values = "SELECT record, form, village, reason, detail FROM waiting", tuple[str, ...]()
    if records is not None:
        sql, values = f"{sql} WHERE record IN (SELECT value FROM json_each(?))", (json.dumps(list(records)),)
    return [Waiting(*row) for row in conn.exec_driver_sql(f"{sql} ORDER BY record", values)]


def files(conn: Connection, *, direction: str | None = None, most: int = 0) -> list[FileEntry]:
    """Bundles made and taken in, the latest first; no more than ``most`` of them where it is given."""
    columns = "id, direction, peer, number, kind, sha256, name, at, counts, result, receipt"
    condition, values = (" WHERE direction = ?", (direction,)) if direction else ("", ())
    order = "ORDER BY at DESC, number DESC, id"
    if most:  # only of these their answers, which may be long
        condition = f" WHERE id IN (SELECT id FROM file{condition} {order} LIMIT {most:d})"
    found = conn.exec_driver_sql(f"SELECT {columns} FROM file{condition} {order}", values)
    return [FileEntry(*row) for row in found]


def peer(conn: Connection, uid: str) -> Peer:
    """What is known of another installation's state; empty when nothing is."""
    sql = "SELECT uid, seen, number_out, number_in, last_at FROM peer WHERE uid = ?"
    row = conn.exec_driver_sql(sql, (uid,)).first()
    return Peer(uid) if row is None else Peer(*row)


def peers(conn: Connection) -> list[Peer]:
    """Every partner with whom files were exchanged."""
    return [Peer(*row) for row in conn.exec_driver_sql("SELECT uid, seen, number_out, number_in, last_at FROM peer")]


def _value(conn: Connection, table: str, key: str) -> str | None:
    found = conn.exec_driver_sql(f"SELECT value FROM {table} WHERE key = ?", (key,)).scalar()
    return None if found is None else str(found)


def _device(row: Sequence[str], own: str) -> Device:
    uid, name, role, verify_key, recipient, state = row
    return Device(uid, name, role, verify_key, recipient, state, own=uid == own)


def _heads(text: str) -> tuple[ConflictHead, ...]:
    return tuple(ConflictHead(ChangeId(d, s), value, wall, author) for d, s, value, wall, author in json.loads(text))
