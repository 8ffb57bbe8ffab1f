"""Paints the grid of many visits: only the rows and columns in sight, in one loop, with the person's column standing
still at the left. Colour is never the only sign: a corner marks what is wrong, a dot what is doubtful."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPolygon

from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.entry_grid_model import (
    APART,
    ASKS,
    BAD,
    BEGUN,
    DONE_AGAIN,
    DOUBT,
    EMPTY_ROW,
    GHOST,
    HIDDEN,
    KEPT,
    OFF,
    READY,
    STORED,
    WRONG,
    CellLook,
    RowLook,
)
from kampungkb_desktop.ui.text_flags import LEFT, MIDDLE, RIGHT
from kampungkb_desktop.ui.theme import text_font

Place = tuple[int, int, int, bool, bool]
"""A column in sight: its place from 0, x, width, whether it holds figures, whether its cell is chosen."""
_ASKED = "ketik nama, NIK, atau kode"
_KEPT = 6000
_MARKS = {STORED: "✓", READY: "●", WRONG: "!", ASKS: "?", BEGUN: "…", EMPTY_ROW: ""}


class GridBrush:
    """Fonts, colours and cut words, made once for a look."""

    def __init__(self) -> None:
        self._cut: dict[tuple[str, int, bool], str] = {}
        self.renew()

    def renew(self) -> None:
        """The look changed."""
        look = tokens()
        self.plain, self.small = text_font(), text_font(12)
        self.bold, self.slanted = text_font(bold=True), QFont(text_font())
        self.slanted.setItalic(True)
        self.metrics, self.small_metrics = QFontMetrics(self.plain), QFontMetrics(self.small)
        self.ink, self.soft, self.off = QColor(look.ink), QColor(look.ink_soft), QColor(look.ink_off)
        self.base, self.other, self.sunken = QColor(look.surface), QColor(look.surface_alt), QColor(look.sunken)
        self.line, self.strong = QColor(look.line), QColor(look.line_strong)
        self.accent, self.chosen = QColor(look.accent), QColor(look.accent_soft)
        self.bad, self.bad_ground = QColor(look.bad_ink), QColor(look.error_ground)
        self.warn, self.warn_ground = QColor(look.warn_ink), QColor(look.caution_ground)
        self.ok = QColor(look.ok_ink)
        self.pad, self.corner, self.mark = look.px(6), look.px(7), look.px(18)
        self.number = self.metrics.horizontalAdvance("000") + look.px(4)
        self._marks = {STORED: self.ok, READY: self.ok, WRONG: self.bad, ASKS: self.warn, BEGUN: self.soft}
        self._cut.clear()

    def cut(self, text: str, width: int, *, small: bool = False) -> str:
        """What fits; measured once for a word and width."""
        key = (text, width, small)
        found = self._cut.get(key)
        if found is None:
            if len(self._cut) > _KEPT:
                self._cut.clear()
            metrics = self.small_metrics if small else self.metrics
            found = self._cut[key] = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        return found

    # --- cells

    def cells(self, painter: QPainter, look: RowLook, places: Iterable[Place], top: int, height: int) -> None:
        """The cells of one line in each column in sight."""
        painter.setFont(self.plain)
        for place, x, width, number, chosen in places:
            cell = look.cells[place]
            if not (cell.text or cell.look or chosen):
                continue  # most cells of most rows
            box = QRect(x, top, width, height)
            ground = self._ground(cell, chosen=chosen)
            if ground is not None:
                painter.fillRect(QRect(x, top, width - 1, height - 1), ground)
            if cell.look & ~OFF:
                self._sign(painter, box, cell.look)
            if cell.text:
                self._words(painter, box, cell, number=number, stored=look.state == STORED)

    def ground(self, painter: QPainter, box: QRect, *, odd: bool) -> None:
        """A whole line, empty: its ground and the hairline under it."""
        painter.fillRect(box, self.other if odd else self.base)
        painter.fillRect(box.x(), box.bottom(), box.width(), 1, self.line)

    def hairlines(self, painter: QPainter, places: Iterable[Place], top: int, height: int) -> None:
        """The lines between the columns, all rows at once."""
        for _place, x, width, _number, _chosen in places:
            painter.fillRect(x + width - 1, top, 1, height, self.line)

    def _ground(self, cell: CellLook, *, chosen: bool) -> QColor | None:
        if chosen:
            return self.chosen
        if cell.look & OFF:
            return self.sunken
        if cell.look & (BAD | APART):
            return self.bad_ground
        return self.warn_ground if cell.look & DOUBT else None

    def _words(self, painter: QPainter, box: QRect, cell: CellLook, *, number: bool, stored: bool) -> None:
        ghost = bool(cell.look & GHOST)
        painter.setPen(self.soft if ghost or stored else self.ink)
        if ghost:
            painter.setFont(self.slanted)
        room = box.width() - 2 * self.pad
        inner = QRect(box.x() + self.pad, box.y(), room, box.height())
        painter.drawText(inner, (RIGHT if number else LEFT) | MIDDLE, self.cut(cell.text, room))
        if ghost:
            painter.setFont(self.plain)

    def _sign(self, painter: QPainter, box: QRect, look: int) -> None:
        """A corner for what is wrong, a dot for what is doubtful, a ring for what is kept, dots for what is hidden."""
        right, top, size = box.right() - 1, box.top(), self.corner
        if look & (BAD | APART):
            painter.setPen(self.bad)
            painter.setBrush(self.bad)
            painter.drawPolygon(QPolygon([QPoint(right - size, top), QPoint(right, top), QPoint(right, top + size)]))
        elif look & (DOUBT | KEPT):
            painter.setPen(self.warn)
            painter.setBrush(self.warn if look & DOUBT else self.base)
            painter.drawEllipse(right - size, top + 2, size - 2, size - 2)
        elif look & (HIDDEN | DONE_AGAIN):
            painter.setPen(self.soft if look & HIDDEN else self.ok)
            painter.drawText(
                box.adjusted(self.pad, 0, -self.pad, 0), LEFT | MIDDLE, "•••" if look & HIDDEN else "✓ sama"
            )

    # --- the person

    def person(self, painter: QPainter, look: RowLook, at: int, box: QRect, *, odd: bool, chosen: bool) -> None:
        """The column that stands still: number, mark, name, and what tells the person apart."""
        painter.fillRect(box, self.chosen if chosen else self.other if odd else self.base)
        x, middle = box.x() + self.pad, LEFT | MIDDLE
        painter.setFont(self.small)
        painter.setPen(self.soft)
        painter.drawText(QRect(x, box.y(), self.number, box.height()), RIGHT | MIDDLE, str(at + 1))
        x += self.number + self.pad
        mark = _MARKS[look.state]
        if mark:
            painter.setFont(self.bold)
            painter.setPen(self._marks[look.state])
            painter.drawText(QRect(x, box.y(), self.mark, box.height()), middle, mark)
        x += self.mark
        room = box.right() - x - self.pad
        if look.name:
            self._name(painter, look, QRect(x, box.y(), room, box.height()))
        else:
            painter.setFont(self.slanted)
            painter.setPen(self.off)
            painter.drawText(
                QRect(x, box.y(), room, box.height()), middle, self.cut("ketik nama, NIK, atau kode", room)
            )
        painter.fillRect(box.right(), box.y(), 1, box.height(), self.strong)
        painter.fillRect(box.x(), box.bottom(), box.width(), 1, self.line)

    def _name(self, painter: QPainter, look: RowLook, box: QRect) -> None:
        painter.setPen(self.soft if look.state == STORED else self.ink)
        painter.setFont(self.plain)
        if not look.about:
            painter.drawText(box, LEFT | MIDDLE, self.cut(look.name, box.width()))
            return
        half = box.height() // 2
        painter.drawText(
            QRect(box.x(), box.y() + 2, box.width(), half), LEFT | MIDDLE, self.cut(look.name, box.width())
        )
        painter.setFont(self.small)
        painter.setPen(self.soft)
        below = QRect(box.x(), box.y() + half - 1, box.width(), half)
        painter.drawText(below, LEFT | MIDDLE, self.cut(look.about, box.width(), small=True))

    def current(self, painter: QPainter, box: QRect) -> None:
        """The frame of the cell one is on."""
        painter.setPen(self.accent)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for inset in (0, 1):
            painter.drawRect(box.adjusted(inset, inset, -inset - 1, -inset - 1))
