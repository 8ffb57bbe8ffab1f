"""Bringing a copy back: what is there now is copied or laid aside first, and the change over is one rename. A power cut
leaves either the data of before or those of the copy, whole."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2

from kampungkb_desktop.base.durable import make_folder, put_in_place
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.store import connect, faults, lock, shelf, vault
from kampungkb_desktop.store.database import DATABASE_NAME
from kampungkb_desktop.store.files import discard_beside, discard_database, free_beside
from kampungkb_desktop.store.shelf import RESTORED, Kept
from kampungkb_desktop.store.vault import KEYS_NAME

BEFORE = "sebelum-pulih"


def put_back(
    kept: Kept, master: bytes, data_dir: Path, *, at: int, with_keys: bool = False, progress: Progress | None = None
) -> None:
    """Make the data of ``data_dir`` those of a copy. Nobody may have them open (KnownError E-SECOND-START).

    What was there stays on the shelf as a copy of its own, or beside under another name where it could not be read.
    ``with_keys`` brings the copy's key file along, where the password of the copy shall hold; another one that is there
    is laid aside. KnownError: E-COPY-DAMAGED, E-COPY-KEY, and what the disk
    complains about; the data then are as they were.
    """
    work, key = progress or silent(), vault.derive(master, vault.DATABASE)
    try:
        make_folder(data_dir)
    except OSError as error:
        raise faults.of_os(error) from error
    with closing(lock.take(data_dir)):
        work.report(0, 4, "Memeriksa salinan")
        shelf.check(kept, key)
        work.check()
        work.report(1, 4, "Menyimpan keadaan sekarang")
        laid_aside = _keep_present(data_dir / DATABASE_NAME, key, at)
        work.report(2, 4, "Mengembalikan data")
        try:
            _exchange(kept, key, data_dir, laid_aside=laid_aside, with_keys=with_keys)
        except OSError as error:
            raise faults.of_os(error) from error
        work.report(3, 4, "Mengembalikan foto")
        try:
            shelf.take_photos(kept.folder.parent, data_dir, work)
        except OSError as error:
            raise faults.of_os(error) from error


def _keep_present(present: Path, key: bytes, at: int) -> bool:
    """Copy what is there; whether it has to be laid aside instead, because it cannot be read."""
    if not present.exists():
        return False
    try:
        shelf.make(present, key, present.parent / shelf.SHELF, at=at, reason=BEFORE)
    except KnownError as error:
        if error.code not in ("E-DAMAGED-DB", "E-COPY"):
            raise
        return True
    return False


def _exchange(kept: Kept, key: bytes, data_dir: Path, *, laid_aside: bool, with_keys: bool) -> None:
    present, new = data_dir / DATABASE_NAME, data_dir / f"{DATABASE_NAME}.pulih.part"
    try:
        discard_database(new)
        shelf.copy_file(kept.database, new)
        with closing(connect.raw(new, key)) as copy:
            copy.execute("INSERT OR REPLACE INTO meta VALUES (?, '1')", (RESTORED,))
            copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if with_keys:
            _bring_keys(kept.keys, data_dir / KEYS_NAME)
        if laid_aside:
            _rename_free(present)
        # The present database was closed or copied whole: a log left beside it belongs to it alone, and the rename
        # must not hand it to the other.
        discard_beside(present)
        put_in_place(new, present)
    except dbapi2.Error as error:
        known = faults.of_sqlite(error)
        if known is None:
            raise
        raise known from error
    finally:
        discard_database(new)


def _bring_keys(keys: Path, goal: Path) -> None:
    """The present key file may open a copy that is kept elsewhere: it is never overwritten."""
    if goal.exists() and goal.read_bytes() != keys.read_bytes():
        shelf.copy_file(goal, free_beside(goal, "lama"))
    shelf.copy_file(keys, goal)


def _rename_free(damaged: Path) -> None:
    aside = free_beside(damaged, "rusak")
    for end in ("-wal", ""):
        part = damaged.with_name(damaged.name + end)
        if part.exists():
            part.rename(aside.with_name(aside.name + end))
