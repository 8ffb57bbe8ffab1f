"""What every measurement of a growing store is made with: both clocks, the memory held, and waiting until nothing is
left to be read or painted. A figure is [cpu, wall, floor cpu], milliseconds or megabytes."""

from __future__ import annotations

import gc
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tests.benchmarks.open_window import Window, rest

Figures = dict[str, tuple[float, float, float]]


class Both:
    """Processor time of all threads beside the clock on the wall, in milliseconds."""

    def __init__(self) -> None:
        self._cpu, self._wall = time.process_time(), time.perf_counter()

    def since(self) -> tuple[float, float]:
        """Both, until now."""
        return (time.process_time() - self._cpu) * 1000, (time.perf_counter() - self._wall) * 1000


def memory() -> tuple[float, float]:
    """What the process holds alone and wrote itself, in megabytes; twice, for a figure has two clocks. Untouched pages
    of libraries count as nobody's: whether they are shared depends on what else runs on the machine, by 50 MB."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    held = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines[1:]}
    return held["Private_Dirty"], held["Private_Dirty"]


def settled() -> tuple[float, float]:
    """The memory held once what was let go is collected and given back, as it is a moment later in any case."""
    from kampungkb_desktop.ui.letting_go import give_back

    gc.collect()
    give_back()
    return memory()


def idle(window: Window) -> None:
    """Until every lane that reads is quiet and everything is painted."""
    from PySide6.QtCore import QEvent

    from kampungkb_desktop.ui.background import USUAL, worker_of
    from kampungkb_desktop.ui.saved_filters import LANE

    app = window.start.app
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # a running program's loop does that by itself
    app.processEvents()
    apart = window.window.frame.letting_go
    while worker_of(USUAL).busy() or worker_of(LANE).busy() or apart.busy:
        rest()
        app.processEvents()
    app.processEvents()


def collect(named: Iterable[tuple[str, Callable[[], Figures]]]) -> dict[str, Any]:
    """Every figure of some parts; in place of a part that failed, why: a table of many lines goes on after one."""
    found: dict[str, Any] = {}
    for name, part in named:
        began = Both()
        try:
            found |= part()
        except Exception as error:  # noqa: BLE001  whatever it is, it is told in the table
            traceback.print_exc(file=sys.stderr)
            found[name] = {"gagal": f"{type(error).__name__}: {error}"[:200]}
        if began.since()[1] > 2_000:
            print(f"    {name}: {began.since()[1] / 1000:.0f} s", file=sys.stderr, flush=True)
    return found
