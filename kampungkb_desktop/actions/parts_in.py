"""Parts of files that arrive: joined when all are there, kept apart until then, forgotten afterwards.

They are cipher text and stay so. A part is known by what it says of itself, never by its name; what the parts make
together goes the way of every file that arrives.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in_report import PARTIAL, REFUSED, FileReport
from kampungkb_desktop.base import ids
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.bundle import parts
from kampungkb_desktop.bundle.format import MOST_FILE
from kampungkb_desktop.bundle.parts import Part, Parted
from kampungkb_desktop.store import faults, read, write
from kampungkb_desktop.store.entries import IN, FileEntry

FOLDER = "bagian"
KIND = "bagian"
MOST_KEPT = 2 * MOST_FILE
"""Bytes of parts that may wait; more is refused until some are forgotten."""
MOST_KEPT_PARTS = 4_000
_JOINED = "gabung-"


@frozen
class Assembled:
    """What a selection comes to: whole files (``joined`` maps those put together here to their digest), and reports of
    parts that wait or are refused."""

    files: tuple[Path, ...]
    joined: dict[Path, str]
    reports: tuple[FileReport, ...]


def is_part(path: Path) -> bool:
    """Whether a file is a part of another, whatever it is called."""
    return parts.is_part(path)


@contextmanager
def assembled(session: Session, paths: Sequence[Path], work: Progress, *, keep: bool) -> Iterator[Assembled]:
    """Put together what parts among ``paths`` and those kept earlier make. Joined files live as long as the block;
    with ``keep`` parts of what is not complete stay in the data folder."""
    pieces = dict.fromkeys(path for path in paths if parts.is_part(path))
    whole = [path for path in paths if path not in pieces]
    if not pieces:
        yield Assembled(tuple(whole), {}, ())
        return
    folder = session.data_dir / FOLDER
    try:
        folder.mkdir(exist_ok=True)
        for left in folder.glob(f"{_JOINED}*"):  # by a start that was cut off
            shutil.rmtree(left, ignore_errors=True)
        place = tempfile.TemporaryDirectory(prefix=_JOINED, dir=folder)
    except OSError as error:
        raise faults.of_os(error) from error
    with place as name:
        reports: list[FileReport] = []
        came = _read(list(pieces), reports)
        joined: dict[Path, str] = {}
        for parted in parts.gather([*came, *_kept(folder)]):
            if any(one in came for one in parted.parts):
                _one(session, parted, Path(name), (joined, reports), work, keep=keep)
        yield Assembled((*whole, *joined), joined, tuple(reports))


def forget(session: Session, digest: str) -> None:
    """Parts of this file are wanted no more: it is complete, or the person gave it up. KnownError where another
    program holds one of them."""
    try:
        for part in _kept(session.data_dir / FOLDER):
            if part.file == digest:
                part.path.unlink(missing_ok=True)
    except OSError as error:
        raise faults.of_os(error) from error
    with session.database.write() as conn:
        write.drop_file(conn, _entry_id(digest))


def can_forget(entry: FileEntry) -> bool:
    """Whether an entry of the history stands for parts that wait."""
    return entry.direction == IN and entry.result == PARTIAL


# --- inside -----------------------------------------------------------------------------------------------------------


def _read(paths: Sequence[Path], reports: list[FileReport]) -> list[Part]:
    found = []
    for path in paths:
        try:
            found.append(parts.read_part(path))
        except KnownError as error:
            reports.append(_refused(path.name, error))
    return found


def _one(
    session: Session, parted: Parted, place: Path, out: tuple[dict[Path, str], list[FileReport]], work: Progress,
    *, keep: bool,
) -> None:  # fmt: skip
    """One file of which at least one part came now."""
    joined, reports = out
    try:
        if parted.missing:
            reports.append(_waiting(session, parted, keep=keep))
            return
        spot = place / str(len(joined))
        spot.mkdir()
        path = parts.join(
            parted, spot / parted.name, lambda done, total: work.report(done, total, "Menggabungkan bagian")
        )
        joined[path] = parted.digest
    except KnownError as error:
        if keep and error.code == "E-PARTS":  # together they make nothing: waiting for more would not help
            forget(session, parted.digest)
        reports.append(_refused(parted.name, error))


def _waiting(session: Session, parted: Parted, *, keep: bool) -> FileReport:
    folder = session.data_dir / FOLDER
    for part in parted.parts:
        if part.path.parent == folder:
            continue
        if keep:
            _keep(folder, part)
        else:
            parts.must_be_sound(part)
    if keep:
        _note(session, parted)
    words = parts.missing_words(parted)
    kept = "Yang sudah datang disimpan" if keep else "Yang sudah datang akan disimpan"
    return FileReport(
        parted.name, PARTIAL, sentence=f"{words[0].upper()}{words[1:]}. {kept} sampai lengkap.",
        next_step="Minta bagian yang kurang dari pengirim; yang sudah ada tidak perlu dikirim lagi.",
        digest=parted.digest,
    )  # fmt: skip


def _keep(folder: Path, part: Part) -> None:
    """Into the place where parts wait. KnownError E-DAMAGED, E-PARTS-FULL, and what the disk says."""
    target = folder / _slot(part)
    try:
        there = [one for one in folder.iterdir() if one.is_file() and one != target]
        size = sum(one.stat().st_size for one in there)
        if size + part.length > MOST_KEPT or len(there) >= MOST_KEPT_PARTS:
            raise KnownError(
                "E-PARTS-FULL", "Sudah terlalu banyak bagian berkas yang menunggu pasangannya.",
                "Pilih berkas yang belum lengkap di Riwayat berkas, lalu tekan Lupakan bagian.",
            )  # fmt: skip
        parts.keep_copy(part, target)
    except OSError as error:
        raise faults.of_os(error) from error


def _kept(folder: Path) -> list[Part]:
    """The parts that wait; one that the disk has spoilt does not count."""
    if not folder.is_dir():
        return []
    found = []
    for path in sorted(folder.iterdir()):
        try:
            found.append(parts.read_part(path))
        except KnownError:
            continue
    return found


def _slot(part: Part) -> str:
    """One place per file and number: a part that is brought again takes the place of the one before."""
    return f"{hashlib.sha256(repr(part.key).encode()).hexdigest()[:32]}.{part.number}"


def _note(session: Session, parted: Parted) -> None:
    with session.database.write() as conn:
        known = {one.id: one for one in read.files(conn, direction=IN)}.get(_entry_id(parted.digest))
        counts = {"parts": len(parted.parts), "of": parted.of, "missing": parts.missing_words(parted)}
        write.put_file(conn, FileEntry(
            _entry_id(parted.digest), IN, "", 0, KIND, parted.digest, parted.name,
            known.at if known else session.clock(), counts=json.dumps(counts, ensure_ascii=False), result=PARTIAL,
        ))  # fmt: skip


def _entry_id(digest: str) -> str:
    return ids.derived_id(KIND, digest)


def _refused(name: str, error: KnownError) -> FileReport:
    return FileReport(name, REFUSED, code=error.code, sentence=error.sentence, next_step=error.next_step)
