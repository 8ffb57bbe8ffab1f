"""The ways into the data beside the password: the printed code, the district's help, a copy, and a server that has
another address now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import Clock
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.store.vault import KEYS_NAME
from kampungkb_desktop.ui.background import Job
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.login import LoginPage

if TYPE_CHECKING:
    from kampungkb_desktop.actions.asking_help import Opened
    from kampungkb_desktop.ui.pages.move_in import MoveIn, MoveInPage


class Doorkeeper(Protocol):
    """Who lets people in: the program."""

    window: MainWindow
    folder: Path
    clock: Clock

    def open(self, work: Callable[[Progress], Session], failed: Callable[[KnownError], object]) -> Job:
        """Open on the worker."""

    def cover_login(self, page: QWidget) -> None:
        """Show another page instead of Masuk."""

    def show_login(self) -> None:
        """Back to Masuk."""

    def show_welcome(self) -> None:
        """Back to Mulai."""

    def switch(self, folder: Path) -> None:
        """Go on with another folder."""

    def practise(self, folder: Path, role: str) -> None:
        """Open the practice data of a folder, after making them where there are none."""


class OtherWaysIn(QObject):
    """Each shows its own page; ``at`` connects the small buttons of Masuk."""

    def __init__(self, owner: QObject, program: Doorkeeper) -> None:
        super().__init__(owner)
        self._program = program

    def at(self, login: LoginPage) -> None:
        """Follow what is asked for at Masuk."""
        login.recovery_wanted.connect(self.show_recovery)
        login.copy_wanted.connect(self.show_copies)
        login.server_wanted.connect(lambda password: self.show_server(login, password))

    def show_recovery(self) -> None:
        """Ask for the printed code and a new password."""
        from kampungkb_desktop.actions import asking_help  # noqa: PLC0415  start-up time: it brings enrolment along
        from kampungkb_desktop.ui.pages.login_recovery import RecoveryPage  # noqa: PLC0415  start-up time

        program = self._program

        def unlock(code: str, new: str) -> None:
            folder, clock = program.folder, program.clock
            program.open(lambda _progress: sessions.open_by_recovery(folder, code, new, clock=clock), page.refused)

        page = RecoveryPage(unlock, district=asking_help.can_ask(program.folder / KEYS_NAME))
        page.back.connect(program.show_login)
        page.district_wanted.connect(self.show_district)
        program.cover_login(page)

    def show_district(self) -> None:
        """Ask the district, which holds a key of these data."""
        from kampungkb_desktop.actions import asking_help  # noqa: PLC0415  few ever need it
        from kampungkb_desktop.ui.pages.login_help import DistrictHelpPage  # noqa: PLC0415  few ever need it

        program = self._program
        asked = attempt(program.window, lambda: asking_help.ask(program.folder / KEYS_NAME, program.folder))
        if asked is None:
            return

        def unlock(answer: Callable[[], Opened], new: str) -> None:
            folder, clock = program.folder, program.clock
            program.open(lambda _progress: asking_help.open_by_help(folder, answer(), new, clock=clock), page.refused)

        page = DistrictHelpPage(asked, unlock)
        page.back.connect(self.show_recovery)
        program.cover_login(page)

    def show_server(self, login: LoginPage, password: str) -> None:
        """Say anew where the office's server is, then try again."""
        from kampungkb_desktop.ui.pages.login_server import ServerDialog  # noqa: PLC0415  few offices have a server

        if ServerDialog(self._program.window, self._program.folder, password).exec():
            login.submit()

    def show_copies(self) -> None:
        """Begin with a copy, where there are no data or none that can be opened."""
        from kampungkb_desktop.ui.bringing_back import copies_page  # noqa: PLC0415  seldom needed

        program = self._program
        page = copies_page(program.folder)
        page.wanted.connect(lambda answers: page.busy(self._move_in(page, answers)))
        page.back.connect(program.show_login if sessions.state(program.folder) == "ready" else program.show_welcome)
        program.cover_login(page)

    def _move_in(self, page: MoveInPage, answers: MoveIn) -> Job:
        from kampungkb_desktop.ui.bringing_back import moving_in  # noqa: PLC0415  seldom needed

        program = self._program
        return program.open(moving_in(program.folder, answers, program.clock), page.refused)
