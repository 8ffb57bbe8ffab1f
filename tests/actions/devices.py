"""Laptops for tests: real data folders made once per run and copied, because a first run costs more than most tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.start import first_run
from kampungkb_desktop.forms.officer import Officer
from tests.cheap import CHEAP

PASSWORD = "padi menguning"
NOON = 1_795_233_600_000
"""21 November 2026, 12.00 in Berau: after the build date, so that the clock is trusted."""

VILLAGE = "64.03.06.2004"


class Ticking:
    """A clock that goes one second forward whenever it is read, and wherever a test turns it."""

    def __init__(self, now: int = NOON) -> None:
        self.now = now

    def __call__(self) -> int:
        self.now += 1_000
        return self.now


def make(
    folder: Path, name: str, *, role: str = "petugas", practice: bool = True, clock: Ticking | None = None
) -> None:
    """A data folder after its first run, closed."""
    person = Officer(full_name=name)
    started = first_run(
        folder, PASSWORD, role=role, person=person, villages=[VILLAGE], practice=True,
        clock=clock or Ticking(), cost=CHEAP,
    )  # fmt: skip
    sessions.close(started.session)


@contextmanager
def copied(template: Path, folder: Path, clock: Ticking | None = None) -> Iterator[Session]:
    """The same installation in a folder of its own, open."""
    shutil.copytree(template, folder)
    session = sessions.open_session(folder, PASSWORD, clock=clock or Ticking(NOON + 3_600_000))
    try:
        yield session
    finally:
        sessions.close(session)


def at(session: Session, clock: Ticking) -> Session:
    """The same session with another clock."""
    return replace(session, clock=clock)
