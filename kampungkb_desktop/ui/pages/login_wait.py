"""The seconds that wrong passwords have to wait, counted down before the person's eyes. How many they are is not
decided here."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal


class Patience(QObject):
    """``changed(seconds)`` at the beginning and every second; 0 when the wait is over."""

    changed = Signal(int)

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self.left = 0
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self.step)

    def begin(self, seconds: int) -> None:
        """Wait so long from now on."""
        self.left = seconds
        self._tick.start()
        self.changed.emit(self.left)

    def step(self) -> None:
        """A second has gone by."""
        self.left = max(0, self.left - 1)
        if not self.left:
            self._tick.stop()
        self.changed.emit(self.left)
