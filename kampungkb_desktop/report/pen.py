"""Drawing words on one page with the origin at the top left, in points: text, rules, boxes, ticks. Knows no content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Literal

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from kampungkb_desktop.report.ink import ACCENT, BAD, FAINT, GOOD, Colour, Style
from kampungkb_desktop.report.tags import GROUPING, Tags

Align = Literal["left", "right", "centre"]
Dash = tuple[float, ...]
Box = tuple[float, float, float, float]

SUBSTITUTES = str.maketrans({"−": "–", "≥": ">=", "≤": "<=", "→": "->", "\u2011": "-", "\u00a0": " ", "\t": " "})
"""Signs people paste that Noto Sans has no shape for, and what is printed instead."""


@lru_cache(maxsize=8)
def _path_of(boxes: tuple[Box, ...], height: float) -> str:
    lines = [f"{x:.3f} {height - y - tall:.3f} {wide:.3f} {tall:.3f} re" for x, y, wide, tall in boxes]
    return " ".join(lines) + " f"


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
    """A word too long for a line, cut into parts that fit."""
    pieces: list[str] = []
    piece = ""
    for letter in word:
        if piece and width_of(piece + letter, style) > width:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]


class Pen:
    """A canvas seen from the top left. Every y given to ``text`` is a baseline; boxes are given by their top."""

    def __init__(self, canvas: Canvas, height: float) -> None:
        self.canvas = canvas
        self._height = height
        self._fill: Colour | None = None
        self._stroke: tuple[Colour, float] | None = None
        self._style: Style | None = None
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
        self._fill = self._stroke = self._style = None

    def text(self, x: float, y: float, words: str, style: Style, align: Align = "left") -> None:
        """One line of words on the baseline ``y``; ``x`` is its left end, right end or middle."""
        if not words:
            return
        if self.tags.role in GROUPING and len(self.tags.path) > 1:
            with self.tags.element("P"):
                self.text(x, y, words, style, align)
            return
        self.tags.words()
        if style != self._style:
            self.canvas.setFont(style.font, style.size)
            self._style = style
        self._ink(style.colour)
        words = words.translate(SUBSTITUTES)
        bottom = self._height - y
        if align == "left":
            self.canvas.drawString(x, bottom, words)
        elif align == "right":
            self.canvas.drawRightString(x, bottom, words)
        else:
            self.canvas.drawCentredString(x, bottom, words)

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
        self.tags.shape()
        self._line_ink(colour, thickness)
        self.canvas.line(x1, self._height - y, x2, self._height - y)

    def upright(self, x: float, y1: float, y2: float, colour: Colour, thickness: float = 0.5) -> None:
        """A vertical line."""
        self.tags.shape()
        self._line_ink(colour, thickness)
        self.canvas.line(x, self._height - y1, x, self._height - y2)

    def box(self, x: float, top: float, width: float, height: float, fill: Colour, radius: float = 0) -> None:
        """A filled rectangle without an edge, its corners rounded by ``radius``."""
        if width <= 0 or height <= 0:
            return
        self.tags.shape()
        self._ink(fill)
        bottom = self._height - top - height
        if radius:
            self.canvas.roundRect(x, bottom, width, height, min(radius, width / 2, height / 2), stroke=0, fill=1)
        else:
            self.canvas.rect(x, bottom, width, height, stroke=0, fill=1)

    def boxes(self, boxes: tuple[Box, ...], fill: Colour) -> None:
        """Many rectangles (left, top, width, height) of one colour, as one path."""
        self.tags.shape()
        self._ink(fill)
        self.canvas.addLiteral(_path_of(boxes, self._height))

    def frame(self, x: float, top: float, width: float, height: float, colour: Colour, radius: float = 0) -> None:
        """A hairline rectangle without a ground."""
        self.tags.shape()
        self._line_ink(colour, 0.6)
        self.canvas.roundRect(x, self._height - top - height, width, height, radius, stroke=1, fill=0)

    def curve(self, points: Sequence[tuple[float, float]], colour: Colour, thickness: float, dash: Dash = ()) -> None:
        """A line through points; ``dash`` is lengths of ink and gap in turn, none for a whole line."""
        if len(points) < 2:
            return
        self.tags.shape()
        self._line_ink(colour, thickness)
        self.canvas.setDash(*((list(dash), 0) if dash else ()))
        self.canvas.drawPath(self._path(points), stroke=1, fill=0)
        self.canvas.setDash()

    def area(self, points: Sequence[tuple[float, float]], fill: Colour) -> None:
        """The ground between points, without an edge."""
        self.tags.shape()
        self._ink(fill)
        path = self._path(points)
        path.close()
        self.canvas.drawPath(path, stroke=0, fill=1)

    def _path(self, points: Sequence[tuple[float, float]]) -> PDFPathObject:
        path = self.canvas.beginPath()
        (x, y), *others = points
        path.moveTo(x, self._height - y)
        for x, y in others:
            path.lineTo(x, self._height - y)
        return path

    def dot(self, x: float, y: float, radius: float, fill: Colour) -> None:
        """A filled circle."""
        self.tags.shape()
        self._ink(fill)
        self.canvas.circle(x, self._height - y, radius, stroke=0, fill=1)

    def ring(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """An open circle."""
        self.tags.shape()
        self._line_ink(colour, 0.7)
        self.canvas.circle(x, self._height - y, radius, stroke=1, fill=0)

    def mark(self, x: float, y: float, state: bool | None) -> None:
        """A tick, a cross or a dash, 7 points wide around the middle height ``y``; words stand beside it."""
        if state is None:
            self.rule(x + 1, y, x + 6, FAINT, 1.1)
            return
        self.tags.shape()
        self._line_ink(GOOD if state else BAD, 1.2)
        middle = self._height - y
        strokes = (
            [(x + 0.5, middle, x + 2.7, middle - 2.4), (x + 2.7, middle - 2.4, x + 6.8, middle + 2.8)]
            if state
            else [(x + 1, middle - 2.4, x + 5.8, middle + 2.4), (x + 1, middle + 2.4, x + 5.8, middle - 2.4)]
        )
        self.canvas.lines(strokes)

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

    def _ink(self, colour: Colour) -> None:
        if colour != self._fill:
            self.canvas.setFillColorRGB(*colour)
            self._fill = colour

    def _line_ink(self, colour: Colour, thickness: float) -> None:
        if (colour, thickness) != self._stroke:
            self.canvas.setStrokeColorRGB(*colour)
            self.canvas.setLineWidth(thickness)
            self._stroke = (colour, thickness)


def baseline(style: Style) -> float:
    """Distance from the top of a line to its baseline, for Noto Sans (capitals 0.714 of the size)."""
    return (style.leading + 0.714 * style.size) / 2
