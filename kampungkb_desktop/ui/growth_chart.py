"""The growth chart of one child: WHO lines, the child's own points joined, and a read-out of the point one is on.

Lines differ by colour, by stroke and by the figure at their end. Keys: left and right walk the points, Enter opens the
measuring one is on, 1 to 5 choose the chart. Drawn in a few milliseconds, so that it can follow what is typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy

from kampungkb_desktop.rules.growth import Sex
from kampungkb_desktop.ui.chart_ground import LEFT, Chart
from kampungkb_desktop.ui.growth_curves import (
    CHARTS,
    TITLES,
    ChartScale,
    GrowthPoint,
    Mark,
    Months,
    axis,
    curves,
    marks,
    months_for,
    months_near,
    name_of,
)
from kampungkb_desktop.ui.growth_paint import Frame, paint_child, paint_ends, paint_grid, paint_lines
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.theme import text_font

__all__ = ["GrowthChart", "GrowthPoint"]

SEX_WORDS: Final[dict[Sex, str]] = {"L": "laki-laki", "P": "perempuan"}


class GrowthChart(Chart):
    """``pointed(int)`` tells the number of the point one is on, ``indexed(str)`` a chart chosen by key, ``opened(str)``
    the id of the measurement whose point was chosen. ``compact`` is the small picture: fewer ticks, no title."""

    pointed = Signal(int)
    indexed = Signal(str)
    opened = Signal(str)

    def __init__(self, *, compact: bool = False) -> None:
        super().__init__("Grafik pertumbuhan")
        self.compact = compact
        self.scale: ChartScale = "wei"
        self.sex: Sex = "L"
        self.points: tuple[GrowthPoint, ...] = ()
        self.at = -1
        self._months: Months | None = None
        self._marks: tuple[Mark, ...] = ()
        self._ground, self._ground_key = QPixmap(), tuple[object, ...]()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        if not compact:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # --- what it shows

    def set_child(self, sex: Sex, points: Sequence[GrowthPoint]) -> None:
        """Show these measurings, oldest first; the read-out goes to the newest."""
        self.sex, self.points = sex, tuple(points)
        self._renew()

    def show_scale(self, scale: ChartScale) -> None:
        """Show another index."""
        self.scale = scale
        self._renew()

    def show_months(self, months: Months | None) -> None:
        """Show these ages; ``None`` lets the child's own age decide."""
        self._months = months
        self._renew()

    @property
    def months(self) -> Months:
        """The ages shown."""
        return self._months or (months_near(self.points) if self.compact else months_for(self.points))

    def readout(self) -> str:
        """The words of the point one is on; empty while there is none."""
        return self._marks[self.at].words if 0 <= self.at < len(self._marks) else ""

    def _renew(self) -> None:
        self._marks = marks(self.scale, self.points)
        self.at = len(self._marks) - 1
        said = "; ".join(mark.words for mark in self._marks) or "belum ada hasil ukur"
        self.setAccessibleDescription(
            f"{TITLES[self.scale]} ({name_of(self.scale, self.points)}), anak {SEX_WORDS[self.sex]}, "
            f"garis −3, −2, 0, +2, dan +3 SD menurut WHO. {said}."
        )
        self.update()

    def sizeHint(self) -> QSize:
        look = tokens()
        return QSize(look.px(300), look.px(190)) if self.compact else QSize(look.px(520), look.px(360))

    def minimumSizeHint(self) -> QSize:
        look = tokens()
        return QSize(look.px(220), look.px(150)) if self.compact else QSize(look.px(320), look.px(240))

    # --- walking the points

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = event.key(), len(self._marks) - 1
        steps = {
            Qt.Key.Key_Left: max(0, self.at - 1),
            Qt.Key.Key_Right: min(last, self.at + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if key in steps and last >= 0:
            self._point(steps[Qt.Key(key)])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._record_here():
            self.opened.emit(self._record_here())
        elif event.text() in ("1", "2", "3", "4", "5") and self.scale != "bmi_5_18":
            self.show_scale(CHARTS[int(event.text()) - 1])
            self.indexed.emit(self.scale)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        frame = self._frame()
        reach = tokens().px(16)
        spots = [(frame.spot(mark) - event.position()).manhattanLength() for mark in self._marks]
        if spots and min(spots) <= reach:
            self._point(spots.index(min(spots)))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mouseMoveEvent(event)
        if self._record_here():
            self.opened.emit(self._record_here())

    def _record_here(self) -> str:
        return self._marks[self.at].record if 0 <= self.at < len(self._marks) else ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _point(self, at: int) -> None:
        if at != self.at:
            self.at = at
            self.pointed.emit(at)
            self.update()

    # --- drawing

    def _frame(self) -> Frame:
        look = tokens()
        lines = curves(self.scale, self.sex, self.months, self.points)
        left, right = axis(self.scale, self.months, self.points)
        top = look.px(24 if self.compact else 48)
        room = QRectF(
            look.px(30), top, max(40, self.width() - look.px(30 + 30)), max(40, self.height() - top - look.px(36))
        )
        return Frame(room, lines, left, right, self._marks)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter, frame = tokens(), self.painter(), self._frame()
        painter.drawPixmap(0, 0, self._drawn_ground(frame))
        if self.hasFocus():
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        self._head(painter)
        painter.setClipRect(frame.room.adjusted(-1, -1, 1, 1))
        paint_child(painter, frame, self.at)
        painter.end()

    def _drawn_ground(self, frame: Frame) -> QPixmap:
        """Grid and WHO lines, drawn once and kept while only the child's points change."""
        ratio = self.devicePixelRatioF()
        key = (self.size().toTuple(), ratio, tokens(), self.scale, self.sex, frame.reach())
        if key != self._ground_key:
            self._ground_key = key
            self._ground = QPixmap(self.size() * ratio)
            self._ground.setDevicePixelRatio(ratio)
            self._ground.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._ground)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_grid(painter, frame, self.scale, compact=self.compact)
            painter.setClipRect(frame.room.adjusted(0, 0, 1, 1))
            paint_lines(painter, frame)
            painter.setClipping(False)
            paint_ends(painter, frame)
            painter.end()
        return self._ground

    def _head(self, painter: QPainter) -> None:
        look = tokens()
        name = name_of(self.scale, self.points)
        wide = self.width() - look.px(12)
        painter.setPen(QColor(look.ink))
        painter.setFont(text_font(12 if self.compact else 13, bold=True))
        title = name if self.compact else f"{TITLES[self.scale]} ({name}), {SEX_WORDS[self.sex]}"
        line = QRectF(look.px(6), look.px(3), wide, look.px(20))
        painter.drawText(line, LEFT, title)
        used = painter.fontMetrics().horizontalAdvance(title) + look.px(12)
        painter.setFont(text_font(12))
        painter.setPen(QColor(look.ink_soft))
        words = self.readout() or "Belum ada hasil ukur"
        if self.compact:
            line = line.adjusted(used, 0, 0, 0)
            words = " · ".join(words.split(" · ")[3:]) or words
        else:
            line.translate(0, look.px(20))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(line.width()))
        painter.drawText(line, LEFT, shown)
