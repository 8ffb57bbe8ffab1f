"""Notices a flash disk that is plugged in or pulled out while the window is open.

What the system lists cheaply is looked at every few seconds; only when that changes are the drives themselves asked, on
the worker. A card put into a reader that was there all along is not noticed until somebody looks.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.pages.exchange_places import Spot, sticks

EVERY_MS = 2_500
_UNIX_PLACES = ("/media/", "/run/media/")


class StickWatch(QObject):
    """``came(Spot)`` for each that is new since the last look, ``went()`` when one is gone. Those that are there at the
    beginning are known."""

    came = Signal(object)
    went = Signal()

    def __init__(
        self,
        owner: QObject,
        *,
        find: Callable[[], list[Spot]] = sticks,
        mark: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(owner)
        self._find, self._mark = find, mark or drives_mark
        self._seen: object = None
        self._known: dict[Path, Spot] | None = None
        self._busy = False
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    def look(self) -> None:
        """See whether anything changed."""
        mark = self._mark()
        if mark != self._seen and not self._busy:
            self._seen, self._busy = mark, True
            run(self, lambda _progress: self._find(), done=self._found)

    def _found(self, spots: Iterable[Spot]) -> None:
        self._busy = False
        known, now = self._known, {spot.path: spot for spot in spots}
        self._known = now
        if known is None:
            return
        for path, spot in now.items():
            if path not in known:
                self.came.emit(spot)
        if known.keys() - now.keys():
            self.went.emit()


def drives_mark() -> object:
    """Something that changes when a drive comes or goes, in well under a millisecond and without asking any drive (one
    that hangs must not hold the window): the letters in use on Windows, what is mounted elsewhere."""
    if sys.platform == "win32":
        return ctypes.windll.kernel32.GetLogicalDrives()
    try:
        if sys.platform == "darwin":
            return frozenset(os.listdir("/Volumes"))  # noqa: PTH208  names only, nothing is looked into
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    return frozenset(line for line in lines if any(f" {place}" in line for place in _UNIX_PLACES))
