"""Where one is in the grid of many visits, and the way from cell to cell: along the row as on paper, then into the
next."""

from __future__ import annotations

from kampungkb_desktop.actions.grid_columns import DAY, GridColumn
from kampungkb_desktop.actions.grid_sheet import PERSON, SAVED
from kampungkb_desktop.actions.grid_verifying import is_checked
from kampungkb_desktop.ui.pages.entry_grid_model import GridModel
from kampungkb_desktop.ui.pages.entry_grid_view import GridView


class Walk:
    """Cells are told by the id of their row and their place, 0 for the person."""

    def __init__(self, view: GridView) -> None:
        self.view = view

    @property
    def model(self) -> GridModel:
        """The sheet."""
        return self.view.grid

    def here(self) -> tuple[str, int] | None:
        """Row and place of the cell one is on."""
        index = self.view.currentIndex()
        return (self.model.ids[index.row()], index.column()) if index.isValid() else None

    def column(self, place: int) -> GridColumn | None:
        """The answer at a place; ``None`` for the person."""
        return self.model.columns[place - 1] if 0 < place <= len(self.model.columns) else None

    def go(self, row: int, place: int) -> None:
        """Stand on a cell."""
        if 0 <= row < len(self.model.ids):
            self.view.setCurrentIndex(self.model.index(row, place))

    def go_to(self, row_id: str, key: str) -> None:
        """Stand on a cell by its row and key; of a column that is not shown, on the person."""
        places = {one.key: at for at, one in enumerate(self.model.columns, 1)}
        if row_id in self.model.ids:
            self.go(self.model.ids.index(row_id), places.get(key, 0))

    def walk(self, step: int) -> None:
        """The next cell that is asked, as on paper: along the row, then into the next one."""
        index = self.view.currentIndex()
        at = index.row() * self.model.columnCount() + index.column()
        whole = self.model.columnCount() * len(self.model.ids)
        at += step
        while 0 <= at < whole:
            row, place = divmod(at, self.model.columnCount())
            if self.stops(row, place):
                self.go(row, place)
                return
            at += step

    def stops(self, row: int, place: int) -> bool:
        """Whether one stops at a cell on the way."""
        row_id, column = self.model.ids[row], self.column(place)
        slots = self.model.sheet.rows[row_id]
        if SAVED in slots:
            return False
        if self.model.sheet.checks:
            return column is not None and is_checked(self.model.sheet, row_id, column.key)
        if column is None:
            return PERSON not in slots
        if PERSON not in slots or (column.key == DAY and column.key in slots):
            return False
        verdict = self.model.verdict(row_id)
        copied = column.key in verdict.proposals and verdict.proposals[column.key].copied
        return column.key in verdict.asked and not copied

    def next_row(self, step: int) -> None:
        """The first cell to type in the next row, or in the one before."""
        row = self.view.currentIndex().row() + step
        while 0 <= row < len(self.model.ids):
            place = next((one for one in range(self.model.columnCount()) if self.stops(row, one)), None)
            if place is not None:
                self.go(row, place)
                return
            row += step
