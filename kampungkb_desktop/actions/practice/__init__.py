"""Practice data: a believable district of invented people in a data folder of its own, repeatable by seed.

The folder is built beside its place and put there whole; its database says that it is for practice, its password is
known to everybody, and nothing in it can be sent to a real office.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from kampungkb_desktop.actions import ledger, start, undo
from kampungkb_desktop.actions.practice.journal import Journal
from kampungkb_desktop.actions.practice.officers import staff
from kampungkb_desktop.actions.practice.pictures import COUNT, picture
from kampungkb_desktop.actions.practice.plan import DISTRICT, VillagePlan, Wish, village_plans
from kampungkb_desktop.actions.practice.story import Story
from kampungkb_desktop.actions.session import Session, open_session
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base import command_line
from kampungkb_desktop.base.clock import DAY_MS, Clock
from kampungkb_desktop.base.command_line import PRACTICE_MARK as MARKER
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.store import blobs, faults, lock, read, vault
from kampungkb_desktop.store.database import DATABASE_NAME

PASSWORD = command_line.PRACTICE_PASSWORD
SEED = 2024
_MORNING = DAY_MS // 12
"""Milliseconds after midnight in London when the year begins: ten o'clock in Berau."""
_OURS = frozenset({"log", lock.WINDOW_LOCK_NAME})
"""What may be in a folder before data are: the window writes its log there at once, and waits there for files."""
_HALF = frozenset({MARKER, vault.KEYS_NAME, blobs.PHOTOS_FOLDER, lock.LOCK_NAME})
"""What a move that was cut off before the database leaves in a practice folder."""


def is_practice_folder(folder: Path) -> bool:
    """Whether practice data were made here, told without opening them."""
    return command_line.is_practice(folder)


def mark(folder: Path) -> None:
    """Say beside the data that they are for practice, with the password that opens them."""
    try:
        (folder / MARKER).write_text(command_line.PRACTICE_WORDS, "utf-8")
    except OSError as error:
        raise faults.of_os(error) from error


def create(
    folder: Path,
    *,
    regency: str = "64.03",
    villages: int | None = None,
    families: int | None = None,
    seed: int = SEED,
    role: str = "petugas",
    clock: Clock = clocks.now,
    progress: Progress | None = None,
    as_of: date | None = None,
    cost: vault.Cost | None = None,
) -> Session:
    """Make practice data in ``folder`` and open them; where there are practice data already, only open those.

    ``role`` is ``petugas`` (five villages around Maluang, about 1,200 families) or ``kabupaten`` (every village).
    ``as_of`` is the day up to which things happen (today by the clock). KnownError: E-NOT-EMPTY for a folder with
    anything else in it, E-REGENCY, E-VILLAGES, E-FAMILIES; ``Cancelled`` leaves nothing behind.
    """
    if is_practice_folder(folder) and (folder / DATABASE_NAME).exists():
        return open_session(folder, PASSWORD, clock=clock)
    wish = Wish(regency, role, villages, families, seed, as_of or clocks.day_of(clock()))
    plans = village_plans(wish)
    _refuse_full(folder)
    part = folder.with_name(f"{folder.name}.part")
    _clear(part)
    try:
        _build(part, wish, plans, progress or silent(), cost)
        _put_in_place(part, folder)
    except OSError as error:
        _clear(part)
        raise faults.of_os(error) from error
    except BaseException:
        _clear(part)
        raise
    return open_session(folder, PASSWORD, clock=clock)


def _build(part: Path, wish: Wish, plans: list[VillagePlan], progress: Progress, cost: vault.Cost | None) -> None:
    """The whole data folder, closed again."""
    part.mkdir(parents=True)
    mark(part)
    people = staff(wish, plans)
    began = (wish.began - date(1970, 1, 1)).days * DAY_MS + _MORNING
    started = start.first_run(
        part, PASSWORD, role=wish.role, person=people.person, office=people.office, practice=True,
        villages=[] if wish.role == DISTRICT else [plan.code for plan in plans], clock=lambda: began, cost=cost,
    )  # fmt: skip
    session = started.session
    try:
        photos = [(blobs.put(part, session.photo_key, picture(i)), len(picture(i))) for i in range(COUNT)]
        with session.database.write() as conn:
            journal = Journal(session.device, read.next_seq(conn, session.device))
            story = Story(wish, plans, people, journal, photos, progress)
            ledger.append(conn, story.changes(), bulk=True, fresh=True)
            undo.start_here(conn)
        progress.report(journal.written, journal.written, "Data contoh selesai")
    finally:
        session.database.close()


def _refuse_full(folder: Path) -> None:
    """KnownError where the folder holds anything but our own log; what was half put in place is removed."""
    try:
        if is_practice_folder(folder):
            for path in folder.iterdir():
                if path.name in _HALF:
                    _remove(path)
        full = folder.exists() and (not folder.is_dir() or any(path.name not in _OURS for path in folder.iterdir()))
    except OSError as error:
        raise faults.of_os(error) from error
    if full:
        raise KnownError(
            "E-NOT-EMPTY",
            "Folder ini sudah berisi data, jadi data contoh tidak dibuat di sini.",
            "Pilih folder lain yang kosong dengan --data-dir.",
        )


def _put_in_place(part: Path, folder: Path) -> None:
    """The finished folder to its place: whole where nothing is there yet, else (beside the window's log) piece by
    piece with the database last, without which nothing counts as there."""
    if not folder.exists():
        part.rename(folder)
        return
    for path in sorted(part.iterdir(), key=lambda path: (path.name == DATABASE_NAME, path.name != MARKER, path.name)):
        path.rename(folder / path.name)
    part.rmdir()


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def _clear(part: Path) -> None:
    """What an interrupted creation left. Only a folder that carries our mark, or nothing, is removed; KnownError
    E-SECOND-START while another window is making it."""
    if not part.exists():
        return
    if is_practice_folder(part):
        lock.take(part).close()
        shutil.rmtree(part)
    elif part.is_dir() and not any(part.iterdir()):
        part.rmdir()
