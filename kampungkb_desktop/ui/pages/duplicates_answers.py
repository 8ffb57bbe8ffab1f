"""The answers of two records beside each other, one row a question, and which of each is kept.

Walked by arrows; Space, Enter, or the number of the side chooses. What differs is bold and carries a mark; what is kept
carries a tick, so that colour is never the only sign.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from kampungkb_desktop.actions.duplicates_compare import FIRST, SECOND, Comparison, Line
from kampungkb_desktop.ui.icons import pixmap
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.duplicates_words import changed_words, hanging, side_title
from kampungkb_desktop.ui.theme import text_font

_ROW, _HEAD, _ICON = 28, 34, 16
_MARK = "≠  "
_KEYS = {Qt.Key.Key_1: FIRST, Qt.Key.Key_2: SECOND}
_HERE = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AnswersTable(QTableWidget):
    """``picked()`` after every choice. ``chosen`` maps each answer that differs to its side."""

    picked = Signal()

    def __init__(self) -> None:
        super().__init__(0, 3)
        self._found: Comparison | None = None
        self._shown: Sequence[Line | None] = ()
        self.chosen: dict[str, int] = {}
        self.only_differing = True
        self.setAccessibleName("Isian kedua catatan")
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setProperty("compact", "true")  # the heads stand over the words of the cells
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.cellClicked.connect(self._clicked)

    def show_pair(self, found: Comparison | None) -> None:
        """Show another pair, every answer as proposed."""
        self._found = found
        self.chosen = {} if found is None else {line.field: line.proposed for line in found.lines if line.differs}
        self._fill()
        if self.rowCount():
            first = next((at for at, line in enumerate(self._shown) if line is not None and line.differs), 0)
            self.setCurrentCell(first, 1 + self._side(first))

    def show_all(self, *, everything: bool) -> None:
        """Also the answers that agree, or only those that differ."""
        self.only_differing = not everything
        self._fill()

    def take_side(self, side: int) -> None:
        """Keep every answer of one side; where it has none, the other one's stays."""
        if self._found is None:
            return
        for line in self._found.lines:
            if line.differs and line.words[side] != line.words[1 - side]:
                self.chosen[line.field] = side
        self._fill()
        self.picked.emit()

    # --- keys and clicks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if plain and event.key() in _KEYS:
            self._pick(self.currentRow(), _KEYS[Qt.Key(event.key())])
        elif plain and event.key() in _HERE:
            column = self.currentColumn()
            self._pick(self.currentRow(), column - 1 if column else 1 - self._side(self.currentRow()))
        else:
            super().keyPressEvent(event)

    def _clicked(self, at: int, column: int) -> None:
        if column:
            self._pick(at, column - 1)

    def _pick(self, at: int, side: int) -> None:
        line = self._shown[at] if 0 <= at < len(self._shown) else None
        if line is None or not line.differs:
            return
        self.chosen[line.field] = side
        self._dress(at, line)
        self.setCurrentCell(at, 1 + side)
        self.picked.emit()

    def _side(self, at: int) -> int:
        line = self._shown[at] if 0 <= at < len(self._shown) else None
        return self.chosen.get(line.field, FIRST) if line is not None else FIRST

    # --- drawing

    def _fill(self) -> None:
        found = self._found
        here = self.currentRow(), self.currentColumn()
        lines = () if found is None else [one for one in found.lines if one.differs or not self.only_differing]
        facts = [] if found is None else _facts(found)
        self._shown = [*lines, *(None for _fact in facts)]
        self.setRowCount(len(self._shown))
        if found is not None:
            self.setHorizontalHeaderLabels(["Isian", side_title(found, FIRST), side_title(found, SECOND)])
        for at, line in enumerate(lines):
            self._dress(at, line)
        for at, fact in enumerate(facts, len(lines)):
            for column, words in enumerate(fact):
                item = self._item(at, column, words)
                item.setForeground(QColor(tokens().ink_soft))
                item.setIcon(QIcon())
        if 0 <= here[0] < self.rowCount():
            self.setCurrentCell(*here)
        self._measure()

    def _dress(self, at: int, line: Line) -> None:
        """One question: its label, and both answers with the tick at the one that is kept."""
        look = tokens()
        head = self._item(at, 0, f"{_MARK if line.differs else ''}{line.label}")
        head.setFont(text_font(13, bold=line.differs))
        head.setForeground(QColor(look.ink))
        for side in (FIRST, SECOND):
            item, words = self._item(at, side + 1, line.words[side]), line.words[side]
            kept = line.differs and self.chosen.get(line.field, line.proposed) == side
            item.setFont(text_font(13, bold=kept))
            item.setForeground(QColor(look.ink if kept or not line.differs else look.ink_soft))
            item.setIcon(self._mark(kept=kept) if line.differs else QIcon())
            why = f" ({line.why})" if line.differs and side == line.proposed and line.why else ""
            item.setToolTip(f"{words}{why}")
            state = "dipakai" if kept else "tidak dipakai" if line.differs else "sama"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{line.label}: {words}, {state}")

    def _mark(self, *, kept: bool) -> QIcon:
        look, side = tokens(), tokens().px(_ICON)
        name, colour = ("check-circle", look.accent) if kept else ("circle", look.ink_off)
        return QIcon(pixmap(name, colour, side, self.devicePixelRatioF()))

    def _item(self, at: int, column: int, words: str) -> QTableWidgetItem:
        item = self.item(at, column)
        if item is None:
            item = QTableWidgetItem()
            self.setItem(at, column, item)
        item.setText(words)
        item.setToolTip(words)
        item.setFont(text_font(13))
        return item

    def _measure(self) -> None:
        """As high as its rows: the panel scrolls, not the table."""
        look = tokens()
        self.horizontalHeader().setFixedHeight(look.px(_HEAD))
        width = self.viewport().width()
        first = min(look.px(190), width * 3 // 10)
        self.setColumnWidth(0, first)
        self.setColumnWidth(1, (width - first) // 2)
        self.setColumnWidth(2, width - first - (width - first) // 2)
        self.verticalHeader().setMinimumSectionSize(look.px(_ROW))
        self.resizeRowsToContents()
        for at in range(self.rowCount()):
            self.setRowHeight(at, self.rowHeight(at) + look.px(4))
        self.setFixedHeight(look.px(_HEAD) + sum(self.rowHeight(at) for at in range(self.rowCount())) + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and hasattr(self, "_found"):
            self._fill()


def _facts(found: Comparison) -> list[tuple[str, str, str]]:
    one, other = found.sides
    return [
        ("Yang tercatat padanya", hanging(one), hanging(other)),
        ("Terakhir diubah", changed_words(one), changed_words(other)),
        ("Dicatat oleh", one.made_by or "–", other.made_by or "–"),
    ]
