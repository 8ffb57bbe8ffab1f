"""The lock: after some rest, or by Ctrl+L, Masuk lies over the pages, which stay as they are underneath."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from kampungkb_desktop.actions import unlocking
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.desk import Desk
from kampungkb_desktop.ui.idle import IdleWatch
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.login import LoginPage


class Lock(QObject):
    """Belongs to one open desk. The password is tried as at the first opening, also after a new start: the computer's
    account does not open what was locked. ``others_wanted``: somebody else wants to work here."""

    others_wanted = Signal()

    def __init__(self, window: MainWindow, desk: Desk, folder: Path) -> None:
        super().__init__(window)
        self.window, self.desk, self.folder = window, desk, folder
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        self.watch = IdleWatch(app, desk.minutes)
        self.watch.idle.connect(self.lock)
        desk.lock_minutes.connect(self._patience)

    def lock(self) -> None:
        """Keep what was typed and cover everything, under an open dialog too: it shows no more than its question."""
        if self.window.covered():
            return
        practice = self.desk.session.practice
        hint = "Kata sandi data latihan: latihan" if practice else ""
        login = LoginPage(
            lambda password: self._try(login, password),
            who=self.desk.who,
            practice=practice,
            locked=True,
            recovery=False,
            others=not practice,
            hint=hint,
        )
        login.others_wanted.connect(self.others_wanted)
        login.hold(*unlocking.waiting(self.folder, self.desk.session.clock))
        self.window.cover(login)
        self.window.leave()  # after it is covered: what cannot be kept must not ask before the lock is there
        self.desk.beside.cover()
        if not practice:
            run(self, lambda _p: unlocking.note_lock(self.folder, locked=True), done=lambda _nothing: None)

    def forget(self) -> None:
        """The desk is closed: stop watching."""
        self.watch.deleteLater()
        self.deleteLater()

    def _try(self, login: LoginPage, password: str) -> None:
        def check(_progress: Progress) -> None:
            unlocking.check_password(self.desk.session, password)

        def right(_nothing: None) -> None:
            login.opened()
            self.window.uncover()
            self.desk.beside.uncover()

        def refused(error: KnownError) -> None:
            login.refused(error)
            login.hold(*unlocking.waiting(self.folder, self.desk.session.clock))

        run(login, check, done=right, failed=refused)

    def _patience(self, minutes: float) -> None:
        self.watch.minutes = minutes
