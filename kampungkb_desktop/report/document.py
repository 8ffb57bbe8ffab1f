"""A paper of ours from blocks to bytes: letterhead or running words above, the blocks, the foot on every page.

Content in, bytes out: the same blocks give the same bytes on every machine and day. What stands in the blocks is each
paper's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.report.flow import Block, Placed, draw_tagged, pour
from kampungkb_desktop.report.fonts import REGULAR, register_fonts
from kampungkb_desktop.report.page import (
    CODE_FOOT,
    FOOT_HEIGHT,
    PAPERS,
    SIDE,
    Sheet,
    draw_footer,
    draw_letterhead,
    draw_running_words,
    draw_watermark,
)
from kampungkb_desktop.report.pen import Pen
from kampungkb_desktop.report.qr import Matrix, matrix
from kampungkb_desktop.report.summary_content import Letterhead


@frozen(kw_only=True)
class Document:
    """What stands around the blocks. ``title`` and ``subject`` are the file's own; ``running`` and ``when`` are read at
    the head of every page but the first; ``lower`` are the second lines of the foot, ``code`` the text of its QR.
    ``data_on`` is None for paper that is about no data."""

    letterhead: Letterhead
    title: str
    subject: str = ""
    running: str
    when: str
    data_on: date | None
    printed_on: date
    app_version: str = ""
    practice: bool = False
    lower: Sequence[str] = ()
    code: str = ""


def write(document: Document, blocks: Iterable[Block], target: BinaryIO | Path, paper: str) -> None:
    """Write the paper as PDF to an open binary file or a path. ``paper`` is a key of ``PAPERS`` ("A4", "F4").

    Raises ``OSError`` when the target cannot be written and ``KeyError`` for an unknown paper.
    """
    file = PaperFile(document, target, paper)
    file.add(document, blocks)
    file.close()


class PaperFile:
    """A PDF that papers are added to one after the other; ``about`` gives its title."""

    def __init__(self, about: Document, target: BinaryIO | Path, paper: str) -> None:
        register_fonts()
        self._size = PAPERS[paper]
        canvas = Canvas(
            str(target) if isinstance(target, Path) else target,
            pagesize=self._size,
            pageCompression=1,
            invariant=1,
            initialFontName=REGULAR,  # type: ignore[arg-type]  # the stubs say a number; else Helvetica is listed
            lang="id-ID",
        )
        canvas.setTitle(about.title)
        canvas.setAuthor(about.letterhead.office or "")
        if about.subject:
            canvas.setSubject(about.subject)
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.setCreator(f"Kampung KB Desktop {about.app_version}".rstrip())
        self._canvas = canvas
        self._pen = Pen(canvas, self._size[1])
        self.pages = 0
        """How many pages stand in it by now."""

    def pour(self, document: Document, blocks: Iterable[Block]) -> list[list[Placed]]:
        """The blocks of a paper on their pages, without drawing them."""
        sheet = self._sheet(document)
        return pour(list(blocks), sheet.inner, sheet.first(document.letterhead), sheet.later)

    def add(self, document: Document, blocks: Iterable[Block], *, first: int = 0, outline: str = "") -> int:
        """Add a paper; returns its number of pages. ``first`` is its first page's number in a book, 0 where it stands
        alone; ``outline`` gathers its entries under that name."""
        pages = self.pour(document, blocks)
        sheet = self._sheet(document)
        code = matrix(document.code) if document.code else None
        if outline:
            self._pen.chapter(outline)
        for place, page in enumerate(pages, start=1):
            number = f"Halaman {place} dari {len(pages)}"
            number += f"\u2002·\u2002buku {first + place - 1}" if first else ""
            _draw_page(self._pen, sheet, document, page, _Foot(place, number, code))
        self.pages += len(pages)
        return len(pages)

    def shorter(self, document: Document, loose: Sequence[Block], snug: Sequence[Block]) -> Sequence[Block]:
        """The blocks with their usual air, or those with less of it where that spares a page."""
        return snug if len(self.pour(document, snug)) < len(self.pour(document, loose)) else loose

    def move_to_front(self, pages: int) -> None:
        """The last pages become the first ones."""
        listed = self._pen.tags.file.Pages.pages
        listed[:] = [*listed[len(listed) - pages :], *listed[: len(listed) - pages]]

    def close(self) -> None:
        """Write the file."""
        self._pen.tags.finish()
        self._canvas.save()

    def _sheet(self, document: Document) -> Sheet:
        return Sheet(*self._size, foot=CODE_FOOT if document.code else FOOT_HEIGHT)


@frozen
class _Foot:
    """Place of a page within its paper, its number in words, and the QR code of its foot."""

    place: int
    number: str
    code: Matrix | None


def _draw_page(pen: Pen, sheet: Sheet, document: Document, page: list[Placed], foot: _Foot) -> None:
    if foot.place == 1:
        draw_letterhead(pen, sheet, document.letterhead)
    else:
        draw_running_words(pen, sheet, document.running, document.when)
    for placed in page:
        draw_tagged(placed.block, pen, SIDE, placed.top, sheet.inner)
    draw_footer(pen, sheet, _foot(document), foot.number, foot.code)
    if document.practice:
        draw_watermark(pen, sheet)
    pen.new_page()


def _foot(document: Document) -> str:
    """Date of data, program version and the paper's own words, as they stand on every page in two lines."""
    upper = [
        *([f"Data per {long_date(document.data_on)}"] if document.data_on else []),
        f"Dicetak {long_date(document.printed_on)}",
        f"Kampung KB Desktop {document.app_version}".rstrip(),
    ]
    if document.practice:
        upper.insert(0, "DATA LATIHAN, bukan data sebenarnya")
    return "\n".join(" · ".join(parts) for parts in (upper, document.lower) if parts)
