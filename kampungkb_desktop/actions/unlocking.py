"""The door: opening the data by the password or by what the system keeps, slowing down wrong passwords, and asking for
the password once more where much depends on it. The printed code and the district's help never have to wait."""

from __future__ import annotations

from pathlib import Path

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions import trail
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.clock import Clock
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.store import tries, vault

Tries = tries.Tries


def open_by_password(data_dir: Path, password: str, *, clock: Clock = clocks.now) -> Session:
    """As ``session.open_session``, after the wait that wrong passwords have earned. KnownError E-WAIT, E-PASSWORD."""
    session = sessions.open_unlocked(data_dir, _tried(data_dir, password, clock), clock=clock)
    right(session)
    return session


def check_password(session: Session, password: str) -> None:
    """Whether it is the password of these data; wrong ones count and wait as at Masuk. KnownError E-WAIT,
    E-PASSWORD."""
    _tried(session.data_dir, password, session.clock)
    right(session)


def right(session: Session) -> None:
    """The person has shown who he is: forget the wrong tries, and note how many there were."""
    wrong = tries.clear(session.data_dir)
    if wrong:
        trail.note(session, trail.WRONG, count=wrong)


def waiting(data_dir: Path, clock: Clock = clocks.now) -> tuple[int, int]:
    """How many wrong passwords were typed, and how many seconds the next try has to wait."""
    return tries.noted(data_dir).wrong, tries.left(data_dir, clock())


def note_lock(data_dir: Path, *, locked: bool) -> None:
    """Whether the screen is locked: after that only the password opens, also in a new start."""
    tries.note_lock(data_dir, locked=locked)


def was_locked(data_dir: Path) -> bool:
    """Whether the program ended while the screen was locked."""
    return tries.noted(data_dir).locked


def _tried(data_dir: Path, password: str, clock: Clock) -> bytes:
    tries.must_not_wait(data_dir, clock())
    try:
        return vault.unlock(data_dir / vault.KEYS_NAME, password)
    except KnownError as error:
        if error.code == "E-PASSWORD":
            tries.add(data_dir, clock())
        raise
