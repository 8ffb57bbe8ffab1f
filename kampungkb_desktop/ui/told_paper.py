"""What a screen reader finds where paper is shown: a picture with a name, whose description is the words of the page.

Qt tells what scrolls as nothing in particular, so the keys stand on this picture over it; all of them but its own go on
to what it lies over.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractScrollArea
from shiboken6 import isValid

from kampungkb_desktop.ui.chart_ground import Picture


class ToldPaper(Picture):
    """Nothing of it is seen; ``view`` keeps it as large as what it shows. A filter of our own over that ended the
    program when paper came in the place of a button. ``entered`` when the keys come."""

    entered = Signal()

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__("Pratinjau", view.viewport())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._ground = view.viewport()
        view.setFocusProxy(self)

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
