"""Pages of a PDF as pictures, for a screen that need not know PDF.

PDFium is not safe for two threads, so one works with it at a time.
"""

from __future__ import annotations

import atexit
from threading import Lock
from typing import NamedTuple

from pypdfium2 import PdfDocument, PdfiumError

from kampungkb_desktop.base.errors import KnownError

_ONE_AT_A_TIME = Lock()
_LAST_PAGE_SECONDS = 10.0
# PDFium is taken down at the end of the process (registered by its import, so after this): drawing a page in the
# background just then would end in a crash. Whoever draws may finish; nobody begins again.
atexit.register(_ONE_AT_A_TIME.acquire, timeout=_LAST_PAGE_SECONDS)


class PageImage(NamedTuple):
    """A page as RGB, 8 bits a colour: ``stride`` bytes a line, ``pixels`` of ``height`` lines."""

    width: int
    height: int
    stride: int
    pixels: bytes


def page_count(pdf: bytes) -> int:
    """Number of pages. Raises ``KnownError`` "E-PDF" when the bytes are no PDF."""
    with _ONE_AT_A_TIME, _opened(pdf) as document:
        return len(document)


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of every page in points, so that room is kept before a page is drawn."""
    with _ONE_AT_A_TIME, _opened(pdf) as document:
        return [document.get_page_size(index) for index in range(len(document))]


def page_images(pdf: bytes, scale: float = 1.0) -> list[PageImage]:
    """Every page; ``scale`` 1 is 72 pixels an inch. A long document takes about 1.5 MB a page at scale 1."""
    with _ONE_AT_A_TIME, _opened(pdf) as document:
        return [_image(document, index, scale) for index in range(len(document))]


def page_image(pdf: bytes, index: int, scale: float = 1.0) -> PageImage:
    """One page, the first being 0; for long documents and for printing at high resolution."""
    with _ONE_AT_A_TIME, _opened(pdf) as document:
        return _image(document, index, scale)


def page_text(pdf: bytes, index: int) -> str:
    """The words of a page, the first being 0, line by line as the paper was written; for people who hear a page."""
    with _ONE_AT_A_TIME, _opened(pdf) as document:
        try:
            words = document[index].get_textpage().get_text_range()
        except PdfiumError as error:
            raise _no_pdf() from error
    return "\n".join(line.strip() for line in words.splitlines() if line.strip())


def _opened(pdf: bytes) -> PdfDocument:
    try:
        return PdfDocument(pdf)
    except PdfiumError as error:
        raise _no_pdf() from error


def _no_pdf() -> KnownError:
    return KnownError("E-PDF", "Dokumen ini tidak dapat dibuka sebagai PDF.", "Buat ulang dokumennya, lalu coba lagi.")


def _image(document: PdfDocument, index: int, scale: float) -> PageImage:
    try:
        bitmap = document[index].render(scale=scale, rev_byteorder=True)
    except PdfiumError as error:  # a page of somebody else's document may be broken
        raise _no_pdf() from error
    return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
