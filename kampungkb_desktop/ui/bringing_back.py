"""A copy in the place of the data that are open, of data that can no longer be opened, or of none: the work that the
program gives to the worker. A refusal leaves what was there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kampungkb_desktop.actions import copies
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import Clock
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.store.shelf import Kept
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.pages.exchange_places import Spot, sticks
from kampungkb_desktop.ui.pages.move_in import MoveIn, MoveInPage

TITLE = "Mengembalikan data…"
WORDS = "Keadaan sekarang disimpan dahulu sebagai salinan. Jangan matikan laptop."


def bringing_back(
    folder: Path, kept: Kept, master: bytes, clock: Clock, told: Callable[[KnownError], object]
) -> Callable[[Progress], Session]:
    """The work for the worker; ``told`` hears there of a refusal after which the old data were opened again."""

    def work(progress: Progress) -> Session:
        try:
            return copies.bring_back(folder, kept, master, clock=clock, progress=progress)
        except KnownError as error:
            told(error)
            return sessions.open_unlocked(folder, master, clock=clock)

    return work


def copies_page(folder: Path) -> MoveInPage:
    """The screen that asks which copy; it looks beside the data and on the sticks that are plugged in."""
    page = MoveInPage(copies.found_on, [folder], waits_in=folder)

    def look(found: list[Spot]) -> None:
        for stick in found:
            page.look_in(stick.path, asked=False)

    run(page, lambda _p: sticks(), done=look)
    return page


def moving_in(folder: Path, answers: MoveIn, clock: Clock) -> Callable[[Progress], Session]:
    """The same before any data are open."""

    def work(progress: Progress) -> Session:
        return copies.move_in(
            folder, answers.kept, password=answers.password, code=answers.code, new_password=answers.new_password,
            helped=answers.answer() if answers.answer else None, instead=True, clock=clock, progress=progress,
        )  # fmt: skip

    return work
