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
from kampungkb_desktop.report.flow import Block, Placed, pour
from kampungkb_desktop.report.fonts import REGULAR, register_fonts
from kampungkb_desktop.report.page import (
    PAPERS,
    SIDE,
    Sheet,
    draw_footer,
    draw_letterhead,
    draw_running_words,
    draw_watermark,
)
from kampungkb_desktop.report.pen import Pen
from kampungkb_desktop.report.summary_content import Letterhead


@frozen(kw_only=True)
class Document:
    """What stands around the blocks. ``title`` and ``subject`` are the file's own; ``running`` and ``when`` are read at
    the head of every page but the first; ``lower`` is the second line of the foot."""

    letterhead: Letterhead
    title: str
    subject: str = ""
    running: str
    when: str
    data_on: date
    printed_on: date
    app_version: str = ""
    practice: bool = False
    lower: Sequence[str] = ()


def write(document: Document, blocks: Iterable[Block], target: BinaryIO | Path, paper: str) -> None:
    """Write the paper as PDF to an open binary file or a path. ``paper`` is a key of ``PAPERS`` ("A4", "F4").

    Raises ``OSError`` when the target cannot be written and ``KeyError`` for an unknown paper.
    """
    register_fonts()
    sheet = Sheet(*PAPERS[paper])
    canvas = Canvas(
        str(target) if isinstance(target, Path) else target,
        pagesize=(sheet.width, sheet.height),
        pageCompression=1,
        invariant=1,
        initialFontName=REGULAR,  # type: ignore[arg-type]  # the stubs say a number; without it Helvetica is listed
        lang="id-ID",
    )
    canvas.setTitle(document.title)
    canvas.setAuthor(document.letterhead.office or "")
    if document.subject:
        canvas.setSubject(document.subject)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setCreator(f"Kampung KB Desktop {document.app_version}".rstrip())
    pages = pour(list(blocks), sheet.inner, sheet.first(document.letterhead), sheet.later)
    pen = Pen(canvas, sheet.height)
    for place, page in enumerate(pages, start=1):
        _draw_page(pen, sheet, document, page, (place, len(pages)))
    canvas.save()


def _draw_page(pen: Pen, sheet: Sheet, document: Document, page: list[Placed], number_of: tuple[int, int]) -> None:
    if number_of[0] == 1:
        draw_letterhead(pen, sheet, document.letterhead)
    else:
        draw_running_words(pen, sheet, document.running, document.when)
    for placed in page:
        placed.block.draw(pen, SIDE, placed.top, sheet.inner)
    draw_footer(pen, sheet, _foot(document), *number_of)
    if document.practice:
        draw_watermark(pen, sheet)
    pen.new_page()


def _foot(document: Document) -> str:
    """Date of data, program version and the paper's own words, as they stand on every page in two lines."""
    upper = [
        f"Data per {long_date(document.data_on)}",
        f"Dicetak {long_date(document.printed_on)}",
        f"Kampung KB Desktop {document.app_version}".rstrip(),
    ]
    if document.practice:
        upper.insert(0, "DATA LATIHAN, bukan data sebenarnya")
    return "\n".join(" · ".join(parts) for parts in (upper, document.lower) if parts)
