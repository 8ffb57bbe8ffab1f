"""The whole guide as one book on paper: a title with the list of contents and its page numbers, then chapter after
chapter, every one in the outline.

It reads the plain Markdown that the guide is written in: headings, paragraphs, lists, notes, tables, pictures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

from reportlab.lib.utils import ImageReader

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.report.blocks import Callout, Gap, Heading, Paragraph, Subhead, Whole
from kampungkb_desktop.report.document import Document, PaperFile
from kampungkb_desktop.report.flow import Block
from kampungkb_desktop.report.ink import BODY, HAIR, MUTED, SMALL, TITLE, Style
from kampungkb_desktop.report.pen import Pen, wrap
from kampungkb_desktop.report.table import Column, Row, Table

Pictures = Callable[[str], str]
"""Where a picture of the guide lies ("gambar/beranda.png"): its path."""
CAPTION = replace(SMALL, colour=MUTED)
_HIGHEST = 250.0
"""Points: two pictures and their words find room on a page."""
_WIDEST = "999"
_PICTURE = re.compile(r"^!\[([^\]]*)\]\(([^)\s]+)\)$")
_LINK = re.compile(r"\[([^\]]+)\]\([^)\s]+\)")
_ITEM = re.compile(r"^(?:[-*]|(\d+)\.) (.+)$")
_RULE = re.compile(r"^\|[ :|-]+\|$")
_FENCE = "```"
_NAME = re.compile(r"(?<!^)\*\*([A-Z][^*]*[^*.?!])\*\*|^\*\*([A-Z][^*]*[^*.?!])\*\*(?=.)")
"""A name of the window inside a sentence: bold on the screen, and between quotes on paper."""


@frozen
class Chapter:
    """A page of the guide: its part of the contents, its title, and its text without the title."""

    group: str
    title: str
    markdown: str


@frozen
class Item(Whole):
    """A line of a list with its dot or number hanging at the left."""

    sign: str
    words: str

    INDENT = 15.0

    @property
    def role(self) -> str:
        """Read as running words, the number first."""
        return "P"

    def height(self, width: float) -> float:
        """Lines and a little air."""
        return len(wrap(self.words, BODY, width - self.INDENT)) * BODY.leading + 2.5

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """The sign on the first line."""
        pen.lines(x + 3, top, [self.sign], BODY)
        pen.lines(x + self.INDENT, top, wrap(self.words, BODY, width - self.INDENT), BODY)


@frozen
class Picture(Whole):
    """A picture as wide as the line, with its words below."""

    path: str
    words: str

    @property
    def role(self) -> str:
        """Its words stand in place of it."""
        return "Figure"

    @property
    def alt(self) -> str:
        """What it shows."""
        return self.words

    def height(self, width: float) -> float:
        """Picture, words, air."""
        return self._size(width)[1] + 8 + len(wrap(self.words, CAPTION, width)) * CAPTION.leading + 8

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Under a hairline frame."""
        wide, high = self._size(width)
        pen.image(_reader(self.path), x, top + 3, wide, high)
        pen.frame(x, top + 3, wide, high, HAIR, 3)
        pen.lines(x, top + high + 6, wrap(self.words, CAPTION, width), CAPTION)

    def _size(self, width: float) -> tuple[float, float]:
        across, down = _reader(self.path).getSize()
        scale = min(width / across, _HIGHEST / down)
        return across * scale, down * scale


def _reader(path: str) -> ImageReader:
    return ImageReader(path)


@frozen
class Title(Whole):
    """The name of a chapter, large; the book's own outline gathers its sections under it."""

    words: str
    style: Style = TITLE

    @property
    def keep(self) -> bool:
        """Never alone at the foot of a page."""
        return True

    @property
    def role(self) -> str:
        """The highest heading of its chapter."""
        return "H1"

    def height(self, width: float) -> float:
        """Its lines and air."""
        return len(wrap(self.words, self.style, width)) * self.style.leading + 8

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """The words alone."""
        pen.lines(x, top, wrap(self.words, self.style, width), self.style)


def render_guide(
    about: Document, chapters: Sequence[Chapter], pictures: Pictures, target: BinaryIO, paper: str,
    *, told: Callable[[int], object] = lambda _done: None,
) -> int:  # fmt: skip
    """Write the book; returns its number of pages. ``told`` hears how many chapters are done and may raise."""
    file = PaperFile(about, target, paper)
    before = len(file.pour(about, _contents(about, chapters, {})))
    places: dict[str, int] = {}
    for done, chapter in enumerate(chapters):
        told(done)
        places[chapter.title] = first = before + file.pages + 1
        frame = replace(about, running=chapter.title, letterhead=replace(about.letterhead, office=chapter.group))
        file.add(frame, _blocks(chapter, pictures), first=first, outline=chapter.title)
    pages = file.add(about, _contents(about, chapters, places), outline="Daftar isi")
    file.move_to_front(pages)
    file.close()
    return file.pages


def _contents(about: Document, chapters: Sequence[Chapter], places: dict[str, int]) -> Iterator[Block]:
    yield Title(about.title)
    yield Paragraph(about.subject, below=8.0)
    columns = (Column("Halaman panduan", 5.0), Column("Halaman", 0.8, "right"))
    for group in dict.fromkeys(one.group for one in chapters):
        yield Subhead(group)
        here = [one for one in chapters if one.group == group]
        rows = [Row((one.title, str(places.get(one.title, _WIDEST)))) for one in here]
        yield Table(columns, tuple(rows))
        yield Gap(6.0)


def _blocks(chapter: Chapter, pictures: Pictures) -> Iterator[Block]:
    yield Title(chapter.title)
    waiting = [line for line in chapter.markdown.splitlines()[::-1] if line != _FENCE]
    listed = False
    while waiting:
        line = waiting.pop().rstrip()
        if not line:
            continue
        item = _ITEM.match(line)
        if listed and not item:
            yield Gap(3.0)
        listed = item is not None
        if item:
            yield Item(f"{item[1]}." if item[1] else "•", _plain(item[2]))
        else:
            yield from _block(line, waiting, pictures)


def _block(line: str, waiting: list[str], pictures: Pictures) -> Iterator[Block]:
    """What a line is, with the lines that belong to it."""
    if line.startswith("### "):
        yield Subhead(_plain(line[4:]))
    elif line.startswith("## "):
        yield Heading(_plain(line[3:]))
    elif found := _PICTURE.match(line):
        yield Picture(pictures(found[2]), found[1])
    elif line.startswith("|"):
        yield from _table([line, *_while(waiting, "|")])
    elif line.startswith(">"):
        yield _note([line, *_while(waiting, ">")])
    elif not line.startswith("# "):
        yield Paragraph(_plain(line), below=5.0)


def _while(waiting: list[str], sign: str) -> Iterator[str]:
    """The lines that go on with what a line began."""
    while waiting and waiting[-1].startswith(sign):
        yield waiting.pop().rstrip()


def _note(lines: Sequence[str]) -> Block:
    words = " ".join(line.removeprefix(">").strip() for line in lines)
    return Callout("Perhatikan", (_plain(words),), 8.0)


def _table(lines: Sequence[str]) -> Iterator[Block]:
    rows = [_cells(line) for line in lines if not _RULE.match(line)]
    head, *body = rows
    shares = (1.0, 2.1) if len(head) == 2 else (1.0,) * len(head)
    columns = tuple(Column(words, share) for words, share in zip(head, shares, strict=True))
    yield Table(columns, tuple(Row(tuple(cells)) for cells in body))
    yield Gap(8.0)


def _cells(line: str) -> list[str]:
    return [_plain(cell.strip()) for cell in line.strip().strip("|").split("|")]


def _plain(words: str) -> str:
    """The words without the marks of Markdown; names of the window stand between quotes."""
    named = _NAME.sub(lambda name: f"“{name[1] or name[2]}”", _LINK.sub(r"\1", words))
    return named.replace("**", "").replace("`", "").strip()
