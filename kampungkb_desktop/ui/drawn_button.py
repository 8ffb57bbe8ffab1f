"""A button that draws itself: Enter presses it like Space, the pointer and the focus are seen at once."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton

from kampungkb_desktop.ui.look import tokens


class DrawnButton(QAbstractButton):
    """What its children draw with: a quiet ground for lines, an edge for cards."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # drawn anew when the pointer comes or goes

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def draw_ground(self, painter: QPainter) -> None:
        """Nothing, until the pointer or the focus is on it."""
        if self.hasFocus() or self.underMouse():
            look = tokens()
            painter.setPen(QPen(QColor(look.accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.hover))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), look.px(6), look.px(6))

    def draw_card(self, painter: QPainter, *, hot: bool) -> None:
        """A card with its edge; ``hot`` when the pointer is on it and a click does something."""
        look = tokens()
        edge = look.accent if self.hasFocus() or self.isDown() else look.line_strong if hot else look.line
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(look.hover if hot else look.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), look.px(8), look.px(8))
