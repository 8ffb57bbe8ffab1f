"""Charts of a whole and its parts, drawn straight as vectors: population pyramid, one stacked bar with its legend.

Every bar stands beside its figure, so no chart needs its colours to be understood.
"""

from __future__ import annotations

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.report.blocks import Whole
from kampungkb_desktop.report.ink import (
    ACCENT,
    CELL,
    CELL_BOLD,
    CELL_MUTED,
    FAINT,
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


@frozen
class Pyramid(Whole):
    """Men left, women right, oldest on top, each bar with its number, and the sum of each row at the right."""

    groups: tuple[str, ...]
    men: tuple[int | None, ...]
    women: tuple[int | None, ...]

    ROW = 10.9
    BAR = 7.8
    AXIS = 40.0

    @property
    def role(self) -> str:
        """A picture, read aloud by its words."""
        return "Figure"

    @property
    def alt(self) -> str:
        """Every bar with its figure."""
        rows = zip(self.groups, self.men, self.women, strict=True)
        return "Piramida penduduk, laki-laki dan perempuan. " + "; ".join(
            f"umur {group}: {count(men)} dan {count(women)}" for group, men, women in rows
        )

    def height(self, width: float) -> float:
        """Head, one row an age group, the totals and the space below."""
        del width
        return 15 + self.ROW * len(self.groups) + 17 + 6

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Bars share one scale: the largest group fills its side."""
        sum_right = x + width
        single = 8 + max(width_of(count(value), _FIGURE) for value in (*self.men, *self.women))
        sums = 10 + width_of(count(total((*self.men, *self.women))), CELL_BOLD)
        side = max((width - self.AXIS - 2 * single - max(sums, 37)) / 2, 10)
        middle = x + single + side + self.AXIS / 2
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
            style = SMALL if value is None else _FIGURE
            pen.text(edge + side * (length + 3), base, count(value), style, "right" if side < 0 else "left")
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


@frozen
class Segment:
    """A part of a whole with its colour and the colour of words on it."""

    label: str
    value: int | None
    share: str
    colour: Colour
    words: Colour = WHITE


@frozen
class StackedBar(Whole):
    """One bar of a whole and its legend in the same order, each with count and share."""

    segments: tuple[Segment, ...]

    BAR = 19.0

    @property
    def role(self) -> str:
        """A picture, read aloud by its words."""
        return "Figure"

    @property
    def alt(self) -> str:
        """Every part with count and share."""
        return "Batang bagian. " + "; ".join(f"{one.label}: {count(one.value)}, {one.share}" for one in self.segments)

    def height(self, width: float) -> float:
        """Bar, legend and the space below."""
        return self.BAR + 7 + (self._legend_lines(width) + 1) * CELL.leading + 7

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
            figure, y = count(segment.value), top + depth + baseline(CELL_BOLD)
            pen.text(left + 11, y, figure, CELL_BOLD)
            if segment.value is not None:
                pen.text(left + 11 + width_of(figure, CELL_BOLD) + 6, y, segment.share, SMALL)

    def _legend_lines(self, width: float) -> int:
        column = width / len(self.segments) - 17
        return max(len(wrap(segment.label, CELL, column)) for segment in self.segments)

    def _unknown(self) -> bool:
        return any(segment.value is None for segment in self.segments)
