"""Pictures where people would rather look than read, drawn by hand: the population pyramid and bars.

Each chart names its figures in words too (accessible description), so it can be read aloud.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import number, percent
from kampungkb_desktop.ui.chart_ground import LEFT, MIDDLE, RIGHT, Chart
from kampungkb_desktop.ui.class_progress import ClassProgress
from kampungkb_desktop.ui.icons import pixmap
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.palette import TONE_ICONS, Tone
from kampungkb_desktop.ui.theme import text_font

__all__ = ["AgeGroup", "Bar", "BarList", "ClassProgress", "PopulationPyramid", "nice_ceiling"]


@frozen
class AgeGroup:
    """One step of the pyramid: its label ("0–4") and how many men and women."""

    label: str
    male: int
    female: int


@frozen
class Bar:
    """One line of a bar list. ``target`` draws a mark, ``tone`` a shape after the figure; a click tells
    ``key``."""

    label: str
    value: float
    target: float | None = None
    note: str = ""
    tone: Tone | None = None
    key: str = ""


def nice_ceiling(value: float) -> int:
    """The next round figure (1, 2, 2.5 or 5 times a power of ten) that is not below ``value``; at least 1."""
    if value <= 1:
        return 1
    power = int(10 ** (len(str(int(value))) - 1))
    for step in (1, 2, 2.5, 5, 10):
        if step * power >= value:
            return math.ceil(step * power)
    return power * 10


class PopulationPyramid(Chart):
    """Men to the left, women to the right, oldest on top. Hovering a step names its figures."""

    def __init__(self, groups: Sequence[AgeGroup] = (), title: str = "Piramida penduduk") -> None:
        super().__init__(title)
        self.groups: Sequence[AgeGroup] = ()
        self.set_groups(groups)

    def set_groups(self, groups: Sequence[AgeGroup]) -> None:
        """Show these, youngest first."""
        self.groups = groups
        men, women = sum(g.male for g in groups), sum(g.female for g in groups)
        steps = "; ".join(f"{g.label} tahun: {number(g.male)} laki-laki, {number(g.female)} perempuan" for g in groups)
        self.setAccessibleDescription(f"{number(men)} laki-laki dan {number(women)} perempuan. {steps}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = tokens()
        return QSize(look.px(420), look.px(52 + 17 * max(1, len(self.groups))))

    def _measure(self) -> tuple[float, float, float, float]:
        """Left edge of the middle gap, its width, the room of one side and the height of a step."""
        look = tokens()
        gap = float(look.px(58))
        side = (self.width() - gap - look.px(8)) / 2
        step = (self.height() - look.px(50)) / max(1, len(self.groups))
        return look.px(4) + side, gap, side, step

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = tokens(), self.painter()
        middle, gap, side, step = self._measure()
        top = look.px(24)
        men, women = sum(g.male for g in self.groups), sum(g.female for g in self.groups)
        painter.setFont(text_font(12, bold=True))
        painter.setPen(QColor(look.male))
        painter.drawText(QRectF(0, 0, middle, top - 4), RIGHT, f"Laki-laki  {number(men)}")
        painter.setPen(QColor(look.female))
        painter.drawText(QRectF(middle + gap, 0, side, top - 4), LEFT, f"Perempuan  {number(women)}")
        most = nice_ceiling(max((max(g.male, g.female) for g in self.groups), default=1))
        self._axis(painter, most, top, step)
        painter.setFont(text_font(11))
        for place, group in enumerate(reversed(self.groups)):
            y = top + place * step
            bar = QRectF(0, y + 1, 0, max(2.0, step - 2))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.male))
            wide = side * group.male / most
            painter.drawRoundedRect(QRectF(middle - wide, bar.y(), wide, bar.height()), 2, 2)
            painter.setBrush(QColor(look.female))
            painter.drawRoundedRect(QRectF(middle + gap, bar.y(), side * group.female / most, bar.height()), 2, 2)
            painter.setPen(QColor(look.ink_soft))
            painter.drawText(QRectF(middle, y, gap, step), MIDDLE, group.label)
        painter.end()

    def _axis(self, painter: QPainter, most: int, top: int, step: float) -> None:
        look = tokens()
        middle, gap, side, _step = self._measure()
        bottom = top + step * len(self.groups)
        painter.setFont(text_font(11))
        for part in (0.0, 0.5, 1.0):
            text = number(most * part) if most * part == int(most * part) else ""
            for x, align in ((middle - side * part, -1), (middle + gap + side * part, 1)):
                painter.setPen(QPen(QColor(look.line), 1))
                painter.drawLine(QPointF(x, top), QPointF(x, bottom + 3))
                painter.setPen(QColor(look.ink_soft))
                wide = look.px(60)
                edge = 0.0 if part < 1 else align * wide / 2
                painter.drawText(
                    QRectF(x - wide / 2 - edge, bottom + 4, wide, look.px(18)), self._flag(part, align), text
                )

    @staticmethod
    def _flag(part: float, align: int) -> int:
        if part < 1:
            return MIDDLE
        return LEFT if align < 0 else RIGHT

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.groups:
            _middle, _gap, _side, step = self._measure()
            place = int((event.pos().y() - tokens().px(24)) // step)
            if 0 <= place < len(self.groups):
                group = self.groups[len(self.groups) - 1 - place]
                words = f"{group.label} tahun: {number(group.male)} laki-laki, {number(group.female)} perempuan"
                QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)


class BarList(Chart):
    """One bar per line with its figure (method mix, participation in poktan). ``picked(key)`` by click.

    ``unit`` is "" for counts, with their share of the sum, or "%" for values 0 to 100.
    """

    picked = Signal(str)

    def __init__(self, bars: Sequence[Bar] = (), title: str = "", *, unit: str = "", shares: bool = False) -> None:
        super().__init__(title)
        self.unit, self.shares = unit, shares
        self.bars: Sequence[Bar] = ()
        self.set_bars(bars)

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show these, in this order."""
        self.bars = bars
        self.setAccessibleDescription("; ".join(f"{b.label}: {self._figure(b)}" + self._aim(b) for b in bars))
        self.updateGeometry()
        self.update()

    def _figure(self, bar: Bar) -> str:
        if self.unit == "%":
            return f"{number(bar.value, 1)} %"
        text = number(bar.value)
        return f"{text} ({percent(bar.value, sum(b.value for b in self.bars))})" if self.shares else text

    def _aim(self, bar: Bar) -> str:
        return f", sasaran {number(bar.target, 0)}{' %' if self.unit == '%' else ''}" if bar.target is not None else ""

    def sizeHint(self) -> QSize:
        look = tokens()
        return QSize(look.px(360), look.px(30) * max(1, len(self.bars)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = tokens(), self.painter()
        metrics = painter.fontMetrics()
        names = max((metrics.horizontalAdvance(b.label) for b in self.bars), default=0)
        left = min(names + look.px(12), round(self.width() * 0.42))
        figures = max((metrics.horizontalAdvance(self._figure(b)) for b in self.bars), default=0) + look.px(30)
        room = max(20, self.width() - left - figures)
        most = 100.0 if self.unit == "%" else max((max(b.value, b.target or 0) for b in self.bars), default=1) or 1
        step = self.height() / max(1, len(self.bars))
        for place, bar in enumerate(self.bars):
            self._line(painter, bar, QRectF(left, place * step, room, step), most)
        painter.end()

    def _line(self, painter: QPainter, bar: Bar, box: QRectF, most: float) -> None:
        look = tokens()
        thick = look.px(14)
        rail = QRectF(box.x(), box.center().y() - thick / 2, box.width(), thick)
        painter.setPen(QColor(look.ink))
        name = painter.fontMetrics().elidedText(bar.label, Qt.TextElideMode.ElideRight, int(box.x()) - look.px(8))
        painter.drawText(QRectF(0, box.y(), box.x() - look.px(8), box.height()), LEFT, name)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.sunken))
        painter.drawRoundedRect(rail, 4, 4)
        full = rail.width() * min(1.0, bar.value / most)
        if full > 0:
            painter.setBrush(QColor(look.accent))
            painter.drawRoundedRect(QRectF(rail.x(), rail.y(), max(full, 4.0), thick), 4, 4)
        if bar.target is not None:
            x = rail.x() + rail.width() * min(1.0, bar.target / most)
            painter.setPen(QPen(QColor(look.ink), 2))
            painter.drawLine(QPointF(x, rail.y() - 4), QPointF(x, rail.bottom() + 4))
        painter.setPen(QColor(look.ink))
        right = QRectF(rail.right() + look.px(8), box.y(), self.width() - rail.right(), box.height())
        painter.drawText(right, LEFT, self._figure(bar))
        if bar.tone is not None:
            side = look.px(16)
            ink = look.tone(bar.tone)[0]
            shape = pixmap(TONE_ICONS[bar.tone], ink, side, self.devicePixelRatioF())
            painter.drawPixmap(self.width() - side, round(box.center().y() - side / 2), shape)

    def _at(self, y: float) -> Bar | None:
        place = int(y * len(self.bars) / max(1, self.height()))
        return self.bars[place] if 0 <= place < len(self.bars) else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        bar = self._at(event.position().y())
        if bar is not None and bar.key:
            self.picked.emit(bar.key)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            bar = self._at(event.pos().y())
            if bar is not None:
                words = f"{bar.label}: {self._figure(bar)}{self._aim(bar)}"
                QToolTip.showText(event.globalPos(), f"{words}. {bar.note}" if bar.note else words, self)
            return True
        return super().event(event)
