"""Paints the rows of a record table: text elided at its column, chips, and a bar at the row one is on.

Qt asks a delegate for every cell, and each asking crosses from C++ to Python and back: more than the words cost. Here
one loop paints whatever rows must be painted; what was measured or drawn once is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QHelpEvent, QPainter, QPixmap, QStaticText
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from kampungkb_desktop.base.typed_texts import AsTyped
from kampungkb_desktop.ui.chip import Tag, chip_size, paint_chip
from kampungkb_desktop.ui.chosen_lines import chosen_between
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.record_model import Align, RecordModel, Row
from kampungkb_desktop.ui.standing_view import StandingView
from kampungkb_desktop.ui.theme import text_font

Index = QModelIndex | QPersistentModelIndex
MEASURED_KEPT = 4_000
CHIPS_KEPT = 200
LAID_KEPT = 500
KERNING = 1.03
OFTEN = 3
"""Words that were written so often are laid out for good."""
A_HAIR = 0.01
"""Of a pixel: where a line begins half-way between two of the screen's, both ways of writing then choose the same."""


class _Place(NamedTuple):
    """A column in sight: its place in the row, where it begins, and how wide it is."""

    at: int
    left: int
    width: int


class Letters(dict[str, float]):
    """How wide each letter is by itself. Their sum tells at a tenth of the price of measuring the words whether these
    surely fit; what lies between (kerning) is less than ``KERNING``."""

    def __init__(self, font: QFont) -> None:
        super().__init__()
        self._metrics = QFontMetricsF(font)

    def __missing__(self, letter: str) -> float:
        found = self[letter] = self._metrics.horizontalAdvance(AsTyped(letter))
        return found

    def surely_fit(self, text: str, room: int) -> bool:
        """Whether some words need no more than ``room`` pixels; where not, they may fit all the same."""
        return sum(map(self.__getitem__, text)) * KERNING <= room


class _Words:
    """Words of a cell as far as they fit, ``indent`` from its left. What is written again and again (a village, an RT,
    a day) is laid out once for all: half of what writing costs."""

    __slots__ = ("_laid", "_times", "indent", "text")

    def __init__(self, text: str, indent: int) -> None:
        self.text, self.indent = text, indent
        self._times, self._laid = 0, None

    _laid: QStaticText | None

    def write(self, painter: QPainter, left: int, base: int, ascent: float) -> bool:
        """Write them in the painter's font; whether they were laid out for that now."""
        if self._laid is not None:
            painter.drawStaticText(QPointF(left + self.indent, base - ascent), self._laid)
            return False
        painter.drawText(left + self.indent, base, self.text)
        self._times += 1
        if self._times < OFTEN:
            return False
        self._laid = QStaticText(self.text)
        self._laid.setTextFormat(Qt.TextFormat.PlainText)
        self._laid.prepare(font=painter.font())
        return True


class RecordDelegate(QStyledItemDelegate):
    """``paint_rows`` is called by the view; Qt itself asks only for the tooltip."""

    def __init__(self, model: RecordModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._align = [column.align for column in model.columns]
        self._shown: dict[tuple[str, int, Align, bool, bool], _Words] = {}
        self._laid = 0
        self._chips: dict[tuple[Tag, int], tuple[QPixmap, int]] = {}
        self._ratio = 1.0
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
        self._letters = {False: Letters(self._plain), True: Letters(self._bold)}
        self._ascent = {
            False: QFontMetricsF(self._plain).ascent() - A_HAIR,
            True: QFontMetricsF(self._bold).ascent() - A_HAIR,
        }
        self._shown.clear()
        self._chips.clear()

    def paint_rows(self, view: StandingView, painter: QPainter, part: QRect) -> None:
        """Paint the rows that touch ``part`` of the viewport."""
        if (ratio := painter.device().devicePixelRatio()) != self._ratio:
            self._ratio = ratio
            self._chips.clear()
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
            painter.fillRect(part, self._base)
            return
        last = last if last >= 0 else len(self._model.ids) - 1
        chosen = chosen_between(view, first, last)
        self._model.want(first, last)
        high, top = view.verticalHeader().defaultSectionSize(), view.rowViewportPosition(first)
        left, wide = places[0].left, places[-1].left + places[-1].width - places[0].left
        for at in range(first, last + 1):
            ground = self._chosen if at in chosen else self._alternate if at % 2 else self._base
            painter.fillRect(left, top, max(wide, part.right() + 1 - left), high, ground)
            if at in chosen and places[0].at == 0:
                painter.fillRect(left, top, max(3, self._pad // 3), high, self._accent)
            self._row(painter, self._model.row(at), places, top, high, self._soft if at in chosen else self._missing)
            top += high
        below = QRect(part.x(), top, part.width(), max(0, part.bottom() + 1 - top))
        painter.fillRect(below, self._base)  # the view is taken as painted whole

    def _row(
        self, painter: QPainter, row: Row | None, places: list[_Place], top: int, high: int, missing: QColor
    ) -> None:
        strong = row is not None and row.strong
        metrics = self._metrics[strong]
        base, ascent = top + (high - metrics.height()) // 2 + metrics.ascent(), self._ascent[strong]
        painter.setFont(self._bold if strong else self._plain)
        painter.setPen(missing if row is None else self._soft if row.faint else self._ink)
        if row is None:
            if places[0].at == 0:
                painter.drawText(places[0].left + self._pad, base, "(sudah dihapus)")
            return
        cells = row.cells
        for at, left, width in places:
            cell = cells[at]
            if not cell:
                continue
            if isinstance(cell, Tag):
                drawn, below = self._chip(cell, width, high)
                painter.drawPixmap(left + self._pad // 2, top + below, drawn)
                continue
            key = cell, width, self._align[at], strong, isinstance(cell, AsTyped)  # a name like a word is another text
            words = self._shown.get(key)
            if words is None:
                if len(self._shown) > MEASURED_KEPT or self._laid > LAID_KEPT:
                    self._shown.clear()
                    self._laid = 0
                words = self._shown[key] = self._fitted(*key[:4])
            self._laid += words.write(painter, left, base, ascent)

    def _fitted(self, text: str, width: int, align: Align, strong: bool) -> _Words:
        """What fits, and where it begins; measuring words costs as much as drawing them, so it is done once per word
        and width, and only where the letters leave it open."""
        room = width - 2 * self._pad
        if align == Align.LEFT and self._letters[strong].surely_fit(text, room):
            return _Words(text, self._pad)
        metrics = self._metrics[strong]
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        spare = room - metrics.horizontalAdvance(shown) if align != Align.LEFT else 0
        return _Words(shown, self._pad + (spare if align == Align.RIGHT else spare // 2))

    def _chip(self, tag: Tag, width: int, high: int) -> tuple[QPixmap, int]:
        """A chip says one of few things: it is drawn once and laid down wherever it is said, so far below the top."""
        known = self._chips.get((tag, width))
        if known is None:
            if len(self._chips) > CHIPS_KEPT:
                self._chips.clear()
            size = chip_size(self._metrics[False].horizontalAdvance(tag.text))
            drawn = self._drawn(tag, min(size.width(), width - self._pad), size.height(), self._ratio)
            known = self._chips[tag, width] = drawn, (high - size.height()) // 2
        return known

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
