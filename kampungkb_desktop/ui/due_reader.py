"""Reads the due list's book on the worker: a village at a time, so that other work goes between, and after every write
only what changed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from kampungkb_desktop.actions.due import DueBook, begin_book, read_on
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.background import run


class DueReader(QObject):
    """``grew(DueBook)`` after every village and once more when it is whole."""

    grew = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.book: DueBook | None = None
        self._today: Callable[[], date] | None = None
        self._reading = self._again = False

    def want(self, today: Callable[[], date]) -> None:
        """Bring the book up to the data and the day it is now; what is being read goes on and is brought up after."""
        self._today = today
        if self._reading:
            self._again = True
            return
        self._reading = True
        session, before, day = self.session, self.book, today()
        run(self, lambda _progress: begin_book(session, day, before), done=self._came)

    def _came(self, book: DueBook) -> None:
        """A part is there: show it, and go on with the next village unless something was written meanwhile."""
        self.book = book
        if not book.whole and not self._again:
            self.grew.emit(book)
            session = self.session
            run(self, lambda _progress: read_on(session, book), done=self._came)
            return
        self._reading = False
        if self._again and self._today is not None:
            self._again = False
            self.want(self._today)
            return
        self.grew.emit(book)
