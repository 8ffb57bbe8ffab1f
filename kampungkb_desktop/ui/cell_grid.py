"""Places the answers of one card in even columns and gives each row the height its wrapped sentences need.

Qt's grid asks its items for a height before it knows their width, and clips what wraps; here the width comes first.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kampungkb_desktop.ui.form_cell import FormCell
from kampungkb_desktop.ui.look import tokens

COLUMN_WIDTH = 265
MOST_COLUMNS = 3


class CellGrid(QWidget):
    """``place`` after a cell was shown, hidden or grew; a new width is answered by itself."""

    captioned = True
    """Whether each cell says its question; otherwise the grid does."""

    def __init__(self, columns: int = 0) -> None:
        super().__init__()
        self._most = columns or MOST_COLUMNS
        self.cells: list[FormCell] = []
        self._still, self._wanted = False, False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def add(self, cell: FormCell) -> None:
        """Append a cell; it becomes a child of the grid."""
        cell.setParent(self)
        cell.grew.connect(self.place)
        self.cells.append(cell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.place()

    def hold(self, *, still: bool) -> None:
        """While held, wishes to be laid out are remembered; let go, they are met once."""
        self._still = still
        if not still and self._wanted:
            self.place()

    def place(self) -> None:
        """Lay every shown cell out anew and take the height that comes of it."""
        self._wanted = self._still
        if self._still:
            return
        self.setMinimumWidth(max((one.editor.minimumSizeHint().width() for one in self.cells if not one.isHidden()),
                                 default=0))  # fmt: skip
        across, down = tokens().px(20), tokens().px(12)
        columns = max(1, min(self._most, self.width() // tokens().px(COLUMN_WIDTH)))
        step = (self.width() + across) / columns
        top = 0
        for line in self._lines(columns, step, across):
            widths = [round(step * (at + span)) - round(step * at) - across for _cell, at, span in line]
            height = max(
                (cell.height_for(width) for (cell, _at, _span), width in zip(line, widths, strict=True)), default=0
            )
            for (cell, at, _span), width in zip(line, widths, strict=True):
                cell.setGeometry(QRect(round(step * at), top, width, height))
            top += height + down
        self.setFixedHeight(max(0, top - down))

    def _lines(self, columns: int, step: float, across: int) -> Sequence[list[tuple[FormCell, int, int]]]:
        lines: list[list[tuple[FormCell, int, int]]] = []
        at = columns
        for cell in self.cells:
            if cell.isHidden():
                continue
            wanted = ceil((cell.editor.asks() + across) / step) if step > 0 else 1
            span = columns if cell.editor.wide() else min(columns, max(1, wanted))
            if at + span > columns:
                lines.append([])
                at = 0
            lines[-1].append((cell, at, span))
            at += span
        return lines
