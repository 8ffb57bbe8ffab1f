"""How the growth chart is painted: the room of the picture, its axes, the WHO lines and a child's points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.chart_ground import LEFT, MIDDLE, RIGHT
from kampungkb_desktop.ui.growth_curves import LINES, UNITS, ChartScale, Curves, Mark
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.theme import text_font

_STROKES: Final = {
    -3: ("bad_ink", Qt.PenStyle.DashDotLine),
    -2: ("warn_ink", Qt.PenStyle.DashLine),
    0: ("ok_ink", Qt.PenStyle.SolidLine),
    2: ("warn_ink", Qt.PenStyle.DashLine),
    3: ("bad_ink", Qt.PenStyle.DashDotLine),
}


class Frame:
    """The room of the picture and how figures become places in it."""

    def __init__(self, room: QRectF, lines: Curves, left: float, right: float, own: Sequence[Mark]) -> None:
        self.room, self.lines, self.left, self.right, self.own = room, lines, left, right, own
        inside = [m.y for m in own if left <= m.x <= right]
        low, high = min(lines.lines[0]), max(lines.lines[-1])
        spread = high - low
        self.low = max(0.0, min([low, *(max(y, low - spread / 2) for y in inside)]) - spread * 0.06)
        self.high = max([high, *(min(y, high + spread / 2) for y in inside)]) + spread * 0.06

    def reach(self) -> tuple[float, float, float, float]:
        """The ends of both axes."""
        return self.left, self.right, self.low, self.high

    def x(self, value: float) -> float:
        """Pixels from the left."""
        return self.room.x() + (value - self.left) / (self.right - self.left) * self.room.width()

    def y(self, value: float) -> float:
        """Pixels from the top."""
        return self.room.bottom() - (value - self.low) / (self.high - self.low) * self.room.height()

    def spot(self, mark: Mark) -> QPointF:
        """Where a point stands."""
        return QPointF(self.x(mark.x), self.y(mark.y))

    def line(self, at: int) -> QPolygonF:
        """One WHO line."""
        pairs = zip(self.lines.xs, self.lines.lines[at], strict=True)
        return QPolygonF([QPointF(self.x(x), self.y(y)) for x, y in pairs])


def paint_grid(painter: QPainter, frame: Frame, scale: ChartScale, *, compact: bool) -> None:
    """Axes with their figures and units."""
    look = tokens()
    painter.setFont(text_font(11))
    room = frame.room
    painter.fillRect(room, QColor(look.surface))
    steps = {"wfl": (1, 2, 5, 10, 20), "bmi_5_18": (12, 24, 36)}.get(scale, (1, 2, 3, 6, 12))
    unit = 12 if scale == "bmi_5_18" else 1
    across = _step(frame.right - frame.left, 6 if compact else 12, steps)
    down = _step(frame.high - frame.low, 4 if compact else 8, (0.5, 1, 2, 5, 10, 20))
    value = -(-frame.left // across) * across
    while value <= frame.right + 1e-9:
        x = frame.x(value)
        painter.setPen(QPen(QColor(look.line), 1))
        painter.drawLine(QPointF(x, room.top()), QPointF(x, room.bottom()))
        painter.setPen(QColor(look.ink_soft))
        painter.drawText(QRectF(x - 20, room.bottom() + 2, 40, look.px(16)), MIDDLE, number(value / unit))
        value += across
    value = -(-frame.low // down) * down
    while value <= frame.high:
        y = frame.y(value)
        painter.setPen(QPen(QColor(look.line), 1))
        painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
        painter.setPen(QColor(look.ink_soft))
        text = number(value, 1 if down < 1 else 0)
        painter.drawText(QRectF(0, y - 9, room.left() - look.px(5), 18), RIGHT, text)
        value += down
    below = {"wfl": "panjang/tinggi (cm)", "bmi_5_18": "umur (tahun)"}.get(scale, "umur (bulan)")
    foot = QRectF(room.left(), room.bottom() + look.px(15), room.width(), look.px(18))
    painter.drawText(foot, MIDDLE, f"{UNITS[scale]} menurut {below}")


def _step(spread: float, most: int, steps: Sequence[float]) -> float:
    return next((step for step in steps if spread / step <= most), steps[-1])


def paint_lines(painter: QPainter, frame: Frame) -> None:
    """The five WHO lines over the ground of what is usual."""
    look = tokens()
    band = frame.line(LINES.index(-2))
    for point in reversed(frame.line(LINES.index(2)).toList()):
        band.append(point)
    ground = QColor(look.ok_bg)
    ground.setAlpha(140)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawPolygon(band)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for at, z in enumerate(LINES):
        role, style = _STROKES[z]
        painter.setPen(QPen(QColor(getattr(look, role)), 1.6 if z == 0 else 1.3, style))
        painter.drawPolyline(frame.line(at))


def paint_ends(painter: QPainter, frame: Frame) -> None:
    """The figure of each line where it ends, moved apart where lines end close together."""
    look = tokens()
    painter.setFont(text_font(11, bold=True))
    high = float(look.px(13))
    below = frame.room.bottom() + high
    for at, z in enumerate(LINES):
        y = min(frame.y(frame.lines.lines[at][-1]), below - high)
        below = y
        painter.setPen(QColor(getattr(look, _STROKES[z][0])))
        box = QRectF(frame.room.right() + 3, y - high / 2 - 1, look.px(27), high + 2)
        painter.drawText(box, LEFT, "0" if z == 0 else f"{'+' if z > 0 else '−'}{abs(z)}")


def paint_child(painter: QPainter, frame: Frame, at: int) -> None:
    """The child's points joined; a doubtful one is hollow and left out of the line, the one at ``at`` bigger."""
    look = tokens()
    spots = [frame.spot(mark) for mark in frame.own]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(look.ink), 2))
    painter.drawPolyline(QPolygonF([spot for mark, spot in zip(frame.own, spots, strict=True) if not mark.doubtful]))
    for number_, (mark, spot) in enumerate(zip(frame.own, spots, strict=True)):
        here = number_ == at
        size = look.px(6 if here else 4)
        painter.setPen(QPen(QColor(look.ink), 2))
        painter.setBrush(QColor(look.surface if mark.doubtful else look.accent if here else look.ink))
        painter.drawEllipse(spot, size, size)
