"""Reading a PDF back: its words, where each stands, and the fonts that draw them."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDF_PAGEOBJ_TEXT

from kampungkb_desktop.report.summary import render_summary
from kampungkb_desktop.report.summary_content import SummaryContent


@dataclass(frozen=True)
class Piece:
    """One drawn line of words with its edges in points from the lower left, and its font."""

    words: str
    left: float
    bottom: float
    right: float
    top: float
    font: str
    embedded: bool


def pdf_of(content: SummaryContent, paper: str = "A4") -> bytes:
    target = BytesIO()
    render_summary(content, target, paper=paper)
    return target.getvalue()


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page in drawing order, every run of white space as one blank."""
    with PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def pieces_of(pdf: bytes) -> list[list[Piece]]:
    """Every drawn line of words, page by page."""
    with PdfDocument(pdf) as document:
        pages = []
        for page in document:
            words = page.get_textpage()
            drawn = page.get_objects(filter=[FPDF_PAGEOBJ_TEXT], textpage=words)
            pages.append([_piece(item) for item in drawn])
        return pages


def sizes_of(pdf: bytes) -> set[tuple[float, float]]:
    with PdfDocument(pdf) as document:
        return {page.get_size() for page in document}


def _piece(item: Any) -> Piece:
    left, bottom, right, top = item.get_bounds()
    font = item.get_font()
    return Piece(item.extract(), left, bottom, right, top, font.get_base_name(), font.is_embedded)
