"""Masuk as the program keeps it: whose data are asked for, how long wrong passwords wait, and whether the computer's
account opens them too."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions import system_unlock, unlocking
from kampungkb_desktop.base import command_line, seats
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.other_ways_in import Doorkeeper, OtherWaysIn
from kampungkb_desktop.ui.pages.login import LoginPage


def seats_of(root: Path) -> list[tuple[str, str]]:
    """The officers of this laptop as Masuk lists them."""
    return [(str(one.folder), one.label) for one in seats.seats(root)]


class Greeter(QObject):
    """``login`` is Masuk while it stands. ``root`` is the folder of the first officer, in which the others' lie."""

    def __init__(self, owner: QObject, program: Doorkeeper, root: Path) -> None:
        super().__init__(owner)
        self._program, self.root = program, root
        self.login: LoginPage | None = None
        self.doors = OtherWaysIn(self, program)
        self._new_label = ""

    def show(self) -> None:
        """Ask for the password of the folder."""
        folder = str(self._program.folder)
        known = [one for one in seats_of(self.root) if one[0] == folder] and seats_of(self.root)
        login = LoginPage(self.unlock, others=bool(known), seats=known, seat=folder)
        self.greet(login)
        self._program.window.cover(login)

    def greet(self, login: LoginPage) -> None:
        """Follow what is asked for at a Masuk that stands."""
        self.login = login
        folder, clock = self._program.folder, self._program.clock
        self.doors.at(login)
        login.seat_wanted.connect(self._other_seat)
        login.others_wanted.connect(self.show_others)
        login.practice_wanted.connect(self._practise)
        login.system_wanted.connect(self._by_system)
        login.hold(*unlocking.waiting(folder, clock))
        run(login, lambda _p: _offered(folder), done=login.offer_system)

    def aside(self) -> None:
        """Another page stands instead of Masuk."""
        self.login = None

    def unlock(self, password: str) -> None:
        """Try a password on the worker; Masuk says what came of it."""
        folder, clock = self._program.folder, self._program.clock
        self._program.open(lambda _progress: unlocking.open_by_password(folder, password, clock=clock), self._refused)

    def opened(self, folder: Path) -> None:
        """The data of a folder are open: it is the one to begin with next time."""
        if self.login is not None:
            self.login.opened()
        self.login = None
        seats.note_opened(self.root, folder, self._new_label)
        self._new_label = ""

    def can_go_back(self) -> bool:
        """Whether there are data of somebody to go back to from Mulai."""
        folder = self._program.folder
        return any(one.folder != folder and sessions.state(one.folder) == "ready" for one in seats.seats(self.root))

    def go_back(self) -> None:
        """From Mulai to the Masuk of whoever worked here last."""
        self._new_label = ""
        self._program.switch(seats.last(self.root))

    def show_others(self) -> None:
        """One officer more on this laptop."""
        from kampungkb_desktop.ui.pages.login_others import OthersPage  # noqa: PLC0415  once in the life of a laptop

        page = OthersPage(seats.next_seat(self.root).label)
        page.wanted.connect(self._begin_other)
        page.back.connect(self._program.show_login)
        self._program.cover_login(page)

    def _begin_other(self, label: str) -> None:
        self._new_label = label
        self._program.switch(seats.next_seat(self.root).folder)

    def _other_seat(self, folder: str) -> None:
        if Path(folder) != self._program.folder:
            self._program.switch(Path(folder))

    def _practise(self) -> None:
        self._program.practise(self._program.folder / command_line.PRACTICE_FOLDER, "petugas")

    def _by_system(self) -> None:
        folder, clock = self._program.folder, self._program.clock
        self._program.open(lambda _progress: system_unlock.open_by_system(folder, clock=clock), self._refused)

    def _refused(self, error: KnownError) -> None:
        if self.login is not None:
            self.login.refused(error)
            if error.code in ("E-PASSWORD", "E-WAIT"):
                self.login.hold(*unlocking.waiting(self._program.folder, self._program.clock))


def _offered(folder: Path) -> str:
    """What the account is called that opens these data, "" where none does."""
    try:
        return system_unlock.account_words() if system_unlock.is_offered(folder) else ""
    except KnownError:
        return ""  # a key file that cannot be read is told when the password is tried
