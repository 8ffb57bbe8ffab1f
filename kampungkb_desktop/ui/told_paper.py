"""What a screen reader finds where paper is shown: a picture with a name, whose description is the words of the page.

Qt tells what scrolls as nothing in particular, so the keys stand on this picture over it; all of them but its own go on
to what it lies over.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractScrollArea
from shiboken6 import isValid

from kampungkb_desktop.ui.chart_ground import Picture


class ToldPaper(Picture):
    """As large as what ``view`` shows, and nothing of it is seen. ``entered`` when the keys come."""

    entered = Signal()

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__("Pratinjau", view.viewport())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._ground = view.viewport()
        self._ground.installEventFilter(self)
        view.setFocusProxy(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._ground.rect())
        return super().eventFilter(watched, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring()
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring()

    def _ring(self) -> None:
        """It is drawn by what lies under this."""
        if isValid(self._ground):  # the keys also leave what is being taken apart
            self._ground.update()
