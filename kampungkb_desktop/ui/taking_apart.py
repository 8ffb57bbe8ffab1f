"""Takes a page that nobody will see again apart, a few widgets at a time between the turns of the event loop, and waits
while somebody types or moves: deleting it whole would hold the window for a tenth of a second and more.

What is taken apart must be hidden, out of its stack and without work under way.
"""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from shiboken6 import isValid

from kampungkb_desktop.ui.idle import INPUT
from kampungkb_desktop.ui.stack import Stack

SLICE = 0.004
"""Seconds of one turn; a frame has sixteen."""
STEP_MS = 20
PAUSE_MS = 600
"""How long after a key or a move of the mouse it goes on."""
_ROOMS = (QWidget, QFrame, QScrollArea)
"""Qt's own classes whose children are the page's and not their own business: these are taken apart from within. A table
or a box to choose from goes whole."""


class TakingApart(QObject):
    """One page after the other; ``over()`` when nothing is left."""

    over = Signal()

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._waiting: list[QWidget] = []
        self._parts: Iterator[QWidget] | None = None
        self._listens: QWindow | None = None
        self._timer = QTimer(self, interval=STEP_MS, singleShot=True)
        self._timer.timeout.connect(self._turn)

    @property
    def busy(self) -> bool:
        """Whether something is left to be taken apart."""
        return bool(self._waiting) or self._parts is not None

    def take(self, page: QWidget) -> None:
        """This one, when its turn comes. Nothing in it is called any more from then on."""
        self._waiting.append(page)
        self._listen(self._owner.window().windowHandle())
        self._timer.start(STEP_MS)

    def finish(self) -> None:
        """All that is left, at once."""
        while self.busy:
            self.step(None)

    def step(self, seconds: float | None = SLICE) -> None:
        """So long, or one page to its end."""
        if self._parts is None and self._waiting:
            page = self._waiting.pop(0)
            for timer in page.findChildren(QTimer) if isValid(page) else ():
                timer.stop()
            self._parts = _parts(page)
        until = None if seconds is None else perf_counter() + seconds
        for part in self._parts or ():
            _end(part)
            if until is not None and perf_counter() > until:
                return
        self._parts = None
        if not self.busy:
            self._listen(None)
            self.over.emit()

    def _turn(self) -> None:
        self.step()
        if self.busy:
            self._timer.start(STEP_MS)

    # --- whoever types comes first

    def _listen(self, window: QWindow | None) -> None:
        if self._listens is not None and isValid(self._listens):
            self._listens.removeEventFilter(self)
        self._listens = window
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in INPUT and self.busy:
            self._timer.start(PAUSE_MS)
        return False


def _parts(widget: QWidget) -> Iterator[QWidget]:
    """What is in it, from within, and itself as the last."""
    if not isValid(widget):
        return
    widget.blockSignals(True)  # noqa: FBT003  Qt's own signature
    if _is_room(widget):
        if (layout := widget.layout()) is not None:
            layout.setEnabled(False)  # it would give new room to those left after each that goes
        inside = widget.widget() if isinstance(widget, QScrollArea) else widget
        only = Qt.FindChildOption.FindDirectChildrenOnly
        if inside is not None and inside is not widget:
            yield from _parts(inside)
        elif inside is not None:
            for child in inside.findChildren(QWidget, options=only):
                yield from _parts(child)
    yield widget


def _is_room(widget: QWidget) -> bool:
    """Whether its children are no business of Qt's own code."""
    own = next((one for one in type(widget).__mro__ if one.__module__.startswith("PySide6")), QWidget)
    return own in _ROOMS or isinstance(widget, Stack)


def _end(part: QWidget) -> None:
    """Delete it, and let go of what it held: most of a page's memory is freed with it and not by the collector."""
    if isValid(part):
        part.blockSignals(True)  # noqa: FBT003  Qt's own signature
        held = getattr(part, "__dict__", None)
        part.deleteLater()
        QCoreApplication.sendPostedEvents(part, QEvent.Type.DeferredDelete.value)
        if held is not None:
            held.clear()
