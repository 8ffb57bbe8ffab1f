"""An open database with the person who works in it: what every action is handed. Made at Masuk, gone at the end."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import field
from pathlib import Path
from typing import Literal

from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base import ids, machine
from kampungkb_desktop.base.clock import Clock
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.officer import DISTRICT, RECEIVER
from kampungkb_desktop.store import database as databases
from kampungkb_desktop.store import erasure_list, read, recovery, sheet_slot, tries, vault, write
from kampungkb_desktop.store.database import DATABASE_NAME, Database
from kampungkb_desktop.store.trail import CODE, PASSWORD, PURPOSE, RECOVERED, WRONG, Trail

COPIED_AT = "copied_at"
"""The line of ``meta`` with the counter of the last change that this database shares with the one it was copied from;
empty where it was not, or has a name of its own since."""
AUTHOR = "author"
"""The line of ``meta`` with the id of the officer who works here; his or her role is the device's."""


@frozen
class Session:
    """``author`` is the id of an ``Officer`` record, ``role`` its role, ``device`` the uid of this installation.
    ``master`` opens the photos beside the database. ``receiving``: an office that only takes in what districts give it;
    its screens are a district's. ``trail`` notes who saw, printed and sent what."""

    database: Database
    master: bytes = field(repr=False)
    device: str
    author: str
    role: str
    practice: bool
    clock: Clock
    trail: Trail = field(repr=False, compare=False)
    receiving: bool = False

    @property
    def device_role(self) -> str:
        """What this installation is among others."""
        return RECEIVER if self.receiving else self.role

    @property
    def data_dir(self) -> Path:
        """The folder with the database, its keys and photos."""
        return self.database.data_dir

    @property
    def photo_key(self) -> bytes:
        """What photos are encrypted with."""
        return vault.derive(self.master, vault.PHOTOS)


def trail_of(data_dir: Path, master: bytes) -> Trail:
    """The trail of a data folder; its key is derived when it is first needed."""
    return Trail(data_dir, lambda: vault.derive(master, PURPOSE))


def state(data_dir: Path) -> Literal["empty", "ready"]:
    """Whether this folder holds data to open."""
    return "ready" if (data_dir / DATABASE_NAME).exists() else "empty"


def open_session(data_dir: Path, password: str, *, clock: Clock = clocks.now) -> Session:
    """Open by password. KnownError: E-PASSWORD, and all that ``store.database.open_database`` refuses."""
    return open_unlocked(data_dir, vault.unlock(data_dir / vault.KEYS_NAME, password), clock=clock)


def open_unlocked(data_dir: Path, master: bytes, *, clock: Clock = clocks.now) -> Session:
    """Open by the master key, for whoever has it already."""
    database = databases.open_database(data_dir / DATABASE_NAME, vault.derive(master, vault.DATABASE))
    try:
        return of_database(database, master, clock)
    except BaseException:
        database.close()
        raise


def open_by_recovery(
    data_dir: Path, code: str, new_password: str, *, clock: Clock = clocks.now, cost: vault.Cost | None = None
) -> Session:
    """Open by the printed code and set a new password, for one who has forgotten it."""
    keys = data_dir / vault.KEYS_NAME
    master = vault.unlock_recovery(keys, code)
    session = open_unlocked(data_dir, master, clock=clock)
    vault.change_password(keys, master, new_password, cost)
    tries.clear(data_dir)
    _note(session, RECOVERED)
    return session


def tried(data_dir: Path, password: str, clock: Clock, steady: Clock = clocks.steady) -> bytes:
    """The master key by a password, after the wait that wrong ones have earned; a wrong one counts. KnownError E-WAIT,
    E-PASSWORD."""
    tries.must_not_wait(data_dir, clock(), steady())
    try:
        return vault.unlock(data_dir / vault.KEYS_NAME, password)
    except KnownError as error:
        if error.code == "E-PASSWORD":
            tries.add(data_dir, clock(), steady())
        raise


def right(session: Session) -> None:
    """The person has shown who he is: forget the wrong tries, and note how many there were."""
    wrong = tries.clear(session.data_dir)
    if wrong:
        _note(session, WRONG, wrong)


def ask_password(session: Session, password: str, steady: Clock = clocks.steady) -> None:
    """Whether it is the password of these data; wrong ones count and wait as at Masuk. KnownError E-WAIT,
    E-PASSWORD."""
    tried(session.data_dir, password, session.clock, steady)
    right(session)


def change_password(session: Session, old: str, new: str, *, cost: vault.Cost | None = None) -> None:
    """Set a new password after asking for the old one. KnownError E-PASSWORD where that is wrong, E-WAIT."""
    ask_password(session, old)
    vault.change_password(session.data_dir / vault.KEYS_NAME, session.master, new, cost)
    _note(session, PASSWORD)


def new_code(session: Session, password: str) -> str:
    """A recovery code that is not in force yet, for whoever knows the password. KnownError E-PASSWORD, E-WAIT."""
    ask_password(session, password)
    return recovery.new_code()


def put_code(session: Session, code: str) -> None:
    """Put a code in force that was written down; the one before opens nothing any more."""
    vault.set_recovery(session.data_dir / vault.KEYS_NAME, session.master, code)
    sheet_tested(session)
    _note(session, CODE)


def sheet_state(session: Session) -> str:
    """Whether the recovery sheet was ever typed back (``store.sheet_slot``); practice data need none."""
    return sheet_slot.TESTED if session.practice else sheet_slot.state(session.data_dir / vault.KEYS_NAME)


def sheet_tested(session: Session) -> None:
    """The code was typed back from the paper: nobody is reminded any more."""
    sheet_slot.tested(session.data_dir / vault.KEYS_NAME)


def sheet_declined(session: Session) -> None:
    """The person wants no sheet and knows what that means: nobody is reminded any more."""
    sheet_slot.decline(session.data_dir / vault.KEYS_NAME)


def _note(session: Session, what: str, count: int = 0) -> None:
    """As ``actions.trail.note``, which knows this module: a full disk must not keep anybody out."""
    with suppress(KnownError):
        session.trail.add(session.clock(), session.author, what, count=count)


def close(session: Session) -> None:
    """Let the next start in. The session is of no use afterwards."""
    with suppress(KnownError):
        session.trail.flush()
    session.database.close()


def new_record_id(session: Session) -> str:
    """An id for a new record; ids sort by the time they were made."""
    return ids.new_id(session.clock())


def of_database(database: Database, master: bytes, clock: Clock) -> Session:
    """The session of an open database. KnownError E-UNFINISHED when its first run was cut off."""
    with database.read() as conn:
        device, author = read.own_device(conn), read.meta(conn, AUTHOR)
    if device is None or author is None:
        raise KnownError(
            "E-UNFINISHED",
            "Penyiapan pertama di folder ini terputus sebelum selesai. Belum ada data di dalamnya.",
            "Pindahkan folder data ini ke tempat lain, lalu mulai dari awal.",
        )
    if database.refold:
        _know_more(database)
    _notice_copy(database, device.uid)
    if erasure_list.path_of(database.data_dir).exists():
        _erase_again(database, master)
    receiving = device.role == RECEIVER
    role = DISTRICT if receiving else device.role
    trail = trail_of(database.data_dir, master)
    return Session(database, master, device.uid, author, role, database.practice, clock, trail, receiving)


def _notice_copy(database: Database, uid: str) -> None:
    """At the first opening of a copy: note how far the original had come, before anything is written here. What is
    written from now on is this laptop's alone, whatever name it still bears."""
    with database.read() as conn:
        home, here, noted = read.meta(conn, "machine"), machine.mark(uid), read.meta(conn, COPIED_AT)
        copied = read.meta(conn, "restored") == "1" or (home and here and home != here)
        last = read.next_seq(conn, uid) - 1
    if copied and not noted:
        with database.write() as conn:
            write.put_meta(conn, COPIED_AT, str(last))


def _erase_again(database: Database, master: bytes) -> None:
    """An old copy was brought back, perhaps just now: whoever was erased since is erased before anything is shown."""
    from kampungkb_desktop.actions import erasing_kept  # noqa: PLC0415  start-up time: seldom was anybody erased

    erasing_kept.again(database, master)


def _know_more(database: Database) -> None:
    """This version knows more fields than the one that wrote the rows: answers may be waiting for it in the log."""
    from kampungkb_desktop.actions import ledger  # noqa: PLC0415  start-up time: once after an update
    from kampungkb_desktop.forms.catalog import FORMS  # noqa: PLC0415  the same

    with database.write() as conn:
        waiting = read.waiting(conn)
        for form in database.refold:
            rows = [str(row[0]) for row in read.rows(conn, FORMS[form], ("id",))]
            ledger.refold(conn, form, [*rows, *(one.record for one in waiting if one.form == form)])
        write.put_meta(conn, "refold", "[]")
