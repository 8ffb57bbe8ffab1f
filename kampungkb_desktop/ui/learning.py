"""What helps a person to learn the program, around the pages: the way into practice, the tour, the news after an
update, and the guide as a book."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kampungkb_desktop import __version__
from kampungkb_desktop.actions import news
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import command_line
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.desk import Desk
from kampungkb_desktop.ui.help_key import HelpKey
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import column, tool

NEWS = "yang-baru"


class Learner(Protocol):
    """Who holds the open data: the program."""

    window: MainWindow
    folder: Path
    desk: Desk | None
    help: HelpKey

    def end(self) -> None:
        """Close the data."""

    def practise(self, folder: Path, role: str) -> None:
        """Open the practice data of a folder, after making them where there are none."""


class Learning(QObject):
    """Hears the guide's wishes; ``opened`` is called when the pages stand."""

    def __init__(self, owner: QObject, program: Learner) -> None:
        super().__init__(owner)
        self._program = program
        program.help.tour_wanted.connect(self.tour)

    def opened(self, session: Session) -> None:
        """Look whether there is news to tell."""
        window = self._program.window
        run(window, lambda _p: news.untold(session), done=lambda before: self._tell(session, before))

    def tour(self) -> None:
        """The tour: where it was left, or in the practice data beside the real ones."""
        desk = self._program.desk
        if desk is not None and desk.session.practice:
            desk.have_tour()
        if desk is not None and desk.tour is not None:
            desk.window.activateWindow()
            desk.tour.resume()
            return
        role = desk.session.role if desk is not None else ""
        self.practise(role)

    def practise(self, role: str = "") -> None:
        """Close what is open and practise, as an officer or as a district."""
        program = self._program
        if not program.window.leave():
            return
        if program.desk is not None:
            program.end()
            program.window.clear()
        name = command_line.PRACTICE_FOLDER
        if role == DISTRICT:
            program.practise(program.folder / f"{name}-kabupaten", role)
        else:
            program.practise(program.folder / name, "petugas")

    # --- the news

    def _tell(self, session: Session, before: str) -> None:
        if before:
            frame = self._program.window.frame
            strip = _Strip(f"Aplikasi ini diperbarui dari versi {before} ke versi {__version__}.", "Lihat yang baru")
            strip.asked(lambda: self._program.help.open(NEWS), lambda: self._told(session))
            frame.notices.addWidget(strip)

    def _told(self, session: Session) -> None:
        run(self, lambda _p: news.mark_told(session), done=lambda _nothing: None)


class _Strip(QWidget):
    """A sentence over the page with one button and a cross; both take it away."""

    def __init__(self, text: str, action: str) -> None:
        super().__init__()
        self.banner = Banner(text, Tone.INFO, action)
        assert self.banner.button is not None
        self.button = self.banner.button
        self.close_button = tool("close", "Tutup; halaman Yang baru tetap ada di Bantuan")
        box = self.banner.layout()
        if box is not None:
            box.addWidget(self.close_button)
        self.setLayout(column(self.banner, margins=(18, 8, 18, 0)))

    def asked(self, look: Callable[[], object], gone: Callable[[], object]) -> None:
        """What the button does, and what either way out is followed by."""
        self.button.clicked.connect(lambda _checked=False: look())
        self.button.clicked.connect(lambda _checked=False: self._go(gone))
        self.close_button.clicked.connect(lambda _checked=False: self._go(gone))

    def _go(self, gone: Callable[[], object]) -> None:
        gone()
        self.hide()
        self.deleteLater()
