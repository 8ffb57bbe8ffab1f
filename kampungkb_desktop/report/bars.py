"""Bars drawn straight as vectors: participation towards a target, counts beside each other, indices and scores.

Every bar stands beside its figure, so none needs its colour to be understood.
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
    HAIR,
    HEADER,
    INK,
    SMALL,
    TRACK,
    WARM,
    Colour,
    Style,
)
from kampungkb_desktop.report.pen import Pen, width_of, wrap
from kampungkb_desktop.report.words import count


@frozen
class TargetBar:
    """One bar of 0 to 100 %: who, how far, and the words beside it. ``percent`` ``None`` draws an empty track."""

    name: str
    detail: str
    percent: float | None
    percent_words: str
    words: str


NAME_SHARE, WORDS_SHARE = 0.29, 0.28


@frozen
class TargetBars(Whole):
    """Participation bars on a common scale of 0 to 100 % with light marks at each quarter."""

    bars: tuple[TargetBar, ...]
    tight: bool = False
    """One line a bar, the name alone at its left."""

    ROW = 24.0
    TIGHT = 13.6

    @property
    def role(self) -> str:
        """A picture, read aloud by its words."""
        return "Figure"

    @property
    def alt(self) -> str:
        """Every bar with its words."""
        return "Batang capaian. " + "; ".join(
            f"{bar.name} ({bar.detail}): {bar.percent_words}, {bar.words}" for bar in self.bars
        )

    def height(self, width: float) -> float:
        """Rows by their words, the scale below."""
        return sum(self._row(bar, width) for bar in self.bars) + 14

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Name left, bar in the middle, figures right."""
        name, words = width * NAME_SHARE, width * WORDS_SHARE
        left, track = x + name, width - name - words - 50
        bottom = top + self.height(width) - 14
        for quarter in range(5):
            at = left + track * quarter / 4
            pen.upright(at, top + 2, bottom - 1, HAIR, 0.5)
            pen.text(at, bottom + 7, f"{quarter * 25} %" if quarter else "0", _SCALE, "centre")
        y = top
        for bar in self.bars:
            y += self._draw_bar(pen, bar, (x, left, track), y, width)

    def _draw_bar(self, pen: Pen, bar: TargetBar, at: tuple[float, float, float], y: float, width: float) -> float:
        """One bar; returns its height."""
        x, left, track = at
        up = 4.2 if self.tight else 0.0
        pen.lines(x, y, wrap(bar.name, self._name_style, width * NAME_SHARE - 10), self._name_style)
        pen.lines(x, y + 12, wrap(bar.detail, SMALL, width * NAME_SHARE - 10) if bar.detail else [], SMALL)
        pen.box(left, y + 5 - up / 2, track, 9 - up / 2, TRACK, 1.5)
        if bar.percent is not None:
            pen.box(left, y + 5 - up / 2, track * min(bar.percent, 100) / 100, 9 - up / 2, ACCENT, 1.5)
        pen.text(left + track + 44, y + 12.5 - up * 0.8, bar.percent_words, CELL_BOLD, "right")
        pen.lines(left + track + 56, y + 3.6 - up * 0.8, wrap(bar.words, CELL, width * WORDS_SHARE - 6), CELL)
        return self._row(bar, width)

    @property
    def _name_style(self) -> Style:
        return CELL if self.tight else CELL_BOLD

    def _row(self, bar: TargetBar, width: float) -> float:
        if self.tight:
            lines = max(
                len(wrap(bar.name, CELL, width * NAME_SHARE - 10)), len(wrap(bar.words, CELL, width * WORDS_SHARE - 6))
            )
            return max(self.TIGHT, lines * CELL.leading + 2)
        right = len(wrap(bar.words, CELL, width * WORDS_SHARE - 6)) * CELL.leading + 4
        left = 12 + len(wrap(bar.detail, SMALL, width * NAME_SHARE - 10)) * SMALL.leading + 3
        return max(self.ROW, right, left)


_SCALE = Style(6.4, 8, colour=FAINT)


@frozen
class CountBar:
    """One bar of a count with its label, a small tag ("MKJP") and its share in words."""

    label: str
    value: int | None
    share: str
    colour: Colour
    tag: str = ""


@frozen
class CountBars(Whole):
    """Horizontal bars of counts; the longest fills the track. Columns: label, tag, bar, count, share."""

    bars: tuple[CountBar, ...]
    head: tuple[str, str]
    """Titles over the two columns of figures."""
    foot: tuple[str, str, str] | None = None
    """A last line of label, sum and share."""

    ROW = 14.4

    @property
    def role(self) -> str:
        """A picture, read aloud by its words."""
        return "Figure"

    @property
    def alt(self) -> str:
        """Every bar with count and share."""
        lines = [(bar.label, count(bar.value), bar.share) for bar in self.bars] + ([self.foot] if self.foot else [])
        return "Batang jumlah. " + "; ".join(", ".join(line) for line in lines)

    def height(self, width: float) -> float:
        """Head, rows, foot and the space below."""
        del width
        return 15 + self.ROW * len(self.bars) + (16 if self.foot else 0) + 6

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Figures right aligned under their titles."""
        right, middle = x + width, x + width - 42
        figures = [count(bar.value) for bar in self.bars] + [self.foot[1] if self.foot else ""]
        figure = max(30, *(width_of(words, CELL_BOLD) for words in figures))
        label = max((width_of(bar.label, CELL) for bar in self.bars), default=0) + 6
        tag = max((width_of(bar.tag, _TAG) for bar in self.bars), default=0)
        left = x + label + (tag + 6 if tag else 2)
        pen.text(middle, top + 9, self.head[0], HEADER, "right")
        pen.text(right, top + 9, self.head[1], HEADER, "right")
        pen.rule(x, top + 13, right, FAINT, 0.7)
        track = max(middle - figure - 8 - left, 10)
        largest = max((bar.value or 0 for bar in self.bars), default=0)
        y = top + 14
        for bar in self.bars:
            base = y + 10.1
            pen.text(x, base, bar.label, CELL)
            pen.text(x + label, base, bar.tag, _TAG)
            length = track * (bar.value or 0) / largest if largest else 0
            pen.box(left, y + 2.9, length, 8.6, bar.colour, 1)
            pen.text(middle, base, count(bar.value), CELL_MUTED if bar.value is None else CELL, "right")
            pen.text(right, base, bar.share, CELL, "right")
            y += self.ROW
        if self.foot:
            pen.rule(x, y + 1.5, right, FAINT, 0.7)
            pen.text(x, y + 12, self.foot[0], CELL_BOLD)
            pen.text(middle, y + 12, self.foot[1], CELL_BOLD, "right")
            pen.text(right, y + 12, self.foot[2], CELL_BOLD, "right")


_TAG = Style(6.2, 8, bold=True, colour=ACCENT)


@frozen
class Ladder:
    """An index of 1 to 4 with the height that counts as good."""

    value: float | None
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
