"""The door: opening the data by the password or by what the system keeps, slowing down wrong passwords, and asking for
the password once more where much depends on it. The printed code and the district's help never have to wait."""

from __future__ import annotations

from pathlib import Path

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.clock import Clock
from kampungkb_desktop.store import tries

Tries = tries.Tries
Wait = tries.Wait
check_password = sessions.ask_password
right = sessions.right


def open_by_password(
    data_dir: Path, password: str, *, clock: Clock = clocks.now, steady: Clock = clocks.steady
) -> Session:
    """As ``session.open_session``, after the wait that wrong passwords have earned. KnownError E-WAIT, E-PASSWORD."""
    session = sessions.open_unlocked(data_dir, sessions.tried(data_dir, password, clock, steady), clock=clock)
    right(session)
    return session


def waiting(data_dir: Path, clock: Clock = clocks.now, steady: Clock = clocks.steady) -> Wait:
    """How many wrong passwords were typed, how many seconds the next try has to wait, and whether the clock was turned
    meanwhile."""
    return tries.left(data_dir, clock(), steady())


def note_lock(data_dir: Path, *, locked: bool) -> None:
    """Whether the screen is locked: after that only the password opens, also in a new start."""
    tries.note_lock(data_dir, locked=locked)


def was_locked(data_dir: Path) -> bool:
    """Whether the program ended while the screen was locked."""
    return tries.noted(data_dir).locked
