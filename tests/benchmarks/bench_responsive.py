"""How long the open window's event loop waits while the worker takes in, makes a file and looks for doubles. By hand:
``python -m tests.benchmarks.bench_responsive [--changes N] [--data-dir PRACTICE_OF_A_DISTRICT]``.

The real window on the real pages, drawn offscreen; a timer of 5 ms listens, and its longest wait is told for each deed,
beside the longest of an idle window of the same run. On the wall, because what makes a window stand still is mostly
waiting: for the interpreter's lock, which other threads hold. A machine with other work adds to it: ``nice -n -15``
where that may be asked for.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks import bench_take_in as base
from tests.benchmarks.figure import Figure, show
from tests.benchmarks.open_window import PASSWORD, TICK_MS, Clocks, Window

LONGEST_WAIT = 50
"""Milliseconds the event loop may wait (``interface.md``)."""
IDLE_SECONDS = 3


def main() -> None:
    """Measure and print; see the module."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--changes", type=int, default=20_000)
    asked.add_argument("--data-dir", type=Path, help="a practice database of a district; a copy is worked on")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = run(Path(folder), options.changes, options.data_dir)
        show(figures)
        sys.stdout.flush()
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(0 if all(one.holds() for one in figures) else 1)


def run(folder: Path, count: int, practice: Path | None) -> list[Figure]:
    """Every figure."""
    from kampungkb_desktop.actions.export import export
    from kampungkb_desktop.actions.session import close
    from kampungkb_desktop.store import read

    base.PASSWORD = PASSWORD
    officer = base.laptop(folder / "petugas", "petugas")
    with officer.database.read() as conn:
        first = read.next_seq(conn, officer.device)
    base.write(officer, base.records(count, random.Random(7)), first)
    sent = export(officer, folder / "1.kkb").path
    close(officer)
    place = folder / "kabupaten"
    if practice is None:
        close(base.laptop(place, "kabupaten"))
    else:
        shutil.copytree(practice, place, ignore=shutil.ignore_patterns("*.lock"))
    return in_window(Window(place, Clocks()), sent, folder)


def in_window(window: Window, sent: Path, folder: Path) -> list[Figure]:
    """Look at a file, take it in, make files, look for doubles; every wait of the loop meanwhile."""
    from kampungkb_desktop.actions import duplicates_search
    from kampungkb_desktop.actions.export import export
    from kampungkb_desktop.ui.background import run as in_background

    waits = Waits(window)
    waits.note("an idle window", lambda: None, at_least=IDLE_SECONDS)
    waits.note("the page Kirim & Terima", lambda: window.window.go("kirim-terima"))
    page = window.window.page("kirim-terima")
    waits.note("looking at a file", lambda: page.look_at([sent]))
    waits.note("taking it in", page.take_in)
    made: list[Any] = []
    for name in ("a file of everything",):
        out = folder / "keluar"
        waits.note(name, lambda out=out: in_background(  # type: ignore[misc]
            page, lambda progress: export(window.session, out, full=True, progress=progress), done=made.append
        ))  # fmt: skip
    assert made, "no file was made"
    waits.note("the search for doubles", lambda: in_background(
        page, lambda progress: duplicates_search.search_all(window.session, progress, anew=True), done=made.append
    ))  # fmt: skip
    return waits.figures()


class Waits:
    """The longest waits of the event loop, deed by deed; the idle window's is the floor."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._found: list[tuple[str, float]] = []

    def note(self, what: str, deed: Callable[[], object], *, at_least: float = 0.3) -> None:
        """Do it from within the loop and listen until the worker has nothing left; tell it at once."""
        from PySide6.QtCore import QTimer

        window = self._window
        window.settle()
        window.gaps.clear()
        began = time.perf_counter()
        started: list[bool] = []

        def go() -> None:
            try:
                deed()
            finally:
                started.append(True)

        QTimer.singleShot(0, go)
        window.wait(lambda: bool(started) and time.perf_counter() - began > at_least)
        window.settle()
        took = time.perf_counter() - began
        late = sorted(window.gaps, reverse=True)
        still = sum(gap for gap in late if gap > LONGEST_WAIT) / 1000
        print(f"{what}: {took:.1f} s, longest waits {', '.join(f'{gap:.0f}' for gap in late[:5])} ms; ", end="")
        print(f"stood still {still:.2f} s in pieces over {LONGEST_WAIT} ms", flush=True)
        self._found.append((what, late[0]))

    def figures(self) -> list[Figure]:
        """One line a deed."""
        idle = max(self._found[0][1], TICK_MS)
        return [
            Figure(f"{what}: longest wait", longest, idle, "an idle window, same run", most=LONGEST_WAIT)
            for what, longest in self._found
        ]


if __name__ == "__main__":
    main()
