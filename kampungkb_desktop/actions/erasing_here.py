"""What an erasure means for everything beside the log and the tables of this computer: photos, files that wait to be
sent or were set aside, the free pages of the database, and its copies.

It is done after the erasure is written, wherever that came from, and again from the beginning whenever it was cut off:
the list beside the database knows what is still to be cleaned (``erasing_kept``).
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace

from kampungkb_desktop.actions import dispatch, erasing_kept, erasing_sticks, partners, photo_debts, quarantine, trail
from kampungkb_desktop.actions.copies import shelf_of
from kampungkb_desktop.actions.erased_log import PHOTOS
from kampungkb_desktop.actions.erasing_copies import clean_shelf
from kampungkb_desktop.actions.photo_debts import BLOBS
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.veils import forget_told
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.bundle.opening import tells_of
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.erasure import Erasure
from kampungkb_desktop.store import blobs, read, swept, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.erasure_list import path_of
from kampungkb_desktop.store.read.erased import any_erased
from kampungkb_desktop.store.write.transit import put_transit


@frozen
class Settled:
    """What was cleaned: statements of erasure, photos, sealed files taken back, refused files removed, copies written
    anew; ``left`` are copies beside the data that could not be looked into."""

    statements: int = 0
    photos: int = 0
    waiting: int = 0
    refused: int = 0
    copies: int = 0
    left: tuple[str, ...] = ()


def pending(session: Session) -> bool:
    """Whether anything is still to be cleaned here. Quick: mostly nobody was ever erased."""
    with session.database.read() as conn:
        erased = any_erased(conn)
    if not erased and not path_of(session.data_dir).exists():
        return False
    return any(not one.done for one in erasing_kept.listed_of(session.database, session.master))


def settle(session: Session, progress: Progress | None = None) -> Settled:
    """Clean what is to be cleaned; nothing happens where there is nothing. KnownError where the disk fails or is full,
    Cancelled between two steps: the rest is done the next time."""
    work = progress or silent()
    if not pending(session):
        return Settled()
    listed = erasing_kept.listed_of(session.database, session.master)
    todo = [one for one in listed if not one.done]
    records = {one.change.record for one in todo}
    work.report(0, None, "Menghapus foto dan berkas yang menunggu")
    photos = _drop_photos(session)
    waiting = _take_back_files(session)
    refused = _drop_refused(session, records)
    work.check()
    work.report(0, None, "Menulis ulang berkas data")
    swept.sweep(session.database)
    said = [one.change for one in listed]
    kept = clean_shelf(session, shelf_of(session.data_dir), said, work)
    erasing_sticks.expect(session)
    erasing_kept.mark_done(session.data_dir, session.master, todo)
    trail.note(session, trail.ERASED, form=Erasure.FORM, count=len(todo), more="selesai")
    return Settled(len(todo), photos, waiting, refused, kept.anew, kept.left)


def _drop_photos(session: Session) -> int:
    """Remove the photos that only erased records named."""
    with session.database.write() as conn:
        named = json.loads(read.meta(conn, PHOTOS) or "[]")
        alone = [sha for sha in named if not _named(conn, sha)]
        for sha in alone:
            blobs.drop(session.data_dir, sha)
        photo_debts.forget(conn, alone)
        erasing_sticks.photos(conn, alone)
        if named:
            write.put_meta(conn, PHOTOS, "[]")
    return len(alone)


def _named(conn: Connection, sha: str) -> bool:
    return any(read.count(conn, FORMS[form], {field: sha}) for form, fields in BLOBS.items() for field in fields)


def _take_back_files(session: Session) -> int:
    """Sealed files that still wait to be sent are made anew: what they hold nobody can look into or change. Their
    receivers are taken to hold what they said themselves last, which may be nothing."""
    folder, taken = dispatch.waiting_folder(session), 0
    for one in dispatch.on_their_way(session):
        if not (folder / one.transit.name).exists():
            continue
        (folder / one.transit.name).unlink()
        with session.database.write() as conn:
            peer = read.peer(conn, one.entry.peer)
            write.put_peer(conn, replace(peer, seen=""))
            forget_told(conn, peer.uid)
            put_transit(conn, replace(one.transit, state=dispatch.LOST, code="", at=session.clock()))
        taken += 1
    return taken


def _drop_refused(session: Session, records: Collection[str]) -> int:
    """Files that were refused and kept: one that tells of these people is not kept any longer; its sender has it."""
    with session.database.read() as conn:
        keys = partners.standing(conn, session).keys
    telling = [one for one in quarantine.kept(session) if tells_of(one.path, keys, records)]
    for one in telling:
        quarantine.release(session, one.entry.sha256)
    return len(telling)
