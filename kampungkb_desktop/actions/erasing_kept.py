"""That an erasure outlives the database it was written in: the list beside it, and its statements put back into a log
that has lost them, which is one brought back from an old copy. This comes before anything is shown."""

from __future__ import annotations

from pathlib import Path

from kampungkb_desktop.actions import ledger
from kampungkb_desktop.store import erasure_list, read, vault
from kampungkb_desktop.store.database import Database
from kampungkb_desktop.store.erasure_list import Listed
from kampungkb_desktop.store.read.erased import erasures


def key_of(master: bytes) -> bytes:
    """What the list is encrypted with."""
    return vault.derive(master, erasure_list.PURPOSE)


def again(database: Database, master: bytes) -> int:
    """Erase again whatever the list knows and the log does not; returns how many statements were put back. What an old
    copy brought back beside the database has to be cleaned once more, too."""
    listed = erasure_list.load(database.data_dir, key_of(master))
    with database.read() as conn:
        there = set(read.held(conn, listed))
    lost = [one for one in listed.values() if one.change.id not in there]
    if not lost:
        return 0
    erasure_list.keep(database.data_dir, key_of(master), [Listed(one.change, done=False) for one in listed.values()])
    with database.write() as conn:
        ledger.append(conn, [one.change for one in lost])
    return len(lost)


def listed_of(database: Database, master: bytes) -> list[Listed]:
    """All erasures that hold here, after what the log has heard since was added to the list."""
    key, data_dir = key_of(master), database.data_dir
    listed = erasure_list.load(data_dir, key)
    with database.read() as conn:
        new = [one for one in erasures(conn) if one.id not in listed]
    if new:
        listed |= {one.id: Listed(one, done=False) for one in new}
        erasure_list.keep(data_dir, key, listed.values())
    return list(listed.values())


def mark_done(data_dir: Path, master: bytes, cleaned: list[Listed]) -> None:
    """Everything beside the database has been cleaned after these."""
    now = erasure_list.load(data_dir, key_of(master))
    now |= {one.change.id: Listed(one.change, done=True) for one in cleaned}
    erasure_list.keep(data_dir, key_of(master), now.values())
