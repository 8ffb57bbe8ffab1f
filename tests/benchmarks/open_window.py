"""The real program, unlocked, with an ear on its event loop: what ``bench_screens`` measures with."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from kampungkb_desktop.app import Start

PASSWORD = "latihan"
TICK_MS = 5
READ_AHEAD_SECONDS = 4
"""A person looks at Beranda before anything else; the pages' modules are read meanwhile."""


def peak_mb() -> float:
    """The most memory this program ever held. Where the system tells it, since its own start: ``getrusage`` counts the
    process it was started from too."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Clocks(NamedTuple):
    """``span`` times a deed, with the worker's share; ``turn`` one turn of the event loop. Both in seconds."""

    span: Callable[[], float] = time.perf_counter
    turn: Callable[[], float] = time.perf_counter


WORKED = Clocks(time.process_time, time.thread_time)
READ_AHEAD_SECONDS = 4
"""A person looks at Beranda before anything else; the pages' modules are read meanwhile."""
LONGEST_WAIT = 50
"""Milliseconds the event loop may wait (``interface.md``)."""
WORDS = ("siti wij", "rahmat", "nur h", "6499", "ahmad", "melati", "dewi s", "yoga", "a", "su")


def rest() -> None:
    """Wait a moment without work: Qt's own waiting for a while spins, which would count as work."""
    Event().wait(0.002)


class Window:
    """The real program, unlocked, with an ear on its event loop."""

    def __init__(self, folder: Path, clocks: Clocks) -> None:
        os.environ |= {"KAMPUNGKB_PASSWORD": PASSWORD, "QT_QPA_PLATFORM": "offscreen"}
        from kampungkb_desktop import app as program  # before anything of Qt, as in the program: see ``ui``

        # isort: split
        from PySide6.QtCore import QTimer

        from kampungkb_desktop.ui.theme import application

        self.start: Start = program.Start(application(["kampungkb"]), folder)
        self.clocks = clocks
        self.gaps: list[float] = []
        self._last = clocks.turn()
        self._timer = QTimer(interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.start.show()
        self.wait(lambda: self.start.program is not None and self.start.program.desk is not None)
        self.settle()
        self._timer.start()
        self._tick()
        self.gaps.clear()
        rested = time.perf_counter() + READ_AHEAD_SECONDS
        self.wait(lambda: time.perf_counter() > rested)
        self.settle()
        self.first_waits = list(self.gaps)

    def deafen(self) -> None:
        """Hear no more: a number kept every few milliseconds holds memory that the program gave back."""
        self._timer.stop()
        self.gaps = []

    def _tick(self) -> None:
        now = self.clocks.turn()
        self.gaps.append((now - self._last) * 1000)
        self._last = now

    @property
    def window(self) -> Any:
        return self.start.window

    @property
    def session(self) -> Any:
        assert self.start.program is not None
        assert self.start.program.desk is not None
        return self.start.program.desk.session

    def wait(self, reached: Callable[[], bool]) -> None:
        """Let the event loop run until then."""
        self.start.app.processEvents()
        while not reached():
            rest()
            self.start.app.processEvents()

    def settle(self) -> None:
        """Until the worker has nothing left and everything is painted."""
        from kampungkb_desktop.ui.background import worker_of

        self.wait(lambda: not worker_of().busy())
        self.start.app.processEvents()

    def timed(self, deed: Callable[[], object]) -> tuple[float, float, float]:
        """Do it from within the event loop: milliseconds until painted, until filled, and the longest wait."""
        from PySide6.QtCore import QTimer

        self.settle()
        done: list[float] = []

        def go() -> None:
            deed()
            QTimer.singleShot(0, lambda: done.append(self.clocks.span()))

        self.gaps.clear()
        self._tick()
        self.gaps.clear()
        began = self.clocks.span()
        QTimer.singleShot(0, go)
        self.wait(lambda: bool(done))
        self.start.app.processEvents()
        painted = self.clocks.span()
        self.settle()
        filled = self.clocks.span()
        self._tick()
        return (painted - began) * 1000, (filled - began) * 1000, max(self.gaps)
