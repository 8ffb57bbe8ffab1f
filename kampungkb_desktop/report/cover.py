"""The head of a village summary: name, place and class badge, headline figures, the class with its reasons."""

from __future__ import annotations

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import long_date, number
from kampungkb_desktop.report.bars import Ladder, draw_ladder, draw_score
from kampungkb_desktop.report.blocks import GUTTER, Whole
from kampungkb_desktop.report.ink import (
    BODY,
    CELL,
    CELL_BOLD,
    CELL_MUTED,
    CLASS_COLOURS,
    EYEBROW,
    FIGURE,
    HAIR,
    MUTED,
    SMALL,
    SMALL_BOLD,
    TITLE,
    UNKNOWN_CLASS,
    WASH,
    Colour,
    Style,
)
from kampungkb_desktop.report.pen import Pen, width_of, wrap
from kampungkb_desktop.report.summary_content import CLASS_NAMES, Classification, IndicatorScore
from kampungkb_desktop.report.table import BLANK

BADGE = 142.0
_GROUPS = (("I", "Input", "input_index"), ("P", "Proses", "process_index"), ("O", "Output", "output_index"))


@frozen
class Cover(Whole):
    """A band over the whole width: eyebrow, name and place at the left, the class badge at the right, below them why
    the village has its class. ``facts`` are label and value, ``None`` unknown; ``mark`` names the source."""

    eyebrow: str
    name: str
    place: str
    facts: tuple[tuple[str, str | None], ...]
    classification: Classification
    mark: str = ""

    PAD = 13.0

    def height(self, width: float) -> float:
        """The band, the facts and the space below."""
        return self._band(width) + 6 + self._facts_height(width) + 4

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Ground, words, badge, reasons, then the row of facts."""
        band = self._band(width)
        pen.box(x, top, width, band, WASH, 4)
        pen.box(x, top, 4, band, self._ground(), 1)
        left, room = x + self.PAD + 4, self._room(width)
        y = pen.lines(left, top + self.PAD - 3, wrap(self.eyebrow, EYEBROW, room), EYEBROW)
        with pen.tag("H1"):
            y = pen.lines(left, y + 1, wrap(self.name, TITLE, room), TITLE)
        pen.lines(left, y + 2, wrap(self.place, BODY, room), BODY)
        self._badge(pen, x + width - BADGE - self.PAD, top + self.PAD)
        self._why(pen, left, top + band - self._why_height(width), width - 2 * self.PAD - 4)
        self._facts(pen, x, top + band + 6, width)
        pen.outline(self.name, top)

    def _room(self, width: float) -> float:
        return width - BADGE - GUTTER - 2 * self.PAD - 4

    def _band(self, width: float) -> float:
        return self.PAD + max(self._words_height(width), self._badge_height()) + 4 + self._why_height(width)

    def _words_height(self, width: float) -> float:
        room = self._room(width)
        return (
            len(wrap(self.eyebrow, EYEBROW, room)) * EYEBROW.leading
            + len(wrap(self.name, TITLE, room)) * TITLE.leading
            + len(wrap(self.place, BODY, room)) * BODY.leading
        )

    def _badge_height(self) -> float:
        return 46.0 + len(wrap(_official(self.classification), SMALL, BADGE)) * SMALL.leading

    def _ground(self) -> Colour:
        return CLASS_COLOURS.get(self.classification.name or "", UNKNOWN_CLASS)[0]

    def _badge(self, pen: Pen, x: float, top: float) -> None:
        name = self.classification.name
        ground, ink = CLASS_COLOURS.get(name or "", UNKNOWN_CLASS)
        pen.box(x, top, BADGE, 42, ground, 5)
        pen.text(x + 12, top + 14.5, f"Klasifikasi{self.mark}", Style(7.3, 9.6, colour=ink))
        pen.text(x + 12, top + 32, name or "Belum dihitung", Style(15, 18, bold=True, colour=ink))
        steps = CLASS_NAMES.index(name) + 1 if name in CLASS_NAMES else 0
        for place in range(len(CLASS_NAMES)):
            tall = 3.6 + 2 * place
            left = x + BADGE - 36 + place * 6.4
            if place < steps:
                pen.box(left, top + 16 - tall, 4.4, tall, ink, 0.6)
            else:
                pen.box(left, top + 14.8, 4.4, 1.2, ink)
        pen.lines(x, top + 46, wrap(_official(self.classification), SMALL, BADGE), SMALL)

    def _reasons(self) -> list[tuple[bool, str, str]]:
        """Whether an index is good, its name and figure, and the indicators that hold it down most."""
        result, found = self.classification, []
        for letter, name, field in _GROUPS:
            value = getattr(result, field)
            if value is None:
                continue
            good = float(value) >= float(result.threshold)
            low = [one.label for one in result.indicators if one.code.startswith(letter) and (one.score or 1) < LOW]
            words = f"belum penuh: {', '.join(low)}" if low else "tiap indikatornya bernilai 3 atau lebih"
            found.append((good, f"{name} {number(float(value), 2)}, {'baik' if good else 'belum baik'}", words))
        return found

    def _why_height(self, width: float) -> float:
        column = (width - 2 * self.PAD - 4) / 3 - 22
        reasons = self._reasons()
        if not reasons:
            return 4.0
        return 10 + CELL.leading + max(len(wrap(words, SMALL, column)) for *_, words in reasons) * SMALL.leading + 8

    def _why(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Three reasons side by side, each with a tick or a cross."""
        reasons = self._reasons()
        if reasons:
            pen.rule(x, top + 1, x + width, HAIR, 0.6)
        for place, (good, head, words) in enumerate(reasons):
            left = x + place * width / 3
            pen.mark(left, top + 14, state=good)
            pen.text(left + 11, top + 17, head, CELL_BOLD)
            pen.lines(left + 11, top + 20, wrap(words, SMALL, width / 3 - 22), SMALL)

    def _facts_height(self, width: float) -> float:
        return 8 + SMALL.leading + max(self._fact_lines(width)) * CELL.leading + 4

    def _fact_lines(self, width: float) -> list[int]:
        room = width / len(self.facts) - 12
        return [len(wrap(value or BLANK, CELL_BOLD, room)) for _, value in self.facts]

    def _facts(self, pen: Pen, x: float, top: float, width: float) -> None:
        column = width / len(self.facts)
        for place, (label, value) in enumerate(self.facts):
            left = x + self.PAD + 4 + column * place if place == 0 else x + column * place + 10
            pen.text(left, top + 11, label, SMALL)
            style = CELL_MUTED if value is None else CELL_BOLD
            pen.lines(left, top + 14, wrap(value or BLANK, style, column - 12), style)


LOW = 3
"""A score under this holds an index down."""


def _official(result: Classification) -> str:
    """What stands under the badge: the class on the portal when someone has typed it in."""
    parts: list[str] = []
    if result.official_name is not None:
        day = f" ({long_date(result.official_on)})" if result.official_on else ""
        parts.append(f"Pada portal: {result.official_name}{day}.")
    return " ".join(parts)


@frozen
class Tile:
    """A headline figure with its unit and what has changed."""

    label: str
    value: str | None
    note: str = ""


@frozen
class Tiles(Whole):
    """Headline figures side by side between hairlines."""

    tiles: tuple[Tile, ...]

    def height(self, width: float) -> float:
        """Label, figure, notes and the space below."""
        return 9 + SMALL.leading + FIGURE.leading + self._notes(width) * SMALL.leading + 6

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Each figure under its label."""
        column = width / len(self.tiles)
        tall = self.height(width) - 12
        for place, tile in enumerate(self.tiles):
            left = x + column * place + (0 if place == 0 else 12)
            if place:
                pen.upright(left - 12, top + 6, top + tall, HAIR, 0.7)
            pen.text(left, top + 13, tile.label, SMALL)
            if tile.value is None:
                pen.text(left, top + 31, BLANK, Style(11, 14, colour=MUTED))
            else:
                pen.text(left, top + 33, tile.value, self._figure(column))
            pen.lines(left, top + 38, wrap(tile.note, SMALL, column - 14), SMALL)

    def _figure(self, column: float) -> Style:
        """The size in which the longest figure fits its column: nothing is ever clipped."""
        widest = max(width_of(tile.value or "", FIGURE) for tile in self.tiles)
        size = FIGURE.size * min(1.0, (column - 14) / widest) if widest else FIGURE.size
        return Style(size, FIGURE.leading, bold=True, colour=FIGURE.colour)

    def _notes(self, width: float) -> int:
        room = width / len(self.tiles) - 14
        return max(len(wrap(tile.note, SMALL, room)) if tile.note else 0 for tile in self.tiles)


@frozen
class Reasons(Whole):
    """The three indices and under each its indicators with figure and score: why the village has its class."""

    classification: Classification

    def height(self, width: float) -> float:
        """The tallest column and the space below."""
        column = self._column(width)
        return (
            40
            + max((sum(self._row(row, column) for row in self._rows(letter)) for letter, _, _ in _GROUPS), default=0)
            + 6
        )

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """One column an index."""
        column = self._column(width)
        for letter, name, field in _GROUPS:
            value = getattr(self.classification, field)
            self._head(pen, x, top, column, name, None if value is None else float(value))
            y = top + 38
            for row in self._rows(letter):
                self._indicator(pen, x, y, column, row)
                y += self._row(row, column)
            x += column + GUTTER

    @staticmethod
    def _column(width: float) -> float:
        return (width - 2 * GUTTER) / 3

    def _rows(self, letter: str) -> list[IndicatorScore]:
        return [row for row in self.classification.indicators if row.code.startswith(letter)]

    def _head(self, pen: Pen, x: float, top: float, column: float, name: str, value: float | None) -> None:
        threshold = float(self.classification.threshold)
        pen.text(x, top + 11, name, CELL_BOLD)
        if value is None:
            pen.text(x + column, top + 11, BLANK, CELL_MUTED, "right")
        else:
            words = "baik" if value >= threshold else "belum baik"
            figure = number(value, 2)
            pen.text(x + column, top + 11, figure, CELL_BOLD, "right")
            pen.text(x + column - width_of(figure, CELL_BOLD) - 5, top + 11, words, SMALL, "right")
        draw_ladder(pen, x, top + 18, column, Ladder(value, threshold))

    @staticmethod
    def _row(row: IndicatorScore, column: float) -> float:
        label = len(wrap(row.label, CELL, column - 40)) * CELL.leading
        return label + len(wrap(row.figure or BLANK, SMALL, column)) * SMALL.leading + 3.6

    def _indicator(self, pen: Pen, x: float, y: float, column: float, row: IndicatorScore) -> None:
        pen.rule(x, y - 1, x + column, HAIR, 0.4)
        below = pen.lines(x, y, wrap(row.label, CELL, column - 40), CELL)
        pen.lines(x, below, wrap(row.figure or BLANK, SMALL, column), SMALL)
        draw_score(pen, x + column - 12, y + 6, row.score, row.highest)
        pen.text(x + column, y + 8.8, "–" if row.score is None else str(row.score), SMALL_BOLD, "right")
