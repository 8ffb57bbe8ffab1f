"""What the window does between its screens: Mulai, Masuk, the lock, practice data, and the change of data folder.

``app`` paints first and then hands over to this; the pages themselves are ``desk``'s.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from kampungkb_desktop.actions import practice, start
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import command_line
from kampungkb_desktop.base.clock import Clock, day_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.log import log_to, logger
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.officer import Office
from kampungkb_desktop.forms.record import DRAFT
from kampungkb_desktop.ui.background import Job, run
from kampungkb_desktop.ui.desk import Desk, Opening, opening
from kampungkb_desktop.ui.dialogs import confirm
from kampungkb_desktop.ui.help_key import HelpKey
from kampungkb_desktop.ui.lock import Lock
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.login import LoginPage
from kampungkb_desktop.ui.pages.login_recovery import RecoveryPage
from kampungkb_desktop.ui.pages.welcome import FirstRun, WelcomePage
from kampungkb_desktop.ui.pages.welcome_steps import Begin
from kampungkb_desktop.ui.pages.welcome_waiting import WaitingPage

Open = Callable[[Progress], Session]

PRACTICE = {
    Begin.SAMPLE_OFFICER: command_line.PRACTICE_FOLDER,
    Begin.SAMPLE_DISTRICT: f"{command_line.PRACTICE_FOLDER}-kabupaten",
    Begin.EMPTY_PRACTICE: f"{command_line.PRACTICE_FOLDER}-kosong",
}
"""Where practice lies beside the real data: three kinds that never mix."""


def office_of(regency: str | None) -> Office | None:
    """The letterhead as far as the map knows it; the rest is filled in at Pengaturan."""
    found = regions.load().region(regency) if regency else None
    if found is None:
        return None
    return Office(regency=found.code, government=f"Pemerintah {found.name}", status=DRAFT)


class Program(QObject):
    """``desk`` is there while a session is open. Everything slow runs on the worker, under a screen that says so."""

    def __init__(self, window: MainWindow, folder: Path, *, clock: Clock) -> None:
        super().__init__(window)
        self.window, self.folder, self.clock = window, folder, clock
        self.desk: Desk | None = None
        self._login: LoginPage | None = None
        self._lock: Lock | None = None
        self.help = HelpKey(window)
        self._pending: Opening | None = None
        window.closing = self.may_close

    def begin(self, login: LoginPage | None, *, demo: bool, password_file: Path | None) -> None:
        """Take over after the first paint: Masuk stands already (``login``), or whatever the folder asks for."""
        if login is not None:
            self._greet(login)
        elif demo or command_line.is_practice(self.folder):
            self.open_practice()
        elif start.state(self.folder) == "empty":
            self.show_welcome()
        else:
            self._open_shown(lambda _progress: self._by_file(password_file))
        run(self, lambda _progress: regions.load().prepare(), done=lambda _nothing: None)

    def end(self) -> None:
        """Close the session and let the next start in."""
        opened = self.desk or self._pending
        if opened is not None:
            sessions.close(opened.session)
        self.desk = self._pending = None
        if self._lock is not None:
            self._lock.forget()
            self._lock = None

    # --- Masuk

    def show_login(self) -> None:
        """Ask for the password of the folder."""
        login = LoginPage(self.unlock)
        self._greet(login)
        self.window.cover(login)

    def _greet(self, login: LoginPage) -> None:
        self._login = login
        login.recovery_wanted.connect(self.show_recovery)

    def show_recovery(self) -> None:
        """Ask for the printed code and a new password."""

        def unlock(code: str, new: str) -> None:
            self._open(
                lambda _progress: sessions.open_by_recovery(self.folder, code, new, clock=self.clock), page.refused
            )

        page = RecoveryPage(unlock)
        page.back.connect(self.show_login)
        self._login = None
        self.window.cover(page)

    def unlock(self, password: str) -> None:
        """Try a password on the worker; Masuk says what came of it."""
        login = self._login
        assert login is not None
        self._open(lambda _progress: sessions.open_session(self.folder, password, clock=self.clock), login.refused)

    def _by_file(self, file: Path | None) -> Session:
        password = command_line.password_of(file)
        assert password is not None
        return sessions.open_session(self.folder, password, clock=self.clock)

    # --- Mulai

    def show_welcome(self) -> None:
        """The first run: what is chosen decides the folder that is opened."""
        existing = [begin for begin in Begin if begin in PRACTICE and start.state(self._practice(begin)) == "ready"]
        page = WelcomePage(today=day_of(self.clock()), existing=existing)
        page.sample_wanted.connect(self._practise)
        page.first_run.connect(lambda answers: self._begin_data(page, answers))
        page.noted.connect(self._begin_work)
        self.window.cover(page)

    def _practice(self, begin: Begin) -> Path:
        return self.folder / PRACTICE[begin]

    def _practise(self, begin: Begin) -> None:
        self.folder = self._practice(begin)
        self.open_practice("kabupaten" if begin is Begin.SAMPLE_DISTRICT else "petugas")

    def _begin_data(self, page: WelcomePage, answers: FirstRun) -> None:
        """Make keys, database and the first records; a refusal comes back to the page with everything still typed."""
        empty = answers.begin is Begin.EMPTY_PRACTICE
        folder = self._practice(answers.begin) if empty else self.folder

        def work(_progress: Progress) -> tuple[Opening, str]:
            started = start.first_run(
                folder,
                practice.PASSWORD if empty else answers.password,
                role=answers.person.role or "petugas",
                person=answers.person,
                villages=answers.villages,
                office=office_of(answers.regency),
                practice=empty,
                clock=self.clock,
            )
            if empty:
                practice.mark(folder)
            return opening(started.session), started.recovery_code

        def done(result: tuple[Opening, str]) -> None:
            self.folder = folder
            self._pending = result[0]
            if empty:
                self._begin_work()
            else:
                page.show_code(result[1])

        page.busy(run(self, work, done=done, failed=page.refused, text="Membuat kunci dan menyandikan data…"))

    def _begin_work(self) -> None:
        assert self._pending is not None
        opened, self._pending = self._pending, None
        self._opened(opened)

    def may_close(self) -> bool:
        """Ask before the window closes over a recovery code that nobody wrote down."""
        if self._pending is None:
            return True
        return confirm(
            self.window,
            "Kode pemulihan belum dicatat. Tetap tutup?",
            "Kode ini tidak akan tampil lagi. Bila kata sandi lupa, data tidak dapat dibuka.",
            "&Tutup tanpa mencatat",
        )

    # --- practice data and other folders

    def open_practice(self, role: str = "petugas") -> None:
        """Open the practice data of this folder, after making them where there are none."""
        if start.state(self.folder) == "ready":
            self._open_shown(lambda _p: sessions.open_session(self.folder, practice.PASSWORD, clock=self.clock))
            return

        def make(progress: Progress) -> Session:
            return practice.create(self.folder, role=role, clock=self.clock, progress=progress)

        self._open_shown(
            make, "Menyiapkan data contoh", "Satu kabupaten rekaan untuk dicoba; tidak ada orang sungguhan."
        )

    def switch(self, folder: Path) -> None:
        """Close these data and go on with those of another folder."""
        if not self.window.leave():
            return
        self.end()
        self.window.clear()
        self.folder = folder
        log_to(folder)
        if command_line.is_practice(folder):
            self.open_practice()
        elif start.state(folder) == "ready":
            self.show_login()
        else:
            self.show_welcome()

    def _open_shown(self, work: Open, title: str = "Membuka data…", words: str = "Sebentar lagi siap.") -> None:
        """Open under a screen that follows the work and offers to try again after a refusal."""
        page = WaitingPage(title, words, again=lambda: self._open_shown(work, title, words), end=self.window.close)
        self.window.cover(page)
        page.follow(self._open(work, page.refused))

    def _open(self, work: Open, failed: Callable[[KnownError], object]) -> Job:
        return run(
            self, lambda progress: opening(work(progress)), done=self._opened, failed=failed, text="Membuka data"
        )

    def _opened(self, opened: Opening) -> None:
        if self._login is not None:
            self._login.opened()
            self._login = None
        logger.info("data dibuka, latihan=%s", opened.session.practice)
        self.desk = Desk(self.window, opened)
        self.desk.folder_wanted.connect(lambda folder: self.switch(Path(folder)))
        self._lock = Lock(self.window, self.desk, self.folder)
        self.desk.show_pages()
        self.window.uncover()

    def lock(self) -> None:
        """Ctrl+L."""
        if self._lock is not None:
            self._lock.lock()
