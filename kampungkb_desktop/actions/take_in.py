"""Taking sync files in: each in one transaction, in any order and as often as one likes; what is refused changes
nothing and is named. The preview is the same code, rolled back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from kampungkb_desktop.actions import erasing_follow, erasing_here, parts_in, quarantine, take_in_workers, trail
from kampungkb_desktop.actions.identity import must_be_settled
from kampungkb_desktop.actions.incoming import take_one
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in_report import (
    KNOWN,
    PARTIAL,
    REFUSED,
    TAKEN,
    FileReport,
    TakeInReport,
    VillageCount,
    as_text,
)
from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.base.file_names import shown
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.bundle.enrolment import kind_of
from kampungkb_desktop.bundle.update_file import is_update
from kampungkb_desktop.store.connection import Connection

SUFFIX = ".kkb"

__all__ = [
    "KNOWN", "PARTIAL", "REFUSED", "TAKEN", "FileReport", "TakeInReport", "VillageCount", "as_text", "files_of",
    "preview", "take_in",
]  # fmt: skip


class _PreviewOver(Exception):  # noqa: N818  not an error: it carries the preview out of its transaction
    pass


def preview(session: Session, paths: Sequence[Path], *, progress: Progress | None = None) -> TakeInReport:
    """What ``take_in`` would do, all files on top of each other, with nothing kept."""
    work, reports = progress or silent(), list[FileReport]()
    with parts_in.assembled(session, files_of(paths), work, keep=False) as found:
        reports += found.reports
        try:
            with session.database.write() as conn:
                for path in found.files:
                    work.check()
                    with _savepoint(conn) as keep:
                        report = _attempt(conn, session, path, work)
                        keep(report.result != REFUSED)
                    reports.append(report)
                raise _PreviewOver
        except _PreviewOver:
            return _report(reports, preview=True)


def take_in(session: Session, paths: Sequence[Path], *, progress: Progress | None = None) -> TakeInReport:
    """Take files (and the ``.kkb`` files of folders) in, one transaction each. Cancelling keeps the files that are
    in and leaves the one under way untouched."""
    work, reports = progress or silent(), list[FileReport]()
    must_be_settled(session)
    with parts_in.assembled(session, files_of(paths), work, keep=True) as found:
        reports += found.reports
        for path, outcome in take_in_workers.outcomes(session, found.files, work):
            if isinstance(outcome, KnownError):
                reports.append(_refused(path, outcome))
                done = quarantine.keep(session, path, outcome)
            else:
                reports.append(outcome)
                trail.note(session, trail.TAKEN, count=outcome.changes, more=f"{outcome.kind} {outcome.number}")
                with suppress(KnownError):  # the file is in, also where a scanner holds what was kept of it
                    quarantine.release(session, outcome.digest)
                done = True
            if done and path in found.joined:
                with suppress(KnownError):
                    parts_in.forget(session, found.joined[path])
    with suppress(KnownError, Cancelled):  # the files are in; what is left to clean is cleaned with the next copy
        erasing_follow.follow_up(session)
        erasing_here.settle(session, work)
    return _report(reports, preview=False)


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files meant: a folder stands for the sync files in it, in the order of their names, also when a messenger
    has added to the name. KnownError E-NO-FILE."""
    found: list[Path] = []
    for path in paths:
        found += _inside(path) if path.is_dir() else [path]
    if not found:
        raise KnownError("E-NO-FILE", "Tidak ada berkas kirim (.kkb) di folder itu.", "Pilih folder atau berkas lain.")
    return list(dict.fromkeys(found))


def small_files(paths: Iterable[Path]) -> list[Path]:
    """The files of enrolment among these and in these folders: introductions and grants."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.glob(f"*{SUFFIX}*")) if path.is_dir() else [path]
        found += [one for one in inside if kind_of(one) != "other"]
    return found


def has_sync_files(paths: Sequence[Path]) -> bool:
    """Whether anything is left to take in."""
    try:
        return bool(paths) and bool(files_of(paths))
    except KnownError:
        return False


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(one for one in folder.iterdir() if _is_sync_file(one))
    except OSError as error:
        raise KnownError(
            "E-READ", "Folder itu tidak dapat dibaca.", "Periksa flashdisknya, lalu pilih folder itu lagi."
        ) from error


def _is_sync_file(path: Path) -> bool:
    name = path.name.lower()
    if name.endswith(".part") or name.startswith(".") or not path.is_file():
        return False
    if is_update(path):  # .kkbu begins alike; the office lays it beside its files, and it is told apart from them
        return False
    return kind_of(path) == "other" if SUFFIX in name else parts_in.is_part(path)


def _attempt(conn: Connection, session: Session, path: Path, work: Progress) -> FileReport:
    """One file of a preview; a refusal becomes a report."""
    try:
        return take_one(conn, session, path, work, keep=False)
    except KnownError as error:
        return _refused(path, error)


def _refused(path: Path, error: KnownError) -> FileReport:
    return FileReport(shown(path), REFUSED, code=error.code, sentence=error.sentence, next_step=error.next_step)


def _report(reports: Sequence[FileReport], *, preview: bool) -> TakeInReport:
    forms = frozenset[str]().union(*(one.forms for one in reports))
    return TakeInReport(tuple(reports), preview, all(one.result != REFUSED for one in reports), forms)


class _savepoint:  # noqa: N801  reads as a statement
    """A place inside the preview's transaction to come back to when a file is refused or an error ends it."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._keep = False

    def __enter__(self) -> _savepoint:
        self._conn.exec_driver_sql("SAVEPOINT one_file")
        return self

    def __call__(self, keep: bool) -> None:
        self._keep = keep

    def __exit__(self, *_: object) -> None:
        if not self._keep:
            self._conn.exec_driver_sql("ROLLBACK TO one_file")
        self._conn.exec_driver_sql("RELEASE one_file")
