"""Verified copies: the file is copied while in use, read back, opened again with the key, checked, and its rows are
counted against the original. A copy that was not verified is not kept.

Where everything that was written stands in the file itself, its bytes are copied: as long as our reading transaction
lasts, nothing that comes later may be put there (it waits in the write-ahead log), and nobody waits for us. Else
SQLite copies page by page, which decrypts and encrypts all of it and takes several times as long.

Opening and checking every page takes the longest: hashing, flushing and reading back go on beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
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
_BLOCK = 1 << 20
_BREATH = 4_000
"""Pages or steps of SQLite's machine between two looks whether somebody wants to stop."""
_KEPT_WHOLE = 192 << 20
"""A copy of up to so many bytes is kept in memory while it is checked, so that each page is opened once."""


@frozen
class Copy:
    """A copy that was opened again and found equal: its size in bytes, its rows per table, and the hash of the file."""

    path: Path
    size: int
    counts: Mapping[str, int]
    sha256: str


def make(source: Path, key: bytes, target: Path, progress: Progress | None = None) -> Copy:
    """Copy the database ``source`` to ``target`` and verify it; it can be stopped on the way. KnownError E-COPY when
    the copy is not equal, E-DISK-FULL or E-READONLY when it could not be written; ``target`` then is as before."""
    part = target.with_name(target.name + ".part")
    try:
        make_folder(target.parent)
        discard_database(part)
        counts, digest = _copy(source, key, part, progress or silent())
        discard_beside(target)
        put_in_place(part, target)
        return Copy(target, target.stat().st_size, counts, digest)
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
    it: a copy that was looked at is byte for byte the same. KnownError where the disk fails meanwhile."""
    try:
        with closing(connect.raw(path, key)) as copy:
            return _counts(copy)
    except dbapi2.Error as error:
        known = faults.of_sqlite(error)
        if known is not None and known.code != faults.damaged().code:
            raise known from error
        return None


def _copy(source: Path, key: bytes, part: Path, work: Progress) -> tuple[dict[str, int], str]:
    """Rows per table and hash of a copy that is equal."""
    with closing(connect.raw(source, key)) as original:
        original.execute("PRAGMA wal_checkpoint(PASSIVE)")
        original.execute("BEGIN")
        counts = _counts(original)  # the picture is taken here, and holds until the end of the transaction
        with ThreadPoolExecutor(1, "kkb_copy") as second:
            if _stands_in_the_file(source, key, original):
                beside, said = source, ""
                hashed = second.submit(_hash, source, work)  # it stands still as long as our transaction lasts
                _copy_bytes(source, part, work)
            else:
                beside, said = None, _log_digest(original)
                with closing(connect.raw(part, key)) as copy:
                    original.backup(copy, pages=_PAGES, progress=lambda *_left: work.check())
                hashed = second.submit(_hash, part, work)
            work.check()
            kept = second.submit(_keep, part, beside, work)  # opening it changes not a byte of it
            sound = _is_sound(part, key, counts, said, work) and kept.result()
            found = hashed.result()
        original.execute("COMMIT")
    work.check()
    if not sound:
        raise KnownError(
            "E-COPY",
            "Salinan cadangan tidak sama dengan aslinya, jadi tidak dipakai. Data Anda tidak diubah.",
            "Periksa disk laptop atau pakai disk lain, lalu ulangi.",
        )
    return counts, found


def _stands_in_the_file(source: Path, key: bytes, original: Any) -> bool:
    """Whether the file alone says all that this transaction sees: nothing of it is left in the write-ahead log. What
    another one commits from now on may not enter the file while the transaction lasts."""
    with closing(connect.raw(source, key)) as other:
        _busy, written, settled = other.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    pages, size = (original.execute(f"PRAGMA {what}").fetchone()[0] for what in ("page_count", "page_size"))
    return written == settled and int(pages) * int(size) == source.stat().st_size


def _copy_bytes(source: Path, part: Path, work: Progress) -> None:
    """Copy the bytes, through one block that stays in the processor's own memory."""
    room = bytearray(_BLOCK)
    view = memoryview(room)
    with source.open("rb", buffering=0) as reading, part.open("wb", buffering=0) as writing:
        while size := reading.readinto(room):
            work.check()
            at = 0
            while at < size:
                at += writing.write(view[at:size]) or 0


def _hash(path: Path, work: Progress) -> str:
    """The hash of a file; Cancelled where nobody wants it any more."""
    digest, room = hashlib.sha256(), bytearray(_BLOCK)
    view = memoryview(room)
    with path.open("rb", buffering=0) as reading:
        while size := reading.readinto(room):
            work.check()
            digest.update(view[:size])
    return digest.hexdigest()


def _keep(part: Path, source: Path | None, work: Progress) -> bool:
    """Flush what was written, then read it back: whether it is, byte for byte, what stands in ``source``. That proves
    what hashing both of them would, in a tenth of the time."""
    flush_file(part)
    if source is None:
        return True
    one, two = bytearray(_BLOCK), bytearray(_BLOCK)
    with part.open("rb", buffering=0) as copy, source.open("rb", buffering=0) as original:
        while size := copy.readinto(one):
            work.check()
            if original.readinto(two) != size or one != two:
                return False
        return not original.read(1)


def _is_sound(part: Path, key: bytes, counts: Mapping[str, int], said: str, work: Progress) -> bool:
    """Whether every page opens with the key and fits the others, and the rows are those of the original. A page that
    was changed does not open: each carries its own seal. Asked to stop, it says no at once."""
    try:
        with closing(connect.raw(part, key)) as copy:
            copy.set_progress_handler(work.cancel.is_set, _BREATH)
            if part.stat().st_size <= _KEPT_WHOLE:  # the check goes over the pages twice
                copy.execute(f"PRAGMA cache_size = {copy.execute('PRAGMA page_count').fetchone()[0]}")
            sound = copy.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            return sound and _counts(copy) == counts and (not said or _log_digest(copy) == said)
    except dbapi2.DatabaseError as error:
        if faults.of_sqlite(error) is None or "malformed" in str(error) or "not a database" in str(error):
            return False
        raise


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
