"""Paints the cells of a record table: text elided at its column, chips, and a bar at the row one is on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from kampungkb_desktop.ui.chip import Tag, chip_size, paint_chip
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.record_model import RecordModel, align_of
from kampungkb_desktop.ui.text_flags import MIDDLE
from kampungkb_desktop.ui.theme import text_font

Index = QModelIndex | QPersistentModelIndex
SELECTED = QStyle.StateFlag.State_Selected
MEASURED_KEPT = 4_000


class RecordDelegate(QStyledItemDelegate):
    """Paints by itself: the style's own way costs three times as much per page and knows no chips."""

    def __init__(self, model: RecordModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._align = [align_of(column) for column in model.columns]
        self._shown: dict[tuple[str, int, bool], str] = {}
        self.renew()

    def renew(self) -> None:
        """Take up the look again after it changed; fonts and colours are made once, not per cell."""
        look = tokens()
        self._plain, self._bold = text_font(), text_font(bold=True)
        self._ink, self._soft, self._missing = QColor(look.ink), QColor(look.ink_soft), QColor(look.ink_off)
        self._chosen, self._alternate, self._base = (
            QColor(look.accent_soft),
            QColor(look.surface_alt),
            QColor(look.surface),
        )
        self._accent = QColor(look.accent)
        self._pad = look.px(8)
        self._metrics = {False: QFontMetrics(self._plain), True: QFontMetrics(self._bold)}
        self._shown.clear()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        number, place, box = index.row(), index.column(), option.rect
        chosen = bool(option.state & SELECTED)
        painter.fillRect(box, self._chosen if chosen else self._alternate if number % 2 else self._base)
        if chosen and place == 0:
            painter.fillRect(QRect(box.x(), box.y(), max(3, self._pad // 3), box.height()), self._accent)
        row = self._model.row(number)
        if row is None:
            if place == 0:
                painter.setPen(self._missing)
                painter.drawText(box.adjusted(self._pad, 0, 0, 0), MIDDLE, "(sudah dihapus)")
            return
        cell = row.cells[place]
        if not cell:
            return
        painter.setFont(self._bold if row.strong else self._plain)
        if isinstance(cell, Tag):
            self._chip(painter, box, cell)
            return
        inner = box.adjusted(self._pad, 0, -self._pad, 0)
        painter.setPen(self._soft if row.faint else self._ink)
        painter.drawText(inner, self._align[place], self._elided(cell, inner.width(), strong=row.strong))

    def _elided(self, text: str, width: int, *, strong: bool) -> str:
        """What fits; measuring words costs as much as drawing them, so it is done once per word and width."""
        key = (text, width, strong)
        shown = self._shown.get(key)
        if shown is None:
            if len(self._shown) > MEASURED_KEPT:
                self._shown.clear()
            shown = self._shown[key] = self._metrics[strong].elidedText(text, Qt.TextElideMode.ElideRight, width)
        return shown

    def _chip(self, painter: QPainter, box: QRect, tag: Tag) -> None:
        painter.setFont(self._plain)
        size = chip_size(painter.fontMetrics().horizontalAdvance(tag.text))
        width = min(size.width(), box.width() - self._pad)
        top = box.y() + (box.height() - size.height()) / 2
        paint_chip(painter, QRectF(box.x() + self._pad / 2, top, width, size.height()), tag)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """A tooltip only where the words were cut, or where a chip has more to say."""
        model = index.model()
        if event.type() != QEvent.Type.ToolTip or not isinstance(model, RecordModel):
            return super().helpEvent(event, view, option, index)
        text = str(index.data() or "")
        row = model.row(index.row())
        cell = row.cells[index.column()] if row is not None else None
        is_chip = isinstance(cell, Tag)
        if isinstance(cell, Tag) and cell.tip:
            QToolTip.showText(event.globalPos(), cell.tip, view)
            return True
        room = option.rect.width() - self._pad * 2
        need = (
            chip_size(view.fontMetrics().horizontalAdvance(text)).width()
            if is_chip
            else view.fontMetrics().horizontalAdvance(text)
        )
        QToolTip.showText(event.globalPos(), text if need > room else "", view)
        return True
