"""Making sync files: an officer's for the district, a district's for each laptop and office that it gives something to.

A file holds what the receiver is assumed to lack (or everything), sealed to the receiver. It stands whole under its
name before the database notes that it was made: a crash in between only means that it is made again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

from kampungkb_desktop import __version__
from kampungkb_desktop.actions import (
    acknowledging,
    erasing_proof,
    grants,
    helping,
    holding,
    identity,
    partners,
    photo_debts,
    receipts,
    storage_offer,
    trail,
    trail_handing,
    veils,
    withdrawing,
)
from kampungkb_desktop.actions.office_keys import office_name
from kampungkb_desktop.actions.orders import Exported, FilePhotos, MadeFile, Order
from kampungkb_desktop.actions.own_keys import own_keys
from kampungkb_desktop.actions.parcels import Parcel, Tally, knowledge, parcel_for
from kampungkb_desktop.actions.partners import Receiver
from kampungkb_desktop.actions.receiver_offices import VEILED
from kampungkb_desktop.actions.sent_lines import rows_of, tallied
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.target_folder import free_in, made_folder
from kampungkb_desktop.base import ids, intervals
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.file_names import plain
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.bundle import format as fmt
from kampungkb_desktop.bundle.parts import split
from kampungkb_desktop.bundle.rights import DISTRICT
from kampungkb_desktop.bundle.seal import Packed, pack, seal
from kampungkb_desktop.forms.catalog import VERSIONS
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.forms.sharing import NAMELESS, RECAP
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import OUT, FileEntry

SUFFIX = ".kkb"
FULL, NEW = fmt.FULL, fmt.NEW
__all__ = ["FULL", "NEW", "SUFFIX", "Exported", "MadeFile", "Order", "export"]
_MARKS = {FULL: "_semua", NAMELESS: "_tanpa-nama", RECAP: "_rekap", fmt.PHOTOS: "_foto"}


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
    E-NO-RECEIVER (nobody may get this kind), E-NOTHING-NEW, E-WRITE, E-PART-SIZE.
    """
    work, wish = progress or silent(), order or Order(FULL if full else NEW)
    identity.must_be_settled(session)
    with session.database.read() as conn:
        to = partners.receivers(conn, session, wish.kind)
        few = tuple(veils.few_families(conn)) if wish.kind == NAMELESS else ()
    if not to:
        raise _nobody(wish)
    folder = _folder(target, several=session.role == DISTRICT)
    made = [one for receiver in to for one in _for(session, receiver, target, folder, wish, work)]
    if not made:
        raise KnownError(
            "E-NOTHING-NEW",
            "Tidak ada perubahan baru sejak berkas kirim terakhir.",
            "Bila berkas lama hilang, kirim semua data.",
        )
    path = made[0].path if len(made) == 1 else folder
    return Exported(path, tuple(made), sum(one.changes for one in made), sum(one.size for one in made), few)


def _nobody(wish: Order) -> KnownError:
    if wish.kind in VEILED:
        return KnownError(
            "E-NO-RECEIVER",
            "Belum ada instansi yang boleh menerima berkas jenis ini.",
            "Terima dahulu perkenalan instansi itu, lalu daftarkan di Papan pengiriman.",
        )
    return KnownError(
        "E-NO-OFFICER", "Belum ada petugas yang pernah mengirim berkas.", "Terima dahulu berkas dari petugas."
    )


def _folder(target: Path, *, several: bool) -> Path:
    folder = target if several or target.is_dir() or target.suffix.lower() != SUFFIX else target.parent
    return made_folder(folder)


# --- One receiver -----------------------------------------------------------------------------------------------------


def _for(
    session: Session, receiver: Receiver, target: Path, folder: Path, order: Order, work: Progress
) -> Iterator[MadeFile]:
    """The file for one receiver, and the files with the photos that found no room in it; nothing where there is nothing
    new for it."""
    first = _one(session, receiver, target, folder, order, work)
    if first is None:
        return
    made, left = first
    yield made
    while left:
        more = _one(session, receiver, folder, folder, replace(order, kind=fmt.PHOTOS), work)
        if more is None:
            return
        made, still = more
        yield made
        if len(still) >= len(left):
            return  # a photo that fits nowhere stays owed
        left = still


def _one(
    session: Session, receiver: Receiver, target: Path, folder: Path, order: Order, work: Progress
) -> tuple[MadeFile, list[str]] | None:
    """One file, and the photos it left out."""
    with session.database.read() as conn, ExitStack() as ends:
        parcel = parcel_for(conn, session, receiver, target, order.kind, full=order.whole)
        news = acknowledging.mark(conn, session, receiver)
        tally, devices = Tally(), _devices(conn, parcel)
        places = {uid: place for place, uid in enumerate(devices)}
        lines = tallied(() if order.kind == fmt.PHOTOS else rows_of(conn, parcel, places), tally)
        ends.enter_context(closing(lines))  # while its connection is still there, also where the stick is not
        first = next(lines, None)
        photos = FilePhotos(session, tally, order, owed=_owed(conn, parcel, order))
        if first is None:
            kind = fmt.PHOTOS if photos.any() else _without_changes(conn, parcel, order, news)
            if not kind:
                return None
            parcel = replace(parcel, kind=kind)
        if folder == target:
            parcel = replace(parcel, path=free_in(folder, _name(conn, parcel)))
        stream = lines if first is None else chain([first], lines)
        made, entry = _write(conn, parcel, stream, devices, photos, work)
    made = _in_parts(made, order.limit)
    with session.database.write() as conn:
        _note(conn, parcel, entry, photos, changed=first is not None)
        if parcel.veil is None:
            acknowledging.note_told(conn, receiver, news)
    trail.note(session, trail.SENT, count=made.changes, more=f"{parcel.kind} {parcel.number} {receiver.peer[:8]}")
    return made, photos.left if order.photos else []


def _without_changes(conn: Connection, parcel: Parcel, order: Order, news: str) -> str:
    """The kind of a file without changes, where it is worth making: its receiver waits for a word of what came, or is
    to hear what has been withdrawn."""
    if parcel.kind == NAMELESS and withdrawing.is_new(conn, parcel.receiver.peer, parcel.withdrawn):
        return NAMELESS
    if order.kind == fmt.NEW and parcel.veil is None and acknowledging.is_new(conn, parcel.receiver, news):
        return fmt.RECEIPT
    return ""


def _owed(conn: Connection, parcel: Parcel, order: Order) -> list[str]:
    """Photos from before that go along: none through a veil, none where none are wished."""
    if parcel.veil is not None or not order.photos:
        return []
    return photo_debts.owed(conn, parcel.session, parcel.receiver.peer)


def _devices(conn: Connection, parcel: Parcel) -> list[str]:
    """Every device there is, as the file names them."""
    devices, veil = [device.uid for device in read.devices(conn)], parcel.veil
    return devices if veil is None else [veil.device(uid) for uid in devices]


def _write(
    conn: Connection,
    parcel: Parcel,
    lines: Iterator[tuple[int, bytes]],
    devices: Sequence[str],
    photos: FilePhotos,
    work: Progress,
) -> tuple[MadeFile, FileEntry]:
    receiver, tally = parcel.receiver, photos.tally
    expected = sum(intervals.count(one) for one in parcel.cover.values())
    packed = pack(lines, photos.read, work, expected)
    manifest = _manifest(conn, parcel, devices, tally, packed)
    digest, size = seal(packed, manifest, own_keys(conn), [receiver.recipient], parcel.path)
    counts = {"changes": manifest.changes, "records": len(tally.records), "photos": len(photos.sent), "size": size}
    entry = FileEntry(
        manifest.bundle, OUT, receiver.peer, parcel.number, manifest.kind, digest, parcel.path.name, manifest.made_at,
        counts=json.dumps({**counts, "receiver": receiver.name, **_told(manifest)}, ensure_ascii=False),
        result="dikirim",
    )  # fmt: skip
    made = MadeFile(parcel.path, (parcel.path,), receiver.name, parcel.number, manifest.kind, **counts)
    return made, entry


def _manifest(conn: Connection, parcel: Parcel, devices: Sequence[str], tally: Tally, packed: Packed) -> fmt.Manifest:
    session, receiver, veil = parcel.session, parcel.receiver, parcel.veil
    if veil is not None:
        text, signature = veils.office_certificate(conn, session)
    else:
        text, signature = partners.certificate(conn, session)
    grant, grant_sig = grants.of_receiver(conn, session, receiver)
    wall, bare = session.clock(), parcel.kind in (fmt.PHOTOS, fmt.RECEIPT)
    return fmt.Manifest(
        format=fmt.FORMAT, major=fmt.MAJOR, minor=fmt.MINOR, bundle=ids.new_id(wall), number=parcel.number,
        kind=parcel.kind, sender=session.device, certificate=text, certificate_sig=signature,
        recipients=[receiver.verify_key], made_at=wall, app=__version__, forms=dict(VERSIONS),
        villages=list(receiver.villages or ()), devices=list(devices),
        cover={} if bare else parcel.added, seen={} if veil is not None else knowledge(conn, session),
        counts=dict(tally.counts), changes=tally.counts.total(), members=packed.members, grant=grant,
        grant_sig=grant_sig, receipts=[] if veil is not None else receipts.for_peer(conn, receiver.peer),
        want_blobs=[] if veil is not None else photo_debts.wanted(conn, session), withdrawn=list(parcel.withdrawn),
        storage=[] if receiver.villages is None else storage_offer.of_office(conn, session),
        **({} if veil is not None else trail_handing.said(conn, session, receiver.peer, officer=_laptop_of(receiver))),
        held=[] if veil is not None else holding.told(conn, session, receiver.recipient),
        erasing=[] if veil is not None else erasing_proof.own(conn, session),
        helped=[] if receiver.villages is None else helping.told(conn, receiver.peer),
    )  # fmt: skip


def _laptop_of(receiver: Receiver) -> str:
    """The laptop of an officer, of whose trail the office has lines; "" for whoever tells none."""
    return "" if receiver.villages is None or receiver.receives else receiver.peer


def _told(manifest: fmt.Manifest) -> dict[str, int]:
    after, _mark, lines = manifest.trail_lines
    return {trail_handing.SENT: after + len(lines)} if lines else {}


def _in_parts(made: MadeFile, limit: int) -> MadeFile:
    """The file cut to the wished size, where it is larger; the whole one goes then."""
    if not limit or made.size <= limit:
        return made
    try:
        parts = split(made.path, limit)
    finally:
        made.path.unlink(missing_ok=True)  # also where it cannot be cut: nobody is to send what is not noted
    return replace(made, parts=parts)


def _note(conn: Connection, parcel: Parcel, entry: FileEntry, photos: FilePhotos, *, changed: bool) -> None:
    """Remember the file, and what its receiver will hold when it arrives."""
    peer = read.peer(conn, parcel.receiver.peer)
    if parcel.veil is not None:
        veils.note_told(conn, peer.uid, parcel.kind, {uid: tuple(added) for uid, added in parcel.cover.items()})
        if parcel.kind == NAMELESS:
            withdrawing.note_told(conn, peer.uid, parcel.withdrawn)
    elif changed:
        peer = replace(peer, seen=json.dumps(_joined(json.loads(peer.seen or "{}"), parcel.added)))
    write.put_peer(conn, replace(peer, number_out=parcel.number, last_at=entry.at))
    write.put_file(conn, entry)
    photo_debts.settle(conn, peer.uid, left=photos.left, sent=photos.sent)


def _joined(told: fmt.Knowledge, more: fmt.Knowledge) -> fmt.Knowledge:
    for village, added in more.items():
        here = told.setdefault(village, {})
        here.update({uid: intervals.join(here.get(uid, ()), some) for uid, some in added.items()})
    return told


def _name(conn: Connection, parcel: Parcel) -> str:
    """``KKB_Siti-Rahmah_0003_2026-11-21.kkb``: for people; nothing depends on it. A district's names the receiver, for
    it makes a file for each of them, and without names the office instead of its operator. Practice says so."""
    session, receiver = parcel.session, parcel.receiver
    person = read.record(conn, Officer, session.author)
    who = office_name(conn) if parcel.veil is not None else person.name() if person else ""
    sender = plain(who) or session.device[:8]
    to = f"_untuk-{plain(receiver.name) or receiver.peer[:8]}" if session.role == DISTRICT else ""
    day: date = day_of(session.clock())
    mark = _MARKS.get(parcel.kind, "")
    practice = "_LATIHAN" if session.practice else ""
    return f"KKB{practice}_{sender}{to}{mark}_{parcel.number:04d}_{day.isoformat()}{SUFFIX}"
