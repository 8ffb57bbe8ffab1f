"""Verified copies: the file is copied page by page while in use, opened again with the key, checked, and its rows are
counted against the original. A copy that was not verified is not kept."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from kampungkb_desktop.base.durable import make_folder, put_in_place
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.store import connect, faults
from kampungkb_desktop.store.files import discard_beside, discard_database, flush_file

_PAGES = 2_048
"""Pages that are copied between two looks whether somebody wants to stop."""


@frozen
class Copy:
    """A copy that was opened again and found equal: its size in bytes and its rows per table."""

    path: Path
    size: int
    counts: Mapping[str, int]


def make(source: Path, key: bytes, target: Path, progress: Progress | None = None) -> Copy:
    """Copy the database ``source`` to ``target`` and verify it; it can be stopped on the way. KnownError E-COPY when
    the copy is not equal, E-DISK-FULL or E-READONLY when it could not be written; ``target`` then is as before."""
    part = target.with_name(target.name + ".part")
    try:
        make_folder(target.parent)
        discard_database(part)
        counts = _copy(source, key, part, progress or silent())
        flush_file(part)
        discard_beside(target)
        put_in_place(part, target)
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


def counts_of(path: Path, key: bytes) -> dict[str, int] | None:
    """The rows per table of a copy, ``None`` where the key is not its own. It is opened beside, so nothing is left of
    it: a copy that was looked at is byte for byte the same."""
    try:
        with closing(connect.raw(path, key)) as copy:
            return _counts(copy)
    except dbapi2.Error:
        return None


def _copy(source: Path, key: bytes, part: Path, work: Progress) -> dict[str, int]:
    with closing(connect.raw(source, key)) as original:
        with closing(connect.raw(part, key)) as copy:
            original.execute("BEGIN")
            counts, said = _counts(original), _log_digest(original)
            original.backup(copy, pages=_PAGES, progress=lambda *_left: work.check())
            original.execute("COMMIT")
        work.check()
        with closing(connect.raw(part, key)) as copy:
            wrong = copy.execute("PRAGMA cipher_integrity_check").fetchall()
            sound = copy.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            if wrong or not sound or _counts(copy) != counts or _log_digest(copy) != said:
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


def _log_digest(connection: Any) -> str:
    """What the change log says, change by change: everything else follows from it."""
    digest = hashlib.sha256()
    for row in connection.execute("SELECT device, seq, vals FROM change ORDER BY device, seq"):
        digest.update(f"{row[0]}.{row[1]} {row[2]}\n".encode())
    return digest.hexdigest()
