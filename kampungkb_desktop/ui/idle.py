"""Notices that nobody has touched keys or mouse for some minutes, for the lock. It listens at the window's door, where
only input passes, not at the application's, where every paint would."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.clock import Clock

STEP_SECONDS = 5
INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)
"""What comes from keys, mouse, pen or finger."""


class IdleWatch(QObject):
    """``idle()`` once after ``minutes`` without input; it begins to count again at the next input. 0 never. A laptop
    that slept so long with its lid closed was not used either, whoever opened it; a clock set ahead looks the same."""

    idle = Signal()

    def __init__(self, app: QGuiApplication, minutes: float, clock: Clock = clocks.now) -> None:
        super().__init__(app)
        self.minutes = minutes
        self._clock, self._at = clock, clock()
        self._touched, self._rest, self._told = False, 0, False
        app.focusWindowChanged.connect(self._attach)
        self._attach(app.focusWindow())
        self._timer = QTimer(self, interval=STEP_SECONDS * 1000)
        self._timer.timeout.connect(self.step)
        self._timer.start()

    def step(self) -> None:
        """Count one step of rest, or begin again."""
        before, self._at = self._at, self._clock()
        if 0 < self.minutes * 60_000 <= self._at - before:
            self._touched, self._told, self._rest = False, True, 0
            self.idle.emit()
        elif self._touched:
            self._touched, self._told, self._rest = False, False, 0
        else:
            self._count()

    def _count(self) -> None:
        self._rest += STEP_SECONDS
        if 0 < self.minutes * 60 <= self._rest and not self._told:
            self._told = True
            self.idle.emit()

    def _attach(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in INPUT:
            self._touched = True
        return False
