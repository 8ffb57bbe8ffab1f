"""What stands beside the log: settings, drafts, conflicts, what waits, files, the own secrets."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple, fields
from functools import cache

from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Conflict, Draft, FileEntry, Peer, Waiting


def put_meta(conn: Connection, key: str, value: str) -> None:
    """A fact about this database file."""
    _put(conn, "meta", key, value)


def drop_meta(conn: Connection, beginning: str) -> None:
    """Forget the facts whose names begin so; ``beginning`` is of letters and signs that sort plainly (``kept:``)."""
    conn.exec_driver_sql(f"DELETE FROM meta WHERE substr(key, 1, {len(beginning):d}) = ?", (beginning,))


def put_secret(conn: Connection, key: str, value: str) -> None:
    """One of the installation's own private keys."""
    _put(conn, "secret", key, value)


def put_setting(conn: Connection, key: str, value: str) -> None:
    """A setting of this laptop."""
    _put(conn, "setting", key, value)


def drop_setting(conn: Connection, key: str) -> None:
    """Back to the default."""
    conn.exec_driver_sql("DELETE FROM setting WHERE key = ?", (key,))


def put_draft(conn: Connection, draft: Draft) -> None:
    """Keep a form as it is being typed, over its earlier draft."""
    sql = (
        "INSERT INTO draft (form, record, village, vals, typed, updated) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (form, record) DO UPDATE SET village = excluded.village, vals = excluded.vals, "
        "typed = excluded.typed, updated = excluded.updated"
    )
    conn.exec_driver_sql(sql, astuple(draft))


def drop_draft(conn: Connection, form: str, record: str) -> None:
    """The form was finished or given up."""
    conn.exec_driver_sql("DELETE FROM draft WHERE form = ? AND record = ?", (form, record))


def set_conflicts(conn: Connection, record: str, conflicts: Iterable[Conflict]) -> None:
    """The conflicts a record has now; those it had and has no more are gone."""
    clear_conflicts(conn, [record])
    values = [
        (c.record, c.field, c.form, c.village,
         json.dumps([[h.id.device, h.id.seq, h.value, h.wall, h.author] for h in c.heads], ensure_ascii=False))
        for c in conflicts
    ]  # fmt: skip
    if values:
        conn.exec_driver_sql("INSERT INTO conflict VALUES (?, ?, ?, ?, ?)", values)


def clear_conflicts(conn: Connection, records: Iterable[str]) -> None:
    """These records have no conflicts."""
    _delete(conn, "conflict", records)


def set_waiting(conn: Connection, waiting: Iterable[Waiting]) -> None:
    """These records wait, each for the reason given."""
    values = [astuple(w) for w in waiting]
    if values:
        conn.exec_driver_sql(_upsert("waiting", Waiting), values)


def clear_waiting(conn: Connection, records: Iterable[str]) -> None:
    """These records wait no longer."""
    _delete(conn, "waiting", records)


def put_file(conn: Connection, entry: FileEntry) -> None:
    """A bundle made or taken in, over an earlier entry of the same id."""
    conn.exec_driver_sql(_upsert("file", FileEntry), astuple(entry))


def drop_file(conn: Connection, entry_id: str) -> None:
    """Forget an entry that stood only for something unfinished."""
    conn.exec_driver_sql("DELETE FROM file WHERE id = ?", (entry_id,))


def put_peer(conn: Connection, peer: Peer) -> None:
    """What another installation last said, whole."""
    conn.exec_driver_sql(_upsert("peer", Peer), astuple(peer))


def _put(conn: Connection, table: str, key: str, value: str) -> None:
    sql = f"INSERT INTO {table} (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
    conn.exec_driver_sql(sql, (key, value))


@cache
def _upsert(table: str, entry: type) -> str:
    """Puts an entry whole over an earlier one of the same key, which is its first field."""
    key, *others = (one.name for one in fields(entry))
    sets = ", ".join(f"{name} = excluded.{name}" for name in others)
    names, marks = ", ".join((key, *others)), ", ".join("?" * (len(others) + 1))
    return f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT ({key}) DO UPDATE SET {sets}"


def _delete(conn: Connection, table: str, records: Iterable[str]) -> None:
    sql = f"DELETE FROM {table} WHERE record IN (SELECT value FROM json_each(?))"
    conn.exec_driver_sql(sql, (json.dumps(list(records)),))
