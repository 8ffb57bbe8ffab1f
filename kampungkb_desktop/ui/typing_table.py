"""A small table that is typed into: letters begin, Enter and Tab go to the next cell, Tab outside a cell leaves it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QWidget,
)

from kampungkb_desktop.ui.finder import finder
from kampungkb_desktop.ui.look import tokens

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MANY = 14


class TypingTable(QTableWidget):
    """``completions`` gives what may be typed in a column; empty where anything may."""

    def __init__(self, completions: Callable[[int], list[str]]) -> None:
        super().__init__()
        look = tokens()
        self.setItemDelegate(_Cells(self, completions))
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.DoubleClicked | trigger.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(look.px(32))
        self.horizontalHeader().setFixedHeight(look.px(34))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in _ENTER and not event.modifiers() and item is not None:
            self.editItem(item)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and item is not None:
            item.setText("")
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming from elsewhere, one stands on the empty line: that is where typing goes on."""
        tabbed = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if tabbed or self.currentRow() < 0:
            self.setCurrentCell(self.rowCount() - 1, 0)
        super().focusInEvent(event)

    def leave(self) -> None:
        """On to what comes after the table."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.focusNextChild()


class _Cells(QStyledItemDelegate):
    """A line for every cell, with the list of what may stand there."""

    def __init__(self, table: TypingTable, completions: Callable[[int], list[str]]) -> None:
        super().__init__(table)
        self._table, self._completions = table, completions

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        line = QLineEdit(parent)
        line.setProperty("cell", "true")
        title = self._table.horizontalHeaderItem(index.column())
        line.setAccessibleName(f"{title.text() if title is not None else ''}, baris {index.row() + 1}")
        offered = self._completions(index.column())
        if offered:
            completer = finder(offered, line, visible=_MANY)
            line.setCompleter(completer)
            completer.activated.connect(lambda _text: self._go_on(line), Qt.ConnectionType.QueuedConnection)
        return line

    def displayText(self, value: object, _locale: QLocale | QLocale.Language) -> str:  # noqa: N802  Qt's name
        """A blank at either side, so that words stand under the words of the heading."""
        return f" {value} " if value else ""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The cell one is on is marked only while the keys are here; the empty line says what it is for."""
        if not self._table.hasFocus():
            option.state &= ~QStyle.StateFlag.State_Selected
        super().paint(painter, option, index)
        if index.row() == self._table.rowCount() - 1 and index.column() == 0 and not index.data():
            painter.save()
            painter.setPen(QColor(tokens().ink_off))
            box = option.rect.adjusted(tokens().px(8), 0, 0, 0)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), "Ketik di sini")
            painter.restore()

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if not (isinstance(event, QKeyEvent) and isinstance(editor, QLineEdit) and _is_enter(event)):
            return super().eventFilter(editor, event)
        if self._at_the_end() and not editor.text().strip():
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self._table.leave()
        else:
            self._go_on(editor)
        return True

    def _go_on(self, editor: QLineEdit) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.EditNextItem)

    def _at_the_end(self) -> bool:
        return self._table.currentRow() == self._table.rowCount() - 1 and self._table.currentColumn() == 0


def _is_enter(event: QKeyEvent) -> bool:
    pressed = event.type() == QEvent.Type.KeyPress and event.key() in _ENTER
    return pressed and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
