"""What is to be sent over the office's storage, and how far it has come.

A file is made once, sealed, into the waiting folder inside the data folder, and stays there until the receiver has
said that it has it: nothing depends on a connection. The folder is the truth; the table beside it only remembers.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from kampungkb_desktop.actions import receipts, storage
from kampungkb_desktop.actions.export import Exported, export
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in_report import REFUSED, TAKEN
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.bundle import parts
from kampungkb_desktop.bundle.opening import file_hash
from kampungkb_desktop.store import read
from kampungkb_desktop.store.entries import OUT, FileEntry, Transit
from kampungkb_desktop.store.read.transit import transits
from kampungkb_desktop.store.write.transit import put_transit
from kampungkb_desktop.transport.carrier import UNFINISHED

WAITING_FOLDER = "antrean"
WAITING, DELIVERED, COLLECTED, RECEIVED, SENT_BACK = "menunggu", "terkirim", "diambil", "diterima", "ditolak"
LOST = "hilang"
"""How far a file has come: not yet there, there, fetched by the receiver's program, received or refused by the
receiver's own word; or made once and not here any more (the data came from a copy, on another laptop)."""


@frozen
class OnItsWay:
    """A file that goes over the storage: what it is, how far it has come, and what last went wrong (a code)."""

    entry: FileEntry
    transit: Transit
    state: str


def waiting_folder(session: Session) -> Path:
    """Where sealed files wait; made when the first one is."""
    return session.data_dir / WAITING_FOLDER


def queue(session: Session, *, full: bool = False, progress: Progress | None = None) -> Exported:
    """Make what each receiver lacks and let it wait for the storage. KnownError of ``export``."""
    made = export(session, waiting_folder(session), full=full, progress=progress)
    adopt(session)
    return made


def adopt(session: Session) -> None:
    """See that every file in the waiting folder is known and bears a name without a person's; what a crash left
    half-made is removed, for the database never knew of it."""
    folder = waiting_folder(session)
    if not folder.is_dir():
        return
    _join(folder)
    with session.database.read() as conn:
        made = {one.sha256: one for one in read.files(conn, direction=OUT)}
        known = {one.id: one for one in transits(conn, direction=OUT)}
    for path in sorted(folder.iterdir()):
        if not path.is_file():
            continue
        digest = "" if path.name.endswith((".part", UNFINISHED)) else file_hash(path)
        if digest not in made:
            path.unlink(missing_ok=True)
        elif digest not in known:
            _note(session, path, made[digest])
        elif path.name != known[digest].name:
            path.replace(path.with_name(known[digest].name))


def _join(folder: Path) -> None:
    """A file that was made in parts, for messengers, goes whole from here: how it is cut on the way is ``carry``'s."""
    found = [path for path in folder.iterdir() if path.is_file() and parts.is_part(path)]
    for parted in parts.gather(parts.read_part(path) for path in found):
        if not parted.missing:
            part = folder / f"{parted.name}{UNFINISHED}"
            parts.join(parted, part).replace(folder / parted.name)
            for one in parted.parts:
                one.path.unlink(missing_ok=True)


def _note(session: Session, path: Path, entry: FileEntry) -> None:
    """First the row, then the name: a crash in between is mended by the next ``adopt``."""
    name = f"KKB_{session.device[:8]}_{entry.number:04d}_{entry.sha256[:8]}.kkb"
    box = storage.outbox_of(session, entry.peer)
    row = Transit(entry.sha256, OUT, box, name, path.stat().st_size, entry.sha256, WAITING, at=session.clock())
    with session.database.write() as conn:
        put_transit(conn, row)
    path.replace(path.with_name(name))


def on_their_way(session: Session) -> list[OnItsWay]:
    """Every file that goes or went over the storage, the latest first."""
    with session.database.read() as conn:
        entries = {one.sha256: one for one in read.files(conn, direction=OUT)}
        rows = transits(conn, direction=OUT)
    folder = waiting_folder(session)
    return [OnItsWay(entries[row.id], row, _state(entries[row.id], row, folder)) for row in rows if row.id in entries]


def _state(entry: FileEntry, row: Transit, folder: Path) -> str:
    """How far a file has come; the receiver's own word counts most."""
    result, _code, _at = receipts.told(entry)
    here = row.state != WAITING or (folder / row.name).exists()
    return {TAKEN: RECEIVED, REFUSED: SENT_BACK}.get(result, row.state if here else LOST)


def waiting(session: Session) -> list[OnItsWay]:
    """What is still to be sent, the oldest first."""
    return [one for one in reversed(on_their_way(session)) if one.state == WAITING]


def mark(session: Session, row: Transit, state: str, *, code: str = "") -> None:
    """Note how far a file has come, or what went wrong this time."""
    tries = row.tries + 1 if code else 0
    with session.database.write() as conn:
        put_transit(conn, replace(row, state=state, tries=tries, code=code, at=session.clock()))


def rename(session: Session, row: Transit) -> None:
    """Let a file wait again under another name, because something else has this one there."""
    stem, _, number = row.name.removesuffix(".kkb").partition("-")
    name = f"{stem}-{int(number or 1) + 1}.kkb"
    old = waiting_folder(session) / row.name
    with session.database.write() as conn:
        put_transit(conn, replace(row, name=name, state=WAITING, code="E-NET-TAKEN", at=session.clock()))
    if old.exists():
        old.replace(old.with_name(name))


def let_go(session: Session) -> None:
    """Remove sealed copies that nobody can need any more: the receiver has the file, by its own word."""
    for one in on_their_way(session):
        if one.state in {RECEIVED, SENT_BACK}:
            (waiting_folder(session) / one.transit.name).unlink(missing_ok=True)


def counted(entry: FileEntry) -> dict[str, object]:
    """What was noted when the file was made."""
    found = json.loads(entry.counts or "{}")
    return found if isinstance(found, dict) else {}
