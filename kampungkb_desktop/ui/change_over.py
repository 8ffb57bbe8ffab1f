"""Closing the data that are open and going on with them elsewhere: as a copy has them, or at the office's server."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import Clock
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.ui.desk import Desk
from kampungkb_desktop.ui.dialogs import show_error
from kampungkb_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from kampungkb_desktop.store.address import Address
    from kampungkb_desktop.store.shelf import Kept

Open = Callable[[Progress], Session]


class Holder(Protocol):
    """Who holds the open data: the program."""

    window: MainWindow
    folder: Path
    clock: Clock
    desk: Desk | None

    def end(self) -> None:
        """Close the data."""

    def open_shown(self, work: Open, title: str, words: str, *, then: Callable[[], object]) -> None:
        """Open under a screen that follows the work."""


class ChangeOver(QObject):
    """Done under a screen that follows the work; a refusal is told over the data as they were."""

    def __init__(self, owner: QObject, program: Holder) -> None:
        super().__init__(owner)
        self._program = program

    def bring_back(self, kept: Kept) -> None:
        """Put the data of a copy in the place of these."""
        from kampungkb_desktop.ui.bringing_back import TITLE, WORDS, bringing_back  # noqa: PLC0415  seldom needed

        self._go(
            partial(bringing_back, self._program.folder, kept), TITLE, WORDS, "Data sudah dikembalikan dari salinan."
        )

    def go_to_server(self, address: Address) -> None:
        """Go on at the office's server."""
        from kampungkb_desktop.ui.server_work import TITLE, WORDS, settling  # noqa: PLC0415  few offices have one

        said = "Catatan sekarang disimpan di server kantor."
        self._go(partial(settling, self._program.folder, address), TITLE, WORDS, said)

    def _go(self, work: Callable[..., Open], title: str, words: str, said: str) -> None:
        program, why = self._program, list[KnownError]()
        desk = program.desk
        if desk is None or not program.window.leave():
            return
        program.end()
        program.window.clear()
        made = work(desk.session.master, program.clock, why.append)
        program.open_shown(made, title, words, then=partial(self._tell, why, said))

    def _tell(self, why: list[KnownError], said: str) -> None:
        if why:
            show_error(self._program.window, why[0])
        else:
            self._program.window.say(said)
