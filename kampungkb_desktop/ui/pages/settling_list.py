"""A list of what is to be settled beside the panel of the one chosen. After every reading one stays where one was,
or at the next; where nothing is left, the keys go to the way back. Its widgets are made when somebody comes to see it:
it is read far more often than looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.ui.dialogs import show_error
from kampungkb_desktop.ui.record_table import Column, Id, RecordTable, Row
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import button, column, label, row

One = TypeVar("One")


class SettlingList(QWidget, Generic[One]):
    """``decided(sentence)`` after something was settled, ``closed()`` leads back. A subclass makes its panel when it is
    asked for (``panel``) and its rows, reads in ``load`` and hands what it found to ``show_found``."""

    decided = Signal(str)
    closed = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        name: str,
        about: str,
        empty: Callable[[], EmptyState],
        shares: tuple[int, int],
    ) -> None:
        """``about`` stands over both; ``shares`` are the widths of list and panel."""
        super().__init__()
        self.found: Sequence[One] = ()
        self._table: RecordTable | None = None
        self._columns, self._name, self._about, self._empty, self._shares = columns, name, about, empty, shares

    @property
    def table(self) -> RecordTable:
        """The list; asking for it makes everything."""
        if self._table is None:
            self._table = RecordTable(self._columns, self._rows, name=self._name, empty=self._empty())
            self._arrange(self._table)
            self._fill(self._table)
        return self._table

    @cached_property
    def back(self) -> QPushButton:
        """The way back."""
        return button("Ke&mbali", self.closed.emit, shortcut="Esc")

    @cached_property
    def panel(self) -> QWidget:
        """What stands beside the list; a subclass makes it."""
        raise NotImplementedError

    def _arrange(self, table: RecordTable) -> None:
        table.selected.connect(self._choose)
        table.opened.connect(lambda _at: self.into_panel())
        both = row(spacing=14)
        both.addWidget(table, self._shares[0])
        both.addWidget(self.panel, self._shares[1])
        self._told = label(self._about, "soft", wrap=True)
        box = column(self._told, spacing=10)
        box.addLayout(both, 1)
        box.addLayout(row(None, self.back))
        self.setLayout(box)

    def showEvent(self, event: QShowEvent) -> None:
        self.table.setVisible(True)
        super().showEvent(event)

    def load(self) -> None:
        """Read again what waits."""
        raise NotImplementedError

    def show_one(self, one: One | None) -> None:
        """Fill the panel, or empty it."""
        raise NotImplementedError

    def into_panel(self) -> None:
        """Enter on a line: give the keys to the panel."""
        raise NotImplementedError

    def panel_has_keys(self) -> bool:
        """Whether the keys are in the panel."""
        raise NotImplementedError

    def row_of(self, at: int, one: One) -> Row:
        """The line of one."""
        raise NotImplementedError

    def show_found(self, found: Sequence[One]) -> None:
        """Show these; one stays at the same place of the list."""
        self.found = found
        if self._table is not None:
            self._fill(self._table)

    def _fill(self, table: RecordTable) -> None:
        chosen, found = table.current_id(), self.found
        lost = self.back.hasFocus() or self.panel_has_keys()
        self._told.setVisible(bool(found))
        table.set_ids(list(range(len(found))))
        at = min(int(chosen), len(found) - 1) if isinstance(chosen, int) and chosen >= 0 else 0
        if found:
            table.select(at)
        self._choose(at if found else None)
        if lost and self.isVisible():
            (table if found else self.back).setFocus()

    def refused(self, error: KnownError) -> None:
        """Say why, and read again: somebody else was faster."""
        show_error(self, error)
        self.load()

    def settled(self, words: str) -> None:
        """One is done; on to what is left."""
        self.decided.emit(words)
        self.load()

    def _choose(self, at: object) -> None:
        self.show_one(self.found[at] if isinstance(at, int) and 0 <= at < len(self.found) else None)

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        return [self.row_of(int(at), self.found[int(at)]) for at in ids if int(at) < len(self.found)]
