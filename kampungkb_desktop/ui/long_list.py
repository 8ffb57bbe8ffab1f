"""The numbers of a long list: its first lines at once, the rest from the worker, and what typing leaves of it.

Where a list is short everything is read at once, a few milliseconds. Where it may be long (``MANY``) nothing that takes
longer the larger the store is runs on the window's thread; the newest letter ends the reading for the one before.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.base.errors import Cancelled
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.forms.region_search import fold
from kampungkb_desktop.store import lists
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.database import Database
from kampungkb_desktop.ui.background import Job, run
from kampungkb_desktop.ui.record_model import Id, Row
from kampungkb_desktop.ui.record_table import RecordTable
from kampungkb_desktop.ui.saved_filters import LANE
from kampungkb_desktop.ui.widgets import label

if TYPE_CHECKING:
    Read = Callable[[Connection, int], array[int]]
    """The numbers in order: so many of the first, all for 0."""

MANY = 5_000
"""From so many records on a list is long."""
FIRST = 64
"""So many lines are shown before all are there: more than a tall screen has."""
PATIENCE = 0.015
"""Seconds in which the first lines must be found, or the worker finds them with all others."""
REST_MS = 90
"""The worker begins when the keys rest so long: Python has one thread at a time, and what is typed comes first."""


class LongList(QObject):
    """Fills a table. ``told(whole)``: lines are shown; without ``whole`` these are the first and the rest follows.
    ``empty`` makes what is shown instead of none."""

    told = Signal(bool)

    def __init__(self, table: RecordTable, database: Database, way: lists.Way, empty: Callable[[], QWidget]) -> None:
        super().__init__(table)
        self._table, self._database, self._way, self._empty = table, database, way, empty
        self._read: Read = lambda _conn, _most: array("q")
        self._all: array[int] | None = array("q")
        """Every line without what is typed; ``None`` while it is read."""
        self._standing: lists.Standing | None = None
        self._text = ""
        self._narrowed: object = None
        self._job: Job | None = None
        self._asked = 0
        self._offered: Id | None = None
        self._offered_for = ""
        """The line that was chosen for the person, and for which words: one he chose himself is kept."""
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._begin)

    def narrow(self, read: Read, text: str, *, most: int, by: object) -> None:
        """Another list, of ``most`` lines at most, and what is typed of it. ``by`` says to what it is narrowed: where
        it is the same as before, what stands there stays until the new is known."""
        self._stop()
        same, self._narrowed = self._narrowed == by, by
        self._read, self._text, self._standing, self._all = read, text, None, None
        if most <= MANY:
            with self._database.read() as conn:
                self._all = read(conn, 0)
            self.search(text)
            return
        first = None if text else self._first()
        if first is not None:
            self._show(first, whole=len(first) < FIRST)
        elif not same:
            self._table.set_empty(label("Sebentar, daftarnya sedang disusun…", "soft"))
            self._table.set_ids(array("q"), whole=False)
        self._rest.start()

    def search(self, text: str) -> None:
        """What is typed of it now."""
        self._stop()
        self._text, here = text, self._standing
        if self._all is None or not text:
            if self._all is not None:
                self._show(self._all, whole=True)
            else:
                self._rest.start()
            return
        with self._database.read() as conn:
            if here is None:
                found: tuple[array[int], bool] | None = lists.all_of(conn, self._all, self._way, text), True
            else:
                found = lists.first_of(conn, here, text, self._in_sight())
        if found is not None:
            self._show(found[0], whole=found[1])
        if found is None or not found[1]:
            self._rest.start()

    def now(self) -> list[int]:
        """Every line that is shown, or would be if all were there: for what must have them all."""
        if self._table.whole:
            return [int(n) for n in self._table.model.ids]
        with self._database.read() as conn:
            every = self._read(conn, 0) if self._all is None else self._all
            return list(lists.all_of(conn, every, self._way, self._text))

    def _show(self, found: array[int], *, whole: bool) -> None:
        table = self._table
        if not found:
            table.set_empty(self._empty())
        table.set_ids(found, whole=whole)
        here = table.current_id()
        if found and (here is None or (here == self._offered and self._text != self._offered_for)):
            self._offered, self._offered_for = self._meant() or found[0], self._text
            table.select(self._offered)
        self.told.emit(whole)

    def _meant(self) -> Id | None:
        """The first line in sight whose own name is what was typed: somebody living there may be called so, too."""
        model, wanted = self._table.model, fold(self._text).split()
        rows = (model.row(number) for number in range(min(self._in_sight(), len(model.ids)) if wanted else 0))
        return next((row.id for row in rows if row is not None and _is_called(row, wanted)), None)

    def _in_sight(self) -> int:
        """How many lines the table has room for."""
        view = self._table.view
        return view.viewport().height() // view.verticalHeader().defaultSectionSize() + 1

    def _stop(self) -> None:
        self._rest.stop()
        self._asked += 1
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _first(self) -> array[int] | None:
        """The first lines, where an index leads to them; to look for them through the whole store is the worker's."""
        until = monotonic() + PATIENCE
        try:
            with self._database.read() as conn, conn.until(lambda: monotonic() > until):
                return self._read(conn, FIRST)
        except Cancelled:
            return None

    def _begin(self) -> None:
        """Read on the worker what is not known yet: the list, or all that was typed leaves of it."""
        database, read, way, text, every = self._database, self._read, self._way, self._text, self._all
        asked = self._asked

        def stand(progress: Progress) -> lists.Standing:
            with database.read() as conn, conn.until(progress.cancel.is_set):
                return lists.standing(read(conn, 0), way)

        def sift(progress: Progress) -> array[int]:
            with database.read() as conn, conn.until(progress.cancel.is_set):
                return lists.all_of(conn, every or (), way, text)

        if every is None:
            self._job = run(self, stand, done=partial(self._stood, asked), lane=LANE)
        else:
            self._job = run(self, sift, done=partial(self._sifted, asked), lane=LANE)

    def _stood(self, asked: int, found: lists.Standing) -> None:
        if asked != self._asked:
            return
        self._standing, self._all = found, found.numbers
        self.search(self._text)
        database = self._database

        def hear(progress: Progress) -> lists.Standing:
            with database.read() as conn, conn.until(progress.cancel.is_set):
                return lists.with_words(conn, found)

        run(self, hear, done=partial(self._heard, found), lane=LANE)

    def _heard(self, before: lists.Standing, found: lists.Standing) -> None:
        if self._standing is before:
            self._standing = found

    def _sifted(self, asked: int, found: array[int]) -> None:
        if asked == self._asked:
            self._show(found, whole=True)


def _is_called(row: Row, wanted: Sequence[str]) -> bool:
    """Whether each word begins one of the name's."""
    names = fold(str(row.cells[0])).split()
    return all(any(name.startswith(word) for name in names) for word in wanted)
