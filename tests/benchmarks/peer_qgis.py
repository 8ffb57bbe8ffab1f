"""QGIS, the desktop of QField, over the same families in a GeoPackage: the layer opened with its attribute table
painted, narrowed by name, scrolled. What ``peers`` starts with the system's own Python, which has QGIS where that is
installed.

The only line printed is a JSON object of figure to [cpu, wall] in milliseconds, memory in megabytes.
"""

from __future__ import annotations

import importlib
import json
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

WORDS = ("siti rah", "ahmad", "nur h", "sri w", "dewi s", "yoga")
FRAMES, ROWS_HIGH = 30, 2_260


def timed(deed: Callable[[], object]) -> tuple[float, float]:
    """Processor time of all threads, and the clock on the wall."""
    cpu, wall = time.process_time(), time.perf_counter()
    deed()
    return (time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000


def held_mb() -> float:
    """What the process holds alone."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    held = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines[1:]}
    return held["Private_Clean"] + held["Private_Dirty"]


class Table:
    """The attribute table of a layer, as QGIS itself makes it."""

    def __init__(self, core: Any, gui: Any, path: str, app: Any) -> None:
        self.core, self.app = core, app
        self.layer = core.QgsVectorLayer(f"{path}|layername=keluarga", "keluarga", "ogr")
        assert self.layer.isValid(), path
        self.cache = core.QgsVectorLayerCache(self.layer, 10_000)
        self.model = gui.QgsAttributeTableModel(self.cache)
        self.model.loadLayer()
        self.canvas = gui.QgsMapCanvas()
        self.filter = gui.QgsAttributeTableFilterModel(self.canvas, self.model)
        self.view = gui.QgsAttributeTableView()
        self.view.setModel(self.filter)
        self.view.resize(1366, 768)
        self.view.show()
        app.processEvents()

    def narrow(self, words: str) -> None:
        """By a part of the name, as its filter on a field does."""
        sql = f"\"head_name\" ILIKE '%{words}%'"
        found = [one.id() for one in self.layer.getFeatures(self.core.QgsFeatureRequest().setFilterExpression(sql))]
        self.filter.setFilteredFeatures(found)
        self.filter.setFilterMode(self.core_mode())
        self.view.viewport().repaint()
        self.app.processEvents()

    def core_mode(self) -> Any:
        """Show what the filter found."""
        return type(self.filter).ShowFilteredList

    def frame(self, value: int) -> None:
        """One frame at a place of the list."""
        self.view.verticalScrollBar().setValue(value)
        self.view.viewport().repaint()


def main() -> None:
    """Open, narrow letter by letter, scroll; three openings, of which the middle one counts."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    core: Any = importlib.import_module("qgis.core")
    gui: Any = importlib.import_module("qgis.gui")
    app = core.QgsApplication([], True)
    app.initQgis()
    kept: list[Table] = []
    opened = [timed(lambda: kept.append(Table(core, gui, sys.argv[1], app))) for _ in range(3)]
    table = kept[-1]
    letters = [word[:length] for word in WORDS for length in range(1, len(word) + 1) if word[length - 1] != " "]
    if table.layer.featureCount() > 20_000:
        letters = list(WORDS)
    typed = sorted(timed(lambda words=words: table.narrow(words)) for words in letters)  # type: ignore[misc]
    table.filter.setFilterMode(type(table.filter).ShowAll)
    table.view.resize(1366, ROWS_HIGH)
    app.processEvents()
    drawn = random.Random(5)
    most = table.view.verticalScrollBar().maximum()
    frames = sorted(timed(lambda: table.frame(drawn.randrange(most + 1))) for _ in range(FRAMES))
    print(json.dumps({
        "buka": [median(one[at] for one in opened) for at in (0, 1)],
        "ketik": typed[int(len(typed) * 0.95)], "gulir": frames[int(FRAMES * 0.95)], "memori": [held_mb()] * 2,
    }), flush=True)  # fmt: skip
    os._exit(0)


if __name__ == "__main__":
    main()
