"""Making sync files: an officer's for the district, a district's for each officer it has heard from.

A file holds what the receiver is assumed to lack (or everything), sealed to the receiver. It stands whole under its
name before the database notes that it was made: a crash in between only means that it is made again.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from pathlib import Path

from kampungkb_desktop import __version__
from kampungkb_desktop.actions import partners
from kampungkb_desktop.actions.partners import Receiver
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.start import own_keys
from kampungkb_desktop.base import ids, intervals
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.bundle import format as fmt
from kampungkb_desktop.bundle.rights import DISTRICT
from kampungkb_desktop.bundle.seal import pack, seal
from kampungkb_desktop.forms.catalog import FORMS, VERSIONS
from kampungkb_desktop.forms.change import Change, decode_values
from kampungkb_desktop.forms.kinds import Blob
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.store import blobs, read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import EVERYTHING, FileEntry, Intervals
from kampungkb_desktop.store.read import exchange

OUT = "keluar"
SUFFIX = ".kkb"


@dataclass(frozen=True, slots=True)
class MadeFile:
    """One file as it stands on the stick."""

    path: Path
    receiver: str
    number: int
    kind: str
    changes: int
    records: int
    photos: int
    size: int


@dataclass(frozen=True, slots=True)
class Exported:
    """Every file of one export; ``path`` is the file, or the folder where there are several."""

    path: Path
    files: tuple[MadeFile, ...]
    changes: int
    size: int


@dataclass(slots=True)
class _Tally:
    """What passes by while a file is written."""

    counts: Counter[str] = field(default_factory=Counter)
    records: set[str] = field(default_factory=set)
    blobs: dict[str, None] = field(default_factory=dict)


def export(session: Session, target: Path, *, full: bool = False, progress: Progress | None = None) -> Exported:
    """Write what each receiver lacks into ``target`` (a folder, or for one receiver a file name).

    KnownError: E-ENROL (no office yet), E-NO-OFFICER (a district that has heard from nobody), E-NOTHING-NEW, E-WRITE.
    """
    work = progress or silent()
    with session.database.read() as conn:
        to = partners.receivers(conn, session)
    if not to:
        raise KnownError(
            "E-NO-OFFICER", "Belum ada petugas yang pernah mengirim berkas.", "Terima dahulu berkas dari petugas."
        )
    folder = _folder(target, several=session.role == DISTRICT)
    made = [one for receiver in to if (one := _one(session, receiver, target, folder, full=full, work=work))]
    if not made:
        raise KnownError(
            "E-NOTHING-NEW",
            "Tidak ada perubahan baru sejak berkas kirim terakhir.",
            "Bila berkas lama hilang, kirim semua data.",
        )
    path = made[0].path if len(made) == 1 else folder
    return Exported(path, tuple(made), sum(one.changes for one in made), sum(one.size for one in made))


def waiting_to_send(session: Session) -> int:
    """How many changes of this laptop its office has not been sent yet; 0 for a district."""
    if session.role == DISTRICT:
        return 0
    with session.database.read() as conn:
        own = _held(conn, session).get(session.device, ())
        try:
            sent = [_known(conn, office).get(session.device, ()) for office in partners.receivers(conn, session)]
        except KnownError:
            sent = []
    return intervals.count(intervals.without(own, intervals.join(*sent)))


def _folder(target: Path, *, several: bool) -> Path:
    folder = target if several or target.is_dir() or target.suffix.lower() != SUFFIX else target.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError(
            "E-WRITE", "Folder tujuan tidak dapat dipakai.", "Pilih folder lain atau periksa flashdisknya."
        ) from error
    return folder


@dataclass(frozen=True, slots=True)
class _Parcel:
    """One file to be made: for whom, what the receiver is assumed to hold, and what this file adds to it."""

    session: Session
    receiver: Receiver
    number: int
    path: Path
    full: bool
    known: dict[str, Intervals]
    held: dict[str, Intervals]

    @property
    def cover(self) -> dict[str, list[intervals.Interval]]:
        """Per device the counters that the receiver holds completely after this file, and did not before."""
        left = {uid: intervals.without(have, self.known.get(uid, ())) for uid, have in self.held.items()}
        return {uid: added for uid, added in left.items() if added}

    @property
    def added(self) -> fmt.Knowledge:
        """The cover in the words of the manifest: for the complete log, or for each village of the receiver."""
        villages = self.receiver.villages
        return {EVERYTHING: self.cover} if villages is None else dict.fromkeys(villages, self.cover)


def _one(
    session: Session, receiver: Receiver, target: Path, folder: Path, *, full: bool, work: Progress
) -> MadeFile | None:
    """One file for one receiver, or ``None`` when there is nothing new for it."""
    with session.database.read() as conn:
        number = read.peer(conn, receiver.peer).number_out + 1
        path = target if folder != target else folder / _name(conn, session, number)
        known = {} if full else _known(conn, receiver)
        parcel = _Parcel(session, receiver, number, path, full, known, _held(conn, session))
        tally = _Tally()
        changes = _watched(_to_send(conn, parcel), tally)
        first = next(changes, None)
        if first is None:
            return None
        made, entry = _write(conn, parcel, chain([first], changes), tally, work)
    with session.database.write() as conn:
        _note(conn, parcel, entry)
    return made


def _note(conn: Connection, parcel: _Parcel, entry: FileEntry) -> None:
    """Remember the file, and what its receiver will hold when it arrives."""
    peer = read.peer(conn, parcel.receiver.peer)
    told: fmt.Knowledge = json.loads(peer.seen or "{}")
    for village, added in parcel.added.items():
        here = told.setdefault(village, {})
        here.update({uid: intervals.join(here.get(uid, ()), more) for uid, more in added.items()})
    write.put_peer(conn, replace(peer, seen=json.dumps(told), number_out=parcel.number, last_at=entry.at))
    write.put_file(conn, entry)


def _to_send(conn: Connection, parcel: _Parcel) -> Iterator[Change]:
    if parcel.session.role == DISTRICT:
        return exchange.changes_to_send(conn, parcel.known, villages=parcel.receiver.villages)
    own = parcel.session.device
    return read.changes_since(conn, own, parcel.known.get(own, ()))


def _held(conn: Connection, session: Session) -> dict[str, Intervals]:
    """What this installation vouches for: an officer his own device, a district all it holds."""
    own = _own(conn, session)
    if session.role != DISTRICT:
        return own
    return {uid: have for (village, uid), have in read.seen(conn).items() if village == EVERYTHING} | own


def _own(conn: Connection, session: Session) -> dict[str, Intervals]:
    last = read.next_seq(conn, session.device) - 1
    return {session.device: ((1, last),)} if last else {}


def _knowledge(conn: Connection, session: Session) -> fmt.Knowledge:
    """All that this installation holds completely, so that the receiver's answer can be exactly what lacks."""
    told: fmt.Knowledge = {EVERYTHING: {uid: list(have) for uid, have in _own(conn, session).items()}}
    for (village, uid), have in read.seen(conn).items():
        told.setdefault(village, {}).setdefault(uid, list(have))
    return told


def _known(conn: Connection, receiver: Receiver) -> dict[str, Intervals]:
    """What the receiver holds of each device in all its villages, by its own word and by the files sent since."""
    told: fmt.Knowledge = json.loads(read.peer(conn, receiver.peer).seen or "{}")
    whole, parts = told.get(EVERYTHING, {}), [told.get(village, {}) for village in receiver.villages or ()]
    return {
        uid: tuple(intervals.join(whole.get(uid, ()), intervals.common(*(part.get(uid, ()) for part in parts))))
        for uid in {*whole, *(uid for part in parts for uid in part)}
    }


def _watched(changes: Iterator[Change], tally: _Tally) -> Iterator[Change]:
    """The same changes, counted on the way, with the photos they name."""
    blob_fields = {
        name: tuple(f for f, kind in fields_of(form).items() if isinstance(kind, Blob)) for name, form in FORMS.items()
    }
    for change in changes:
        tally.counts[change.form] += 1
        tally.records.add(change.record)
        if names := blob_fields.get(change.form):
            values = decode_values(change.values)
            tally.blobs.update((str(sha), None) for name in names if (sha := values.get(name)))
        yield change


def _write(
    conn: Connection, parcel: _Parcel, changes: Iterable[Change], tally: _Tally, work: Progress
) -> tuple[MadeFile, FileEntry]:
    session, receiver = parcel.session, parcel.receiver
    devices = [device.uid for device in read.devices(conn)]
    index = {uid: place for place, uid in enumerate(devices)}
    expected = sum(intervals.count(one) for one in parcel.cover.values())
    packed = pack(changes, index, _photos(session, tally), work, expected)
    manifest = _manifest(conn, parcel, devices, tally, packed.members)
    digest, size = seal(packed, manifest, own_keys(conn), [receiver.recipient], parcel.path)
    photos = sum(name.startswith("blobs/") for name in packed.members)
    counts = {"changes": manifest.changes, "records": len(tally.records), "photos": photos, "size": size}
    entry = FileEntry(
        manifest.bundle, OUT, receiver.peer, parcel.number, manifest.kind, digest, parcel.path.name, manifest.made_at,
        counts=json.dumps(counts), result="dikirim",
    )  # fmt: skip
    made = MadeFile(parcel.path, receiver.name, parcel.number, manifest.kind, **counts)
    return made, entry


def _manifest(
    conn: Connection, parcel: _Parcel, devices: list[str], tally: _Tally, members: dict[str, tuple[int, str]]
) -> fmt.Manifest:
    session, receiver = parcel.session, parcel.receiver
    text, signature = partners.certificate(conn, session)
    wall = session.clock()
    return fmt.Manifest(
        format=fmt.FORMAT, major=fmt.MAJOR, minor=fmt.MINOR, bundle=ids.new_id(wall), number=parcel.number,
        kind=fmt.FULL if parcel.full else fmt.NEW, sender=session.device, certificate=text, certificate_sig=signature,
        recipients=[receiver.verify_key], made_at=wall, app=__version__, forms=dict(VERSIONS),
        villages=list(receiver.villages or ()), devices=devices,
        cover=parcel.added, seen=_knowledge(conn, session),
        counts=dict(tally.counts), changes=tally.counts.total(), members=members,
    )  # fmt: skip


def _photos(session: Session, tally: _Tally) -> Iterator[tuple[str, bytes]]:
    """The photos named by what was just written; one that is missing or damaged here is left out."""
    for sha in tally.blobs:
        if not blobs.exists(session.data_dir, sha):
            continue
        try:
            content = blobs.get(session.data_dir, session.photo_key, sha)
        except KnownError:
            continue  # one damaged photo must not hold up everything else; its record travels
        yield sha, content


def _name(conn: Connection, session: Session, number: int) -> str:
    """``KKB_Siti-Rahmah_0003_2026-11-21.kkb``: for people; nothing depends on it."""
    person = read.record(conn, Officer, session.author)
    plain = unicodedata.normalize("NFKD", person.name() if person else "").encode("ascii", "ignore").decode()
    sender = "-".join(re.findall(r"[A-Za-z0-9]+", plain))[:40] or session.device[:8]
    day: date = day_of(session.clock())
    return f"KKB_{sender}_{number:04d}_{day.isoformat()}{SUFFIX}"
