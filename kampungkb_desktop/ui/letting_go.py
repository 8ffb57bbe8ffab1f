"""Lets go of the pages nobody looked at for a while, so that a window holds a few of them and not all; each is built
again at its next visit and stands as it was left (``left_standing``)."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kampungkb_desktop.ui.background import handed
from kampungkb_desktop.ui.page import PLACE, Page

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kampungkb_desktop.ui.left_standing import Left
    from kampungkb_desktop.ui.taking_apart import TakingApart

_TURN_MS = 300
"""Between the last page that goes and giving the memory back, which takes some milliseconds itself."""
KEPT = 4
"""The page one is on and the last before it: people go to and fro between three or four."""
QUIET_MS = 15_000
"""After so long without reading, twice, one rests on a page, too: what was typed there left its lists of numbers."""
REST_MS = 2_500
"""Nothing is let go while somebody goes from page to page; by then, too, every list has written down how it stands."""


class LettingGo(QObject):
    """``page`` gives a page that is there, ``forget`` takes one out. ``rested()`` comes when somebody stays where they
    are and nothing more can go: the moment for others to let go of what they keep."""

    rested = Signal()

    def __init__(
        self, owner: QWidget, page: Callable[[str], Page | None], forget: Callable[[str], Page], kept: int = KEPT
    ) -> None:
        super().__init__(owner)
        self._page, self._forget, self.kept = page, forget, kept
        self._owner = owner
        self._apart: TakingApart | None = None
        self._order: list[str] = []
        self._left: dict[str, Left] = {}
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self.step)
        self._read = self._rested = 0
        """How much had been read when it was last looked, and when one last rested."""
        self._quiet = QTimer(self, interval=QUIET_MS)
        self._quiet.timeout.connect(self.look)
        self._quiet.start()

    def open(self, key: str, page: Page, record: str | None) -> None:
        """Somebody comes to a page: open the record in it; a page that was let go and built anew stands as it stood,
        where the record is that which was in sight, at its part too."""
        self._order = [*(one for one in self._order if one != key), key]
        self._rest.start()
        left = self._left.pop(key, None)
        place = str(left.stand.get(PLACE) or "") if left is not None else ""
        page.open_record(place if record and place.partition("/")[0] == record else record)
        if left is not None:
            left.put_back(page)

    @property
    def busy(self) -> bool:
        """Whether a page that went is still being taken apart."""
        return self._apart is not None and self._apart.busy

    def look(self) -> None:
        """Whether it has been quiet for a while after something was read."""
        before, self._read = self._read, handed()
        if before == self._read != self._rested:
            self._rested = self._read
            self.step()

    def step(self) -> bool:
        """Let the eldest go that can be; whether there was one. One at a time: somebody may be typing."""
        there = [key for key in self._order if self._page(key) is not None]
        gone = next((key for key in there[: -self.kept] if self._let_go(key)), None)
        if gone is None and not self.busy:
            for page in filter(None, map(self._page, there)):
                page.rest()
            self.rested.emit()
            QTimer.singleShot(_TURN_MS, self, give_back)
            return False
        self._rest.start()
        return gone is not None

    def _let_go(self, key: str) -> bool:
        from kampungkb_desktop.ui.left_standing import left_of  # noqa: PLC0415  start-up time
        from kampungkb_desktop.ui.taking_apart import TakingApart  # noqa: PLC0415  the same

        page = self._page(key)
        left = left_of(page) if page is not None else None
        if left is None:
            return False
        self._left[key] = left
        self._apart = self._apart or TakingApart(self._owner)
        self._apart.take(self._forget(key))
        return True


def give_back() -> None:
    """Linux keeps what was given back in the middle of its heap until it is asked for it; Windows does not."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415  start-up time

        ctypes.CDLL(None).malloc_trim(0)
