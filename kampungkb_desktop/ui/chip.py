"""A status as a pill, on its own or in a table cell: words, colour and a shape, so colour is never the only
sign."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from kampungkb_desktop.ui.icons import pixmap
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.palette import TONE_ICONS, Tone
from kampungkb_desktop.ui.text_flags import LEFT, MIDDLE


class Tag(NamedTuple):
    """What a chip says: words, tone, and an icon where the tone's own shape says too little. ``tip`` is the whole
    sentence, for whoever points at it and for screen readers."""

    text: str
    tone: Tone = Tone.NEUTRAL
    icon: str = ""
    tip: str = ""


class Chip(QLabel):
    """A pill as a widget. Sighted people see the shape; a screen reader reads the words."""

    def __init__(self, text: str = "", tone: Tone = Tone.NEUTRAL, icon: str = "", tip: str = "") -> None:
        super().__init__(text)
        self.tag = Tag(text, tone, icon, tip)
        self.setToolTip(tip)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_tag(self, tag: Tag) -> None:
        """Say something else."""
        self.tag = tag
        self.setText(tag.text)
        self.setToolTip(tag.tip)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return chip_size(self.fontMetrics().horizontalAdvance(self.tag.text))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self.tag)
        painter.end()


def chip_size(advance: int) -> QSize:
    """Room of a chip whose words are ``advance`` pixels wide."""
    look = tokens()
    return QSize(advance + look.px(36), look.px(23))


def paint_chip(painter: QPainter, box: QRectF, tag: Tag) -> None:
    """Draw a chip that fills ``box``; words that do not fit are elided."""
    look = tokens()
    ink, ground = look.tone(tag.tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    side = look.px(14)
    picture = pixmap(tag.icon or TONE_ICONS[tag.tone], ink, side, painter.device().devicePixelRatio())
    painter.drawPixmap(round(box.x() + look.px(7)), round(box.center().y() - side / 2), picture)
    painter.setPen(QColor(ink))
    words = box.adjusted(look.px(25), 0, -look.px(8), 0)
    shown = painter.fontMetrics().elidedText(tag.text, Qt.TextElideMode.ElideRight, int(words.width()) + 1)
    painter.drawText(words, LEFT | MIDDLE, shown)
    painter.restore()
