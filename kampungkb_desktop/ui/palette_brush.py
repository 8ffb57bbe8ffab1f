"""Draws the lines of the palette: fonts, colours and icons are made once for a look, words are measured once each, for
every letter that is typed draws all lines anew."""

from __future__ import annotations

from math import floor

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPainter, QPen, QPixmap

from kampungkb_desktop.ui.icons import pixmap
from kampungkb_desktop.ui.palette import Tokens
from kampungkb_desktop.ui.palette_lines import Line
from kampungkb_desktop.ui.theme import text_font

_NAME_SHARE = 0.56
_KEPT = 500
"""So many measured words are remembered."""


class _Pen:
    """A font in a colour."""

    def __init__(self, font: QFont, colour: str) -> None:
        self.font, self.colour = font, QColor(colour)
        self._metrics, self._exact = QFontMetrics(font), QFontMetricsF(font)
        self._high, self._ascent = self._exact.height(), self._exact.ascent()
        self._known: dict[str, float] = {}

    def wide(self, words: str) -> float:
        """Pixels of some words, remembered."""
        known = self._known.get(words)
        if known is None:
            if len(self._known) > _KEPT:
                self._known.clear()
            known = self._known[words] = self._exact.horizontalAdvance(words)
        return known

    def write(self, painter: QPainter, left: int, room: int, box: QRect, words: str) -> int:
        """Write what fits, in the middle of the height; how wide it is."""
        wide = self.wide(words)
        if wide > room:
            words = self._metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            wide = self.wide(words)
        painter.setFont(self.font)
        painter.setPen(self.colour)
        base = box.y() + (box.height() - self._high) / 2 + self._ascent
        painter.drawText(QPointF(left, base), words)
        return floor(wide + 0.5)


class PaletteBrush:
    """For one look on a screen of so many device pixels per pixel."""

    def __init__(self, look: Tokens, ratio: float) -> None:
        self.look, self.ratio = look, ratio
        self._title, self._small = _Pen(text_font(11, bold=True), look.ink_soft), _Pen(text_font(11), look.ink_soft)
        self._name = {False: _Pen(text_font(), look.ink), True: _Pen(text_font(bold=True), look.ink)}
        self._beside = _Pen(text_font(12), look.ink_soft)
        self._chosen, self._accent, self._ground = QColor(look.accent_soft), QColor(look.accent), QColor(look.surface)
        self._frame = QPen(QColor(look.line), 1)
        self._icons: dict[str, QPixmap] = {}

    def paint(self, painter: QPainter, box: QRect, row: str | Line, *, chosen: bool) -> None:
        """A heading, or a line: icon, name, words beside it, and at the right the keys in a frame of their own."""
        px = self.look.px
        if isinstance(row, str):
            inner = box.adjusted(px(14), px(6), -px(14), 0)
            self._title.write(painter, inner.x(), inner.width(), inner, row)
            return
        if chosen:
            self._mark(painter, box)
        side, left = px(18), box.x() + px(18)
        if row.icon:
            painter.drawPixmap(left, box.y() + (box.height() - side) // 2, self._icon(row.icon, side))
        left += side + px(10)
        right = box.right() - px(16)
        if row.keys:
            right -= self._keys(painter, box, right, row.keys)
        room = right - left
        name_room = room if not row.more else min(room, max(round(room * _NAME_SHARE), room - px(220)))
        beside = left + self._name[chosen].write(painter, left, name_room, box, row.name) + px(12)
        if row.more and right - beside > px(40):
            self._beside.write(painter, beside, right - beside, box, row.more)

    def _icon(self, name: str, side: int) -> QPixmap:
        known = self._icons.get(name)
        if known is None:
            known = self._icons[name] = pixmap(name, self.look.ink_soft, side, self.ratio)
        return known

    def _mark(self, painter: QPainter, box: QRect) -> None:
        px = self.look.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._chosen)
        painter.drawRoundedRect(QRectF(box).adjusted(px(6), 1, -px(6), -1), px(6), px(6))
        painter.fillRect(QRect(box.x() + px(6), box.y() + px(7), px(3), box.height() - px(14)), self._accent)

    def _keys(self, painter: QPainter, box: QRect, right: int, keys: str) -> int:
        """Draw the keys; how much room they took."""
        px, words = self.look.px, floor(self._small.wide(keys) + 0.5)
        wide, high = words + px(14), px(20)
        frame = QRectF(right - wide + 0.5, box.y() + (box.height() - high) / 2 + 0.5, wide - 1, high - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._frame)
        painter.setBrush(self._ground)
        painter.drawRoundedRect(frame, px(4), px(4))
        painter.setFont(self._small.font)
        painter.setPen(self._small.colour)
        painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), keys)
        return wide + px(12)
