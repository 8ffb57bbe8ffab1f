"""What the window does between its screens: Mulai, Masuk, the lock, practice data, and the change of data folder.

``app`` paints first and then hands over to this; the pages themselves are ``desk``'s.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions import trail
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import command_line
from kampungkb_desktop.base.clock import Clock
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.log import log_to, logger
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.ui.background import Job, cancel_network, run
from kampungkb_desktop.ui.change_over import ChangeOver
from kampungkb_desktop.ui.desk import Desk, Opening, opening
from kampungkb_desktop.ui.dialogs import confirm
from kampungkb_desktop.ui.greeting import Greeter
from kampungkb_desktop.ui.help_key import HelpKey
from kampungkb_desktop.ui.learning import Learning
from kampungkb_desktop.ui.lock import Lock
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.login import LoginPage
from kampungkb_desktop.ui.pages.welcome_waiting import WaitingPage
from kampungkb_desktop.ui.read_ahead import read_map
from kampungkb_desktop.ui.speech import as_here
from kampungkb_desktop.ui.told_help import tell_help

if TYPE_CHECKING:
    from kampungkb_desktop.ui.first_run import Beginning

Open = Callable[[Progress], Session]
_INVENTED = {
    "petugas": "Desa dan keluarga rekaan untuk dicoba; tidak ada orang sungguhan.",
    DISTRICT: "Satu kabupaten rekaan untuk dicoba; tidak ada orang sungguhan.",
}
_UNWRITTEN = (
    "Kode pemulihan belum dicatat. Tetap tutup?",
    "Kode ini tidak tampil lagi. Beranda mengingatkan sampai lembar pemulihan dibuat.",
    "&Tutup tanpa mencatat",
)


def _opening(work: Open, progress: Progress) -> Opening:
    return opening(work(progress))


class Program(QObject):
    """``desk`` is there while a session is open. Everything slow runs on the worker, under a screen that says so.
    ``key`` is being derived already where nobody has to type the password. ``root`` is the folder of the first officer
    where ``folder`` is another one's."""

    def __init__(
        self, window: MainWindow, folder: Path, *, clock: Clock, key: Future[bytes] | None = None,
        root: Path | None = None,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self.window, self.folder, self.clock = window, folder, clock
        self.desk: Desk | None = None
        self._lock: Lock | None = None
        self.help, self.changes = HelpKey(window), ChangeOver(self, self)
        self.greeter, self.learning = Greeter(self, self, root or folder), Learning(self, self)
        self._pending: Opening | None = None
        self._say_plainly: Callable[[], object] = list
        self._home: Path | None = None
        self._beginning: Beginning | None = None
        self._key = key if sessions.state(folder) == "ready" else None
        window.closing = self.may_close

    def begin(self, login: LoginPage | None, *, demo: bool, password_file: Path | None) -> None:
        """Take over after the first paint: Masuk stands already (``login``), or whatever the folder asks for."""
        if login is not None:
            self.greeter.greet(login)
        elif demo or command_line.is_practice(self.folder):
            self.open_practice()
        elif sessions.state(self.folder) == "empty":
            self.show_welcome()
        else:
            self.open_shown(lambda _progress: self._by_password(command_line.password_of(password_file) or ""))
        if self._beginning is not None:
            read_map(self)
        elif login is not None:
            run(self, lambda _progress: regions.load(), done=lambda _map: None)  # while somebody types

    def end(self) -> None:
        """Close the session and let the next start in."""
        opened = self.desk or self._pending
        cancel_network()
        if self.desk is not None:
            self.desk.beside.end()
            self.desk.deleteLater()  # its timers must not ask a closed database
        if opened is not None:
            sessions.close(opened.session)
        self._say_plainly()
        self.desk = self._pending = None
        if self._lock is not None:
            self._lock.forget()
            self._lock = None

    # --- Masuk

    def show_login(self) -> None:
        """Ask for the password of the folder."""
        self.greeter.show()

    def cover_login(self, page: QWidget) -> None:
        """Show another page instead of Masuk."""
        self.greeter.aside()
        self.window.cover(page)

    def unlock(self, password: str) -> None:
        """Try a password that was typed before the program stood."""
        self.greeter.unlock(password)

    def _by_password(self, password: str) -> Session:
        key, self._key = self._key, None  # for the first try only
        if key is not None:
            return sessions.open_unlocked(self.folder, key.result(), clock=self.clock)
        return sessions.open_session(self.folder, password, clock=self.clock)

    # --- Mulai
    def show_welcome(self) -> None:
        """The first run: what is chosen decides the folder that is opened."""
        from kampungkb_desktop.ui.first_run import Beginning  # noqa: PLC0415  start-up time: seen once

        self._beginning = Beginning(
            self.folder, self.clock, practise=self.practise, made=self._made, noted=self._begin_work
        )
        page = self._beginning.page
        page.copy_wanted.connect(self.greeter.doors.show_copies)
        page.may_leave(self.greeter.can_go_back())
        page.left.connect(self.greeter.go_back)
        self.window.cover(page)

    def practise(self, folder: Path, role: str) -> None:
        """Open the practice data of a folder, after making them where there are none."""
        self._home, self.folder = self.folder, folder
        self.open_practice(role)

    def _given_up(self) -> None:
        """Batal while practice data were being made: back to where one came from."""
        if self._home is None:
            self.window.close()
        else:
            self.switch(self._home)

    def _made(self, folder: Path, made: Opening) -> None:
        self.folder, self._pending = folder, made

    def _begin_work(self) -> None:
        assert self._pending is not None
        opened, self._pending = self._pending, None
        self._opened(opened)

    def may_close(self) -> bool:
        """Ask before the window closes over a recovery code that nobody wrote down."""
        return self._pending is None or confirm(self.window, *_UNWRITTEN)

    # --- practice data and other folders

    def open_practice(self, role: str = "petugas") -> None:
        """Open the practice data of this folder, after making them where there are none."""
        if sessions.state(self.folder) == "ready":
            password = command_line.PRACTICE_PASSWORD
            self.open_shown(lambda _p: self._by_password(password))
            return

        def make(progress: Progress) -> Session:
            from kampungkb_desktop.actions import practice  # noqa: PLC0415  start-up time: made once, then opened

            return practice.create(self.folder, role=role, clock=self.clock, progress=progress)

        self.open_shown(make, "Menyiapkan data contoh", _INVENTED[role], cancelled=self._given_up)

    def switch(self, folder: Path) -> None:
        """Close these data and go on with those of another folder."""
        if not self.window.leave():
            return
        office = self.desk is not None and self.desk.session.role == DISTRICT
        self.end()
        self.window.clear()
        self._home, self.folder = self.folder, folder
        if command_line.is_practice(folder) or folder.name == command_line.PRACTICE_FOLDER:
            self.open_practice(DISTRICT if office else "petugas")  # made first, where there is none yet
        elif sessions.state(folder) == "ready":
            self.show_login()
        else:
            self.show_welcome()

    def change_person(self) -> None:
        """Close these data, once the work under way has come to an end, and ask whose come next."""
        run(self, lambda _progress: None, done=lambda _nothing: self.switch(self.folder))

    def open_shown(
        self, work: Open, title: str = "Membuka data…", words: str = "Sebentar lagi siap.", *,
        cancelled: Callable[[], object] | None = None, then: Callable[[], object] | None = None,
    ) -> None:  # fmt: skip
        """Open under a screen that follows the work and offers to try again after a refusal. Batal only where
        something is ``cancelled`` by it; ``then`` is done once the pages stand."""

        def again() -> None:
            self.open_shown(work, title, words, cancelled=cancelled, then=then)

        page = WaitingPage(title, words, again=again, end=self.window.close)
        self.window.cover(page)
        page.follow(self.open(work, page.refused, cancelled, then), stoppable=cancelled is not None)

    def open(
        self,
        work: Open,
        failed: Callable[[KnownError], object],
        cancelled: Callable[[], object] | None = None,
        then: Callable[[], object] | None = None,
    ) -> Job:
        """Open on the worker; ``failed`` hears of a refusal, ``then`` is done once the pages stand."""

        def done(opened: Opening) -> None:
            self._opened(opened)
            if then is not None:
                then()

        text = "Membuka data" if cancelled is None else "Menyiapkan"
        work_on = partial(_opening, work)
        return run(self, work_on, done=done, failed=failed, cancelled=cancelled, text=text)

    def _opened(self, opened: Opening) -> None:
        if not opened.session.practice:
            self.greeter.opened(self.folder)
        log_to(self.folder)
        logger.info("data dibuka, latihan=%s", opened.session.practice)
        trail.note(opened.session, trail.OPENED)
        self._say_plainly = as_here(opened.session)
        self.desk = Desk(self.window, opened)
        self.desk.folder_wanted.connect(lambda folder: self.switch(Path(folder)))
        self.desk.restore_wanted.connect(self.changes.bring_back)
        self.desk.server_wanted.connect(self.changes.go_to_server)
        self._lock = Lock(self.window, self.desk, self.folder)
        self._lock.others_wanted.connect(self.change_person)
        self.desk.show_pages()
        self.window.uncover()
        tell_help(self.window, opened.session)
        self.learning.opened(opened.session)

    def lock(self) -> None:
        """Ctrl+L."""
        if self._lock is not None:
            self._lock.lock()
