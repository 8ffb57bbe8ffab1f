"""The door from Kunjungan to the grid for a pile of paper; the grid itself is built when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.pages.due_list import DueList
from kampungkb_desktop.ui.widgets import button, column

if TYPE_CHECKING:
    from kampungkb_desktop.ui.pages.entry_grid import EntryGrid

MANY = "banyak"
"""Begins the record ids that lead to the grid (see ``entry_grid.KEY``)."""


class ManyVisits(QWidget):
    """``titled(title, words, hints)`` for the header; ``wanted(record id)`` to go there, "" back to the lists; the rest
    as pages have it."""

    titled = Signal(str, str, object)
    wanted = Signal(str)
    wrote = Signal(object)
    said = Signal(str, bool)
    state = Signal(str)

    def __init__(self, session: Session, *, today: Callable[[], date], villages: Sequence[str], due: DueList) -> None:
        super().__init__()
        self._session, self._today, self._villages, self._due = session, today, tuple(villages), due
        self.grid: EntryGrid | None = None
        self.button = button(
            "Isi ba&nyak…", self._begin, icon="spreadsheet", shortcut="Ctrl+Shift+N", tip="Ketik banyak kunjungan"
        )
        self.setLayout(column(spacing=0))

    def open(self, record_id: str) -> None:
        """Go where a record id leads."""
        self._made().open_record(record_id)

    def renew(self) -> None:
        """Records were written elsewhere."""
        if self.grid is not None:
            self.grid.renew()

    def leave(self) -> bool:
        """What is typed is on the disk."""
        return self.grid is None or self.grid.leave()

    def _begin(self) -> None:
        """For those whom the due list shows now."""
        shown = self._due.bar.wanted(None)
        self.wanted.emit(f"{MANY}:/{shown.target}/{shown.village}/{shown.rt}")

    def _made(self) -> EntryGrid:
        if self.grid is None:
            from kampungkb_desktop.ui.pages.entry_grid import EntryGrid  # noqa: PLC0415  Kunjungan opens every day

            grid = EntryGrid(self._session, today=self._today, villages=self._villages, book=lambda: self._due.book)
            grid.titled.connect(lambda title, words: self.titled.emit(title, words, grid.hints))
            grid.left.connect(lambda: self.wanted.emit(""))
            grid.wanted.connect(self.wanted)
            grid.wrote.connect(self.wrote)
            grid.said.connect(self.said)
            grid.state.connect(self.state)
            box = self.layout()
            assert box is not None
            box.addWidget(grid)
            grid.show()  # at once: the keys go to nothing that is not in sight
            self.setFocusProxy(grid)
            self.grid = grid
        return self.grid
