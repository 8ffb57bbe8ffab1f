"""The first rows of a table as they will stand in the spreadsheet."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractItemView

from kampungkb_desktop.actions.tables_out.writing import Glimpse
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.standing_view import StandingView
from kampungkb_desktop.ui.theme import text_font

_Index = QModelIndex | QPersistentModelIndex
_LETTER, _LEAST, _MOST = 7, 56, 260
_PLACES = 2


class GlimpseModel(QAbstractTableModel):
    """Cells as Excel in Indonesia shows them."""

    def __init__(self, shown: Glimpse) -> None:
        super().__init__()
        self.shown = shown

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self.shown.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self.shown.titles)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        value = self.shown.rows[index.row()][index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _words(value)
        if role == Qt.ItemDataRole.TextAlignmentRole and isinstance(value, int | float):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if way == Qt.Orientation.Horizontal and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.shown.titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and self._counts(section):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _counts(self, section: int) -> bool:
        """Whether a column holds figures, at least one."""
        there = [row[section] for row in self.shown.rows if row[section] is not None]
        return bool(there) and all(isinstance(one, int | float) for one in there)


class GlimpseView(StandingView):
    """The table itself: read only, the keys move over it, Tab leaves it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Baris pertama tabel")
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setProperty("compact", "true")
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._kept: GlimpseModel | None = None

    def show_glimpse(self, shown: Glimpse) -> None:
        """Another table; the view goes back to its first cell."""
        look = tokens()
        self._kept = GlimpseModel(shown)  # a view does not keep its model alive
        self.setModel(self._kept)
        bold = QFontMetricsF(text_font(bold=True))
        for at, width in enumerate(shown.widths):
            title = round(bold.horizontalAdvance(shown.titles[at])) + look.px(20)
            self.setColumnWidth(at, min(look.px(_MOST), max(look.px(max(_LEAST, width * _LETTER + 16)), title)))


def _words(value: object) -> str:
    match value:
        case None:
            return ""
        case date():
            return f"{value.day:02d}/{value.month:02d}/{value.year}"
        case float():
            return number(value, _PLACES)
        case _:
            return str(value)
