"""A line over months with marks beside it, drawn by hand: trends of figures and the history of a village's class.

The same points are told in words (accessible description) and by hovering or the arrow keys; a table beside it is the
page's affair.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QToolTip

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.chart_ground import LEFT, MIDDLE, RIGHT, Chart
from kampungkb_desktop.ui.charts import nice_ceiling
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.theme import text_font

_ROOM = 54
"""Width, at 100 %, that the label of a month wants."""


@frozen
class Point:
    """One month: its full and its short name, the line's value, and the mark's; ``None`` is no value."""

    label: str
    short: str
    value: float | None
    mark: float | None = None
    key: str = ""


class LineChart(Chart):
    """``line`` and ``marks`` name both kinds of value. ``ticks`` are (value, words) for a scale that is not a number;
    ``steps`` draws stairs instead of slopes. ``picked(key)`` by click or Enter."""

    picked = Signal(str)

    def __init__(
        self,
        title: str,
        *,
        line: str,
        marks: str = "",
        unit: str = "",
        ticks: Sequence[tuple[float, str]] = (),
        steps: bool = False,
        height: int = 150,
    ) -> None:
        super().__init__(title)
        self.line, self.marks, self.unit, self.ticks, self.steps, self._high = line, marks, unit, ticks, steps, height
        self.points: Sequence[Point] = ()
        self.at = -1
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)

    def set_points(self, points: Sequence[Point]) -> None:
        """Show these, the oldest first."""
        self.points, self.at = tuple(points), len(points) - 1
        self.setAccessibleDescription("; ".join(self.words(one) for one in self.points) or "Belum ada angka.")
        self.updateGeometry()
        self.update()

    def words(self, point: Point) -> str:
        """A point as a sentence's part: ``Oktober 2026: data keluarga 57, diketik 60``."""
        parts = [f"{name} {self._figure(value)}" for name, value in
                 ((self.line, point.value), (self.marks, point.mark)) if value is not None]  # fmt: skip
        return f"{point.label}: {', '.join(parts) or 'belum ada'}"

    def sizeHint(self) -> QSize:
        return QSize(tokens().px(300), tokens().px(self._high))

    def minimumSizeHint(self) -> QSize:
        return QSize(tokens().px(200), tokens().px(self._high))

    # --- drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = tokens(), self.painter()
        painter.setFont(text_font(11))
        self._grid(painter)
        self._months(painter)
        painter.setPen(QPen(QColor(look.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for run in self._runs():
            painter.drawPolyline(QPolygonF(run))
        for place, point in enumerate(self.points):
            self._dots(painter, place, point)
        if not self.ticks:
            self._names(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _runs(self) -> list[list[QPointF]]:
        """The line in pieces, broken where a month has no value."""
        runs: list[list[QPointF]] = [[]]
        for place, point in enumerate(self.points):
            if point.value is None:
                runs.append([])
                continue
            here = self._spot(place, point.value)
            if self.steps and runs[-1]:
                runs[-1].append(QPointF(here.x(), runs[-1][-1].y()))
            runs[-1].append(here)
        return [run for run in runs if len(run) > 1]

    def _dots(self, painter: QPainter, place: int, point: Point) -> None:
        look = tokens()
        size = look.px(4) if place == self.at and self.hasFocus() else look.px(3)
        if point.value is not None:
            painter.setPen(QPen(QColor(look.surface), 1))
            painter.setBrush(QColor(look.accent))
            painter.drawEllipse(self._spot(place, point.value), size, size)
        if point.mark is not None:
            spot, wide = self._spot(place, point.mark), size + 2
            painter.setPen(QPen(QColor(look.series[1]), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            corners = ((0, -wide), (wide, 0), (0, wide), (-wide, 0))
            painter.drawPolygon(QPolygonF([QPointF(spot.x() + x, spot.y() + y) for x, y in corners]))

    def _names(self, painter: QPainter) -> None:
        """What the line and the marks are, written at their last point (``_is_above`` says where)."""
        look = tokens()
        ends = _end(self.line, look.accent_ink, [one.value for one in self.points])
        ends += _end(self.marks, look.ink, [one.mark for one in self.points])
        painter.setFont(text_font(11, bold=True))
        for place, value, name, colour in ends:
            spot = self._spot(place, value)
            text = f"{name[:1].upper()}{name[1:]} {self._figure(value)}"
            wide, high = painter.fontMetrics().horizontalAdvance(text) + 2, look.px(16)
            above = _is_above(spot.y(), [self._y(end[1]) for end in ends], high, self._box().bottom())
            left = max(0.0, min(spot.x() - wide / 2, self.width() - wide - 2.0))
            top = spot.y() - high - look.px(7) if above else spot.y() + look.px(7)
            painter.setPen(QColor(colour))
            painter.drawText(QRectF(left, max(0.0, min(top, self._box().bottom() - high)), wide, high), LEFT, text)

    def _grid(self, painter: QPainter) -> None:
        look, box = tokens(), self._box()
        for value, text in self._scale():
            y = self._y(value)
            painter.setPen(QPen(QColor(look.line), 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(QColor(look.ink_soft))
            painter.drawText(QRectF(0, y - 9, box.left() - look.px(6), 18), RIGHT, text)

    def _months(self, painter: QPainter) -> None:
        look, box, count = tokens(), self._box(), len(self.points)
        every = max(1, -(-count * look.px(_ROOM) // max(1, round(box.width()))))
        painter.setPen(QColor(look.ink_soft))
        for place in range(count - 1, -1, -every):
            x, wide = self._x(place), look.px(_ROOM)
            last, first = place == count - 1 and count > 1, place == 0 and count > 1
            left = min(x - wide / 2, self.width() - wide) if last else x - wide / 2
            flag = RIGHT if last and left < x - wide / 2 else LEFT if first and x < wide / 2 else MIDDLE
            painter.drawText(
                QRectF(max(0.0, left), box.bottom() + 3, wide, look.px(18)), flag, self.points[place].short
            )

    # --- places

    def _scale(self) -> Sequence[tuple[float, str]]:
        if self.ticks:
            return self.ticks
        top = self._top()
        return [(part * top, self._figure(part * top)) for part in (0.0, 0.5, 1.0)]

    def _top(self) -> float:
        if self.ticks:
            return max(value for value, _ in self.ticks)
        known = [value for one in self.points for value in (one.value, one.mark) if value is not None]
        return float(nice_ceiling(max(known, default=1)))

    def _bottom(self) -> float:
        return min((value for value, _ in self.ticks), default=0.0)

    def _box(self) -> QRectF:
        look = tokens()
        metrics = self.fontMetrics()
        left = max((metrics.horizontalAdvance(text) for _, text in self._scale()), default=0) + look.px(10)
        top = look.px(10 if self.ticks else 20)  # room for the name over the highest point
        return QRectF(left, top, max(1, self.width() - left - look.px(12)), self.height() - top - look.px(24))

    def _x(self, place: int) -> float:
        box, count = self._box(), len(self.points)
        return box.left() + box.width() * (place + 0.5) / max(1, count)

    def _y(self, value: float) -> float:
        box, low, top = self._box(), self._bottom(), self._top()
        return box.bottom() - box.height() * (value - low) / max(0.001, top - low)

    def _spot(self, place: int, value: float) -> QPointF:
        return QPointF(self._x(place), self._y(value))

    def _figure(self, value: float) -> str:
        if self.ticks:
            return next((text for tick, text in self.ticks if tick == value), number(value))
        return number(value, 0 if value == int(value) else 1) + (f" {self.unit}" if self.unit else "")

    # --- pointing

    def _place_at(self, x: float) -> int:
        box = self._box()
        place = int((x - box.left()) * len(self.points) / box.width())
        return min(max(0, place), len(self.points) - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None and self.points:
            self.at = min(max(0, self.at + step), len(self.points) - 1)
            spot = self.mapToGlobal(QPointF(self._x(self.at), 0).toPoint())
            QToolTip.showText(spot, self.words(self.points[self.at]), self)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.points:
            self.picked.emit(self.points[self.at].key)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.points:
            self.picked.emit(self.points[self._place_at(event.position().x())].key)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.points:
            QToolTip.showText(event.globalPos(), self.words(self.points[self._place_at(event.pos().x())]), self)
            return True
        return super().event(event)


def _end(name: str, colour: str, values: Sequence[float | None]) -> list[tuple[int, float, str, str]]:
    """The last point that has a value, with what is written at it; none without a name."""
    known = [(place, value) for place, value in enumerate(values) if value is not None]
    return [(*known[-1], name, colour)] if name and known else []


def _is_above(y: float, ends: Sequence[float], high: int, ground: float) -> bool:
    """Whether a name of that height stands over its end at ``y`` rather than under it, where the line may lie."""
    air = tokens().px(7)
    low = y + air + high > ground
    return all(y <= end or (low and y - end > 2 * (high + air)) for end in ends)
