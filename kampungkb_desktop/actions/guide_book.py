"""The guide as one PDF: for those who read on paper, and for the shelf of an office."""

from __future__ import annotations

import io
from collections.abc import Sequence

from kampungkb_desktop import __version__
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.clock import Clock
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.paths import resource
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.report.document import Document
from kampungkb_desktop.report.guide_book import Chapter, render_guide
from kampungkb_desktop.report.summary_content import Letterhead

TITLE = "Panduan Kampung KB"
FILE_NAME = "Panduan Kampung KB.pdf"


@frozen
class GuidePage:
    """A page of the guide as it is written: its part of the contents, its title, and its Markdown."""

    group: str
    title: str
    markdown: str


def guide_pdf(
    pages: Sequence[GuidePage], *, clock: Clock = clocks.now, paper: str = "A4", progress: Progress | None = None
) -> bytes:
    """The book of these pages, in their order. Cancelled at the next page once asked."""
    work, today = progress or silent(), clocks.day_of(clock())
    about = Document(
        letterhead=Letterhead(government="Kampung KB Desktop", office=TITLE), title=TITLE,
        subject=f"Semua halaman panduan versi {__version__}, dengan gambar. Panduan yang sama ada di Bantuan (F1).",
        running=TITLE, when=f"versi {__version__}", data_on=None, printed_on=today, app_version=__version__,
    )  # fmt: skip
    sink = io.BytesIO()
    chapters = [Chapter(one.group, one.title, one.markdown) for one in pages]

    def told(done: int) -> None:
        work.report(done, len(chapters), "Menyusun panduan")

    render_guide(about, chapters, lambda name: str(resource(f"help/{name}")), sink, paper, told=told)
    work.check()
    return sink.getvalue()
