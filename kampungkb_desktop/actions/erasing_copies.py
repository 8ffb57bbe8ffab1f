"""Old copies must not give back who was erased: every copy that still holds anything of him is written anew without it,
verified, and takes the place of the old one, beside the data and on whatever stick is there.

A copy keeps its age and its reason, so nothing else is lost with it. One that opens with another key, or not at all, is
left and named.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kampungkb_desktop import __version__
from kampungkb_desktop.actions import ledger
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.forms.change import Change
from kampungkb_desktop.store import blobs, copies, faults, read, shelf, swept, vault
from kampungkb_desktop.store import database as databases
from kampungkb_desktop.store.shelf import Kept


@frozen
class Cleaned:
    """What became of the copies of a shelf: how many were written anew, and the folders of those that could not be
    looked into (another key, or damaged)."""

    anew: int = 0
    left: tuple[str, ...] = ()


def clean_shelf(session: Session, place: Path, said: Sequence[Change], work: Progress) -> Cleaned:
    """Bring every copy of a shelf to what these statements of erasure say. KnownError where the disk fails or is full:
    copies done by then are done. Cancelled between two copies."""
    key, records = vault.derive(session.master, vault.DATABASE), {one.record for one in said}
    kept, anew, left = shelf.found(place), 0, list[str]()
    for at, one in enumerate(kept):
        work.report(at, len(kept), "Membersihkan salinan cadangan")
        telling = swept.holds(one.database, key, records)
        if telling is None or one.slip is None:
            left.append(one.folder.name)
        elif telling:
            _write_anew(one, key, said)
            anew += 1
    return Cleaned(anew, tuple(left))


def drop_photos(place: Path, names: Sequence[str]) -> None:
    """Remove photos from a shelf on a stick, where they lie once beside all copies."""
    for name in names:
        blobs.drop(place, name)


def _write_anew(kept: Kept, key: bytes, said: Sequence[Change]) -> None:
    """The same copy without what was erased, in a folder of its own; then the old one goes. A power cut in between
    leaves both, and the old one is found again."""
    assert kept.slip is not None
    part = shelf.part_beside(kept)
    try:
        shelf.copy_file(kept.database, part / shelf.COPY_NAME)
        if kept.keys.exists():
            shelf.copy_file(kept.keys, part / kept.keys.name)
        _erase_in(part / shelf.COPY_NAME, key, said)
        counts = copies.counts_of(part / shelf.COPY_NAME, key)
        if counts is None or swept.holds(part / shelf.COPY_NAME, key, {one.record for one in said}):
            raise KnownError(
                "E-COPY",
                "Salinan cadangan tidak dapat dibersihkan, jadi belum diganti.",
                "Periksa disk atau flashdisknya, lalu ulangi.",
            )
        with (part / shelf.COPY_NAME).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        size = (part / shelf.COPY_NAME).stat().st_size
        slip = replace(
            kept.slip, app=__version__, changes=counts.get("change", 0), size=size, sha256=digest, counts=counts
        )
        shelf.exchange(kept, part, slip)
    except OSError as error:
        raise faults.of_os(error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _erase_in(path: Path, key: bytes, said: Sequence[Change]) -> None:
    """Open a copy like any database (an old one is brought up to date by that), erase, and sweep."""
    database = databases.open_database(path, key, file_only=True)
    try:
        with database.write() as conn:
            there = set(read.held(conn, [one.id for one in said]))
            ledger.append(conn, [one for one in said if one.id not in there])
        swept.sweep(database)
    finally:
        database.close()
