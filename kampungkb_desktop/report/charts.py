"""Charts as blocks, drawn straight as vectors: population pyramid, bars towards a target, bars of counts, one stacked bar.

Every bar stands beside its figure, so no chart needs its colours to be understood.
"""

from __future__ import annotations

from dataclasses import dataclass

from kampungkb_desktop.report.blocks import Whole
from kampungkb_desktop.report.ink import (
    ACCENT,
    CELL,
    CELL_BOLD,
    CELL_MUTED,
    FAINT,
    HAIR,
    HEADER,
    INK,
    SMALL,
    SMALL_BOLD,
    TRACK,
    WARM,
    WHITE,
    Colour,
    Style,
)
from kampungkb_desktop.report.pen import Pen, baseline, width_of, wrap
from kampungkb_desktop.report.table import BLANK
from kampungkb_desktop.report.words import count, total


@dataclass(frozen=True, slots=True)
class Pyramid(Whole):
    """Men to the left, women to the right, oldest on top, each bar with its number, and the sum of each row at the right."""

    groups: tuple[str, ...]
    men: tuple[int | None, ...]
    women: tuple[int | None, ...]

    ROW = 11.6
    BAR = 8.2
    NUMBER = 37.0
    AXIS = 40.0

    def height(self, width: float) -> float:
        """Head, one row an age group, the totals and the space below."""
        del width
        return 15 + self.ROW * len(self.groups) + 17 + 6

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Bars share one scale: the largest group fills its side."""
        sum_right = x + width
        side = (width - self.AXIS - 2 * self.NUMBER - self.NUMBER - 8) / 2
        middle = x + self.NUMBER + side + self.AXIS / 2
        self._head(pen, x, top, middle, sum_right)
        y = top + 15
        largest = max((value for value in (*self.men, *self.women) if value is not None), default=0)
        scale = side / largest if largest else 0.0
        rows = zip(reversed(self.groups), reversed(self.men), reversed(self.women), strict=True)
        for group, men, women in rows:
            self._row(pen, y, group, (men, women), middle, (scale, sum_right))
            y += self.ROW
        self._foot(pen, x, y, middle, sum_right)

    def _head(self, pen: Pen, x: float, top: float, middle: float, sum_right: float) -> None:
        pen.text(middle - self.AXIS / 2 - 3, top + 9, "Laki-laki", HEADER, "right")
        pen.text(middle, top + 9, "Umur", HEADER, "centre")
        pen.text(middle + self.AXIS / 2 + 3, top + 9, "Perempuan", HEADER)
        pen.text(sum_right, top + 9, "Jumlah", HEADER, "right")
        pen.rule(x, top + 13, sum_right, FAINT, 0.7)

    def _row(
        self,
        pen: Pen,
        y: float,
        group: str,
        pair: tuple[int | None, int | None],
        middle: float,
        scale_and_right: tuple[float, float],
    ) -> None:
        scale, sum_right = scale_and_right
        base = y + self.ROW / 2 + 2.7
        bar_top = y + (self.ROW - self.BAR) / 2
        for value, colour, side in ((pair[0], ACCENT, -1), (pair[1], WARM, 1)):
            edge = middle + side * self.AXIS / 2
            length = (value or 0) * scale
            pen.box(edge - length if side < 0 else edge, bar_top, length, self.BAR, colour)
            align = "right" if side < 0 else "left"
            style = SMALL if value is None else _FIGURE
            pen.text(edge + side * (length + 3), base, count(value), style, align)
        pen.text(middle, base, group, _AGE, "centre")
        pen.text(sum_right, base, count(total(pair)), _FIGURE, "right")

    def _foot(self, pen: Pen, x: float, y: float, middle: float, sum_right: float) -> None:
        pen.rule(x, y + 2, sum_right, FAINT, 0.7)
        men, women = total(self.men), total(self.women)
        pen.text(middle - self.AXIS / 2 - 3, y + 12, count(men), CELL_BOLD, "right")
        pen.text(middle, y + 12, "Jumlah", SMALL_BOLD, "centre")
        pen.text(middle + self.AXIS / 2 + 3, y + 12, count(women), CELL_BOLD)
        pen.text(sum_right, y + 12, count(total((men, women))), CELL_BOLD, "right")


_FIGURE = Style(7.4, 9.6)
_AGE = Style(7.4, 9.6, bold=True, colour=INK)


@dataclass(frozen=True, slots=True)
class TargetBar:
    """One bar of 0 to 100 %: who, how far, and the words beside it. ``percent`` ``None`` draws an empty track."""

    name: str
    detail: str
    percent: float | None
    percent_words: str
    words: str


@dataclass(frozen=True, slots=True)
class TargetBars(Whole):
    """Participation bars on a common scale of 0 to 100 % with light marks at each quarter."""

    bars: tuple[TargetBar, ...]

    ROW = 24.0

    def height(self, width: float) -> float:
        """Rows by their words, the scale below."""
        return sum(self._row(bar, width) for bar in self.bars) + 14

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Name left, bar in the middle, figures right."""
        name, words = width * 0.29, width * 0.25
        left, track = x + name, width - name - words - 50
        bottom = top + self.height(width) - 14
        for quarter in range(5):
            at = left + track * quarter / 4
            pen.upright(at, top + 2, bottom - 1, HAIR, 0.5)
            pen.text(at, bottom + 7, f"{quarter * 25} %" if quarter else "0", _SCALE, "centre")
        y = top
        for bar in self.bars:
            pen.text(x, y + 9.5, bar.name, CELL_BOLD)
            pen.lines(x, y + 12, wrap(bar.detail, SMALL, name - 10), SMALL)
            pen.box(left, y + 5, track, 9, TRACK, 1.5)
            if bar.percent is not None:
                pen.box(left, y + 5, track * min(bar.percent, 100) / 100, 9, ACCENT, 1.5)
            pen.text(left + track + 44, y + 12.5, bar.percent_words, CELL_BOLD, "right")
            pen.lines(left + track + 56, y + 3.6, wrap(bar.words, CELL, words - 6), CELL)
            y += self._row(bar, width)

    def _row(self, bar: TargetBar, width: float) -> float:
        right = len(wrap(bar.words, CELL, width * 0.25 - 6)) * CELL.leading + 4
        left = 12 + len(wrap(bar.detail, SMALL, width * 0.29 - 10)) * SMALL.leading + 3
        return max(self.ROW, right, left)


_SCALE = Style(6.4, 8, colour=FAINT)


@dataclass(frozen=True, slots=True)
class CountBar:
    """One bar of a count with its label, a small tag ("MKJP") and its share in words."""

    label: str
    value: int | None
    share: str
    colour: Colour
    tag: str = ""


@dataclass(frozen=True, slots=True)
class CountBars(Whole):
    """Horizontal bars of counts; the longest fills the track. Columns: label, tag, bar, count, share."""

    bars: tuple[CountBar, ...]
    head: tuple[str, str]
    """Titles over the two columns of figures."""
    foot: tuple[str, str, str] | None = None
    """A last line of label, sum and share."""

    ROW = 15.0

    def height(self, width: float) -> float:
        """Head, rows, foot and the space below."""
        del width
        return 15 + self.ROW * len(self.bars) + (16 if self.foot else 0) + 6

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Figures right aligned under their titles."""
        right, middle = x + width, x + width - 42
        label = max((width_of(bar.label, CELL) for bar in self.bars), default=0) + 6
        tag = max((width_of(bar.tag, _TAG) for bar in self.bars), default=0)
        left = x + label + (tag + 6 if tag else 2)
        pen.text(middle, top + 9, self.head[0], HEADER, "right")
        pen.text(right, top + 9, self.head[1], HEADER, "right")
        pen.rule(x, top + 13, right, FAINT, 0.7)
        track = middle - 38 - left
        largest = max((bar.value or 0 for bar in self.bars), default=0)
        y = top + 14
        for bar in self.bars:
            base = y + 10.4
            pen.text(x, base, bar.label, CELL)
            pen.text(x + label, base, bar.tag, _TAG)
            length = track * (bar.value or 0) / largest if largest else 0
            pen.box(left, y + 3.2, length, 8.6, bar.colour, 1)
            pen.text(middle, base, count(bar.value), CELL_MUTED if bar.value is None else CELL, "right")
            pen.text(right, base, bar.share, CELL, "right")
            y += self.ROW
        if self.foot:
            pen.rule(x, y + 1.5, right, FAINT, 0.7)
            for at, words, align in ((x, self.foot[0], "left"), (middle, self.foot[1], "right")):
                pen.text(at, y + 12, words, CELL_BOLD, "left" if align == "left" else "right")
            pen.text(right, y + 12, self.foot[2], CELL_BOLD, "right")


_TAG = Style(6.2, 8, bold=True, colour=ACCENT)


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a whole with its colour and the colour of words on it."""

    label: str
    value: int | None
    share: str
    colour: Colour
    words: Colour = WHITE


@dataclass(frozen=True, slots=True)
class StackedBar(Whole):
    """One bar of a whole and its legend in the same order, each with count and share."""

    segments: tuple[Segment, ...]

    BAR = 19.0

    def height(self, width: float) -> float:
        """Bar, legend and the space below."""
        return self.BAR + 7 + self._legend_lines(width) * CELL.leading + 2 * CELL.leading + 8

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Shares are written into a segment where they fit; the legend always has them."""
        pen.box(x, top, width, self.BAR, TRACK, 2)
        whole = sum(segment.value or 0 for segment in self.segments)
        if whole == 0:
            pen.text(x + width / 2, top + self.BAR / 2 + 3, BLANK if self._unknown() else "0", CELL_MUTED, "centre")
        at = x
        for segment in self.segments:
            length = width * (segment.value or 0) / whole if whole else 0.0
            pen.box(at, top, length - 0.8, self.BAR, segment.colour)
            style = Style(8, 10, bold=True, colour=segment.words)
            if width_of(segment.share, style) + 8 < length:
                pen.text(at + length / 2, top + self.BAR / 2 + 2.9, segment.share, style, "centre")
            at += length
        self._legend(pen, x, top + self.BAR + 7, width)

    def _legend(self, pen: Pen, x: float, top: float, width: float) -> None:
        column = width / len(self.segments)
        depth = self._legend_lines(width) * CELL.leading
        for place, segment in enumerate(self.segments):
            left = x + column * place
            pen.box(left, top + 2.4, 7, 7, segment.colour, 1)
            pen.lines(left + 11, top, wrap(segment.label, CELL, column - 17), CELL)
            y = top + depth
            pen.text(left + 11, y + baseline(CELL_BOLD), count(segment.value), CELL_BOLD)
            pen.text(left + 11, y + CELL.leading + baseline(SMALL) - 1, segment.share, SMALL)

    def _legend_lines(self, width: float) -> int:
        column = width / len(self.segments) - 17
        return max(len(wrap(segment.label, CELL, column)) for segment in self.segments)

    def _unknown(self) -> bool:
        return any(segment.value is None for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Ladder:
    """An index of 1 to 4 with the height that counts as good."""

    name: str
    value: float | None
    words: str
    threshold: float


def draw_ladder(pen: Pen, x: float, top: float, width: float, ladder: Ladder) -> None:
    """A track from 1 to 4, filled to the value, with a mark at the threshold; 9 points tall with its marks."""
    pen.box(x, top, width, 6, TRACK, 1.5)
    if ladder.value is not None:
        share = min(max((ladder.value - 1) / 3, 0.0), 1.0)
        good = ladder.value >= ladder.threshold
        pen.box(x, top, max(width * share, 2.0), 6, ACCENT if good else WARM, 1.5)
    at = x + width * (ladder.threshold - 1) / 3
    pen.upright(at, top - 2.5, top + 8.5, INK, 0.9)


def draw_score(pen: Pen, right: float, y: float, score: int | None, highest: int) -> None:
    """Filled and open dots for a score of 1 to ``highest``, ending at ``right``, around the middle height ``y``."""
    for place in range(highest):
        centre = right - (highest - 1 - place) * 6.4 - 2.4
        if score is not None and place < score:
            pen.dot(centre, y, 2.3, ACCENT)
        else:
            pen.ring(centre, y, 2.0, FAINT)
