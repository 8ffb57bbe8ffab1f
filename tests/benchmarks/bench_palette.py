"""Typing into the palette (Ctrl+K): from each letter to the lines on the screen, beside the bare full-text query that
any search must pay (both search tables, numbers only). Processor time of all threads, so that a busy machine does not
count; what is waited for is the same or less.

Run by hand over a folder of practice data: ``python tests/benchmarks/bench_palette.py FOLDER [rounds]``. The aim is a
p95 under 20 ms a letter on 13,000 families; ``first`` is when screens and deeds stand, ``whole`` when people do too.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.store import search
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.palette_box import PaletteBox
from kampungkb_desktop.ui.palette_search import PaletteSearch
from kampungkb_desktop.ui.saved_filters import LANE
from kampungkb_desktop.ui.theme import application
from tests.benchmarks.figure import Figure, p95, show
from tests.benchmarks.open_window import rest

TYPED = ("siti rahma", "soeparman", "640399", "kunjungan baru abd", "cetak ringk", "rt 003", "laporan", "ahmad", "nur")
MOST_MS = 20.0


def _bare(session: Session, text: str) -> float:
    """Milliseconds of the two full-text queries alone."""
    began = time.process_time()
    with session.database.read() as conn:
        for form in ("family", "member"):
            asked = search.match(text)
            if asked:
                list(conn.exec_driver_sql(f"SELECT rowid FROM {form}_search WHERE {form}_search MATCH ?", (asked,)))
    return (time.process_time() - began) * 1000


def main(folder: Path, rounds: int) -> None:
    """A letter at a time, as it is typed, over every text."""
    app = application([])
    session = sessions.open_session(folder, os.environ.get("KAMPUNGKB_PASSWORD", "latihan"))
    host = QWidget()
    host.resize(1366, 768)
    host.show()
    box = PaletteBox(host, PaletteSearch(host, session, list))
    box.open([])

    def until_quiet() -> None:
        while worker_of(LANE).busy():
            rest()
            app.processEvents()
        app.processEvents()

    until_quiet()
    first, whole, bare = list[float](), list[float](), list[float]()
    for _ in range(rounds):
        for text in TYPED:
            box.field.clear()
            until_quiet()
            for at in range(1, len(text) + 1):
                began = time.process_time()
                box.field.setText(text[:at])
                first.append((time.process_time() - began) * 1000)
                until_quiet()
                whole.append((time.process_time() - began) * 1000)
                bare.append(_bare(session, text[:at]))
    floor = p95(bare)
    said = "two bare FTS queries"
    show([
        Figure("palette, a letter: first lines, p95", p95(first), floor, said, most=MOST_MS),
        Figure("palette, a letter: people too, p95", p95(whole), floor, said, most=MOST_MS),
        Figure("palette, a letter: people too, median", median(whole), median(bare), said),
    ])  # fmt: skip
    box.shut()
    sessions.close(session)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3)
