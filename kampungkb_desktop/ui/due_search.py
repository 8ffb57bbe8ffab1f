"""Which families of the due list a typed text finds: told at once from the words of those that are listed, which the
worker reads once for a book. Until then a small store answers itself, and a large one on the worker when keys rest.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from kampungkb_desktop.actions.due import DueBook
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import lists
from kampungkb_desktop.store.database import Database
from kampungkb_desktop.ui.background import Job, run
from kampungkb_desktop.ui.long_list import MANY, REST_MS
from kampungkb_desktop.ui.saved_filters import LANE

MOST = 30_000
"""Of so many families the words are kept, some hundred letters each: an officer has half as many families in all."""


class DueSearch(QObject):
    """``found()`` when ``among``, the families, is known where it was not at once; ``None`` is no word, hence all."""

    found = Signal()

    def __init__(self, database: Database, parent: QObject) -> None:
        super().__init__(parent)
        self.among: frozenset[str] | None = None
        self._database = database
        self._words: lists.DueWords = {}
        self._words_of: DueBook | None = None
        self._wished: DueBook | None = None
        self._job: Job | None = None
        self._text, self._asked, self._held = "", 0, False
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._begin)

    def look(self, book: DueBook | None, text: str) -> bool:
        """Whether ``among`` is known now for a text; if not, ``found`` comes, unless another text is typed before."""
        self._stop()
        self._text = text
        if not text:
            self.among = None
            return True
        with self._database.read() as conn:
            if book is None or not book.families or book is self._words_of:
                self.among = lists.due_found(conn, self._words if book is self._words_of else {}, text)
            elif lists.highest(conn, Family.FORM) <= MANY:
                self.among = lists.families_found(conn, text)
            else:
                self._rest.start()
                return False
        return True

    def pause(self) -> None:
        """Nobody looks: the session may be about to end."""
        self._held = self._held or self._rest.isActive()
        self._rest.stop()

    def resume(self) -> None:
        """Somebody looks again: find what was still to be found."""
        if self._held:
            self._held = False
            self._rest.start()

    def prepare(self, book: DueBook) -> None:
        """Read the words of a book's families; those of another are let go."""
        if book is self._words_of:
            return
        self._words, self._words_of = {}, None
        if not book.whole or not book.families or len(book.families) > MOST:
            return
        database, families = self._database, tuple(book.families)

        def read(_progress: Progress) -> lists.DueWords:
            with database.read() as conn:
                return lists.due_words(conn, families)

        self._wished = book
        run(self, read, done=partial(self._came, book), lane=LANE)

    def _came(self, book: DueBook, words: lists.DueWords) -> None:
        if book is self._wished:
            self._words, self._words_of = words, book

    def _stop(self) -> None:
        self._rest.stop()
        self._held = False
        self._asked += 1
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _begin(self) -> None:
        database, text = self._database, self._text

        def sift(progress: Progress) -> frozenset[str] | None:
            with database.read() as conn, conn.until(progress.cancel.is_set):
                return lists.families_found(conn, text)

        self._job = run(self, sift, done=partial(self._sifted, self._asked), lane=LANE)

    def _sifted(self, asked: int, found: frozenset[str] | None) -> None:
        if asked == self._asked:
            self.among = found
            self.found.emit()
