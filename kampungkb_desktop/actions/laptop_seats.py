"""Who works on this laptop, and taking somebody out of it (decision 0044). Each officer's data are his own: another one
can neither read them nor see what of them was never sent. So taking out only ends that Masuk offers them; what brings
them to an end is a second decision, which destroys the keys first."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from kampungkb_desktop.actions import (
    arrivals,
    dispatch,
    own_label,
    parts_in,
    quarantine,
    system_unlock,
    trail,
    unlocking,
)
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import seats
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.seats import Seat
from kampungkb_desktop.store import blobs, faults, lock, shelf, vault

OUT, BACK, DESTROYED = "dikeluarkan", "dikembalikan", "dihapus"
"""What the trail says beside the folder's name."""
_FIRST = "petugas-1"
_FOLDERS = (
    shelf.SHELF, blobs.PHOTOS_FOLDER, dispatch.WAITING_FOLDER, arrivals.ARRIVED_FOLDER, quarantine.FOLDER,
    parts_in.FOLDER,
)  # fmt: skip
_FILES = "kampungkb.*"


def others(session: Session) -> tuple[tuple[Seat, ...], tuple[Seat, ...]]:
    """The other officers that Masuk offers, and those who were taken out."""
    root = own_label.root_of(session)
    here = tuple(one for one in seats.seats(root) if one.folder != session.data_dir)
    return here, tuple(one for one in seats.taken_out(root) if one.folder != session.data_dir)


def take_out(session: Session, seat: Seat, password: str) -> None:
    """Offer this officer at Masuk no more, at the word of whoever knows the password of the data that are open. Not a
    byte of his data is touched. KnownError E-PASSWORD, E-WAIT, E-SEAT, E-SECOND-START where his data are open."""
    _may(session, seat, password)
    seats.take_out(own_label.root_of(session), seat.folder)
    if seat in seats.seats(own_label.root_of(session)):
        raise KnownError(
            "E-SEAT", "Petugas ini belum dapat dikeluarkan dari laptop ini.",
            "Pastikan folder data boleh ditulisi, lalu coba lagi.",
        )  # fmt: skip
    trail.note(session, trail.SEAT, more=f"{OUT} {_called(session, seat)}")


def bring_back(session: Session, seat: Seat) -> None:
    """Offer him again; his password is the one it was."""
    seats.bring_back(own_label.root_of(session), seat.folder)
    trail.note(session, trail.SEAT, more=f"{BACK} {_called(session, seat)}")


def destroy(session: Session, seat: Seat, password: str) -> None:
    """End the data of an officer who was taken out: every key first, so that a power cut leaves nothing readable; then
    the files. KnownError as ``take_out``, and what the disk complains about: whatever is left is asked for again."""
    _may(session, seat, password)
    with suppress(KnownError):  # a key file that cannot be read has no part in it that anybody could use
        system_unlock.forget(seat.folder)
    try:
        for path in _key_files(session, seat):
            path.unlink()
        trail.note(session, trail.SEAT, more=f"{DESTROYED} {_called(session, seat)}")
        for path in _owned(session, seat):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
    except OSError as error:
        raise faults.of_os(error) from error
    seats.forget(own_label.root_of(session), seat.folder)


def _may(session: Session, seat: Seat, password: str) -> None:
    if seat.folder == session.data_dir:
        raise KnownError(
            "E-SEAT",
            "Anda sedang bekerja sebagai petugas ini.",
            "Masuk sebagai petugas yang lain, lalu keluarkan dari sana.",
        )
    unlocking.check_password(session, password)
    if seat.folder.exists():
        lock.take(seat.folder).close()  # refuses where another window has his data open


def _key_files(session: Session, seat: Seat) -> list[Path]:
    """The key file of the data, and those of the copies beside them."""
    return [found for path in _owned(session, seat) for found in _keys_in(path)]


def _keys_in(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(path.rglob(vault.KEYS_NAME))
    return [path] if path.name == vault.KEYS_NAME else []


def _owned(session: Session, seat: Seat) -> list[Path]:
    """What is this officer's: his whole folder; of the first officer, in whose folder the others' lie, what bears the
    program's name and the folders it keeps."""
    root = own_label.root_of(session)
    if seat.folder != root:
        return [seat.folder] if seat.folder.exists() else []
    files = [one for one in sorted(root.glob(_FILES)) if one.name != lock.LOCK_NAME]
    return [*files, *(root / name for name in _FOLDERS if (root / name).is_dir())]


def _called(session: Session, seat: Seat) -> str:
    """The folder, which is nobody's name; what he is called may be one."""
    return _FIRST if seat.folder == own_label.root_of(session) else seat.folder.name
