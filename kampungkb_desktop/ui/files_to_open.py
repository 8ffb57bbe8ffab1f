"""Files somebody opened with a double click: they wait for the password, and go to the screen that takes them.

The first window over a data folder hears of files that a second start hands over (``base.hand_over``).
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import IO

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from kampungkb_desktop.base import hand_over
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.store import lock
from kampungkb_desktop.ui.main_window import MainWindow

LOOK_MS = 500
UPDATE = ".kkbu"
EXCHANGE, SETTINGS, DATA_TAB = "kirim-terima", "pengaturan", "data"


def window_lock(folder: Path) -> IO[bytes] | None:
    """The lock of the window that hears of files, ``None`` where another window has it or there is no folder yet."""
    if not folder.is_dir():
        return None
    try:
        return lock.take(folder, lock.WINDOW_LOCK_NAME)
    except KnownError:
        return None


def handed_over(folder: Path, files: Sequence[Path]) -> bool:
    """Whether a window over these data took the files; this start may end then."""
    held = window_lock(folder)
    if held is not None or not folder.is_dir():
        if held is not None:
            held.close()
        return False
    if sys.platform == "win32":  # or the system would not let the other window come to the front
        ctypes.windll.user32.AllowSetForegroundWindow(-1)
    return hand_over.leave(folder, files)


class FilesToOpen(QObject):
    """``wanted`` are the files that were not shown yet. Lives as long as the window."""

    def __init__(self, window: MainWindow, root: Path, files: Sequence[Path] = ()) -> None:
        super().__init__(window)
        self._window, self._root = window, root
        self.wanted = list(files)
        self._lock = window_lock(root)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        window.uncovered.connect(self.offer)

    def look(self) -> None:
        """Take what another start left for us."""
        if self._lock is None:
            self._lock = window_lock(self._root)
        elif (self._root / hand_over.FOLDER).exists() and (came := hand_over.take(self._root)):
            self.wanted += [one for one in came if one not in self.wanted]
            self._to_the_front()
            if self._window.covered():
                return
        self.offer()

    def offer(self) -> None:
        """Show what waits, once the pages are there and nothing lies over them."""
        if not self.wanted or self._window.covered() or QApplication.activeModalWidget() is not None:
            return
        if not self._window.current_key:
            return
        files, self.wanted = self.wanted, []
        updates = [one for one in files if one.suffix.lower() == UPDATE]
        sent = [one for one in files if one not in updates]
        if updates and not self._window.go(SETTINGS, f"{DATA_TAB}/{updates[-1]}"):
            self._later(updates)
        if sent and self._window.go(EXCHANGE) and (page := self._window.page(EXCHANGE)) is not None:
            page.take_files(sent)
        elif sent:
            self._later(sent)

    def _later(self, files: Sequence[Path]) -> None:
        """The page one is on does not let go yet."""
        self._window.say("Berkas yang dibuka belum ditampilkan.", "Tampilkan", partial(self._again, files))

    def _again(self, files: Sequence[Path]) -> None:
        self.wanted += files
        self.offer()

    def _to_the_front(self) -> None:
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def end(self) -> None:
        """The window is closed: let another one hear."""
        self._timer.stop()
        if self._lock is not None:
            self._lock.close()
            self._lock = None
