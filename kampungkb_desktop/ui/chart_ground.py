"""What every drawn chart shares: a name for screen readers, a smooth painter, and how words stand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy

from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.theme import text_font

LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
MIDDLE = int(Qt.AlignmentFlag.AlignCenter)


class Chart(QLabel):
    """A picture as wide as it may be and as high as its content asks. A label with a picture is what Qt calls a graphic
    to screen readers; they read its title, and its figures as the description."""

    def __init__(self, title: str) -> None:
        super().__init__()
        nothing = QPixmap(1, 1)
        nothing.fill(Qt.GlobalColor.transparent)
        self.setPixmap(nothing)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def painter(self) -> QPainter:
        """A painter ready for smooth shapes and small words."""
        made = QPainter(self)
        made.setRenderHint(QPainter.RenderHint.Antialiasing)
        made.setFont(text_font(12))
        made.setPen(QColor(tokens().ink))
        return made
