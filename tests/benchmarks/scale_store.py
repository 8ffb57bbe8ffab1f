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
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.figure import p95
from tests.benchmarks.open_window import Clocks, Window
from tests.benchmarks.scale_measures import Both, Figures, collect, idle, settled
from tests.benchmarks.scale_typing import typing

ROWS, TALL = 60, 2_260
"""Rows of a frame, and the height of a window that shows so many."""
FRAMES = 40


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


def screens(window: Window, *, again: bool) -> Iterator[tuple[str, Callable[[], Figures]]]:
    """Every screen at its first visit and, where wished, once more. The floor: a bare table with the first rows of a
    raw query. Somebody looks at each for a while, so that pages of long ago are let go."""
    places = list(dict.fromkeys(goals(window)))
    floor = median(bare_page(window) for _ in range(5))

    def visit(name: str, key: str, record: str | None, turn: str) -> Figures:
        shown, whole = opened(window, key, record)
        found: Figures = {f"layar{turn}: {name}": (*shown, floor), f"isi{turn}: {name}": (*whole, floor)}
        while window.window.frame.letting_go.step():
            idle(window)
        return found if turn else found | {f"memori: {name}": (*settled(), 0.0)}

    for turn in ("", " lagi") if again else ("",):
        for place in places:
            yield f"layar{turn}: {place[0]}", partial(visit, *place, turn)


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
    """Frames of sixty rows of the list of families: page after page, and places drawn by lot; and what is done in the
    moment between two frames, as the event loop does it for a person, too. The floor: a plain table of the same strings
    in a list."""
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
        frames = [(_frame(view, value), _between(window)) for value in values]
        bare = [_frame(plain, at % 2 * seen) for at in range(FRAMES)]
        for words, part in ((f"gulir: {name}", 0), (f"sesudah gulir: {name}", 1)):
            cpu, wall = (p95(one[part][clock] for one in frames) for clock in (0, 1))
            found[words] = (cpu, wall, 0.0 if part else p95(one[0] for one in bare))
    plain.deleteLater()
    window.window.resize(1366, 768)
    idle(window)
    return found


def _frame(view: Any, value: int) -> tuple[float, float]:
    began = Both()
    view.verticalScrollBar().setValue(value)
    view.viewport().repaint()
    return began.since()


def _between(window: Window) -> tuple[float, float]:
    began = Both()
    window.start.app.processEvents()
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


def _without_copies(window: Window) -> None:
    """After two minutes the program would copy the whole store, for minutes where that is large."""
    from kampungkb_desktop.ui.copy_keeper import CopyKeeper

    desk = window.start.program.desk if window.start.program else None
    for keeper in desk.findChildren(CopyKeeper) if desk else ():
        keeper._timer.stop()


def main() -> None:
    """Everything, on the folder itself: it is practice."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--brief", action="store_true", help="every screen once")
    chosen = options.parse_args()
    began = Both()
    window = Window(chosen.folder, Clocks())
    window.deafen()
    _without_copies(window)
    found: dict[str, Any] = {"mulai": (*began.since(), 0.0), "memori: sesudah mulai": (*settled(), 0.0)}
    found |= collect(screens(window, again=not chosen.brief))
    found["memori: sesudah semua layar"] = (*settled(), 0.0)
    found |= collect([("gulir", lambda: scrolling(window))])
    found |= collect(typing(window))
    while window.window.frame.letting_go.step():  # as the program does by itself when it has been quiet for a while
        idle(window)
    found["memori: sesudah mengetik"] = (*settled(), 0.0)
    found["peran"] = window.session.role
    print(json.dumps(found), flush=True)
    window.start.end()
    os._exit(0)


if __name__ == "__main__":
    main()
