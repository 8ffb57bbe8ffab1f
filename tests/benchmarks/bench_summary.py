"""How fast a village summary is, against a bare reportlab document with the same words and boxes in the same run; and
with a folder of a kabupaten's practice data, one summary out of the store and the booklet of all villages.

Run by hand: ``python tests/benchmarks/bench_summary.py [FOLDER]`` (password "latihan"). The floor draws every string of
the real document in the same two fonts at its place, and as many rectangles as the document has, without any layout.
Times are those of the processor, so that a busy machine measures both sides alike; cold ones are whole processes.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from pypdfium2 import PdfDocument  # noqa: E402
from pypdfium2.raw import FPDF_PAGEOBJ_PATH, FPDF_PAGEOBJ_TEXT  # noqa: E402
from reportlab.pdfgen.canvas import Canvas  # noqa: E402

from kampungkb_desktop.actions.booklet import booklet_pdf  # noqa: E402
from kampungkb_desktop.actions.own_area import own_villages  # noqa: E402
from kampungkb_desktop.actions.paper_kinds import Wish  # noqa: E402
from kampungkb_desktop.actions.session import close, open_session  # noqa: E402
from kampungkb_desktop.actions.summary import summary_pdf  # noqa: E402
from kampungkb_desktop.base import clock as clocks  # noqa: E402
from kampungkb_desktop.base.progress import silent  # noqa: E402
from kampungkb_desktop.base.text import month_of, month_shift  # noqa: E402
from kampungkb_desktop.report.fonts import BOLD, REGULAR, register_fonts  # noqa: E402
from kampungkb_desktop.report.summary import render_summary  # noqa: E402
from tests.benchmarks.figure import Figure, show  # noqa: E402
from tests.report.contents import FULL  # noqa: E402

ROUNDS = 15
COLD = (
    "from io import BytesIO;from kampungkb_desktop.report.summary import render_summary;"
    "from tests.report.contents import FULL;render_summary(FULL, BytesIO())"
)
COLD_FLOOR = (
    "from io import BytesIO;from reportlab.pdfgen.canvas import Canvas;"
    "from kampungkb_desktop.report.fonts import REGULAR, register_fonts;register_fonts();"
    "c=Canvas(BytesIO(),initialFontName=REGULAR);c.setFont(REGULAR,9);c.drawString(9,9,'a');c.save()"
)

Drawn = list[tuple[str, float, float, float, str]]


def summary() -> bytes:
    """The real document."""
    target = BytesIO()
    render_summary(FULL, target)
    return target.getvalue()


def drawn_in(pdf: bytes) -> list[tuple[Drawn, int]]:
    """Strings with place, size and font, and the number of paths, page by page."""
    pages = []
    with PdfDocument(pdf) as document:
        for page in document:
            words: Drawn = []
            for item in page.get_objects(filter=[FPDF_PAGEOBJ_TEXT], textpage=page.get_textpage()):
                left, bottom, _, _ = item.get_bounds()
                font = BOLD if "Bold" in item.get_font().get_base_name() else REGULAR
                words.append((item.extract(), left, bottom, item.get_font_size(), font))
            pages.append((words, sum(1 for _ in page.get_objects(filter=[FPDF_PAGEOBJ_PATH]))))
    return pages


def floor(pages: list[tuple[Drawn, int]]) -> bytes:
    """The same strings and as many boxes, drawn one after the other."""
    target = BytesIO()
    canvas = Canvas(target, invariant=1, pageCompression=1)
    for words, paths in pages:
        for string, x, y, size, font in words:
            canvas.setFont(font, size)
            canvas.setFillColorRGB(0.1, 0.1, 0.1)
            canvas.drawString(x, y, string)
        for place in range(paths):
            canvas.rect(50, place, 100, 5, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def timed(work: Callable[[], object]) -> float:
    """Seconds of the processor in one run: whatever else the machine does, both sides are measured alike."""
    start = time.process_time()
    work()
    return time.process_time() - start


def cold(code: str) -> float:
    """Seconds of a whole process that runs the code."""
    before = os.times()
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def of_layout() -> list[Figure]:
    """The document of an invented content, warm and cold."""
    register_fonts()
    pages = drawn_in(summary())
    strings, paths = sum(len(words) for words, _ in pages), sum(count for _, count in pages)
    print(f"{len(pages)} pages, {strings} strings, {paths} paths, {len(summary()) / 1024:.0f} KB")
    pairs = [(timed(summary), timed(lambda: floor(pages))) for _ in range(ROUNDS)]
    colds = [(cold(COLD), cold(COLD_FLOOR)) for _ in range(5)]
    warm, bare = (statistics.median(times) * 1000 for times in zip(*pairs, strict=True))
    begun, bare_begun = (statistics.median(times) * 1000 for times in zip(*colds, strict=True))
    same = "bare reportlab, same words and boxes"
    return [
        Figure("ringkasan, warm", warm, bare, same, times=2, most=1000),
        Figure("ringkasan, cold process", begun, bare_begun, "a page with one letter", most=1500),
    ]


def of_store(folder: Path) -> list[Figure]:
    """One summary and the booklet of a kabupaten, from the password to the bytes; memory is the peak of the process."""
    session = open_session(folder, "latihan")
    try:
        codes = own_villages(session)
        month = month_shift(month_of(clocks.day_of(session.clock())), -1)
        for code in codes[:2]:
            summary_pdf(session, code, month)
        one = statistics.median(timed(partial(summary_pdf, session, code, month)) for code in codes[:9])
        before = peak()
        begun = time.perf_counter()
        wish = Wish(codes[0][:5], month, "A4", "buku")
        took = timed(lambda: booklet_pdf(session, wish, silent()))
        print(f"{len(codes)} villages; the booklet took {time.perf_counter() - begun:.1f} s by the clock of the wall")
    finally:
        close(session)
    return [
        Figure("ringkasan out of the store", one * 1000, 1, "-", most=1000),
        Figure(f"buku, {len(codes)} villages", took, len(codes) * one, "so many summaries", "s", most=60),
        Figure("peak memory", peak(), before, "before the booklet", "MB", most=300),
    ]


def peak() -> float:
    """MB the process has ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the table."""
    show([*of_layout(), *(of_store(Path(sys.argv[1])) if len(sys.argv) > 1 else [])])


if __name__ == "__main__":
    main()
