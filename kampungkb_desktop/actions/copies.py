"""Copies of the data (``sync.md`` hazard 1, issue of safe keeping): made by themselves while one works and before what
could go wrong, taken to a stick, and brought back whole. A database that was brought back goes on under a new name."""

from __future__ import annotations

import shutil
from pathlib import Path

from kampungkb_desktop import __version__
from kampungkb_desktop.actions import erasing_sticks, identity, old_copy, trail
from kampungkb_desktop.actions.asking_help import Opened, note_help
from kampungkb_desktop.actions.health import STICK_AT
from kampungkb_desktop.actions.session import Session, open_unlocked
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.clock import Clock
from kampungkb_desktop.base.durable import make_folder
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.volumes import most_bytes
from kampungkb_desktop.store import audit, faults, shelf, vault, write
from kampungkb_desktop.store.database import DATABASE_NAME
from kampungkb_desktop.store.put_back import BEFORE, put_back
from kampungkb_desktop.store.shelf import Kept

EVERY = 30 * 60_000
"""Milliseconds of work between two copies."""
_EASY = 100 << 20
"""Bytes that are copied and verified in some seconds. Of more, copies are made at so much longer intervals."""
AUTOMATIC, BY_HAND, TAKE_IN, REPAIR, STICK = "otomatis", "sendiri", "sebelum-terima", "sebelum-perbaiki", "flashdisk"
REASONS = {
    AUTOMATIC: "Otomatis",
    BY_HAND: "Dibuat sendiri",
    TAKE_IN: "Sebelum menerima berkas",
    BEFORE: "Sebelum memulihkan",
    REPAIR: "Sebelum memperbaiki",
    STICK: "Ke flashdisk",
    shelf.MIGRATION: "Sebelum pembaruan versi",
}
"""The one word of a slip, and what a person reads for it."""
ON_STICK = "Salinan Kampung KB"
_SHARE = 10
"""Copies may take this part (a tenth) of what is free beside them, and no less than ``_LEAST`` copies' worth."""
_LEAST = 4
_SPARE = 50_000_000
"""Bytes that a disk must have left over after a copy."""


def shelf_of(data_dir: Path) -> Path:
    """Where the copies of a data folder are."""
    return data_dir / shelf.SHELF


def copies_of(session: Session) -> tuple[Kept, ...]:
    """The copies beside the data, the newest first."""
    return shelf.found(shelf_of(session.data_dir))


def copy_now(session: Session, reason: str = BY_HAND, progress: Progress | None = None) -> Kept:
    """Make and verify a copy beside the data, and remove those that have grown too old. KnownError as ``shelf.make``;
    E-COPY-SPACE before it where the disk has no room for one."""
    target = shelf_of(session.data_dir)
    kept = _made(session, target, reason, photos=False, progress=progress)
    shelf.thin(target, session.clock(), _room(target, kept))
    if reason == BY_HAND:
        trail.note(session, trail.COPIED)
    return kept


def copy_to_stick(session: Session, stick: Path, progress: Progress | None = None) -> Kept:
    """The same onto a stick or another disk, with the photos; the copies of each installation have a folder there."""
    target = stick / ON_STICK / session.device[:8]
    erasing_sticks.clean(session, target, progress)
    kept = _made(session, target, STICK, photos=True, progress=progress)
    erasing_sticks.note(session, target)
    shelf.thin(target, session.clock(), _room(target, kept))
    with session.database.own_file() as conn:
        write.put_meta(conn, STICK_AT, str(session.clock()))
    trail.note(session, trail.COPIED, more=STICK)
    return kept


def room_for(session: Session) -> int:
    """How many bytes must be free where a copy shall go."""
    return (session.data_dir / DATABASE_NAME).stat().st_size + _SPARE


def must_bear(session: Session, target: Path) -> None:
    """KnownError E-FILE-SIZE where the format of the disk at ``target`` bears no file as large as the data."""
    _must_bear(session.data_dir / DATABASE_NAME, target)


def _must_bear(database: Path, target: Path) -> None:
    most = most_bytes(target)
    if most is not None and database.stat().st_size > most:
        raise faults.too_large()


def due(session: Session) -> bool:
    """Whether half an hour of work has passed that no copy holds."""
    newest = _own_newest(session)
    return newest is None or (_aged(session, newest) and changed_since(session, newest) > 0)


def _own_newest(session: Session) -> Kept | None:
    """The newest copy that this installation made. The log that another one wrote, before a copy was brought back, may
    be the longer one and still hold nothing of today."""
    return next((one for one in copies_of(session) if one.slip and one.slip.device == session.device), None)


def _aged(session: Session, kept: Kept) -> bool:
    often = EVERY * max(1, (session.data_dir / DATABASE_NAME).stat().st_size // _EASY)
    return abs(session.clock() - kept.made_at) >= often  # a clock set back must not stop copies for years


def before_take_in(session: Session, progress: Progress | None = None) -> Kept | None:
    """A copy before files are taken in, unless the newest holds everything there is. Where the data are large, as a
    whole kabupaten's are, one that is not due yet is enough: copying takes a minute there, a file that was taken in can
    be taken back by itself, and nobody waits a minute before each file of a day."""
    newest = _own_newest(session)
    if newest is not None and (changed_since(session, newest) == 0 or (_large(session) and not _aged(session, newest))):
        return None
    return copy_now(session, TAKE_IN, progress)


def _large(session: Session) -> bool:
    return (session.data_dir / DATABASE_NAME).stat().st_size > _EASY


def changed_since(session: Session, kept: Kept) -> int:
    """How many changes there are now that a copy of these data does not hold."""
    if kept.slip is None:
        return 0
    with session.database.read() as conn:
        return max(0, audit.log_length(conn) - kept.slip.changes)


def bring_back(
    data_dir: Path, kept: Kept, master: bytes, *, clock: Clock = clocks.now, progress: Progress | None = None
) -> Session:
    """Put a copy in the place of the closed data of ``data_dir`` and open it. What was there is a copy on the shelf
    afterwards. The installation gets a new name at once: the office may let it deliver what the old one has not."""
    put_back(kept, master, data_dir, at=clock(), progress=progress)
    return _renamed(open_unlocked(data_dir, master, clock=clock))


def move_in(
    data_dir: Path,
    kept: Kept,
    *,
    password: str = "",
    code: str = "",
    new_password: str = "",
    helped: Opened | None = None,
    instead: bool = False,
    clock: Clock = clocks.now,
    cost: vault.Cost | None = None,
    progress: Progress | None = None,
) -> Session:
    """Begin with a copy: opened by the password it was made under, by its recovery code, or by what the district
    answered (``helped``), and then a ``new_password`` is set. ``instead`` of data that are there and cannot be opened;
    they are laid aside.

    KnownError: E-EXISTS where there are data and ``instead`` was not asked for, E-PASSWORD, E-RECOVERY, E-COPY-*.
    """
    if not instead and (data_dir / DATABASE_NAME).exists():
        raise faults.exists()
    if helped is not None:
        master = helped.master
    else:
        master = vault.unlock_recovery(kept.keys, code) if code else vault.unlock(kept.keys, password)
    put_back(kept, master, data_dir, at=clock(), with_keys=True, progress=progress)
    if new_password:
        vault.change_password(data_dir / vault.KEYS_NAME, master, new_password, cost)
    opened = open_unlocked(data_dir, master, clock=clock)
    try:
        old_copy.note(opened, kept.made_at)
    except BaseException:
        opened.database.close()
        raise
    session = _renamed(opened)
    if helped is not None:
        note_help(session, helped)
    return session


def found_on(folder: Path) -> tuple[Kept, ...]:
    """The copies a person means by a folder: the copy itself, a shelf of them, or a stick with shelves."""
    places = [folder.parent] if shelf.read_slip(folder) else [folder, folder / shelf.SHELF]
    root = folder / ON_STICK if (folder / ON_STICK).is_dir() else folder
    try:
        places += [one for one in sorted(root.iterdir()) if one.is_dir()] if root.is_dir() else []
    except OSError as error:
        raise faults.of_os(error) from error
    shelves = {place: shelf.found(place) for place in places}
    if shelf.read_slip(folder):
        return tuple(one for one in shelves[folder.parent] if one.folder == folder)
    newest = sorted(shelves.values(), key=lambda kept: max((one.made_at for one in kept), default=0), reverse=True)
    return tuple({one.folder: one for kept in newest for one in kept}.values())


def _renamed(session: Session) -> Session:
    """A new identity in the place of the one that made the copy; a copy on the way is left open for nobody."""
    trail.note(session, trail.RESTORED)
    try:
        return identity.renew(session, replaces=True)
    except BaseException:
        session.database.close()
        raise


def _made(session: Session, target: Path, reason: str, *, photos: bool, progress: Progress | None) -> Kept:
    database = session.data_dir / DATABASE_NAME
    _must_fit(database, target)
    return shelf.make(
        database, vault.derive(session.master, vault.DATABASE), target, at=session.clock(), reason=reason,
        device=session.device, app=__version__, practice=session.practice, photos=photos, progress=progress,
    )  # fmt: skip


def _must_fit(database: Path, target: Path) -> None:
    try:
        make_folder(target)
        _must_bear(database, target)
        needed = database.stat().st_size + _SPARE
        free = shutil.disk_usage(target).free
    except OSError as error:
        raise faults.of_os(error) from error
    if free < needed:
        raise KnownError(
            "E-COPY-SPACE",
            "Tempat di disk tidak cukup untuk salinan cadangan.",
            "Kosongkan tempat di disk itu, atau buat salinan di flashdisk lain.",
        )


def _room(target: Path, kept: Kept) -> int:
    """How many bytes the copies of a shelf may take."""
    size = kept.slip.size if kept.slip else 0
    try:
        free = shutil.disk_usage(target).free
    except OSError:
        return _LEAST * size
    return max(_LEAST * size, free // _SHARE)
