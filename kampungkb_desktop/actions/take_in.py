"""Taking sync files in: each in one transaction, in any order and as often as one likes; what is refused changes
nothing and is named. The preview is the same code, rolled back."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

from kampungkb_desktop.actions import ledger, partners
from kampungkb_desktop.actions.ledger import Applied
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in_report import (
    KNOWN,
    REFUSED,
    TAKEN,
    FileReport,
    TakeInReport,
    VillageCount,
    as_text,
)
from kampungkb_desktop.base import intervals
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.bundle import format as fmt
from kampungkb_desktop.bundle.certificate import Certificate
from kampungkb_desktop.bundle.refusals import refuse
from kampungkb_desktop.bundle.rights import rights_of
from kampungkb_desktop.bundle.seal import Opened, file_hash, open_sealed
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.change import Change
from kampungkb_desktop.forms.record import DONE, check
from kampungkb_desktop.store import blobs, read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import EVERYTHING, Device, FileEntry
from kampungkb_desktop.store.read import exchange

IN = "masuk"
BULK_FROM = 20_000
"""From so many changes on, the search tables are rebuilt once at the end instead of row by row."""
_BATCH = 4_000

class _PreviewOver(Exception):  # noqa: N818  not an error: it carries the preview out of its transaction
    pass


def preview(session: Session, paths: Sequence[Path], *, progress: Progress | None = None) -> TakeInReport:
    """What ``take_in`` would do, all files on top of each other, with nothing kept."""
    work, reports = progress or silent(), list[FileReport]()
    try:
        with session.database.write() as conn:
            for path in files_of(paths):
                with _savepoint(conn) as undo:
                    report = _attempt(conn, session, path, work, keep=False)
                    undo(report.result == REFUSED)
                reports.append(report)
            raise _PreviewOver
    except _PreviewOver:
        return _report(reports, preview=True)


def take_in(session: Session, paths: Sequence[Path], *, progress: Progress | None = None) -> TakeInReport:
    """Take files (and the ``.kkb`` files of folders) in, one transaction each. Cancelling keeps the files that are
    in and leaves the one under way untouched."""
    work, reports = progress or silent(), list[FileReport]()
    for path in files_of(paths):
        work.check()
        try:
            with session.database.write() as conn:
                report = _attempt(conn, session, path, work, keep=True)
                if report.result == REFUSED:
                    raise _Refusal(report)
        except _Refusal as refusal:
            report = refusal.report
        reports.append(report)
    return _report(reports, preview=False)


class _Refusal(Exception):  # noqa: N818  carries a report out of a transaction that must not be kept
    def __init__(self, report: FileReport) -> None:
        super().__init__(report.code)
        self.report = report


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files meant: a folder stands for its sync files, in the order of their names. KnownError E-NO-FILE."""
    found: list[Path] = []
    for path in paths:
        found += sorted(path.glob("*.kkb")) if path.is_dir() else [path]
    if not found:
        raise KnownError("E-NO-FILE", "Tidak ada berkas kirim (.kkb) di folder itu.", "Pilih folder atau berkas lain.")
    return found


def _report(reports: Sequence[FileReport], *, preview: bool) -> TakeInReport:
    forms = frozenset[str]().union(*(one.forms for one in reports))
    return TakeInReport(tuple(reports), preview, all(one.result != REFUSED for one in reports), forms)


class _savepoint:  # noqa: N801  reads as a statement
    """A place inside the preview's transaction to come back to when a file is refused."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._back = True

    def __enter__(self) -> _savepoint:
        self._conn.exec_driver_sql("SAVEPOINT one_file")
        return self

    def __call__(self, back: bool) -> None:
        self._back = back

    def __exit__(self, *_: object) -> None:
        if self._back:
            self._conn.exec_driver_sql("ROLLBACK TO one_file")
        self._conn.exec_driver_sql("RELEASE one_file")


def _attempt(conn: Connection, session: Session, path: Path, work: Progress, *, keep: bool) -> FileReport:
    """One file; a refusal becomes a report."""
    try:
        return _file(conn, session, path, work, keep=keep)
    except KnownError as error:
        return FileReport(path.name, REFUSED, code=error.code, sentence=error.sentence, next_step=error.next_step)


def _file(conn: Connection, session: Session, path: Path, work: Progress, *, keep: bool) -> FileReport:
    stand = partners.standing(conn, session)
    digest = _digest(path)
    earlier = next((one for one in read.files(conn, direction=IN) if one.sha256 == digest), None)
    if earlier is not None:
        counts = json.loads(earlier.counts or "{}")
        return FileReport(
            path.name, KNOWN, sender=str(counts.get("sender", "")), number=earlier.number, kind=earlier.kind,
            made_at=earlier.at, duplicates=int(counts.get("changes", 0)),
        )  # fmt: skip
    opened = open_sealed(path, stand.keys, office=stand.answers_to, trusted=stand.trusts, practice=session.practice)
    try:
        if opened.manifest.sender == session.device:
            raise KnownError("E-OWN", "Berkas ini dibuat di laptop ini sendiri.", "Kirimkan ke kantor penerimanya.")
        applied = _apply(conn, opened, work)
        _learn(conn, session, opened, path, digest, applied)
        if keep:
            _keep_photos(session, opened, work)
        return _told(conn, session, opened, path, applied)
    finally:
        opened.close()


def _digest(path: Path) -> str:
    try:
        return file_hash(path)
    except OSError as error:
        raise KnownError(
            "E-READ", "Berkas tidak dapat dibaca.", "Periksa flashdisk atau foldernya, lalu pilih berkasnya lagi."
        ) from error


def _apply(conn: Connection, opened: Opened, work: Progress) -> Applied:
    """Log, fold and rows; every change is asked for its rights first, and the counts at the end."""
    manifest = opened.manifest
    counts: Counter[str] = Counter()
    own: list[int] = []
    changes = _checked(conn, opened, counts, own)
    applied = ledger.append(conn, changes, bulk=manifest.changes >= BULK_FROM, progress=work, total=manifest.changes)
    if dict(counts) != manifest.counts:
        raise refuse("E-COUNT")
    _check_cover(opened.certificate, manifest, own)
    return applied


def _checked(conn: Connection, opened: Opened, counts: Counter[str], own: list[int]) -> Iterator[Change]:
    rights = rights_of(opened.certificate)
    stream = opened.changes()
    while batch := list(islice(stream, _BATCH)):
        known = {} if rights.district else exchange.villages_of_records(conn, {change.record for change in batch})
        for change in batch:
            rights.check(change, known)
            counts[change.form] += 1
            if change.device == rights.uid:
                own.append(change.seq)
        yield from batch


def _check_cover(certificate: Certificate, manifest: fmt.Manifest, own: Sequence[int]) -> None:
    """An officer vouches for his own device only, and for exactly what is inside."""
    if rights_of(certificate).district:
        return
    claimed = manifest.cover
    if any(village != EVERYTHING or set(devices) - {certificate.uid} for village, devices in claimed.items()):
        raise refuse("E-COVER")
    if intervals.without(claimed.get(EVERYTHING, {}).get(certificate.uid, ()), intervals.of(own)):
        raise refuse("E-COVER")


def _learn(conn: Connection, session: Session, opened: Opened, path: Path, digest: str, applied: Applied) -> None:
    """Note the sender, what is now held completely, and the file itself."""
    manifest, certificate = opened.manifest, opened.certificate
    write.put_device(conn, Device(
        certificate.uid, certificate.name, certificate.role, certificate.verify_key, certificate.recipient, "aktif",
    ))  # fmt: skip
    write.put_meta(conn, f"officer:{certificate.uid}", certificate.officer)
    for village, devices in manifest.cover.items():
        for uid, added in devices.items():
            write.merge_seen(conn, village, uid, added)
    peer = read.peer(conn, certificate.uid)
    told = json.dumps(manifest.seen)
    write.put_peer(
        conn, replace(peer, seen=told, number_in=max(peer.number_in, manifest.number), last_at=session.clock())
    )
    counts = {
        "sender": certificate.name, "changes": manifest.changes, "new": applied.new, "changed": applied.changed,
        "deleted": applied.deleted, "conflicting": applied.conflicting, "waiting": applied.waiting,
    }  # fmt: skip
    write.put_file(conn, FileEntry(
        manifest.bundle, IN, certificate.uid, manifest.number, manifest.kind, digest, path.name, session.clock(),
        counts=json.dumps(counts), result=TAKEN,
    ))  # fmt: skip


def _keep_photos(session: Session, opened: Opened, work: Progress) -> None:
    """Photos first, then the commit: a photo without its record is harmless, a record without its photo is not."""
    for sha in opened.blob_names():
        work.check()
        if not blobs.exists(session.data_dir, sha):
            blobs.put(session.data_dir, session.photo_key, opened.blob(sha))


def _told(conn: Connection, session: Session, opened: Opened, path: Path, applied: Applied) -> FileReport:
    manifest = opened.manifest
    new: Counter[str] = Counter(one.village for one in applied.records if one.alive and not one.was)
    changed: Counter[str] = Counter(one.village for one in applied.records if one.alive and one.was)
    return FileReport(
        path.name, TAKEN, sender=opened.certificate.name, number=manifest.number, kind=manifest.kind,
        made_at=manifest.made_at, changes=applied.changes, duplicates=applied.duplicates, new=applied.new,
        changed=applied.changed, deleted=applied.deleted, conflicting=applied.conflicting, waiting=applied.waiting,
        suspicious=_suspicious(conn, applied, day_of(session.clock())), photos=len(opened.blob_names()),
        villages=tuple(VillageCount(code, new[code], changed[code]) for code in sorted(new | changed)),
        forms=applied.forms,
    )  # fmt: skip


def _suspicious(conn: Connection, applied: Applied, today: date) -> int:
    """Records that say *selesai* although something stands against them: taken in, and to be looked at."""
    ids: dict[str, list[str]] = {}
    for one in applied.records:
        if one.alive and one.form in FORMS:
            ids.setdefault(one.form, []).append(one.record)
    found = 0
    for form, records in ids.items():
        for start in range(0, len(records), _BATCH):
            for record in read.by_ids(conn, FORMS[form], records[start : start + _BATCH]).values():
                if record.status == DONE and any(f.strength == "problem" for f in check(record, today=today)):
                    found += 1
    return found


__all__ = ["FileReport", "TakeInReport", "VillageCount", "as_text", "files_of", "preview", "take_in"]
