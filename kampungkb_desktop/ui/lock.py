"""The lock: after some rest, or by Ctrl+L, Masuk lies over the pages, which stay as they are underneath."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.store import vault
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.desk import Desk
from kampungkb_desktop.ui.idle import IdleWatch
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.login import LoginPage


class Lock(QObject):
    """Belongs to one open desk. The password is tried against the key file, as at the first opening."""

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
        self.window.leave()
        practice = self.desk.session.practice
        hint = "Kata sandi data latihan: latihan" if practice else ""
        login = LoginPage(
            lambda password: self._try(login, password),
            who=self.desk.who,
            practice=practice,
            locked=True,
            recovery=False,
            hint=hint,
        )
        self.window.cover(login)

    def forget(self) -> None:
        """The desk is closed: stop watching."""
        self.watch.deleteLater()
        self.deleteLater()

    def _try(self, login: LoginPage, password: str) -> None:
        def check(_progress: Progress) -> None:
            vault.unlock(self.folder / vault.KEYS_NAME, password)

        def right(_nothing: None) -> None:
            login.opened()
            self.window.uncover()

        run(login, check, done=right, failed=login.refused)

    def _patience(self, minutes: float) -> None:
        self.watch.minutes = minutes
