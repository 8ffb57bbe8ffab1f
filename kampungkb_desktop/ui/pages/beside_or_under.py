"""A list with what is told of its line: beside it where there is room, under it where there is not."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from kampungkb_desktop.ui.look import tokens

ROOM_FOR_BOTH = 1000
"""So wide, at 100 %, must the place be for the panel to stand beside the list."""
_LARGEST_SHARE = 0.4
"""Of the height, however large the text is: the list comes first."""
_UNBOUNDED = 16_777_215
"""Qt's own largest size."""


class BesideOrUnder(QWidget):
    """``panel`` is ``width`` wide beside ``main``, or ``height`` high under it, in pixels at 100 %."""

    def __init__(self, main: QWidget, panel: QWidget, *, width: int, height: int) -> None:
        super().__init__()
        self._panel, self._size = panel, (width, height)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(tokens().px(14))
        self._box.addWidget(main, 1)
        self._box.addWidget(panel)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= tokens().px(ROOM_FOR_BOTH)
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        width, height = (tokens().px(one) for one in self._size)
        height = min(height, round(event.size().height() * _LARGEST_SHARE))
        self._panel.setMinimumSize(width if beside else 0, 0 if beside else height)
        self._panel.setMaximumSize(width if beside else _UNBOUNDED, _UNBOUNDED if beside else height)
