"""The classes of a Kampung KB as a road, with the village on it and the nearest missing step in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF

from kampungkb_desktop.ui.chart_ground import MIDDLE, Chart
from kampungkb_desktop.ui.icons import pixmap
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.theme import text_font


class ClassProgress(Chart):
    """The classes of a Kampung KB as a road with the village on it: where it stands and how far the next
    one is.

    ``steps`` are the class names from lowest; ``reached`` is the index of the present one, -1 before any;
    ``part`` is how much of the way to the next is done, 0 to 1.
    """

    def __init__(self, steps: Sequence[str], reached: int = -1, part: float = 0.0, note: str = "") -> None:
        super().__init__("Klasifikasi Kampung KB")
        self.steps, self.reached, self.part, self.note = tuple(steps), reached, part, note
        self.show_reached(reached, part, note)

    def show_reached(self, reached: int, part: float, note: str = "") -> None:
        """Move the village."""
        self.reached, self.part, self.note = reached, max(0.0, min(1.0, part)), note
        now = self.steps[reached] if 0 <= reached < len(self.steps) else "belum terklasifikasi"
        self.setAccessibleDescription(f"Sekarang {now}. {note}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = tokens()
        return QSize(look.px(360), look.px(74 if self.note else 52))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = tokens(), self.painter()
        count = len(self.steps)
        margin, y = look.px(44), look.px(16)
        gap = (self.width() - margin * 2) / max(1, count - 1)
        line = QRectF(margin, y - 2, gap * (count - 1), 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.line))
        painter.drawRoundedRect(line, 2, 2)
        way = min(float(count - 1), max(0.0, self.reached + (self.part if self.reached < count - 1 else 0)))
        painter.setBrush(QColor(look.accent))
        painter.drawRoundedRect(QRectF(line.x(), line.y(), gap * way, 4), 2, 2)
        for place in range(count):
            self._stop(painter, place, margin + gap * place, y, gap)
        if 0 <= self.reached < count - 1 and self.part > 0:
            self._flag(painter, margin + gap * way, y)
        if self.note:
            painter.setFont(text_font(12))
            painter.setPen(QColor(look.ink_soft))
            words = painter.fontMetrics().elidedText(self.note, Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(QRectF(0, look.px(50), self.width(), look.px(20)), MIDDLE, words)
        painter.end()

    def _stop(self, painter: QPainter, place: int, x: float, y: float, gap: float) -> None:
        """One class: a ticked dot where it is reached, its name below."""
        look, dot = tokens(), tokens().px(9)
        done, here = place <= self.reached, place == self.reached
        painter.setPen(QPen(QColor(look.accent if done else look.line_strong), 2))
        painter.setBrush(QColor(look.accent if done else look.surface))
        painter.drawEllipse(QPointF(x, y), dot, dot)
        if done:
            side = look.px(12)
            tick = pixmap("check", look.on_accent, side, self.devicePixelRatioF())
            painter.drawPixmap(round(x - side / 2), round(y - side / 2), tick)
        painter.setFont(text_font(12, bold=here))
        painter.setPen(QColor(look.ink if here else look.ink_soft))
        painter.drawText(QRectF(x - gap / 2 - 20, y + dot + 3, gap + 40, look.px(18)), MIDDLE, self.steps[place])

    def _flag(self, painter: QPainter, x: float, y: float) -> None:
        """A small pointer over the road where the village is between two classes."""
        size = tokens().px(5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().accent_ink))
        painter.drawPolygon(
            QPolygonF([QPointF(x - size, y - size * 2.4), QPointF(x + size, y - size * 2.4), QPointF(x, y - 3)])
        )
