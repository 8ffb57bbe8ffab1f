"""Paints the rows of a record table: text elided at its column, chips, and a bar at the row one is on.

Qt asks a delegate for every cell, and each asking crosses from C++ to Python and back: more than the words cost. Here
one loop paints whatever rows must be painted; what was measured or drawn once is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from kampungkb_desktop.ui.chip import Tag, chip_size, paint_chip
from kampungkb_desktop.ui.chosen_lines import chosen_between
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.record_model import Align, RecordModel, Row
from kampungkb_desktop.ui.standing_view import StandingView
from kampungkb_desktop.ui.theme import text_font

Index = QModelIndex | QPersistentModelIndex
MEASURED_KEPT = 4_000
CHIPS_KEPT = 200


class _Place(NamedTuple):
    """A column in sight: its place in the row, where it begins, and how wide it is."""

    at: int
    left: int
    width: int


class RecordDelegate(QStyledItemDelegate):
    """``paint_rows`` is called by the view; Qt itself asks only for the tooltip."""

    def __init__(self, model: RecordModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._align = [column.align for column in model.columns]
        self._shown: dict[tuple[str, int, bool], tuple[str, int]] = {}
        self._chips: dict[tuple[Tag, int, float], QPixmap] = {}
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
        self._chips.clear()

    def paint_rows(self, view: StandingView, painter: QPainter, part: QRect) -> None:
        """Paint the rows that touch ``part`` of the viewport."""
        if not view.shift():
            self._paint_part(view, painter, part, list(_in_sight(view, part, 0, len(self._align))))
            return
        edge, stands = view.standing(), view.stands()
        moved = part.intersected(QRect(edge, part.y(), view.viewport().width() - edge, part.height()))
        painter.setClipRect(moved)
        self._paint_part(view, painter, moved, list(_in_sight(view, moved, stands, len(self._align))))
        painter.setClipRect(part.intersected(QRect(0, part.y(), edge, part.height())))
        self._paint_part(view, painter, part, [
            _Place(at, view.columnViewportPosition(at) + view.shift(), view.columnWidth(at))
            for at in range(stands) if view.columnWidth(at)
        ])  # fmt: skip
        if edge:
            view.paint_edge(painter)

    def _paint_part(self, view: StandingView, painter: QPainter, part: QRect, places: list[_Place]) -> None:
        first, last = view.rowAt(part.top()), view.rowAt(part.bottom())
        if first < 0 or not places:
            return
        last = last if last >= 0 else len(self._model.ids) - 1
        chosen = chosen_between(view, first, last)
        self._model.want(first, last)
        high, top = view.verticalHeader().defaultSectionSize(), view.rowViewportPosition(first)
        left, wide = places[0].left, places[-1].left + places[-1].width - places[0].left
        for number in range(first, last + 1):
            box = QRect(left, top, wide, high)
            ground = self._chosen if number in chosen else self._alternate if number % 2 else self._base
            painter.fillRect(box, ground)
            if number in chosen and places[0].at == 0:
                painter.fillRect(QRect(left, top, max(3, self._pad // 3), high), self._accent)
            self._row(painter, self._model.row(number), places, box)
            top += high

    def _row(self, painter: QPainter, row: Row | None, places: list[_Place], box: QRect) -> None:
        strong = row is not None and row.strong
        metrics = self._metrics[strong]
        base = box.y() + (box.height() - metrics.height()) // 2 + metrics.ascent()
        painter.setFont(self._bold if strong else self._plain)
        painter.setPen(self._missing if row is None else self._soft if row.faint else self._ink)
        if row is None:
            if places[0].at == 0:
                painter.drawText(places[0].left + self._pad, base, "(sudah dihapus)")
            return
        for at, left, width in places:
            cell = row.cells[at]
            if not cell:
                continue
            if isinstance(cell, Tag):
                self._chip(painter, QRect(left, box.y(), width, box.height()), cell)
                continue
            shown, indent = self._fitted(cell, width, at, strong=strong)
            painter.drawText(left + indent, base, shown)

    def _fitted(self, text: str, width: int, place: int, *, strong: bool) -> tuple[str, int]:
        """What fits, and how far from the left it begins; measuring words costs as much as drawing them, so it is done
        once per word and width."""
        align, key = self._align[place], (text, width, strong)
        known = self._shown.get(key) if align == Align.LEFT else None
        if known is None:
            if len(self._shown) > MEASURED_KEPT:
                self._shown.clear()
            metrics, room = self._metrics[strong], width - 2 * self._pad
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            spare = room - metrics.horizontalAdvance(shown) if align != Align.LEFT else 0
            known = shown, self._pad + (spare if align == Align.RIGHT else spare // 2)
            if align == Align.LEFT:
                self._shown[key] = known
        return known

    def _chip(self, painter: QPainter, box: QRect, tag: Tag) -> None:
        """A chip says one of few things: it is drawn once and laid down wherever it is said."""
        size = chip_size(self._metrics[False].horizontalAdvance(tag.text))
        width, ratio = min(size.width(), box.width() - self._pad), painter.device().devicePixelRatio()
        drawn = self._chips.get((tag, width, ratio))
        if drawn is None:
            if len(self._chips) > CHIPS_KEPT:
                self._chips.clear()
            drawn = self._chips[tag, width, ratio] = self._drawn(tag, width, size.height(), ratio)
        painter.drawPixmap(box.x() + self._pad // 2, box.y() + (box.height() - size.height()) // 2, drawn)

    def _drawn(self, tag: Tag, width: int, height: int, ratio: float) -> QPixmap:
        drawn = QPixmap(round(max(1, width) * ratio), round(height * ratio))
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(QColor(0, 0, 0, 0))
        own = QPainter(drawn)
        own.setFont(self._plain)
        paint_chip(own, QRectF(0, 0, width, height), tag)
        own.end()
        return drawn

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


def _in_sight(view: StandingView, part: QRect, first: int, columns: int) -> Iterator[_Place]:
    """The columns from ``first`` on that touch a part of the viewport, from the left."""
    for at in range(first, columns):
        left, width = view.columnViewportPosition(at), view.columnWidth(at)
        if width and left <= part.right() and left + width > part.left():  # a hidden one has none
            yield _Place(at, left, width)
