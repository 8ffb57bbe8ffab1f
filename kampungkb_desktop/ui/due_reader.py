"""Reads the due list's book on the worker: a village at a time, so that other work goes between, and after every write
only what changed. It reads while somebody looks; what is half read goes on when somebody looks again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from kampungkb_desktop.actions.due import DueBook, read_on
from kampungkb_desktop.actions.due_shelf import take_up
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.ui.background import run


class DueReader(QObject):
    """``grew(DueBook)`` after every village and once more when it is whole."""

    grew = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.book: DueBook | None = None
        self.only = ""
        """One village, or all."""
        self._today: Callable[[], date] | None = None
        self._reading = self._again = self._paused = False

    def want(self, today: Callable[[], date]) -> None:
        """Bring the book up to the data and the day it is now; what is being read goes on and is brought up after."""
        self._today = today
        if self._reading or self._paused:
            self._again = True
            return
        session, before, day, only = self.session, self.book, today(), self.only
        self._read(lambda _progress: take_up(session, day, before, only))

    def pause(self) -> None:
        """Read no further village for now."""
        self._paused = True

    def resume(self) -> None:
        """Go on with what was wished and is not read yet."""
        self._paused = False
        half = self.book is not None and not self.book.whole
        if self._today is not None and (self._again or half) and not self._reading:
            self._again = False
            self.want(self._today)

    def _read(self, work: Callable[[Progress], DueBook]) -> None:
        self._reading = True
        run(self, work, done=self._came, cancelled=self._stopped)

    def _came(self, book: DueBook) -> None:
        """A part is there: show it, and go on with the next village unless something was written meanwhile."""
        self.book, self._reading = book, False
        if self._again and self._today is not None and not self._paused:
            self._again = False
            self.want(self._today)
            return
        self.grew.emit(book)
        if not book.whole and not self._paused:
            session = self.session
            self._read(lambda _progress: read_on(session, book))

    def _stopped(self) -> None:
        self._reading = False
