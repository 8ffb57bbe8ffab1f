"""Notices that the laptop's clock was turned far back or far ahead while one works, and says so once, in a sentence.
Whether a clock is right at the start says the health light."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from kampungkb_desktop.actions.health import CLOCK_SETTING
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import day_of, jumped
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.ui.health_card import follow
from kampungkb_desktop.ui.main_window import MainWindow

EVERY_MS = 20_000


class ClockWatch(QObject):
    """Compares the clock with the time that has really gone by. ``look`` is done at once after a jump, so that the
    light at the foot follows."""

    def __init__(self, owner: QObject, window: MainWindow, session: Session, look: Callable[[], None]) -> None:
        super().__init__(owner)
        self._window, self._session, self._look = window, session, look
        self._at, self._passed, self._untold = session.clock(), QElapsedTimer(), ""
        self._passed.start()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.beat)
        self._timer.start()

    def beat(self) -> None:
        """Compare once. What happens while the window is locked is told when it is open again."""
        before, self._at = self._at, self._session.clock()
        if jumped(before, self._at, self._passed.restart()):
            self._untold = words(before, self._at)
            self._look()
        if self._untold and not self._window.covered():
            self._window.say(self._untold, CLOCK_SETTING.words, self._open)
            self._untold = ""

    def _open(self) -> None:
        follow(CLOCK_SETTING, self._window.go)


def words(before: int, now: int) -> str:
    """What a person reads of a clock that was turned; short enough for the line of a small screen."""
    return f"Jam laptop melompat dari {long_date(day_of(before))} ke {long_date(day_of(now))}. Isian Anda aman."
