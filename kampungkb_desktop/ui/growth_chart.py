"""The growth chart of one child: WHO lines, the child's own points joined, and a read-out of the point one is on.

Lines differ by colour, by stroke and by the figure at their end. Keys: left and right walk the points, 1 to 4 choose
the index. Drawn in a few milliseconds, so that it can follow what is typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from kampungkb_desktop.base.text import number
from kampungkb_desktop.rules.growth import Scale, Sex
from kampungkb_desktop.ui.chart_ground import LEFT, MIDDLE, RIGHT, Chart
from kampungkb_desktop.ui.growth_curves import (
    LINES,
    OLDER,
    SCALES,
    TITLES,
    UNITS,
    WHOLE,
    YOUNG,
    Curves,
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
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.theme import text_font
from kampungkb_desktop.ui.widgets import column, row

__all__ = ["GrowthChart", "GrowthPanel", "GrowthPoint"]

SEX_WORDS: Final[dict[Sex, str]] = {"L": "laki-laki", "P": "perempuan"}
_STROKES: Final = {
    -3: ("bad_ink", Qt.PenStyle.DashDotLine),
    -2: ("warn_ink", Qt.PenStyle.DashLine),
    0: ("ok_ink", Qt.PenStyle.SolidLine),
    2: ("warn_ink", Qt.PenStyle.DashLine),
    3: ("bad_ink", Qt.PenStyle.DashDotLine),
}
_SPANS: Final[tuple[tuple[str, Months], ...]] = (("0–24 bulan", YOUNG), ("24–60 bulan", OLDER), ("0–60 bulan", WHOLE))


class GrowthChart(Chart):
    """``pointed(int)`` tells the number of the point one is on, ``indexed(str)`` an index chosen by key. ``compact`` is
    the small picture beside other things: fewer ticks, no title."""

    pointed = Signal(int)
    indexed = Signal(str)

    def __init__(self, *, compact: bool = False) -> None:
        super().__init__("Grafik pertumbuhan")
        self.compact = compact
        self.scale: Scale = "wei"
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

    def show_scale(self, scale: Scale) -> None:
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
        elif event.text() in ("1", "2", "3", "4"):
            self.show_scale(SCALES[int(event.text()) - 1])
            self.indexed.emit(self.scale)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        frame = self._frame()
        reach = tokens().px(16)
        spots = [(frame.spot(mark) - event.position()).manhattanLength() for mark in self._marks]
        if spots and min(spots) <= reach:
            self._point(spots.index(min(spots)))

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
        _paint_child(painter, frame, self.at)
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
            _paint_grid(painter, frame, self.scale, compact=self.compact)
            painter.setClipRect(frame.room.adjusted(0, 0, 1, 1))
            _paint_lines(painter, frame)
            painter.setClipping(False)
            _paint_ends(painter, frame)
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


def _paint_grid(painter: QPainter, frame: Frame, scale: Scale, *, compact: bool) -> None:
    look = tokens()
    painter.setFont(text_font(11))
    room = frame.room
    painter.fillRect(room, QColor(look.surface))
    steps = (1, 2, 5, 10, 20) if scale == "wfl" else (1, 2, 3, 6, 12)
    across = _step(frame.right - frame.left, 6 if compact else 12, steps)
    down = _step(frame.high - frame.low, 4 if compact else 8, (0.5, 1, 2, 5, 10, 20))
    value = -(-frame.left // across) * across
    while value <= frame.right + 1e-9:
        x = frame.x(value)
        painter.setPen(QPen(QColor(look.line), 1))
        painter.drawLine(QPointF(x, room.top()), QPointF(x, room.bottom()))
        painter.setPen(QColor(look.ink_soft))
        painter.drawText(QRectF(x - 20, room.bottom() + 2, 40, look.px(16)), MIDDLE, number(value))
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
    below = "panjang/tinggi (cm)" if scale == "wfl" else "umur (bulan)"
    foot = QRectF(room.left(), room.bottom() + look.px(15), room.width(), look.px(18))
    painter.drawText(foot, MIDDLE, f"{UNITS[scale]} menurut {below}")


def _step(spread: float, most: int, steps: Sequence[float]) -> float:
    return next((step for step in steps if spread / step <= most), steps[-1])


def _paint_lines(painter: QPainter, frame: Frame) -> None:
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


def _paint_ends(painter: QPainter, frame: Frame) -> None:
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


def _paint_child(painter: QPainter, frame: Frame, at: int) -> None:
    look = tokens()
    spots = [frame.spot(mark) for mark in frame.own]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(look.ink), 2))
    painter.drawPolyline(QPolygonF(spots))
    for number_, (mark, spot) in enumerate(zip(frame.own, spots, strict=True)):
        here = number_ == at
        size = look.px(6 if here else 4)
        painter.setPen(QPen(QColor(look.ink), 2))
        painter.setBrush(QColor(look.surface if mark.doubtful else look.accent if here else look.ink))
        painter.drawEllipse(spot, size, size)


class GrowthPanel(QWidget):
    """The chart with buttons for the four indices and the ages."""

    def __init__(self) -> None:
        super().__init__()
        self.chart = GrowthChart()
        self._indices, self._spans = QButtonGroup(self), QButtonGroup(self)
        first, second = row(spacing=4), row(spacing=4)
        for at, scale in enumerate(SCALES):
            made = self._button(f"{at + 1}  {name_of(scale, ())}", TITLES[scale], self._indices, at)
            first.addWidget(made)
        for at, (name, _months) in enumerate(_SPANS):
            second.addWidget(self._button(name, f"Tampilkan umur {name}", self._spans, at))
        head = row(spacing=8)
        head.addLayout(first)
        head.addStretch(1)
        head.addLayout(second)
        box = column(head, spacing=8)
        box.addWidget(self.chart, 1)
        self.setLayout(box)
        self._indices.idClicked.connect(lambda at: self._choose(SCALES[at]))
        self._spans.idClicked.connect(lambda at: self.chart.show_months(_SPANS[at][1]))
        self.chart.indexed.connect(lambda _scale: self._tell())

    def set_child(self, sex: Sex, points: Sequence[GrowthPoint]) -> None:
        """Show these measurings; the ages follow the child's own."""
        self.chart.show_months(None)
        self.chart.set_child(sex, points)
        self._tell()

    def _button(self, text: str, tip: str, group: QButtonGroup, at: int) -> QPushButton:
        made = QPushButton(text)
        made.setCheckable(True)
        made.setToolTip(tip)
        made.setAccessibleName(tip)
        group.addButton(made, at)
        return made

    def _choose(self, scale: Scale) -> None:
        self.chart.show_scale(scale)
        self._tell()

    def _tell(self) -> None:
        for at, scale in enumerate(SCALES):
            one = self._indices.button(at)
            one.setChecked(scale == self.chart.scale)
            one.setText(f"{at + 1}  {name_of(scale, self.chart.points)}")
        for at, (_name, months) in enumerate(_SPANS):
            self._spans.button(at).setChecked(months == self.chart.months)
            self._spans.button(at).setEnabled(self.chart.scale != "wfl")
