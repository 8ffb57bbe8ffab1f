"""QR codes: the squares of a text, and a block that prints them. Made by reportlab's own encoder; any phone reads them.

Black on white whatever the colours around it, with the quiet zone of four squares that readers ask for.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from reportlab.graphics.barcode import qrencoder

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.report.blocks import Whole
from kampungkb_desktop.report.ink import WHITE
from kampungkb_desktop.report.paths import Box
from kampungkb_desktop.report.pen import Pen

Matrix = tuple[tuple[bool, ...], ...]
"""Rows of squares, True = dark; without the quiet zone."""
QUIET = 4
MOST = 1_800
"""Bytes of a text: beyond that the squares are too small for an old phone."""
_STRONG_TO = 120
_BLACK = (0.0, 0.0, 0.0)


def matrix(text: str) -> Matrix:
    """The squares of a text; ValueError for one longer than ``MOST`` bytes. Short ones bear a crease or a smudge."""
    size = len(text.encode())
    if size > MOST:
        raise ValueError(f"{size} bytes do not fit a QR code that a phone can read")
    levels = qrencoder.QRErrorCorrectLevel
    code: Any = qrencoder.QRCode(None, levels.M if size <= _STRONG_TO else levels.L)
    code.addData(text)
    code.make()
    side = range(code.getModuleCount())
    return tuple(tuple(bool(code.isDark(row, column)) for column in side) for row in side)


@frozen
class Code(Whole):
    """A QR code on paper, ``side`` points wide with its quiet zone."""

    squares: Matrix
    side: float

    @property
    def role(self) -> str:
        """A picture, read aloud by its words."""
        return "Figure"

    @property
    def alt(self) -> str:
        """It says the same as the words beside it."""
        return "Kode QR"

    def height(self, _width: float) -> float:
        """The side; its quiet zone is air enough."""
        return self.side

    def draw(self, pen: Pen, x: float, top: float, _width: float) -> None:
        """The squares on white; the dark ones begin with the words below, the quiet zone lies before them."""
        quiet = self.side * QUIET / (len(self.squares) + 2 * QUIET)
        draw_code(pen, self.squares, x - quiet, top, self.side)


def draw_code(pen: Pen, squares: Matrix, x: float, top: float, side: float) -> None:
    """The squares on white, all in one stroke of ink: a foot has it on every page."""
    pen.box(x, top, side, side, WHITE)
    pen.boxes(_boxes(squares, x, top, side), _BLACK)


@lru_cache(maxsize=8)
def _boxes(squares: Matrix, x: float, top: float, side: float) -> tuple[Box, ...]:
    """Each run of dark squares as one box, a hair wider so that no light shows between two."""
    step = side / (len(squares) + 2 * QUIET)
    return tuple(
        (x + (begin + QUIET) * step, top + (down + QUIET) * step, length * step + 0.05, step + 0.05)
        for down, line in enumerate(squares)
        for begin, length in runs(line)
    )


def runs(line: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Where dark squares begin and how many stand together."""
    found: list[tuple[int, int]] = []
    for at, dark in enumerate(line):
        if dark and found and sum(found[-1]) == at:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((at, 1))
    return found
