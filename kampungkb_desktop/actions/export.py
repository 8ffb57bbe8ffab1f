"""Making sync files: an officer's for the district, a district's for each officer it has heard from.

A file holds what the receiver is assumed to lack (or everything), sealed to the receiver. It stands whole under its
name before the database notes that it was made: a crash in between only means that it is made again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

from kampungkb_desktop import __version__
from kampungkb_desktop.actions import grants, identity, partners, receipts
from kampungkb_desktop.actions.parcels import Parcel, Tally, knowledge, parcel_for
from kampungkb_desktop.actions.partners import Receiver
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.start import own_keys
from kampungkb_desktop.base import ids, intervals
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.file_names import free, plain
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.bundle import format as fmt
from kampungkb_desktop.bundle.parts import split
from kampungkb_desktop.bundle.rights import DISTRICT
from kampungkb_desktop.bundle.seal import pack, seal
from kampungkb_desktop.forms.catalog import VERSIONS
from kampungkb_desktop.forms.change import Change
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.store import blobs, read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import OUT, FileEntry

SUFFIX = ".kkb"
FULL = fmt.FULL


@frozen
class Order:
    """What a person wishes of a file: its kind, with photos or without, and the most bytes one file on the stick may
    have (0 = no limit; beyond it the file comes in parts)."""

    kind: str = fmt.NEW
    photos: bool = True
    limit: int = 0


@frozen
class MadeFile:
    """One file as it stands on the stick; in ``parts`` where it was cut, else ``parts`` is the file itself."""

    path: Path
    parts: tuple[Path, ...]
    receiver: str
    number: int
    kind: str
    changes: int
    records: int
    photos: int
    size: int


@frozen
class Exported:
    """Every file of one export; ``path`` is the file, or the folder where there are several."""

    path: Path
    files: tuple[MadeFile, ...]
    changes: int
    size: int


def export(
    session: Session,
    target: Path,
    *,
    full: bool = False,
    order: Order | None = None,
    progress: Progress | None = None,
) -> Exported:
    """Write what each receiver lacks into ``target`` (a folder, or for one receiver a file name). ``full`` is short
    for an order of everything.

    KnownError: E-ENROL (no office yet), E-COPIED (``identity``), E-NO-OFFICER (a district that has heard from nobody),
    E-NOTHING-NEW, E-WRITE, E-PART-SIZE.
    """
    work, wish = progress or silent(), order or Order(fmt.FULL if full else fmt.NEW)
    identity.must_be_settled(session)
    with session.database.read() as conn:
        to = partners.receivers(conn, session)
    if not to:
        raise KnownError(
            "E-NO-OFFICER", "Belum ada petugas yang pernah mengirim berkas.", "Terima dahulu berkas dari petugas."
        )
    folder = _folder(target, several=session.role == DISTRICT)
    made = [one for receiver in to if (one := _one(session, receiver, target, folder, wish, work))]
    if not made:
        raise KnownError(
            "E-NOTHING-NEW",
            "Tidak ada perubahan baru sejak berkas kirim terakhir.",
            "Bila berkas lama hilang, kirim semua data.",
        )
    path = made[0].path if len(made) == 1 else folder
    return Exported(path, tuple(made), sum(one.changes for one in made), sum(one.size for one in made))


def _folder(target: Path, *, several: bool) -> Path:
    folder = target if several or target.is_dir() or target.suffix.lower() != SUFFIX else target.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError(
            "E-WRITE", "Folder tujuan tidak dapat dipakai.", "Pilih folder lain atau periksa flashdisknya."
        ) from error
    return folder


def _one(
    session: Session, receiver: Receiver, target: Path, folder: Path, order: Order, work: Progress
) -> MadeFile | None:
    """One file for one receiver, or ``None`` when there is nothing new for it."""
    with session.database.read() as conn:
        parcel = parcel_for(conn, session, receiver, target, full=order.kind == fmt.FULL)
        if folder == target:
            parcel = replace(parcel, path=free(folder, _name(conn, session, receiver, parcel.number)))
        tally = Tally()
        changes = tally.watch(parcel.changes(conn))
        first = next(changes, None)
        if first is None:
            return None
        made, entry = _write(conn, parcel, chain([first], changes), tally, work)
    made = _in_parts(made, order.limit)
    with session.database.write() as conn:
        _note(conn, parcel, entry)
    return made


def _in_parts(made: MadeFile, limit: int) -> MadeFile:
    """The file cut to the wished size, where it is larger; the whole one goes then."""
    if not limit or made.size <= limit:
        return made
    try:
        parts = split(made.path, limit)
    finally:
        made.path.unlink(missing_ok=True)  # also where it cannot be cut: nobody is to send what is not noted
    return replace(made, parts=parts)


def _note(conn: Connection, parcel: Parcel, entry: FileEntry) -> None:
    """Remember the file, and what its receiver will hold when it arrives."""
    peer = read.peer(conn, parcel.receiver.peer)
    told: fmt.Knowledge = json.loads(peer.seen or "{}")
    for village, added in parcel.added.items():
        here = told.setdefault(village, {})
        here.update({uid: intervals.join(here.get(uid, ()), more) for uid, more in added.items()})
    write.put_peer(conn, replace(peer, seen=json.dumps(told), number_out=parcel.number, last_at=entry.at))
    write.put_file(conn, entry)


def _write(
    conn: Connection, parcel: Parcel, changes: Iterable[Change], tally: Tally, work: Progress
) -> tuple[MadeFile, FileEntry]:
    session, receiver = parcel.session, parcel.receiver
    devices = [device.uid for device in read.devices(conn)]
    index = {uid: place for place, uid in enumerate(devices)}
    expected = sum(intervals.count(one) for one in parcel.cover.values())
    packed = pack(changes, index, _photos(session, tally), work, expected)
    manifest = _manifest(conn, parcel, devices, tally, packed.members)
    digest, size = seal(packed, manifest, own_keys(conn), [receiver.recipient], parcel.path)
    photos = sum(name.startswith("blobs/") for name in packed.members)
    counts = {"changes": manifest.changes, "records": tally.record_count, "photos": photos, "size": size}
    entry = FileEntry(
        manifest.bundle, OUT, receiver.peer, parcel.number, manifest.kind, digest, parcel.path.name, manifest.made_at,
        counts=json.dumps({**counts, "receiver": receiver.name}, ensure_ascii=False), result="dikirim",
    )  # fmt: skip
    made = MadeFile(parcel.path, (parcel.path,), receiver.name, parcel.number, manifest.kind, **counts)
    return made, entry


def _manifest(
    conn: Connection, parcel: Parcel, devices: list[str], tally: Tally, members: dict[str, tuple[int, str]]
) -> fmt.Manifest:
    session, receiver = parcel.session, parcel.receiver
    text, signature = partners.certificate(conn, session)
    grant, grant_sig = grants.of_receiver(conn, session, receiver)
    wall = session.clock()
    return fmt.Manifest(
        format=fmt.FORMAT, major=fmt.MAJOR, minor=fmt.MINOR, bundle=ids.new_id(wall), number=parcel.number,
        kind=fmt.FULL if parcel.full else fmt.NEW, sender=session.device, certificate=text, certificate_sig=signature,
        recipients=[receiver.verify_key], made_at=wall, app=__version__, forms=dict(VERSIONS),
        villages=list(receiver.villages or ()), devices=devices,
        cover=parcel.added, seen=knowledge(conn, session),
        counts=dict(tally.counts), changes=tally.counts.total(), members=members, grant=grant, grant_sig=grant_sig,
        receipts=receipts.for_peer(conn, receiver.peer),
    )  # fmt: skip


def _photos(session: Session, tally: Tally) -> Iterator[tuple[str, bytes]]:
    """The photos named by what was just written; one that is missing or damaged here is left out."""
    for sha in tally.blobs:
        if not blobs.exists(session.data_dir, sha):
            continue
        try:
            content = blobs.get(session.data_dir, session.photo_key, sha)
        except KnownError:
            continue  # one damaged photo must not hold up everything else; its record travels
        yield sha, content


def _name(conn: Connection, session: Session, receiver: Receiver, number: int) -> str:
    """``KKB_Siti-Rahmah_0003_2026-11-21.kkb``: for people; nothing depends on it. A district's names the officer, for
    it makes a file for each of them."""
    person = read.record(conn, Officer, session.author)
    names = [person.name() if person else "", receiver.name if session.role == DISTRICT else ""]
    words = [plain(name) for name in names]
    sender = words[0] or session.device[:8]
    to = f"_untuk-{words[1] or receiver.peer[:8]}" if session.role == DISTRICT else ""
    day: date = day_of(session.clock())
    return f"KKB_{sender}{to}_{number:04d}_{day.isoformat()}{SUFFIX}"
