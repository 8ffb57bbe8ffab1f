"""Pictures where people would rather look than read, drawn by hand: the population pyramid and bars.

Each chart names its figures in words too (accessible description), so it can be read aloud.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
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


_NAMES_SHARE = 0.42
"""Of the width of a list of bars, at most, for the names before them."""
_WIDEST_SIDE = 340
"""Pixels at 100 % of one half of the pyramid: wider, it is no longer seen as one shape."""


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
        return QSize(look.px(420), look.px(32 + 18 * max(1, len(self.groups))))

    def _measure(self) -> tuple[float, float, float, float]:
        """Left edge of the middle gap, its width, the room of one side and the height of a step."""
        look = tokens()
        gap = float(look.px(58))
        side = min((self.width() - gap - look.px(8)) / 2, look.px(_WIDEST_SIDE))
        step = (self.height() - look.px(30)) / max(1, len(self.groups))
        return (self.width() - gap) / 2, gap, side, step

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
        painter.setFont(text_font(11))
        painter.setPen(QColor(look.ink_soft))
        painter.drawText(QRectF(middle, 0, gap, top - 4), MIDDLE, "umur")
        most = max((max(g.male, g.female) for g in self.groups), default=1) or 1
        figures = painter.fontMetrics().horizontalAdvance(number(most)) + look.px(12)
        for place, group in enumerate(reversed(self.groups)):
            y, room = top + place * step, max(1.0, side - figures)
            painter.setPen(QColor(look.ink_soft))
            painter.drawText(QRectF(middle, y, gap, step), MIDDLE, group.label)
            left, right = -room * group.male / most, room * group.female / most
            self._bar(painter, QRectF(middle, y, left, step), group.male, look.male)
            self._bar(painter, QRectF(middle + gap, y, right, step), group.female, look.female)
        painter.end()

    @staticmethod
    def _bar(painter: QPainter, box: QRectF, count: int, colour: str) -> None:
        """A step with its figure at its end; a box of negative width grows to the left."""
        look, flag = tokens(), RIGHT if colour == tokens().male else LEFT
        bar = box.normalized().adjusted(0, 1, 0, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(bar, 2, 2)
        wide, air = look.px(60), look.px(5)
        left = bar.left() - air - wide if flag == RIGHT else bar.right() + air
        painter.setPen(QColor(look.ink))
        painter.drawText(QRectF(left, box.y(), wide, box.height()), flag, number(count))

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
        self._above = False
        self.bars: Sequence[Bar] = ()
        self.set_bars(bars)

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show these, in this order."""
        self.bars = bars
        said = "; ".join(f"{b.label}: {self._figure(b)}" + self._aim(b) for b in bars)
        self.setAccessibleDescription(said or "Belum ada angka.")
        self._place_names()
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
        return QSize(look.px(360), look.px(44 if self._above else 30) * max(1, len(self.bars)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_names()

    def _place_names(self) -> None:
        """Names that would be cut stand over their bars."""
        names = max((self.fontMetrics().horizontalAdvance(b.label) for b in self.bars), default=0)
        above = names + tokens().px(12) > self.width() * _NAMES_SHARE
        if above != self._above:
            self._above = above
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = tokens(), self.painter()
        metrics = painter.fontMetrics()
        names = max((metrics.horizontalAdvance(b.label) for b in self.bars), default=0)
        left = 0 if self._above else min(names + look.px(12), round(self.width() * _NAMES_SHARE))
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
        words = QRectF(0, box.y(), (self.width() if self._above else box.x()) - look.px(8), box.height())
        if self._above:
            words.setHeight(look.px(22))
            box = box.adjusted(0, look.px(18), 0, 0)
        rail = QRectF(box.x(), box.center().y() - thick / 2, box.width(), thick)
        painter.setPen(QColor(look.ink))
        name = painter.fontMetrics().elidedText(bar.label, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, LEFT, name)
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
