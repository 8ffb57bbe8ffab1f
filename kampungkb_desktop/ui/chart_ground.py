"""What everything drawn shares, that a screen reader calls it a picture; and what every chart does beside: a name, a
smooth painter, and how words stand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.theme import text_font

LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
MIDDLE = int(Qt.AlignmentFlag.AlignCenter)


class Picture(QLabel):
    """Something drawn, told by its name. A label with a picture is what Qt calls a graphic to screen readers; an
    interface of our own would say so too, but ended the program under a real one."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        nothing = QPixmap(1, 1)
        nothing.fill(Qt.GlobalColor.transparent)
        self.setPixmap(nothing)
        self.setAccessibleName(name)


class Chart(Picture):
    """As wide as it may be and as high as its content asks; its figures are its description."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def painter(self) -> QPainter:
        """A painter ready for smooth shapes and small words."""
        made = QPainter(self)
        made.setRenderHint(QPainter.RenderHint.Antialiasing)
        made.setFont(text_font(12))
        made.setPen(QColor(tokens().ink))
        return made
