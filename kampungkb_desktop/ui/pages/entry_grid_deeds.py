"""What is done to many cells of the grid at once: emptying, filling down, copying, pasting, and taking steps back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from kampungkb_desktop.actions.grid_cells import NOTHING
from kampungkb_desktop.actions.grid_pasting import pasted
from kampungkb_desktop.actions.grid_sheet import PERSON, SAVED, WHO, again, filled_down, parse_table, real, table_text
from kampungkb_desktop.actions.grid_verifying import is_checked
from kampungkb_desktop.ui.pages.entry_grid_model import GridModel
from kampungkb_desktop.ui.pages.entry_grid_walk import Walk


class Deeds(QObject):
    """``resolve(rows)`` when names were pasted, ``said(str)`` what happened. ``new_id()`` names a row that is added."""

    resolve = Signal(object)
    said = Signal(str)

    def __init__(self, walk: Walk, new_id: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self.walk, self.view, self._new_id = walk, walk.view, new_id

    @property
    def model(self) -> GridModel:
        """The sheet."""
        return self.view.grid

    def chosen_cells(self) -> tuple[list[str], list[int]]:
        """The rows and places of what is chosen."""
        indexes = self.view.selectionModel().selectedIndexes() or [self.view.currentIndex()]
        rows = sorted({one.row() for one in indexes if one.isValid()})
        return [self.model.ids[one] for one in rows], sorted({one.column() for one in indexes if one.isValid()})

    def clear(self) -> None:
        """Delete: the chosen cells are empty, a proposal in them is refused."""
        rows, places = self.chosen_cells()
        edits = []
        for row in (one for one in rows if not self.model.sheet.slot(one, SAVED)):
            for place in places:
                column = self.walk.column(place)
                if column is None:
                    edits += [self.model.sheet.edit(row, WHO, ""), self.model.sheet.edit(row, PERSON, "")]
                elif is_checked(self.model.sheet, row, column.key):
                    edits.append(self.model.sheet.edit(row, again(column.key), ""))
                else:
                    offered = column.key in self.model.verdict(row).proposals
                    edits.append(self.model.sheet.edit(row, column.key, NOTHING if offered else ""))
        self.model.do("Kosongkan sel", real(edits))

    def fill_down(self) -> None:
        """Ctrl+D: the first of the chosen rows into the others; of one cell, what stands above it."""
        rows, places = self.chosen_cells()
        keys = [column.key for place in places if (column := self.walk.column(place)) is not None]
        if len(rows) == 1:
            at = self.model.ids.index(rows[0])
            rows = [self.model.ids[at - 1], rows[0]] if at else rows
        if self.model.sheet.checks:
            return
        self.model.do("Isi ke bawah", filled_down(self.model.sheet, rows, keys))

    def copy(self) -> None:
        """The chosen cells as a spreadsheet takes them."""
        rows, places = self.chosen_cells()
        looks = [self.model.look(self.model.ids.index(row)) for row in rows]
        lines = [
            [one.name if place == 0 else one.cells[place - 1].text if one.cells else "" for place in places]
            for one in looks
        ]  # fmt: skip
        QGuiApplication.clipboard().setText(table_text(lines))

    def paste(self) -> None:
        """A table from the clipboard, from the cell one is on."""
        text = QGuiApplication.clipboard().text()
        index = self.view.currentIndex()
        if not text.strip() or not index.isValid() or self.model.sheet.checks:
            return
        found = pasted(self.model.sheet, self.model.columns, parse_table(text), row=index.row(),
                       place=index.column(), new_id=self._new_id, today=self.model.judge.today)  # fmt: skip
        place = index.row(), index.column()
        self.model.do("Tempel", found.edits)
        self.walk.go(*place)
        if found.people:
            self.resolve.emit(found.people)
        self.said.emit(found.words)

    def cut(self) -> None:
        """Copy, then empty."""
        self.copy()
        self.clear()

    def undo(self) -> None:
        """Take the last step back."""
        if name := self.model.undo():
            self.said.emit(f"Diurungkan: {name}.")

    def redo(self) -> None:
        """Take it again."""
        if name := self.model.redo():
            self.said.emit(f"Diulangi: {name}.")
