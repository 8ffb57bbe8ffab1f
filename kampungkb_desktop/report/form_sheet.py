"""Questions to be answered by hand: boxes to tick with their numbers, squares for figures, lines for words; below the
question, grey, what was answered last."""

from __future__ import annotations

from typing import Final

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.report.blocks import Whole
from kampungkb_desktop.report.ink import CELL, CELL_BOLD, FAINT, HAIR, INK, SMALL, TINY
from kampungkb_desktop.report.pen import Pen, width_of, wrap

_LABEL_SHARE: Final = 0.36
_BETWEEN: Final = 10.0
_PAD: Final = 3.6
_SNUG_PAD: Final = 2.2
"""With lines of 17 points there are still 7.5 mm from one line to write on to the next."""
_TICK: Final = 7.0
_SQUARE: Final = 12.5
_LINE: Final = 17.0
_FRAME: Final = 0.6


@frozen
class Ask:
    """One question. ``options`` are ticked; without any, ``squares`` (with ``comma`` of them behind the comma) or
    ``lines`` are left to write on. ``last`` is the answer before, with its day."""

    label: str
    options: tuple[str, ...] = ()
    several: bool = False
    squares: int = 0
    comma: int = 0
    unit: str = ""
    lines: int = 1
    last: str = ""
    filled: str = ""
    """What is known and only to be checked: printed where one would write."""


@frozen
class Question(Whole):
    """The question at the left, the answer's place at the right, a hairline below."""

    ask: Ask
    snug: bool = False
    """With less air between the questions, never with less to write on."""

    @property
    def _pad(self) -> float:
        return _SNUG_PAD if self.snug else _PAD

    def height(self, width: float) -> float:
        """The taller of both sides."""
        return max(self._left_height(width), self._right_height(width)) + 2 * self._pad

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Words first, so that they are read before the boxes."""
        y = pen.lines(x, top + self._pad, wrap(self.ask.label, CELL_BOLD, self._label(width)), CELL_BOLD)
        if self.ask.last:
            pen.lines(x, y, wrap(f"Terakhir: {self.ask.last}", TINY, self._label(width)), TINY)
        left, room = x + self._label(width) + _BETWEEN, self._room(width)
        if self.ask.filled:
            pen.lines(left, top + self._pad, wrap(self.ask.filled, CELL, room), CELL)
        elif self.ask.options:
            self._draw_options(pen, left, top + self._pad, room)
        elif self.ask.squares:
            self._draw_squares(pen, left, top + self._pad)
        else:
            for line in range(1, self.ask.lines + 1):
                pen.rule(left, top + self._pad + line * _LINE - 3, left + room, FAINT, 0.6)
        pen.rule(x, top + self.height(width) - 0.5, x + width, HAIR)

    def _label(self, width: float) -> float:
        return width * _LABEL_SHARE

    def _room(self, width: float) -> float:
        return width - self._label(width) - _BETWEEN

    def _left_height(self, width: float) -> float:
        words = len(wrap(self.ask.label, CELL_BOLD, self._label(width))) * CELL_BOLD.leading
        if not self.ask.last:
            return words
        return words + len(wrap(f"Terakhir: {self.ask.last}", TINY, self._label(width))) * TINY.leading

    def _right_height(self, width: float) -> float:
        if self.ask.filled:
            return len(wrap(self.ask.filled, CELL, self._room(width))) * CELL.leading
        if self.ask.options:
            return self._placed(self._room(width))[1]
        return _SQUARE + 1 if self.ask.squares else self.ask.lines * _LINE

    def _placed(self, room: float) -> tuple[list[tuple[float, float, list[str]]], float]:
        """Where each option stands, and how high they are together."""
        placed: list[tuple[float, float, list[str]]] = []
        x = y = 0.0
        tall = CELL.leading
        for option in self.ask.options:
            lines = wrap(option, CELL, room - _TICK - 4)
            wide = _TICK + 4 + max(width_of(line, CELL) for line in lines)
            if x and x + wide > room:
                x, y, tall = 0.0, y + tall + 1.5, CELL.leading
            placed.append((x, y, lines))
            tall = max(tall, len(lines) * CELL.leading)
            x += wide + _BETWEEN
        return placed, y + tall

    def _draw_options(self, pen: Pen, left: float, top: float, room: float) -> None:
        for x, y, lines in self._placed(room)[0]:
            if self.ask.several:
                pen.frame(left + x, top + y + 1.8, _TICK, _TICK, INK)
            else:
                pen.ring(left + x + _TICK / 2, top + y + 1.8 + _TICK / 2, _TICK / 2, INK)
            pen.lines(left + x + _TICK + 4, top + y, lines, CELL)

    def _draw_squares(self, pen: Pen, left: float, top: float) -> None:
        before = self.ask.squares - self.ask.comma
        for at in range(self.ask.squares):
            if at == before and self.ask.comma:
                pen.text(left + 1, top + _SQUARE - 1, ",", CELL_BOLD)
                left += 5
            pen.frame(left, top, _SQUARE, _SQUARE, FAINT)
            left += _SQUARE + 1.5
        pen.text(left + 3, top + _SQUARE - 3, self.ask.unit, SMALL)
