"""How fast a village summary is, against a bare reportlab document with the same words and boxes in the same run.

Run by hand: ``python tests/benchmarks/bench_summary.py``. The floor draws every string of the real document in the same
two fonts at its place, and as many rectangles as the document has, without any layout. Cold times are whole processes.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from pypdfium2 import PdfDocument  # noqa: E402
from pypdfium2.raw import FPDF_PAGEOBJ_PATH, FPDF_PAGEOBJ_TEXT  # noqa: E402
from reportlab.pdfgen.canvas import Canvas  # noqa: E402

from kampungkb_desktop.report.fonts import BOLD, REGULAR, register_fonts  # noqa: E402
from kampungkb_desktop.report.summary import render_summary  # noqa: E402
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
    """Seconds of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def cold(code: str) -> float:
    """Seconds of a whole process that runs the code."""
    return timed(lambda: subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True))


def main() -> None:
    """Print both medians and their ratios."""
    register_fonts()
    pages = drawn_in(summary())
    strings, paths = sum(len(words) for words, _ in pages), sum(count for _, count in pages)
    pairs = [(timed(summary), timed(lambda: floor(pages))) for _ in range(ROUNDS)]
    ours, bare = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"{len(pages)} pages, {strings} strings, {paths} paths, {len(summary()) / 1024:.0f} KB")
    print(f"warm  {ours * 1000:6.0f} ms   bare {bare * 1000:6.0f} ms   ratio {ours / bare:.2f} (at most 2)")
    colds = [(cold(COLD), cold(COLD_FLOOR)) for _ in range(5)]
    ours, bare = (statistics.median(times) for times in zip(*colds, strict=True))
    print(f"cold  {ours * 1000:6.0f} ms   bare {bare * 1000:6.0f} ms   ratio {ours / bare:.2f} (at most 1500 ms)")


if __name__ == "__main__":
    main()
