"""The growth of one child on paper, as on a KMS card: the WHO lines of one index, the child's own points and, under the
months, the letters of its weighings. Lines differ by stroke and by the figure at their end, so that a copy in black and
white can be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor
from typing import Final

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import number
from kampungkb_desktop.report.blocks import Whole
from kampungkb_desktop.report.ink import BAD, FAINT, GOOD, HAIR, INK, MUTED, SMALL, WARM, WHITE, Colour, Style
from kampungkb_desktop.report.pen import Dash, Pen
from kampungkb_desktop.rules.growth import DAYS_PER_MONTH, TWO_YEARS, Index, Sex, curve, span

LINES: Final[tuple[tuple[int, Colour, float, Dash], ...]] = (
    (-3, BAD, 1.0, (5.0, 2.0, 1.0, 2.0)), (-2, WARM, 0.9, (4.0, 2.0)), (-1, FAINT, 0.5, ()), (0, GOOD, 1.2, ()),
    (1, FAINT, 0.5, ()), (2, WARM, 0.9, (4.0, 2.0)), (3, BAD, 1.0, (5.0, 2.0, 1.0, 2.0)),
)  # fmt: skip
"""Standard deviations with colour, thickness and stroke."""
USUAL: Final[Colour] = (0.90, 0.955, 0.91)
WATCHED: Final[Colour] = (0.992, 0.965, 0.86)
UPPER: Final[dict[Index, int]] = {"len": 3, "head": 2}
"""Up to which line the index is usual; the others up to +1."""
UNITS: Final[dict[Index, str]] = {
    "wei": "kg", "len": "cm", "wfl": "kg", "wfh": "kg", "bmi": "kg/m²", "head": "cm", "bmi_5_19": "kg/m²"
}  # fmt: skip
BY_LENGTH: Final = frozenset({"wfl", "wfh"})
AXIS: Final = Style(6.6, 8.4, colour=MUTED)
END: Final = Style(6.6, 8.4, bold=True)
LETTER: Final = Style(6.4, 8.2, bold=True)
LEFT, RIGHT, FOOT, LETTERS_HIGH = 26.0, 16.0, 22.0, 13.0


@frozen
class CurvePoint:
    """One measuring: months of age (or cm), the figure, and whether it is doubtful (hollow, outside the line)."""

    x: float
    y: float
    doubtful: bool = False


@frozen
class Letter:
    """What the card notes under a month: ``N``, ``T``, ``2T``; ``bad`` is printed in red."""

    month: int
    words: str
    bad: bool = False


@frozen
class GrowthCurve(Whole):
    """One chart, ``tall`` points high without its letters. The x axis goes from ``left`` to ``right``: months of age,
    or centimetres for weight by length."""

    index: Index
    sex: Sex
    left: float
    right: float
    points: tuple[CurvePoint, ...] = ()
    letters: tuple[Letter, ...] | None = None
    """``None`` where there is no row of letters; empty for one without any."""
    tall: float = 260.0

    @property
    def role(self) -> str:
        """A picture; its figures stand in the table of measurings."""
        return "Figure"

    @property
    def alt(self) -> str:
        """How many points there are; each stands in the table."""
        return f"Grafik pertumbuhan dengan {len(self.points)} titik pengukuran; angkanya ada di tabel."

    def height(self, width: float) -> float:
        """Chart, letters and the space below."""
        del width
        return self.tall + (LETTERS_HIGH if self.letters is not None else 0.0) + 8

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Ground, lines, grid, points, letters."""
        Plot(self, pen, x, top, width).draw()


class Plot:
    """The chart while it is drawn: where figures stand on the sheet."""

    def __init__(self, chart: GrowthCurve, pen: Pen, x: float, top: float, width: float) -> None:
        self.chart, self.pen = chart, pen
        self.x0, self.y0 = x + LEFT, top + 4
        self.wide, self.high = width - LEFT - RIGHT, chart.tall - FOOT - 4
        self.xs = list(_places(chart))
        self.lines = {z: curve(chart.index, chart.sex, z, [at for _, at in self.xs]) for z, *_ in LINES}
        low, high = min(self.lines[-3]), max(self.lines[3])
        spread = high - low
        own = [p.y for p in chart.points if chart.left <= p.x <= chart.right]
        self.low = max(0.0, min([low, *(max(y, low - spread / 2) for y in own)]) - spread * 0.03)
        self.top_value = max([high, *(min(y, high + spread / 2) for y in own)]) + spread * 0.03

    def draw(self) -> None:
        """Everything, from the ground up."""
        self._grounds()
        self._grid()
        for z, colour, thick, dash in LINES:
            self.pen.curve(self._line(z), colour, thick, dash)
        self._ends()
        self.pen.frame(self.x0, self.y0, self.wide, self.high, FAINT)
        self._points()
        if self.chart.letters is not None:
            self._letters(self.chart.letters)

    def x(self, value: float) -> float:
        """Points from the left of the sheet."""
        chart = self.chart
        return self.x0 + (value - chart.left) / (chart.right - chart.left) * self.wide

    def y(self, value: float) -> float:
        """Points from the top of the sheet; figures far outside stay at the edge."""
        share = (value - self.low) / (self.top_value - self.low)
        return self.y0 + self.high - min(1.0, max(0.0, share)) * self.high

    def _line(self, z: int) -> list[tuple[float, float]]:
        return [(self.x(x), self.y(value)) for (x, _), value in zip(self.xs, self.lines[z], strict=True)]

    def _grounds(self) -> None:
        upper = UPPER.get(self.chart.index, 1)
        self._between(-2, upper, USUAL)
        self._between(-3, -2, WATCHED)
        if upper < 3:
            self._between(upper, 3, WATCHED)

    def _between(self, low: int, high: int, fill: Colour) -> None:
        self.pen.area([*self._line(low), *reversed(self._line(high))], fill)

    def _grid(self) -> None:
        chart, pen = self.chart, self.pen
        unit = 12 if chart.index == "bmi_5_19" else 1
        step = _step((chart.right - chart.left) / unit, self.wide / 22, (1, 2, 3, 5, 6, 10, 12)) * unit
        value = ceil(chart.left / step) * step
        while value <= chart.right + 1e-9:
            pen.upright(self.x(value), self.y0, self.y0 + self.high, HAIR, 0.35)
            pen.text(self.x(value), self.y0 + self.high + 8.4, number(value / unit), AXIS, "centre")
            value += step
        step = _step(self.top_value - self.low, self.high / 24, (0.5, 1, 2, 5, 10, 20))
        value = ceil(self.low / step) * step
        while value <= self.top_value:
            pen.rule(self.x0, self.y(value), self.x0 + self.wide, HAIR, 0.35)
            pen.text(self.x0 - 3, self.y(value) + 2.3, number(value, 1 if step < 1 else 0), AXIS, "right")
            value += step
        age = "umur (tahun)" if unit == 12 else "umur (bulan)"
        axis = "panjang/tinggi badan (cm)" if chart.index in BY_LENGTH else age
        words = f"{UNITS[chart.index]} menurut {axis}"
        pen.text(self.x0 + self.wide / 2, self.y0 + self.high + 17.5, words, AXIS, "centre")

    def _ends(self) -> None:
        """The figure of each line at its end, kept apart where the lines are close."""
        below = self.y0 + self.high + 12
        for z, colour, *_ in LINES:
            y = min(self.y(self.lines[z][-1]) + 2.3, below - 6.6)
            below = y
            sign = "0" if z == 0 else f"{'+' if z > 0 else '–'}{abs(z)}"
            style = Style(END.size, END.leading, bold=True, colour=MUTED if colour == FAINT else colour)
            self.pen.text(self.x0 + self.wide + 3, y, sign, style)

    def _points(self) -> None:
        own = [p for p in self.chart.points if self.chart.left <= p.x <= self.chart.right]
        self.pen.curve([(self.x(p.x), self.y(p.y)) for p in own if not p.doubtful], INK, 1.1)
        radius = 2.3 if len(own) <= 30 else 1.6
        for p in own:
            self.pen.dot(self.x(p.x), self.y(p.y), radius, WHITE if p.doubtful else INK)
            if p.doubtful:
                self.pen.ring(self.x(p.x), self.y(p.y), radius, INK)
        if not own:
            words = "Belum ada hasil ukur"
            self.pen.text(self.x0 + self.wide / 2, self.y0 + 16, words, SMALL, "centre")

    def _letters(self, letters: Sequence[Letter]) -> None:
        """One box a month under the chart, as on the card."""
        chart, pen = self.chart, self.pen
        top = self.y0 + self.high + FOOT
        pen.text(self.x0 - 3, top + 8.6, "N/T", LETTER, "right")
        pen.frame(self.x0, top, self.wide, LETTERS_HIGH - 1, FAINT)
        step = self.wide / (chart.right - chart.left)
        for month in range(floor(chart.left) + 1, ceil(chart.right)):
            pen.upright(self.x(month), top, top + LETTERS_HIGH - 1, HAIR, 0.35)
        for letter in letters:
            if chart.left <= letter.month < chart.right:
                style = Style(min(6.4, step * 0.62), 8.2, bold=True, colour=BAD if letter.bad else INK)
                pen.text(self.x(letter.month) + step / 2, top + 8.4, letter.words, style, "centre")


def _step(spread: float, most: float, steps: Sequence[float]) -> float:
    return next((step for step in steps if spread / step <= most), steps[-1])


def _places(chart: GrowthCurve) -> Iterator[tuple[float, float]]:
    """Where the lines are asked for: on the axis of the chart, and as the tables count (days, or cm)."""
    if chart.index in BY_LENGTH:
        for at in range(floor(chart.left * 2), floor(chart.right * 2) + 1):
            yield at / 2, at / 2
        return
    low, high = span(chart.index)
    first, last = max(low, round(chart.left * DAYS_PER_MONTH)), min(high, round(chart.right * DAYS_PER_MONTH))
    every = 60 if chart.index == "bmi_5_19" else 10
    turn = {day for day in (TWO_YEARS - 1, TWO_YEARS) if first <= day <= last}
    newborn = range(int(first), min(int(last), 90), 3)  # the lines bend most in the first weeks
    for day in sorted({*newborn, *range(int(first), int(last), every), *turn, int(last)}):
        yield day / DAYS_PER_MONTH, day
