"""Help by the district, at the laptop whose password is forgotten: it makes a request, and the answer to that very
request opens the data and sets a new password (decision 0040). It works over a closed data folder, or over a copy's key
file.

The request's private half waits beside the data until the answer comes. Who helped, and when, is told at the opening.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions import trail
from kampungkb_desktop.actions.helped import TOLD, lines_of
from kampungkb_desktop.actions.office_keys import NAMELESS, OFFICE_NAME
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.target_folder import free_in
from kampungkb_desktop.actions.whole_file import put_there
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.clock import Clock
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.bundle import enrolment as files
from kampungkb_desktop.bundle import help_files
from kampungkb_desktop.bundle.help_files import Asking
from kampungkb_desktop.store import more_slots, read, recovery, tries, vault, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.files import discard, write_whole

ASKED_NAME = "kampungkb.minta"
_MOST = 20


@frozen
class Asked:
    """A request under way. ``keys`` is the key file it is for, ``folder`` where its private half waits."""

    keys: Path
    folder: Path
    asking: Asking
    mark: str
    office: str
    sealed: str

    @property
    def code(self) -> str:
        """65 letters to be read out, in groups of five."""
        return self.asking.code

    @property
    def short(self) -> str:
        """Eight letters by which the operator knows a request that came as a file."""
        return help_files.short_of(self.asking.public)


@frozen
class Opened:
    """The master key out of an answer, and who helped as far as the answer says: a code that was read out says
    nothing."""

    master: bytes
    by: str = ""
    office: str = ""
    at: int = 0


# --- Before the data are open -----------------------------------------------------------------------------------------


def can_ask(keys: Path) -> bool:
    """Whether a district holds a key of these data; False also for a key file that cannot be read."""
    try:
        return more_slots.held_by_district(keys) is not None
    except KnownError:
        return False


def ask(keys: Path, folder: Path) -> Asked:
    """The request for a key file, the same one until it was answered or ``anew`` was asked. KnownError E-HELP-NONE
    where no district holds a key."""
    held = more_slots.held_by_district(keys)
    if held is None:
        raise KnownError(
            "E-HELP-NONE",
            "Kabupaten tidak memegang kunci data ini.",
            "Pakai kode dari lembar pemulihan. Tanpa kode itu data ini tidak dapat dibuka.",
        )
    asking = _waiting(folder, held.mark)
    if asking is None:
        asking = help_files.ask()
        write_whole(folder / ASKED_NAME, json.dumps({"mark": held.mark, "key": asking.private.hex()}).encode())
    return Asked(keys, folder, asking, held.mark, held.office, held.sealed)


def give_up(folder: Path) -> None:
    """Forget a request: its answer opens nothing any more."""
    discard(folder / ASKED_NAME)


def save_request(asked: Asked, folder: Path) -> Path:
    """The request as a file; its name tells of nobody. KnownError of a disk that refuses."""
    path = free_in(folder, f"Permintaan_buka_{asked.short[:4]}{files.SUFFIX}")
    put_there(path, help_files.write_request(asked.asking, asked.mark, asked.sealed), "Berkas permintaan")
    return path


def by_code(asked: Asked, typed: str) -> Opened:
    """The master key by an answer that was read out. KnownError E-HELP-ANSWER names what is wrong."""
    return Opened(_master(asked, help_files.open_code(asked.asking, typed, asked.office)))


def by_file(asked: Asked, path: Path) -> Opened:
    """The same by an answer's file. KnownError E-HELP-ANSWER, E-READ."""
    secret, said = help_files.open_file(asked.asking, files.read_file(path), asked.office)
    return Opened(_master(asked, secret), said.by, said.office, said.at)


def open_by_help(
    data_dir: Path, opened: Opened, new_password: str, *, clock: Clock = clocks.now, cost: vault.Cost | None = None
) -> Session:
    """Open the data, set the new password, and note who helped."""
    session = sessions.open_unlocked(data_dir, opened.master, clock=clock)
    vault.change_password(data_dir / vault.KEYS_NAME, opened.master, new_password, cost)
    note_help(session, opened)
    return session


def note_help(session: Session, opened: Opened) -> None:
    """The answer was used: note it in the trail and for the person, and forget the request. A full disk must not keep
    anybody out of data that are open already."""
    give_up(session.data_dir)
    tries.clear(session.data_dir)
    trail.note(session, trail.BY_HELP)
    with suppress(KnownError), session.database.write() as conn:
        office = opened.office or read.secret(conn, OFFICE_NAME) or NAMELESS
        _add(conn, [(opened.at or session.clock(), opened.by, office)])


def _master(asked: Asked, secret: bytes) -> bytes:
    return more_slots.unlock_district(asked.keys, recovery.code_of(secret))


def _waiting(folder: Path, mark: str) -> Asking | None:
    """The request that waits here for the key file with this mark."""
    try:
        said = json.loads((folder / ASKED_NAME).read_bytes())
        private = bytes.fromhex(said["key"])
        return Asking(private) if said["mark"] == mark and len(private) == 32 else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


# --- What the person is told ------------------------------------------------------------------------------------------


def hear(conn: Connection, helped: list[tuple[int, str]]) -> None:
    """What the office tells of help it gave for this laptop: what is not known here yet is told to the person."""
    known = {int(one[0]) for one in lines_of(conn)}
    office = read.secret(conn, OFFICE_NAME) or NAMELESS
    _add(conn, [(at, by, office) for at, by in helped if at not in known])


def _add(conn: Connection, more: list[tuple[int, str, str]]) -> None:
    if more:
        lines = [*lines_of(conn), *([*one, 0] for one in more)][-_MOST:]
        write.put_meta(conn, TOLD, json.dumps(lines, ensure_ascii=False))
