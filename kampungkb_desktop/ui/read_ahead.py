"""What is read while nobody waits: the modules of the pages nobody has visited yet; the map of villages where somebody
is about to search in it.

What knows no Qt is read on the worker. The pages' own modules are read on the window's thread, one at a turn, because
Qt's classes come into being where they are first named, and two threads naming one at once would make it twice.
"""

from __future__ import annotations

import gc
import importlib
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from kampungkb_desktop.forms import regions
from kampungkb_desktop.ui.background import run, worker_of

BELOW = (
    "actions.undo", "actions.family_file", "actions.visit_file", "actions.classify_village", "actions.history",
    "actions.photos", "actions.export", "actions.take_in", "actions.summary", "actions.preview",
)  # fmt: skip
"""What the pages bring along from below; the largest last."""
REST_MS = 15
"""Between two modules: keys and paint come first."""


def read_map(owner: QObject) -> None:
    """Make ready what the first search for a village needs: a fifth of a second and 14 MB."""
    run(owner, lambda _progress: regions.load().prepare(), done=lambda _nothing: None)


class FirstScreen(QObject):
    """``there()`` comes once: the worker has read what the first screen asked for, and it was handed over. Whatever
    nobody sees yet waits for it, for both threads share one interpreter."""

    there = Signal()

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._rest = QTimer(self, interval=REST_MS)
        self._rest.timeout.connect(self._look)
        self._rest.start()

    def _look(self) -> None:
        if not worker_of().busy():
            self._rest.stop()
            self.there.emit()


class ReadAhead(QObject):
    """Begins by itself and lives as long as its owner. ``modules`` are those of ``ui.pages``, in the order they are
    likely to be wanted."""

    def __init__(self, owner: QObject, modules: Sequence[str]) -> None:
        super().__init__(owner)
        self._below: Iterator[str] = iter(BELOW)
        self._pages: Iterator[str] = iter(modules)
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._next)
        self._rest.start()

    def _next(self) -> None:
        if (name := next(self._below, None)) is not None:
            run(self, lambda _progress: _read(name), done=lambda _nothing: self._rest.start())
        elif (page := next(self._pages, None)) is not None:
            _read(f"ui.pages.{page}")
            self._rest.start()
        else:
            gc.freeze()  # all this stays: the collector need not look through it while files are taken in


def _read(module: str) -> None:
    importlib.import_module(f"kampungkb_desktop.{module}")
