"""Sheets of which one is shown, and which together ask for no more room than that one: Qt's own asks for what the
largest of all needs, and a list then scrolls for the sake of a form nobody looks at."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class Stack(QStackedWidget):
    """As Qt's, but for the room."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self._changed)

    def minimumSizeHint(self) -> QSize:
        sheet = self.currentWidget()
        return sheet.minimumSizeHint().expandedTo(sheet.minimumSize()) if sheet is not None else QSize()

    def _changed(self, _at: int) -> None:
        self.updateGeometry()
