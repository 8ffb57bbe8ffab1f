"""What of a page is not in sight at once is built after its first paint, a step at a time while nothing else is to do,
and at once before the first key: a page is seen sooner, and nobody meets half of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

STEP_MS = 5
"""Between two steps: keys and paint come first."""
UNSEEN_MS = 100
"""What is shown and has no room to be painted in is built all the same."""


class AfterPaint(QObject):
    """``step`` builds a piece and says whether there was one; ``done`` comes after the last. It begins when ``seen`` is
    painted, waits while ``seen`` is hidden, and ``begin`` starts it anew."""

    def __init__(self, seen: QWidget, step: Callable[[], bool], done: Callable[[], object] | None = None) -> None:
        super().__init__(seen)
        self._seen, self._step_on, self._done = seen, step, done
        self.whole = self._waits = False
        self._door: QWindow | None = None
        self._timer = QTimer(self, interval=STEP_MS, singleShot=True)
        self._timer.timeout.connect(self._step)
        seen.installEventFilter(self)

    def begin(self) -> None:
        """There is more to build again: after the next paint."""
        self.whole = False
        self._seen.update()
        if self._seen.isVisible():
            QTimer.singleShot(UNSEEN_MS, self, self._painted)

    def growing(self) -> bool:
        """Whether somebody looks at it and more is to come."""
        return not self.whole and self._seen.isVisible()

    def finish(self) -> None:
        """All that still waits, now."""
        while not self.whole:
            self._grow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if self.whole:
            return False
        if watched is self._door:
            if kind == QEvent.Type.KeyPress and self._seen.isVisible():
                self.finish()
        elif kind == QEvent.Type.Show:
            QTimer.singleShot(UNSEEN_MS, self, self._painted)
        elif kind == QEvent.Type.Paint and not self._timer.isActive() and not self._waits:
            self._waits = True
            QTimer.singleShot(0, self, self._painted)  # a paint that takes long is over by then
        return False

    def _painted(self) -> None:
        self._waits = False
        if not self.whole and self._seen.isVisible() and not self._timer.isActive():
            self._timer.start()
            self._listen()

    def _step(self) -> None:
        if self._seen.isVisible() and not self.whole:
            self._grow()
            if not self.whole:
                self._timer.start()

    def _grow(self) -> None:
        if self._step_on():
            return
        self.whole = True
        self._timer.stop()
        if self._door is not None and isValid(self._door):  # a page moves into another window, and the first ends
            self._door.removeEventFilter(self)
        self._door = None
        if self._done is not None:
            self._done()

    def _listen(self) -> None:
        """At the window's door, where a key passes before it is anybody's."""
        door = cast("QWindow | None", self._seen.window().windowHandle())  # the stub forgets that there may be none
        if door is not None and door is not self._door:
            door.installEventFilter(self)
            self._door = door
