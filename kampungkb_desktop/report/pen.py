"""Drawing words on one page with the origin at the top left, in points: text, rules, boxes, ticks. Knows no content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Literal

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from kampungkb_desktop.report import paths
from kampungkb_desktop.report.ink import ACCENT, BAD, FAINT, GOOD, Colour, Style
from kampungkb_desktop.report.paths import Box
from kampungkb_desktop.report.tags import GROUPING, Tags

Align = Literal["left", "right", "centre"]
Dash = tuple[float, ...]
LINES_KEPT = 8192
"""Distinct lines of words kept ready: two summaries hold some 400."""

SUBSTITUTES = str.maketrans({"−": "–", "≥": ">=", "≤": "<=", "→": "->", "\u2011": "-", "\u00a0": " ", "\t": " "})
"""Signs people paste that Noto Sans has no shape for, and what is printed instead."""


@lru_cache(maxsize=8)
def _path_of(boxes: tuple[Box, ...], height: float) -> str:
    return paths.many((x, height - y - high, wide, high) for x, y, wide, high in boxes) + " f"


def width_of(words: str, style: Style) -> float:
    """Width of one line in points."""
    return _width(words.translate(SUBSTITUTES), style.font, style.size)


@lru_cache(maxsize=4096)
def _width(words: str, font: str, size: float) -> float:
    """The same words are measured when a block is placed and again when it is drawn."""
    return pdfmetrics.stringWidth(words, font, size)


def wrap(words: str, style: Style, width: float) -> list[str]:
    """Lines no wider than ``width``; newlines are kept, and a word longer than a line is cut rather than clipped."""
    if "\n" not in words and width_of(words, style) <= width:
        return [" ".join(words.split())]
    lines: list[str] = []
    blank = width_of(" ", style)
    for paragraph in words.splitlines():
        line: list[str] = []
        used = 0.0
        for word in paragraph.split():
            wide = width_of(word, style)
            if line and used + blank + wide > width:
                lines.append(" ".join(line))
                line, used = [], 0.0
            if wide > width:
                *full, word = _pieces(word, style, width)
                lines.extend(full)
                wide = width_of(word, style)
            used += wide + (blank if line else 0.0)
            line.append(word)
        lines.append(" ".join(line))
    return lines


def _pieces(word: str, style: Style, width: float) -> list[str]:
    """A word too long for a line, cut into parts that fit, after a stroke or hyphen where it has one."""
    pieces: list[str] = []
    piece = ""
    for letter in word:
        if piece and width_of(piece + letter, style) > width:
            cut = max(piece.rfind("/"), piece.rfind("-")) + 1 or len(piece)
            pieces.append(piece[:cut])
            piece = piece[cut:]
        piece += letter
    return [*pieces, piece]


class Pen:
    """A canvas seen from the top left. Every y given to ``text`` is a baseline; boxes are given by their top."""

    def __init__(self, canvas: Canvas, height: float) -> None:
        self.canvas = canvas
        self._height = height
        self._fill: Colour | None = None
        self._stroke: tuple[Colour, float] | None = None
        self._kept: dict[tuple[str, str, float], str] = {}
        self._outlined = 0
        self._level = 0
        self.tags = Tags(canvas)

    @contextmanager
    def tag(self, role: str, alt: str = "") -> Iterator[None]:
        """What is drawn inside is an element of that role ("P", "H2", "Table", "Figure" with the words ``alt``)."""
        with self.tags.element(role, alt):
            yield

    def cell(self, x: float, y: float, words: str, style: Style, align: Align = "left", role: str = "TD") -> None:
        """One line of words that is an element of its own."""
        with self.tags.element(role):
            self.text(x, y, words, style, align)

    def new_page(self) -> None:
        """Close the page; the canvas forgets its colours and fonts, so the pen does too."""
        self.tags.end_page()
        self.canvas.showPage()
        self.tags.page_closed()
        self._fill = self._stroke = None

    def text(self, x: float, y: float, words: str, style: Style, align: Align = "left") -> None:
        """One line of words on the baseline ``y``; ``x`` is its left end, right end or middle."""
        if not words:
            return
        if self.tags.role in GROUPING and len(self.tags.path) > 1:
            with self.tags.element("P"):
                self.text(x, y, words, style, align)
            return
        self.tags.words()
        self._ink(style.colour)
        words = words.translate(SUBSTITUTES)
        if align != "left":
            wide = _width(words, style.font, style.size)
            x -= wide if align == "right" else wide / 2
        self._write(f"BT 1 0 0 1 {x:.2f} {self._height - y:.2f} Tm {self._shown(words, style.font, style.size)} ET")

    def _shown(self, words: str, font: str, size: float) -> str:
        """The operators that show a line in a font, kept: the same labels come again on page after page."""
        key = words, font, size
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= LINES_KEPT:
                self._kept.clear()
            found = self._kept[key] = self._operators(words, font, size)
        return found

    def _operators(self, words: str, font: str, size: float) -> str:
        face: Any = pdfmetrics.getFont(font)
        return " ".join(
            f"{face.getSubsetInternalName(subset, self.tags.file)} {size:g} Tf ({_escaped(shown)}) Tj"
            for subset, shown in face.splitString(words, self.tags.file)
        )

    def lines(self, x: float, top: float, lines: list[str], style: Style, align: Align = "left") -> float:
        """Several lines from ``top`` down; returns the y below the last one."""
        if len(lines) > 1 and self.tags.role in GROUPING and len(self.tags.path) > 1:
            with self.tags.element("P"):
                return self.lines(x, top, lines, style, align)
        for line in lines:
            self.text(x, top + baseline(style), line, style, align)
            top += style.leading
        return top

    def rule(self, x1: float, y: float, x2: float, colour: Colour, thickness: float = 0.5) -> None:
        """A horizontal line."""
        self.curve(((x1, y), (x2, y)), colour, thickness)

    def upright(self, x: float, y1: float, y2: float, colour: Colour, thickness: float = 0.5) -> None:
        """A vertical line."""
        self.curve(((x, y1), (x, y2)), colour, thickness)

    def box(self, x: float, top: float, width: float, height: float, fill: Colour, radius: float = 0) -> None:
        """A filled rectangle without an edge, its corners rounded by ``radius``."""
        if width <= 0 or height <= 0:
            return
        self._fill_in(fill)
        bottom = self._height - top - height
        if radius:
            self._write(paths.rounded(x, bottom, width, height, min(radius, width / 2, height / 2)) + " f")
        else:
            self._write(paths.rectangle(x, bottom, width, height) + " f")

    def boxes(self, boxes: tuple[Box, ...], fill: Colour) -> None:
        """Many rectangles (left, top, width, height) of one colour, as one path."""
        self._fill_in(fill)
        self._write(_path_of(boxes, self._height))

    def frame(self, x: float, top: float, width: float, height: float, colour: Colour, radius: float = 0) -> None:
        """A hairline rectangle without a ground."""
        self._draw_in(colour, 0.6)
        self._write(paths.rounded(x, self._height - top - height, width, height, radius) + " S")

    def curve(self, points: Sequence[tuple[float, float]], colour: Colour, thickness: float, dash: Dash = ()) -> None:
        """A line through points; ``dash`` is lengths of ink and gap in turn, none for a whole line."""
        if len(points) < 2:
            return
        self._draw_in(colour, thickness)
        drawn = paths.line([(x, self._height - y) for x, y in points])
        if dash:
            self._write(f"[{' '.join(f'{length:g}' for length in dash)}] 0 d {drawn} S [] 0 d")
        else:
            self._write(f"{drawn} S")

    def area(self, points: Sequence[tuple[float, float]], fill: Colour) -> None:
        """The ground between points, without an edge."""
        self._fill_in(fill)
        self._write(paths.line([(x, self._height - y) for x, y in points]) + " h f")

    def dot(self, x: float, y: float, radius: float, fill: Colour) -> None:
        """A filled circle."""
        self._fill_in(fill)
        self._write(paths.circle(x, self._height - y, radius) + " f")

    def ring(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """An open circle."""
        self._draw_in(colour, 0.7)
        self._write(paths.circle(x, self._height - y, radius) + " S")

    def mark(self, x: float, y: float, state: bool | None) -> None:
        """A tick, a cross or a dash, 7 points wide around the middle height ``y``; words stand beside it."""
        if state is None:
            self.rule(x + 1, y, x + 6, FAINT, 1.1)
            return
        self._draw_in(GOOD if state else BAD, 1.2)
        middle = self._height - y
        strokes = (
            [((x + 0.5, middle), (x + 2.7, middle - 2.4), (x + 6.8, middle + 2.8))]
            if state
            else [((x + 1, middle - 2.4), (x + 5.8, middle + 2.4)), ((x + 1, middle + 2.4), (x + 5.8, middle - 2.4))]
        )
        self._write(" ".join(paths.line(stroke) for stroke in strokes) + " S")

    def arrow(self, x: float, y: float, direction: int) -> None:
        """A small triangle up (1) or down (-1) around the middle height ``y``, a dash for 0; words stand beside it."""
        if direction == 0:
            self.rule(x - 3, y, x + 3, FAINT, 1.1)
        else:
            tip = y - 2.8 * direction
            foot = y + 2.2 * direction
            self.area([(x - 3.2, foot), (x + 3.2, foot), (x, tip)], ACCENT)

    def image(self, image: ImageReader, x: float, top: float, width: float, height: float) -> None:
        """A picture fitted into the box, its proportions kept, centred."""
        self.tags.shape()
        bottom = self._height - top - height
        self.canvas.drawImage(image, x, bottom, width, height, mask="auto", preserveAspectRatio=True, anchor="c")

    def outline(self, words: str, y: float) -> None:
        """An entry of the document's outline that leads to the height ``y`` of this page, below its chapter."""
        self._outlined += 1
        key = f"bagian-{self._outlined}"
        self.canvas.bookmarkHorizontal(key, 0, self._height - y + 12)
        self.canvas.addOutlineEntry(words, key, level=self._level)

    def chapter(self, words: str) -> None:
        """An entry that leads to this page and gathers those that follow; closed, so that a book's list stays short."""
        self._level = 0
        self._outlined += 1
        key = f"bagian-{self._outlined}"
        self.canvas.bookmarkPage(key)
        self.canvas.addOutlineEntry(words, key, level=0, closed=True)
        self._level = 1

    def _fill_in(self, colour: Colour) -> None:
        self.tags.shape()
        self._ink(colour)

    def _draw_in(self, colour: Colour, thickness: float) -> None:
        self.tags.shape()
        if (colour, thickness) != self._stroke:
            self._write(f"{_rgb(colour)} RG {thickness:g} w")
            self._stroke = (colour, thickness)

    def _ink(self, colour: Colour) -> None:
        if colour != self._fill:
            self._write(f"{_rgb(colour)} rg")
            self._fill = colour

    def _write(self, operators: str) -> None:
        self.canvas.addLiteral(operators)


@lru_cache(maxsize=256)
def _rgb(colour: Colour) -> str:
    return " ".join(f"{part:.4g}" for part in colour)


def _escaped(shown: bytes) -> str:
    """Bytes of a line as they stand between the brackets of a PDF text."""
    return "".join(
        f"\\{chr(byte)}" if byte in _BRACKETS else chr(byte) if 32 <= byte < 127 else f"\\{byte:03o}" for byte in shown
    )


_BRACKETS = frozenset(b"()\\")


def baseline(style: Style) -> float:
    """Distance from the top of a line to its baseline, for Noto Sans (capitals 0.714 of the size)."""
    return (style.leading + 0.714 * style.size) / 2
