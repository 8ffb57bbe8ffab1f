"""A PDF to a printer, one page picture at a time at 300 dots an inch, so that memory stays that of one page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from kampungkb_desktop.actions.preview import page_count, page_image
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.ui.pdf_preview import picture_of

DPI = 300
_PAPER_MM = {"A4": (210.0, 297.0), "F4": (215.0, 330.0)}


def printer_for(paper: str) -> QPrinter:
    """A printer set to the paper, whole sheet, before the dialog asks for the rest."""
    printer = QPrinter()
    printer.setResolution(DPI)
    wide, high = _PAPER_MM[paper]
    size = QPageSize(QPageSize.PageSizeId.A4)
    if paper != "A4":
        size = QPageSize(QSizeF(wide, high), QPageSize.Unit.Millimeter, paper)
    layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)
    return printer


def chosen_pages(printer: QPrinter, pages: int) -> range:
    """The pages the dialog asked for, from 0; all where it did not."""
    first, last = printer.fromPage() or 1, printer.toPage() or pages
    return range(max(1, first) - 1, min(pages, last))


def print_pdf(pdf: bytes, printer: QPrinter, progress: Progress, chosen: Sequence[int] = ()) -> int:
    """Print the pages ``chosen`` (from 0), else those of the printer's own dialog; returns how many sheets of them.
    On the worker: Qt lets one paint to a printer there. Copies that the printer cannot make itself are drawn again.

    KnownError E-PRINT when the printer cannot be opened or gives up.
    """
    pages = list(chosen or chosen_pages(printer, page_count(pdf)))
    if printer.copyCount() > 1 and not printer.supportsMultipleCopies():
        pages *= printer.copyCount()
    painter = QPainter()
    if not painter.begin(printer):
        raise _refused()
    try:
        for done, page in enumerate(pages):
            progress.report(done, len(pages), f"Mencetak halaman {page + 1}")
            if done and not printer.newPage():
                raise _refused()
            picture = picture_of(page_image(pdf, page, DPI / 72))
            sheet = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
            painter.drawImage(QRectF(0, 0, sheet.width(), sheet.height()), picture)
        progress.report(len(pages), len(pages), "Selesai")
    finally:
        painter.end()
    return len(pages)


def _refused() -> KnownError:
    return KnownError(
        "E-PRINT", "Pencetak tidak dapat dipakai sekarang.", "Periksa kabel, kertas, dan daya pencetak, lalu ulangi."
    )
