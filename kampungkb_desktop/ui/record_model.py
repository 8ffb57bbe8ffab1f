"""The rows behind a record table: an id list for every row and a small cache of those near the eye.

300,000 ids weigh a few megabytes; only rows in sight are read, all that are missing at once, by the ``fetch``
handed in, and while one scrolls on, those of the next page in the moment after a paint: the next one has only to paint.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import StrEnum
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer

from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.text_flags import ACROSS_MIDDLE, LEFT, MIDDLE, RIGHT

Id = int | str
Cell = str | Tag | None
Index = QModelIndex | QPersistentModelIndex
AHEAD = 24
"""Rows that are read at once where one is asked for, or where the list is scrolled on by a few."""
ROWS_KEPT = 2_000


class Align(StrEnum):
    """Where a column's words stand. Figures stand right."""

    LEFT = "left"
    RIGHT = "right"
    CENTER = "center"


@frozen
class Column:
    """One column. ``width`` is in average letters, so it grows with the text; ``stretch`` takes what is
    left; an ``extra`` one is left out where the others would be cut, one that ``yields`` where they would not all be
    in sight."""

    key: str
    title: str
    width: int = 12
    align: Align = Align.LEFT
    sortable: bool = True
    stretch: bool = False
    firm: bool = False
    tip: str = ""
    extra: bool = False
    yields: bool = False


class Row(NamedTuple):
    """One record as shown: its id and a cell per column; ``strong`` sets it bold, ``faint`` greys it."""

    id: Id
    cells: tuple[Cell, ...]
    strong: bool = False
    faint: bool = False


Fetch = Callable[[Sequence[Id]], Sequence[Row]]
"""Rows of these ids, in any order; ids that are gone are left out."""

_ALIGN = {Align.LEFT: LEFT, Align.RIGHT: RIGHT, Align.CENTER: ACROSS_MIDDLE}


def align_of(column: Column) -> int:
    """How a column's words stand, as ``QPainter.drawText`` takes it."""
    return _ALIGN[column.align] | MIDDLE


class RecordModel(QAbstractTableModel):
    """Full scroll bar, random jumps, constant memory."""

    def __init__(self, columns: Sequence[Column], fetch: Fetch) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.ids: Sequence[Id] = ()
        self._fetch = fetch
        self._rows: dict[int, Row | None] = {}
        self._first, self._next = 0, range(0)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._read_on)

    def set_ids(self, ids: Sequence[Id]) -> None:
        """Show these, in this order, and forget the cached rows."""
        self.beginResetModel()
        self.ids = ids
        self._rows.clear()
        self._first, self._next = 0, range(0)
        self.endResetModel()

    def grow(self, ids: Sequence[Id]) -> bool:
        """The same list and what follows on it: nothing that is shown is read again. False where it is another list."""
        had = len(self.ids)
        if len(ids) <= had or not had or any(ids[at] != self.ids[at] for at in range(had)):
            return False
        self.beginInsertRows(QModelIndex(), had, len(ids) - 1)
        self.ids = ids
        self.endInsertRows()
        return True

    def forget(self) -> None:
        """Read the rows in sight again (a record was written)."""
        self._rows.clear()
        if self.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, len(self.columns) - 1))

    def row(self, number: int) -> Row | None:
        """The record in a row; ``None`` when it is gone since the ids were read."""
        if not 0 <= number < len(self.ids):
            return None
        if number not in self._rows:
            self._read(number, min(number + AHEAD, len(self.ids)) - 1)
        return self._rows[number]

    def want(self, first: int, last: int) -> None:
        """Have these rows: what is missing is read at once, and where one scrolls by a few, some beyond them."""
        missing = [number for number in range(first, last + 1) if number not in self._rows]
        if missing:
            low, high = missing[0], missing[-1]
            if len(missing) <= last - first:  # some are there: one scrolls
                low, high = (low, high + AHEAD) if high == last else (low - AHEAD, high)
            self._read(max(0, low), min(high, len(self.ids) - 1))
        self._look_on(first, last)

    def _look_on(self, first: int, last: int) -> None:
        """Where one goes on from rows that were there, up or down, what follows is read in a moment; after a leap to
        anywhere nothing is."""
        span, before = max(AHEAD, last - first + 1), self._first
        self._first = first
        if first > before and first - 1 in self._rows:
            self._next = range(last + 1, min(last + 1 + span, len(self.ids)))
        elif first < before and last + 1 in self._rows:
            self._next = range(max(0, first - span), first)
        else:
            return
        self._soon.start()

    def _read_on(self) -> None:
        missing = [number for number in self._next if number not in self._rows and number < len(self.ids)]
        if missing and len(self._rows) <= ROWS_KEPT:  # else the rows in sight would be let go with all
            with suppress(Cancelled, KnownError):  # whoever comes there is told; here nobody waits for it
                self._read(missing[0], missing[-1])

    def _read(self, first: int, last: int) -> None:
        if len(self._rows) > ROWS_KEPT:
            self._rows.clear()
        wanted = self.ids[first : last + 1]
        found = {row.id: row for row in self._fetch(wanted)}
        self._rows.update(zip(range(first, last + 1), map(found.get, wanted), strict=True))

    def number_of(self, record_id: Id) -> int:
        """The row of an id, -1 when it is not listed."""
        try:
            return self.ids.index(record_id)
        except ValueError:
            return -1

    # --- Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            row = self.row(index.row())
            cell = row.cells[index.column()] if row is not None else None
            if not isinstance(cell, Tag):
                return cell or ""
            return cell.text if role == Qt.ItemDataRole.DisplayRole else cell.tip or cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return align_of(self.columns[index.column()])
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip or (f"Klik untuk mengurutkan menurut {column.title.lower()}" if column.sortable else "")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return align_of(column)
        return None
