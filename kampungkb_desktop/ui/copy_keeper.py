"""Makes a copy of the data by itself: some minutes after the beginning of work, then every half hour in which something
was written. It runs on the worker and says nothing unless it fails."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.ui.background import run

FIRST_MS, EVERY_MS = 120_000, 300_000
"""It asks so often whether a copy is due; whether it is, ``actions.copies`` says."""


class CopyKeeper(QObject):
    """``refused(KnownError)`` once, when the disk is full or fails; it goes on trying."""

    refused = Signal(object)

    def __init__(self, owner: QObject, session: Session) -> None:
        super().__init__(owner)
        self._session, self._told, self._busy = session, False, False
        self._timer = QTimer(self, interval=FIRST_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Make a copy if one is due, one at a time."""
        self._timer.setInterval(EVERY_MS)
        if not self._busy:
            self._busy = True
            run(self, self._copy, done=self._done, failed=self._failed, cancelled=self._stopped, text="Membuat salinan")

    def _copy(self, progress: Progress) -> None:
        from kampungkb_desktop.actions import copies, erasing_here  # noqa: PLC0415  start-up time: minutes later

        erasing_here.settle(self._session, progress)
        if copies.due(self._session):
            copies.copy_now(self._session, copies.AUTOMATIC, progress)

    def _done(self, _nothing: None) -> None:
        self._busy = False

    def _stopped(self) -> None:
        self._busy = False

    def _failed(self, error: KnownError) -> None:
        self._busy = False
        if not self._told:
            self._told = True
            self.refused.emit(error)
