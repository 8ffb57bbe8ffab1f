"""A list of what is to be settled beside the panel of the one chosen. After every reading one stays where one was,
or at the next; where nothing is left, the keys go to the way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.ui.dialogs import show_error
from kampungkb_desktop.ui.record_table import Column, Id, RecordTable, Row
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import button, column, label, row

One = TypeVar("One")


class SettlingList(QWidget, Generic[One]):
    """``decided(sentence)`` after something was settled, ``closed()`` leads back. A subclass makes its panel and
    its rows, reads in ``load`` and hands what it found to ``show_found``."""

    decided = Signal(str)
    closed = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        panel: QWidget,
        *,
        name: str,
        about: str,
        empty: EmptyState,
        shares: tuple[int, int],
    ) -> None:
        """``about`` stands over both; ``shares`` are the widths of list and panel."""
        super().__init__()
        self.found: Sequence[One] = ()
        self.table = RecordTable(columns, self._rows, name=name, empty=empty)
        self.table.selected.connect(self._choose)
        self.table.opened.connect(lambda _at: self.into_panel())
        self.back = button("Ke&mbali", self.closed.emit, shortcut="Esc")
        both = row(spacing=14)
        both.addWidget(self.table, shares[0])
        both.addWidget(panel, shares[1])
        box = column(label(about, "soft", wrap=True), spacing=10)
        box.addLayout(both, 1)
        box.addLayout(row(None, self.back))
        self.setLayout(box)

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
        chosen = self.table.current_id()
        lost = self.back.hasFocus() or self.panel_has_keys()
        self.found = found
        self.table.set_ids(list(range(len(found))))
        at = min(int(chosen), len(found) - 1) if isinstance(chosen, int) and chosen >= 0 else 0
        if found:
            self.table.select(at)
        self._choose(at if found else None)
        if lost and self.isVisible():
            (self.table if found else self.back).setFocus()

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
