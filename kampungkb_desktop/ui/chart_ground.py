"""What every drawn chart shares: a name for screen readers, a smooth painter, and how words stand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.theme import text_font

LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
MIDDLE = int(Qt.AlignmentFlag.AlignCenter)


class Chart(QWidget):
    """A picture as wide as it may be and as high as its content asks."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def painter(self) -> QPainter:
        """A painter ready for smooth shapes and small words."""
        made = QPainter(self)
        made.setRenderHint(QPainter.RenderHint.Antialiasing)
        made.setFont(text_font(12))
        made.setPen(QColor(tokens().ink))
        return made
