"""Two cards beside each other where there is room, one under the other where there is not."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from kampungkb_desktop.ui.look import tokens

ROOM_FOR_TWO = 860
"""So wide, at 100 %, must the place be for two cards."""


class SideBySide(QWidget):
    """Never asks for the width of both, so that it can be made narrow."""

    def __init__(self, left: QWidget, right: QWidget) -> None:
        super().__init__()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(tokens().px(14))
        self._box.addWidget(left, 1)
        self._box.addWidget(right, 1)

    def minimumSizeHint(self) -> QSize:
        under = self._box.direction() == QBoxLayout.Direction.TopToBottom
        words = self._box.minimumHeightForWidth(self.width()) if under else 0
        return QSize(tokens().px(300), max(super().minimumSizeHint().height(), words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = event.size().width() >= tokens().px(ROOM_FOR_TWO)
        wanted = QBoxLayout.Direction.LeftToRight if room else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)
            self.updateGeometry()
