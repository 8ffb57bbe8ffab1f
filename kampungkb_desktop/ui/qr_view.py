"""A QR code on the screen: black on white in any theme, squares of whole pixels, and the quiet zone readers ask for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent

from kampungkb_desktop.ui.chart_ground import Picture
from kampungkb_desktop.ui.look import tokens

QUIET = 4


class QrView(Picture):
    """``side`` is the least width in pixels at 100 %; each square is as many whole pixels as fit."""

    def __init__(self, squares: Sequence[Sequence[bool]], side: int, name: str) -> None:
        super().__init__(name)
        self.squares = squares
        step = max(2, tokens().px(side) // (len(squares) + 2 * QUIET))
        self._side = step * (len(squares) + 2 * QUIET)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        step = self._side / (len(self.squares) + 2 * QUIET)
        for down, line in enumerate(self.squares):
            for along, dark in enumerate(line):
                if dark:
                    box = QRectF((along + QUIET) * step, (down + QUIET) * step, step, step)
                    painter.fillRect(box, QColor("black"))
        painter.end()
