"""One sync file, inside its transaction: who sent it, what it may say, what it does, and what is learnt from it.

Every refusal is a KnownError; whoever holds the transaction rolls it back.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kampungkb_desktop.actions import (
    asking_help,
    doubtful,
    enrolment,
    erasing_proof,
    grants,
    holding,
    ledger,
    partners,
    photo_debts,
    predecessors,
    receipts,
    receiver_offices,
    storage_offer,
    trail_handing,
    withdrawing,
)
from kampungkb_desktop.actions.erasing_rescue import Rescue
from kampungkb_desktop.actions.incoming_lines import AloneNeeded, Seen, check_cover, checked
from kampungkb_desktop.actions.ledger import Applied
from kampungkb_desktop.actions.partners import Standing
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in_report import ADDED, KNOWN, TAKEN, FileError, FileReport, VillageCount
from kampungkb_desktop.base import intervals
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.file_names import shown
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.bundle import format as fmt
from kampungkb_desktop.bundle.certificate import practice_keys
from kampungkb_desktop.bundle.format import Manifest
from kampungkb_desktop.bundle.opening import Opened, file_hash, is_for, open_sealed
from kampungkb_desktop.bundle.refusals import refuse
from kampungkb_desktop.bundle.rights import DISTRICT, rights_of
from kampungkb_desktop.forms.change import Change
from kampungkb_desktop.forms.enrolment import REPLACED, Enrolment
from kampungkb_desktop.forms.officer import RECEIVER
from kampungkb_desktop.store import blobs, read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import EVERYTHING, IN, OUT, Device, FileEntry

BULK_FROM = 20_000
"""From so many changes on, the search tables are rebuilt once at the end instead of row by row."""
ACTIVE = "aktif"
_SIGNED = "signed"
"""The line of a file's counts with the hash of what its sender signed."""
_MADE = "made"


def take_one(conn: Connection, session: Session, path: Path, work: Progress, *, keep: bool) -> FileReport:
    """Take one file in. Without ``keep`` its photos are only looked at. KnownError for the reasons of ``sync.md`` 7."""
    stand = partners.standing(conn, session)
    digest = _digest(path)
    conn.take_turns([f"file:{digest}"])
    taken = [one for one in read.files(conn, direction=IN) if one.result == TAKEN]
    earlier = next((one for one in taken if one.sha256 == digest), None)
    if earlier is not None:
        return _known(path, earlier, digest)
    opened = _open(session, path, stand)
    try:
        _take_turns(conn, session, opened)
        _check_sender(conn, session, opened)
        earlier = next((one for one in taken if one.id == opened.manifest.bundle), None)
        if earlier is not None:
            return _again(path, opened, earlier, digest)
        applied, added = _apply(conn, session, opened, work)
        came = _Arrival(shown(path), digest, _photos(session, opened, work, keep=keep), added)
        _learn(conn, session, opened, came, applied)
        return _told(conn, session, opened, came, applied)
    except KnownError as error:
        raise FileError(error, opened.manifest.sender, opened.manifest.number, opened.manifest.kind) from error
    finally:
        opened.close()


def _known(path: Path, earlier: FileEntry, digest: str) -> FileReport:
    counts = json.loads(earlier.counts or "{}")
    return FileReport(
        shown(path), KNOWN, sender=str(counts.get("sender", "")), number=earlier.number, kind=earlier.kind,
        made_at=int(counts.get(_MADE, 0)), duplicates=int(counts.get("changes", 0)), digest=digest,
    )  # fmt: skip


def _again(path: Path, opened: Opened, earlier: FileEntry, digest: str) -> FileReport:
    """What is noted of the first coming stays: who seals it once more must not wipe that out, nor put another file in
    its place."""
    if json.loads(earlier.counts or "{}").get(_SIGNED) != opened.signed:
        raise refuse("E-FORMAT", "nomor berkas")
    return _known(path, earlier, digest)


# --- Who sent it ------------------------------------------------------------------------------------------------------


def _digest(path: Path) -> str:
    try:
        if path.stat().st_size > fmt.MOST_FILE:
            raise refuse("E-BOMB")
        return file_hash(path)
    except OSError as error:
        raise KnownError(
            "E-READ", "Berkas tidak dapat dibaca.", "Periksa flashdisk atau foldernya, lalu pilih berkasnya lagi."
        ) from error


def _open(session: Session, path: Path, stand: Standing) -> Opened:
    """Open and verify; a practice file brought to real data is called by its name."""
    try:
        return open_sealed(path, stand.keys, office=stand.answers_to, trusted=stand.trusts, practice=session.practice)
    except KnownError as error:
        if error.code == "E-RECIPIENT" and not session.practice and is_for(path, practice_keys()):
            raise refuse("E-PRACTICE") from error
        raise


def _take_turns(conn: Connection, session: Session, opened: Opened) -> None:
    """Where other files are taken in beside this one: files of one sender follow each other, and a district's, which
    may deliver anybody's changes, is taken in alone."""
    if not conn.alone:
        certificate = opened.certificate
        if certificate.role == DISTRICT and not session.receiving:
            raise AloneNeeded
        uids = {certificate.uid, *certificate.former, *opened.manifest.cover.get(EVERYTHING, {})}
        conn.take_turns([*(f"device:{uid}" for uid in uids), *(f"photo:{sha}" for sha in opened.blob_names())])


def _check_sender(conn: Connection, session: Session, opened: Opened) -> None:
    """An installation that was not sent away, still with the keys it had when it was first heard of."""
    manifest, certificate = opened.manifest, opened.certificate
    if certificate.role == RECEIVER:  # who was only given something has nothing to say
        raise refuse("E-SENDER")
    if manifest.sender == session.device:
        raise _own_file()
    for device in read.devices(conn):
        if device.uid == manifest.sender:
            if device.state not in ("", ACTIVE) and not _made_before(conn, manifest):
                raise refuse("E-SENDER")
            if device.verify_key not in ("", certificate.verify_key):
                raise refuse("E-SIGNATURE")
    for entry in read.files(conn):
        if entry.id == manifest.bundle and (entry.direction, entry.peer) != (IN, manifest.sender):
            if entry.direction == OUT and certificate.officer == session.author:
                raise _own_file()  # made here under the name that this laptop had before it was brought back
            raise refuse("E-FORMAT", "nomor berkas")


def _own_file() -> KnownError:
    return KnownError("E-OWN", "Berkas ini dibuat di laptop ini sendiri.", "Kirimkan ke kantor penerimanya.")


def _made_before(conn: Connection, manifest: Manifest) -> bool:
    """Whether a file that comes late was made on a laptop before another one took its place. What is only in there must
    not be lost; of a laptop that was sent away nothing is believed any more."""
    said = read.record(conn, Enrolment, manifest.sender)
    if said is None or said.state != REPLACED or said.until is None:
        return False
    return day_of(manifest.made_at) <= said.until


# --- What it says -----------------------------------------------------------------------------------------------------


def _apply(
    conn: Connection, session: Session, opened: Opened, work: Progress
) -> tuple[Applied, dict[str, list[intervals.Interval]]]:
    """Log, fold and rows; every change is asked for its rights first, and the counts at the end. Also which changes
    are new here."""
    manifest = opened.manifest
    rights = rights_of(opened.certificate, *partners.more_rights(conn, opened.certificate))
    seen = Seen()
    changes = checked(conn, opened, rights, seen, work)
    if session.receiving:
        changes = receiver_offices.its_own(conn, session, opened.certificate, changes)
    rescue = Rescue(conn, session)

    def noted(new: Sequence[Change]) -> None:
        seen.note(new)
        rescue.note(new)

    applied = ledger.append(conn, changes, bulk=manifest.changes >= BULK_FROM, noted=noted)
    if dict(seen.counts) != manifest.counts:
        raise refuse("E-COUNT")
    check_cover(rights, manifest, seen.own)
    if session.receiving:
        applied = withdrawing.hear(conn, opened.certificate, manifest, applied)
    rescue.finish()
    added = {uid: intervals.of(seqs) for uid, seqs in seen.fresh.items()}
    return replace(applied, duplicates=applied.duplicates + seen.familiar), added


def _photos(session: Session, opened: Opened, work: Progress, *, keep: bool) -> int:
    """Every photo is verified, and only then the first one kept. Kept before the commit: a photo without its record is
    harmless, the other way is not."""
    names = opened.blob_names()
    for sha in names:
        opened.blob(sha)
        work.check()
    for done, sha in enumerate(names, 1):
        content = opened.blob(sha)
        if keep and not blobs.exists(session.data_dir, sha):
            blobs.put(session.data_dir, session.photo_key, content)
        work.report(done, len(names), "Memasukkan foto")
    return len(names)


# --- What is learnt ---------------------------------------------------------------------------------------------------


@frozen
class _Arrival:
    """The file as it came: name, hash, how many photos, and which changes were new."""

    name: str
    digest: str
    photos: int
    added: dict[str, list[intervals.Interval]]


def _learn(conn: Connection, session: Session, opened: Opened, came: _Arrival, applied: Applied) -> None:
    """Note the sender, what is now held completely, what the sender holds, and the file itself."""
    manifest, certificate, now = opened.manifest, opened.certificate, session.clock()
    write.put_device(conn, Device(
        certificate.uid, certificate.name, certificate.role, certificate.verify_key, certificate.recipient, ACTIVE,
    ))  # fmt: skip
    write.put_meta(conn, f"officer:{certificate.uid}", certificate.officer)
    partners.remember(conn, certificate)
    if certificate.role == DISTRICT and not session.receiving:
        _hear_the_office(conn, session, manifest, applied)
    for village, devices in manifest.cover.items():
        for uid, added in devices.items():
            write.merge_seen(conn, village, uid, added)
    peer = read.peer(conn, partners.peer_of(conn, session, certificate))
    # An older file that comes late does not take back what was said since. Every computer of an office counts for
    # itself, and one that was brought back from a copy begins anew: its word must not be too low to be heard.
    speaker = read.peer(conn, certificate.uid)
    newest = manifest.number >= speaker.number_in
    if newest:
        write.put_peer(conn, replace(speaker, number_in=manifest.number))
        peer = replace(read.peer(conn, peer.uid), seen=json.dumps(manifest.seen))
        receipts.hear(conn, peer.uid, manifest.seen, manifest.receipts, now)
        photo_debts.hear(conn, peer.uid, manifest.want_blobs)
        holding.hear(conn, certificate.uid, manifest.held, now)
        erasing_proof.hear(conn, session, manifest)
    write.put_peer(conn, replace(peer, last_at=now))
    trail_handing.take(conn, session, certificate, manifest, peer.uid, newest=newest)
    counts = {
        "sender": certificate.name, "changes": manifest.changes, "photos": came.photos, "new": applied.new,
        "changed": applied.changed, "deleted": applied.deleted, "conflicting": applied.conflicting,
        "waiting": applied.waiting, ADDED: came.added, _SIGNED: opened.signed, _MADE: manifest.made_at,
    }  # fmt: skip
    write.put_file(conn, FileEntry(
        manifest.bundle, IN, certificate.uid, manifest.number, manifest.kind, came.digest, came.name, now,
        counts=json.dumps(counts, ensure_ascii=False), result=TAKEN,
    ))  # fmt: skip


def _hear_the_office(conn: Connection, session: Session, manifest: Manifest, applied: Applied) -> None:
    """What a district says beside the records: to an officer what he may do from now on, to another computer of the
    office which laptops it has enrolled and sent away."""
    if session.role != DISTRICT:
        grants.refresh(conn, session, manifest.grant, manifest.grant_sig)
        storage_offer.hear(conn, manifest.storage)
        asking_help.hear(conn, manifest.helped)
        return
    ids = [one.record for one in applied.records if one.form == Enrolment.FORM]
    enrolment.mirror(conn, read.by_ids(conn, Enrolment, ids).values())


def _told(conn: Connection, session: Session, opened: Opened, came: _Arrival, applied: Applied) -> FileReport:
    manifest = opened.manifest
    new: Counter[str] = Counter(one.village for one in applied.records if one.alive and not one.was)
    changed: Counter[str] = Counter(one.village for one in applied.records if one.alive and one.was)
    return FileReport(
        came.name, TAKEN, sender=opened.certificate.name, number=manifest.number, kind=manifest.kind,
        made_at=manifest.made_at, changes=applied.changes, duplicates=applied.duplicates, new=applied.new,
        changed=applied.changed, deleted=applied.deleted, conflicting=applied.conflicting, waiting=applied.waiting,
        suspicious=doubtful.count(conn, manifest.kind, applied, day_of(session.clock())),
        photos=came.photos, digest=came.digest,
        villages=tuple(VillageCount(code, new[code], changed[code]) for code in sorted(new | changed)),
        forms=applied.forms, lacking=predecessors.lacking_for(conn, [o.record for o in applied.records if o.waiting]),
    )  # fmt: skip
