"""Verified copies: the file is copied page by page while in use, opened again with the key, checked, and its rows are
counted against the original. A copy that was not verified is not kept."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.store import connect, faults
from kampungkb_desktop.store.files import discard, discard_beside, discard_database, flush_file, flush_folder

COPIES_FOLDER = "copies"
_KEEP = 3


@frozen
class Copy:
    """A copy that was opened again and found equal: its size in bytes and its rows per table."""

    path: Path
    size: int
    counts: Mapping[str, int]


def make(source: Path, key: bytes, target: Path) -> Copy:
    """Copy the database ``source`` to ``target`` and verify it. KnownError E-COPY when the copy is not equal,
    E-DISK-FULL or E-READONLY when it could not be written; ``target`` then is as before."""
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        discard_database(part)
        counts = _copy(source, key, part)
        flush_file(part)
        discard_beside(target)
        part.replace(target)
        flush_folder(target.parent)
        return Copy(target, target.stat().st_size, counts)
    except dbapi2.Error as error:
        known = faults.of_sqlite(error)
        if known is None:
            raise
        raise known from error
    except OSError as error:
        raise faults.of_os(error) from error
    finally:
        discard_database(part)


def before_migration(path: Path, key: bytes, state: str) -> Copy:
    """The copy that must stand before a file is brought up to date. The last three are kept."""
    folder = path.parent / COPIES_FOLDER
    made = make(path, key, folder / f"{path.stem}-{state}{path.suffix}")
    old = sorted(folder.glob(f"{path.stem}-v*{path.suffix}"), key=lambda p: p.stat().st_mtime_ns)
    for copy in old[:-_KEEP]:
        discard(copy)
    return made


def _copy(source: Path, key: bytes, part: Path) -> dict[str, int]:
    with closing(connect.raw(source, key)) as original:
        with closing(connect.raw(part, key)) as copy:
            original.execute("BEGIN")
            counts = _counts(original)
            original.backup(copy)
            original.execute("COMMIT")
        with closing(connect.raw(part, key)) as copy:
            wrong = copy.execute("PRAGMA cipher_integrity_check").fetchall()
            sound = copy.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            if wrong or not sound or _counts(copy) != counts:
                raise KnownError(
                    "E-COPY",
                    "Salinan cadangan tidak sama dengan aslinya, jadi tidak dipakai. Data Anda tidak diubah.",
                    "Periksa disk laptop atau pakai disk lain, lalu ulangi.",
                )
    return counts


def _counts(connection: Any) -> dict[str, int]:
    sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
    names = [row[0] for row in connection.execute(sql)]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in sorted(names)}
