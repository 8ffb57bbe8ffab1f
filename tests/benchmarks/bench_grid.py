"""The grid of many visits under the keys: from a letter, an Enter and a page down to the paint, on 200 rows of the
longest form, beside a bare ``QTableView`` of as many plain texts in the same run.

Run by hand: ``python tests/benchmarks/bench_grid.py [--rows 200] [--keys 200] [--processor-time]``. Exit status 1 where
one does not hold.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget

from kampungkb_desktop.actions.grid_columns import DAY
from kampungkb_desktop.actions.grid_sheet import PERSON, WHO, Sheet
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.forms.choices_visit import PREGNANT
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.pages.entry_grid_sheet import GridSheet
from kampungkb_desktop.ui.theme import application
from tests.actions.devices import copied, make
from tests.benchmarks.figure import Figure, p95, show
from tests.ui.pages import people

LONGEST_WAIT = 50
TODAY = date(2026, 11, 21)
CLOCK: list[Callable[[], float]] = [time.perf_counter]
"""What is waited for; with ``--processor-time`` what the window's thread worked, for a machine that does more."""


class Plain(QAbstractTableModel):
    """As many texts, each written as it is typed."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__()
        self._texts = [[f"{row},{column}" for column in range(columns)] for row in range(rows)]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._texts)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._texts[0])

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)
        return self._texts[index.row()][index.column()] if role in wanted else None

    def setData(self, index: QModelIndex | QPersistentModelIndex, value: Any, _role: int = 2) -> bool:
        self._texts[index.row()][index.column()] = str(value)
        self.dataChanged.emit(index, index)
        return True

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable


def spin(app: QApplication, seconds: float = 0.3) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or worker_of().busy():
        app.processEvents()


def timed(app: QApplication, deed: Callable[[], object]) -> float:
    """Milliseconds from the key until everything it set off on the window's thread was painted."""
    begun = CLOCK[0]()
    deed()
    app.processEvents()
    return (CLOCK[0]() - begun) * 1000


def focused(otherwise: QWidget) -> QWidget:
    return QApplication.focusWidget() or otherwise


def measure(app: QApplication, view: QTableView, keys: int) -> dict[str, float]:
    """p95 of each kind of key, after a few that nobody counts."""
    found: dict[str, list[float]] = {"letter": [], "second": [], "enter": [], "page": [], "side": []}
    view.setCurrentIndex(view.model().index(0, 9))
    view.setFocus()
    spin(app)
    for at in range(keys):
        found["letter"].append(timed(app, lambda: QTest.keyClicks(focused(view), "2")))
        found["second"].append(timed(app, lambda: QTest.keyClicks(focused(view), "5")))
        found["enter"].append(timed(app, lambda: QTest.keyClick(focused(view), Qt.Key.Key_Return)))
        view.setFocus()
        view.setCurrentIndex(view.model().index(at % 190, 9 + at % 5))
        app.processEvents()
    for at in range(40):
        found["page"].append(timed(app, partial(view.verticalScrollBar().setValue, at * 4)))
        found["side"].append(timed(app, partial(view.horizontalScrollBar().setValue, at * 60)))
    return {name: p95(values[5:]) for name, values in found.items()}


def bare(app: QApplication, rows: int, columns: int, keys: int) -> dict[str, float]:
    """The floor: the library's own table and editors."""
    view = QTableView()
    view.setModel(Plain(rows, columns))
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.resize(1100, 520)
    view.show()
    spin(app)
    found = measure(app, view, keys)
    view.hide()
    return found


def ours(app: QApplication, session: Session, rows: int, keys: int) -> tuple[dict[str, float], int, float]:
    """The grid over as many expectant mothers, with what is on record of them; how soon it stands, too."""
    slots: dict[str, dict[str, str]] = {}
    made = []
    for at in range(rows):
        home = people.family(session, f"Suparman {at}")
        mother = people.member(session, home, f"Rina {at}", "perempuan", date(1995, 3, 9) + timedelta(days=at),
                               "istri_suami", marital="kawin")  # fmt: skip
        made += [home, mother]
        slots[new_record_id(session)] = {WHO: mother.name(), PERSON: f"{home.id}|{mother.id}", DAY: "20/11/2026"}
    save(session, "Isi", made)
    sheet = GridSheet(session, today=lambda: TODAY)
    sheet.resize(1100, 760)
    sheet.show()
    spin(app)
    stands = timed(app, lambda: sheet.open(Sheet(new_record_id(session), PREGNANT, rows=slots)))
    spin(app)
    sheet.view.verticalScrollBar().setValue(0)
    found = measure(app, sheet.view, keys)
    spin(app)
    assert sum("pregnancy.weight_first_trimester_kg" in one or len(one) > 3 for one in sheet.model.sheet.rows.values())
    sheet.hide()
    return found, sheet.model.columnCount(), stands


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200)
    parser.add_argument("--keys", type=int, default=200)
    parser.add_argument("--processor-time", action="store_true")
    options = parser.parse_args()
    if options.processor_time:
        CLOCK[0] = time.thread_time
    app = application(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder) / "petugas", "Siti Rahma")
        with copied(Path(folder) / "petugas", Path(folder) / "salinan") as session:
            mine, columns, stands = ours(app, session, options.rows, options.keys)
            floor = bare(app, options.rows, columns, options.keys)
            app.processEvents()
    figures = [
        Figure(f"{words}, p95", mine[name], floor[name], "bare QTableView", times=times, most=LONGEST_WAIT)
        for name, words, times in (
            ("letter", "the first letter in a cell", 2), ("second", "a further letter", 3),
            ("enter", "Enter: read, judged, next cell", 2), ("page", "four rows down", 3),
            ("side", "60 pixels sideways", 3),
        )
    ]  # fmt: skip
    figures.append(Figure(f"{options.rows} rows × {columns} columns stand", stands, floor["page"], "one of its scrolls",
                          most=200))  # fmt: skip
    show(figures)
    return 0 if all(one.holds() for one in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
