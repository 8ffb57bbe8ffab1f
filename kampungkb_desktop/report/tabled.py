"""A paper of figures and tables under the office's letterhead: a recap, a list. The same manners as the summary.

Content in, bytes out, the same on every machine and day; what stands in it was computed elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.report.blocks import Columns, Gap, Heading, Paragraph, Whole
from kampungkb_desktop.report.cover import Tile, Tiles
from kampungkb_desktop.report.document import Document, write
from kampungkb_desktop.report.flow import Block
from kampungkb_desktop.report.ink import BODY, CELL_BOLD, EYEBROW, SMALL, TITLES, Style
from kampungkb_desktop.report.institution import Signatures
from kampungkb_desktop.report.pen import Pen, wrap
from kampungkb_desktop.report.qr import Code, matrix
from kampungkb_desktop.report.summary_content import Letterhead, Signature
from kampungkb_desktop.report.table import Column, Row, Table

_CODE, _APART = 62.0, 6.0
"""Points: the side of a code, and the air over words that close a paper without a heading of their own."""
__all__ = ["Column", "Letterhead", "Part", "Row", "Signature", "TabledPaper", "Tile", "render_tabled"]


@frozen
class Part:
    """A section: sentences above a table, the table, sentences below it. Any of them may be absent."""

    title: str
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    figures: tuple[Block, ...] = ()
    """Pictures between the sentences above and the table."""
    beside: bool = False
    """Whether it stands beside the part before it; both are then short and stay in one piece."""


@frozen(kw_only=True)
class TabledPaper:
    """A whole paper. ``when`` names its time at the head of every page ("Semester II 2026"); ``rules`` are the
    versions and readings of the rules it was computed by, printed at its foot."""

    letterhead: Letterhead
    eyebrow: str
    title: str
    place: str
    when: str
    tiles: tuple[Tile, ...] = ()
    parts: tuple[Part, ...] = ()
    signatures: tuple[Signature, ...] = ()
    signed_at: str = ""
    data_on: date
    printed_on: date
    rules: tuple[str, ...] = ()
    app_version: str = ""
    practice: bool = False
    personal: bool = False
    """Whether people are named in it: then its foot says how to keep it."""
    code: str = ""
    """A code that leads back to what the paper is about, printed in letters and squares beside the title."""
    code_note: str = ""
    """What the code is for, in a few words under it."""


def render_tabled(content: TabledPaper, target: BinaryIO | Path, *, paper: str = "A4") -> None:
    """Write the paper as PDF to an open binary file or a path; raises as ``document.write``."""
    write(frame_of_tabled(content), blocks_of_tabled(content), target, paper)


def frame_of_tabled(content: TabledPaper) -> Document:
    """What stands around it on every page."""
    rules = [f"Aturan: {', '.join(content.rules)}"] if content.rules else []
    personal = ["Memuat data pribadi: simpan baik-baik, jangan dibagikan"] if content.personal else []
    return Document(
        letterhead=content.letterhead, title=f"{content.title}, {content.when}",
        running=_running(content), when=content.when, data_on=content.data_on,
        printed_on=content.printed_on, app_version=content.app_version, practice=content.practice,
        lower=rules + personal,
    )  # fmt: skip


def _running(content: TabledPaper) -> str:
    """Title and place at the head of later pages; a place that begins with the title says it already."""
    place = content.place.partition("\n")[0]
    return place if place.startswith(content.title) else ", ".join(one for one in (content.title, place) if one)


def blocks_of_tabled(content: TabledPaper) -> Iterator[Block]:
    """Title, tiles, parts and signatures."""
    title = _Title(content.eyebrow, content.title, content.place)
    if content.code:
        beside = (Code(matrix(content.code), _CODE), Paragraph(content.code, CELL_BOLD, 0),
                  Paragraph(content.code_note, SMALL))  # fmt: skip
        yield Columns(((title,), beside), (3.2, 1.0))
    else:
        yield title
    if content.tiles:
        yield Tiles(content.tiles)
    parts = list(content.parts)
    while parts:
        part = parts.pop(0)
        if not part.title and len(parts) < len(content.parts) - 1:
            yield Gap(_APART)
        if parts and parts[0].beside:
            yield Columns((tuple(_part(part)), tuple(_part(parts.pop(0)))), (1.0, 1.0))
        else:
            yield from _part(part)
    if content.signatures:
        yield Gap(6)
        yield Signatures(f"{content.signed_at}, {long_date(content.printed_on)}", content.signatures)


def _part(part: Part) -> Iterator[Block]:
    if part.title:
        yield Heading(part.title)
    for words in part.above:
        yield Paragraph(words, BODY, 6, with_next=bool(part.rows))
    yield from part.figures
    if part.rows:
        yield Table(part.columns, part.rows)
    for words in part.below:
        yield Paragraph(words, SMALL, 4)


@frozen
class _Title(Whole):
    """Eyebrow, title and place over the whole width."""

    eyebrow: str
    title: str
    place: str

    def height(self, width: float) -> float:
        """Lines and the space below."""
        return sum(len(lines) * style.leading for lines, style in self._lines(width)) + 13

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """One under the other."""
        y = top + 2
        for lines, style in self._lines(width):
            with pen.tag("H1" if style in TITLES else "P"):
                y = pen.lines(x, y, lines, style) + 1
        pen.outline(self.title, top)

    def _lines(self, width: float) -> list[tuple[list[str], Style]]:
        pairs = ((self.eyebrow, EYEBROW), (self.title, title_style(self.title, width)), (self.place, BODY))
        return [(wrap(words, style, width), style) for words, style in pairs if words]


def title_style(title: str, width: float) -> Style:
    """The largest in which a title is one line; else, of a whole sentence, the largest in which it is two."""
    lines = [(style, len(wrap(title, style, width))) for style in TITLES]
    one = (style for style, count in lines[:-1] if count == 1)
    two = (style for style, count in lines if count <= MOST_TITLE_LINES)
    return next(one, None) or next(two, TITLES[-1])


MOST_TITLE_LINES = 2
