"""One store in the real window: every screen of the role opened, lists scrolled, letters typed, memory read; what
``bench_scale`` starts once for each size. The last line printed is a JSON object of figure to [cpu, wall, floor cpu].

A floor is measured beside what it belongs to: a bare table that shows the same rows from one raw query, a plain table
of the same size, the bare full-text query for the same words. Times are milliseconds, memory megabytes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.figure import p95
from tests.benchmarks.open_window import Clocks, Window, rest

Figures = dict[str, tuple[float, float, float]]
ROWS, TALL = 60, 2_260
"""Rows of a frame, and the height of a window that shows so many."""
WORDS = ("siti rah", "ahmad", "nur h", "sri w", "6403", "rt 003", "jalan mas", "dewi s", "yoga")
PLACES_TYPED = ("maluang", "gunung ta", "sei bebanir")
FRAMES = 40


class Both:
    """Processor time of all threads beside the clock on the wall, in milliseconds."""

    def __init__(self) -> None:
        self._cpu, self._wall = time.process_time(), time.perf_counter()

    def since(self) -> tuple[float, float]:
        """Both, until now."""
        return (time.process_time() - self._cpu) * 1000, (time.perf_counter() - self._wall) * 1000


def memory() -> tuple[float, float]:
    """What the process holds, and what it holds alone (RSS and USS), in megabytes."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    held = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines[1:]}
    return held["Rss"], held["Private_Clean"] + held["Private_Dirty"]


def idle(window: Window) -> None:
    """Until every lane that reads is quiet and everything is painted."""
    from kampungkb_desktop.ui.background import USUAL, worker_of
    from kampungkb_desktop.ui.saved_filters import LANE

    app = window.start.app
    app.processEvents()
    while worker_of(USUAL).busy() or worker_of(LANE).busy():
        rest()
        app.processEvents()
    app.processEvents()


def opened(window: Window, key: str, record: str | None) -> tuple[tuple[float, float], tuple[float, float]]:
    """Go there: until it is painted the first time, and until nothing is left to be read."""
    idle(window)
    began = Both()
    window.window.go(key, record)
    window.start.app.processEvents()
    shown = began.since()
    idle(window)
    return shown, began.since()


def goals(window: Window) -> Iterator[tuple[str, str, str | None]]:
    """Every screen and part of one that the palette leads to, and the parts of a family's page."""
    from kampungkb_desktop.actions.own_area import own_villages
    from kampungkb_desktop.store import lists
    from kampungkb_desktop.ui.palette_entries import entries
    from kampungkb_desktop.ui.palette_lines import DEEDS

    session = window.session
    village = own_villages(session)[0]
    with session.database.read() as conn:
        families = lists.family_ids(conn, villages=[village])
        family = lists.family_rows(conn, families[len(families) // 2 :][:1])[0].id
        visit = lists.visit_rows(conn, lists.visit_ids(conn)[:1])[0].id
        activity = lists.activity_rows(conn, lists.activity_ids(conn)[:1])[0].id
    for one in entries(session):
        if one.goal is None or one.goal[0] == "bantuan" or one.press or one.call or one.group == DEEDS:
            continue
        if one.asks in ("", "village"):
            record = None if one.goal[1] is None else one.goal[1].replace("{}", village)
            yield one.name.replace(" kampung…", ""), one.goal[0], record
    for part in ("", "/data", "/anggota", "/kb", "/pembangunan", "/mutasi", "/kunjungan", "/riwayat"):
        yield f"satu keluarga{part}", "keluarga", family + part
    yield from (("satu kunjungan", "kunjungan", visit), ("satu kegiatan", "kegiatan", activity))
    yield "Laporan: ringkasan kampung", "laporan", f"ringkasan:{village}"
    yield from (("Tabel", "tabel", None), ("Beranda, kembali", "beranda", None))


def screens(window: Window) -> Figures:
    """Every screen at its first visit and once more. The floor: a bare table with the first rows of a raw query."""
    found: Figures = {}
    places = list(dict.fromkeys(goals(window)))
    floor = median(bare_page(window) for _ in range(5))
    for again in ("", " lagi"):
        for name, key, record in places:
            shown, whole = opened(window, key, record)
            found[f"layar{again}: {name}"] = (*shown, floor)
            found[f"isi{again}: {name}"] = (*whole, floor)
            if not again:
                found[f"memori: {name}"] = (*memory(), 0.0)
    return found


def bare_page(window: Window) -> float:
    """A bare window with a table of the first families by name, read by one raw query: processor milliseconds."""
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QTableView

    began = Both()
    sql = "SELECT n, head_name, kk, rt, village FROM family ORDER BY head_name COLLATE NOCASE LIMIT 60"
    with window.session.database.read() as conn:
        rows = conn.exec_driver_sql(sql).all()
    model = QStandardItemModel()
    for row in rows:
        model.appendRow([QStandardItem(str(cell)) for cell in row])
    view = QTableView()
    view.setModel(model)
    view.resize(1366, 768)
    view.show()
    window.start.app.processEvents()
    spent = began.since()[0]
    view.close()
    view.deleteLater()
    return spent


def scrolling(window: Window) -> Figures:
    """Frames of sixty rows of the list of families: page after page, and places drawn by lot. The floor: a plain
    table of the same strings in a list."""
    window.window.go("keluarga")
    idle(window)
    window.window.resize(1366, TALL)
    idle(window)
    view = window.window.page("keluarga").list.table.view
    seen = view.rowAt(view.viewport().height() - 1) - view.rowAt(0)
    most = view.verticalScrollBar().maximum()
    drawn = random.Random(5)
    found: Figures = {"baris tampak": (max(seen, 0), max(seen, 0), ROWS)}
    orders = {
        "halaman demi halaman": [min(most, seen * at) for at in range(FRAMES)],
        "ke mana saja": [drawn.randrange(most + 1) for _ in range(FRAMES)],
    }
    plain = _plain_table(view, seen)
    for name, values in orders.items():
        spent = [_frame(view, value) for value in values]
        bare = [_frame(plain, at % 2 * seen) for at in range(FRAMES)]
        found[f"gulir: {name}"] = (p95(one[0] for one in spent), p95(one[1] for one in spent), p95(o[0] for o in bare))
    plain.deleteLater()
    window.window.resize(1366, 768)
    idle(window)
    return found


def _frame(view: Any, value: int) -> tuple[float, float]:
    began = Both()
    view.verticalScrollBar().setValue(value)
    view.viewport().repaint()
    return began.since()


def _plain_table(like: Any, seen: int) -> Any:
    """A table without delegate, look or database: as many columns, two pages of the same strings."""
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QApplication, QTableView

    source = like.model()
    model = QStandardItemModel()
    for number in range(min(source.rowCount(), 2 * seen + 2)):
        model.appendRow([QStandardItem(str(source.index(number, c).data() or "")) for c in range(source.columnCount())])
    view = QTableView()
    view.verticalHeader().hide()
    view.setModel(model)
    view.resize(like.size())
    view.show()
    QApplication.processEvents()
    return view


def typing(window: Window) -> Figures:
    """From a letter to the list shown: families, the palette, the chooser of villages."""
    found: Figures = {}
    window.window.go("keluarga")
    idle(window)
    page = window.window.page("keluarga")

    def narrow(text: str) -> None:
        page.search.setText(text)
        page.search.flush()
        page.list.table.view.viewport().repaint()

    found["ketik: daftar keluarga"] = _typed(window, narrow, WORDS, _bare_search)
    narrow("")
    desk = window.start.program.desk if window.start.program else None
    box: Any = desk.beside.everyday.find(window.window) if desk else None
    idle(window)
    found["ketik: Ctrl+K"] = _typed(window, box.field.setText, WORDS, _bare_search)
    box.shut()
    found["ketik: pemilih desa"] = _places(window)
    return found


def _typed(
    window: Window, deed: Callable[[str], None], words: Sequence[str], bare: Callable[[Window, str], None]
) -> tuple[float, float, float]:
    spent, floor = list[tuple[float, float]](), list[float]()
    for text in _letters(words):
        idle(window)
        began = Both()
        deed(text)
        idle(window)
        spent.append(began.since())
        began = Both()
        bare(window, text)
        floor.append(began.since()[0])
    return p95(one[0] for one in spent), p95(one[1] for one in spent), p95(floor)


def _letters(words: Sequence[str]) -> list[str]:
    """Each word as it grows."""
    grown = [word[:length] for word in words for length in range(1, len(word) + 1)]
    return [text for text in grown if text == text.strip()]


def _bare_search(window: Window, text: str) -> None:
    """The first rows by the two full-text queries alone."""
    from kampungkb_desktop.store import search

    with window.session.database.read() as conn:
        for form in ("family", "member"):
            table = search.SEARCHES[form].table
            sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT {ROWS}"
            conn.exec_driver_sql(sql, (search.match(text),)).all()


def _places(window: Window) -> tuple[float, float, float]:
    from kampungkb_desktop.forms import regions
    from kampungkb_desktop.ui.village_chooser import VillageChooser

    chooser = VillageChooser()
    chooser.show()
    regions.load().prepare()

    def type_(text: str) -> None:
        chooser.line.line.setText(text)
        chooser.line.line.textEdited.emit(text)

    def bare(_window: Window, text: str) -> None:
        regions.load().search(text, limit=9)

    made = _typed(window, type_, PLACES_TYPED, bare)
    chooser.close()
    chooser.deleteLater()
    return made


def main() -> None:
    """Everything, on the folder itself: it is practice."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    chosen = options.parse_args()
    began = Both()
    window = Window(chosen.folder, Clocks())
    found: Figures = {"mulai": (*began.since(), 0.0), "memori: sesudah mulai": (*memory(), 0.0)}
    found |= screens(window)
    found["memori: sesudah semua layar"] = (*memory(), 0.0)
    found |= scrolling(window)
    found |= typing(window)
    found["memori: sesudah mengetik"] = (*memory(), 0.0)
    print(json.dumps(found), flush=True)
    window.start.end()
    os._exit(0)


if __name__ == "__main__":
    main()
