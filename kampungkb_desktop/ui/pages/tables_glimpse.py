"""The first rows of a table as they will stand in the spreadsheet."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView

from kampungkb_desktop.actions.tables_out.writing import Glimpse
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.standing_view import StandingView
from kampungkb_desktop.ui.theme import text_font

_Index = QModelIndex | QPersistentModelIndex
_LETTER, _LEAST, _MOST = 7, 56, 260
_PLACES = 2
_NAMING = ("Nama", "Judul", "Kepala keluarga", "Kampung KB")
"""How the column begins that says whom or what a row is about."""
_FAR, _NARROW = 6, 64
"""Among so many columns it is looked for; and how narrow, at 100 %, those may get that stand with it."""


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
    """The table itself: read only, the keys move over it, Tab leaves it. While it scrolls sideways the columns up to
    the name stand."""

    part = 0.62

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
        self._asked: list[int] = []

    def show_glimpse(self, shown: Glimpse) -> None:
        """Another table; the view goes back to its first cell."""
        look = tokens()
        self._kept = GlimpseModel(shown)  # a view does not keep its model alive
        self.setModel(self._kept)
        bold = QFontMetricsF(text_font(bold=True))
        self._asked = [
            min(look.px(_MOST), max(look.px(max(_LEAST if at else 0, width * _LETTER + 16)),
                                    round(bold.horizontalAdvance(shown.titles[at])) + look.px(20)))
            for at, width in enumerate(shown.widths)
        ]  # fmt: skip
        self.wanted = _naming(shown)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Each column as wide as its words; those that stand make room for the others where the table scrolls."""
        widths, room = list(self._asked), int(self.viewport().width() * self.part)
        standing = sum(widths[: self.wanted])
        if sum(widths) > self.viewport().width() and standing > room:
            spare = (room - widths[0]) / max(1, standing - widths[0])
            widths[1 : self.wanted] = [max(tokens().px(_NARROW), int(one * spare)) for one in widths[1 : self.wanted]]
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width)


def _naming(shown: Glimpse) -> int:
    """How many columns stand: as many as in the spreadsheet, and up to the first that names."""
    found = (at for at, title in enumerate(shown.titles[:_FAR], start=1) if title.startswith(_NAMING))
    return max(1, shown.kept, next(found, 0))


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
