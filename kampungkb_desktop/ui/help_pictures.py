"""The pictures of the guide inside a page: scaled to the line, with a hairline around them and their words below, which
are read aloud and found by the search as any other words."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QGuiApplication,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
)

from kampungkb_desktop.base.paths import resource
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.theme import text_font

CAPTION_PX = 12.5


def set_pictures(document: QTextDocument, width: int) -> None:
    """Give every picture its size and its words."""
    block = document.begin()
    while block.isValid():
        found = _picture_of(block)
        if found is not None:
            _set(document, block, *found, width)
            block = block.next()  # its words, which were just written
        block = block.next()


def _picture_of(block: QTextBlock) -> tuple[int, QTextImageFormat] | None:
    at = block.begin()
    while not at.atEnd():
        form = at.fragment().charFormat()
        if form.isImageFormat():
            return at.fragment().position(), form.toImageFormat()
        at += 1
    return None


def _set(document: QTextDocument, block: QTextBlock, at: int, form: QTextImageFormat, width: int) -> None:
    look = tokens()
    picture = _drawn(form.name(), width, QGuiApplication.primaryScreen().devicePixelRatio(), look.line)
    if picture.isNull():
        return
    words = str(form.property(QTextImageFormat.Property.ImageAltText) or "")
    size = picture.deviceIndependentSize().toSize()
    address = f"{form.name()}#{size.width()}"
    document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(address), picture)
    placed = QTextImageFormat()
    placed.setName(address)
    placed.setWidth(size.width())
    placed.setHeight(size.height())
    placed.setToolTip(words)
    cursor = QTextCursor(document)
    cursor.setPosition(at)
    cursor.setPosition(at + 1, QTextCursor.MoveMode.KeepAnchor)
    cursor.setCharFormat(placed)
    line = QTextBlockFormat()
    line.setTopMargin(look.px(6))
    line.setBottomMargin(look.px(3))
    QTextCursor(block).setBlockFormat(line)
    cursor.setPosition(block.position() + block.length() - 1)
    below = QTextBlockFormat()
    below.setBottomMargin(look.px(14))
    told = QTextCharFormat()
    told.setFont(text_font(CAPTION_PX))
    told.setForeground(QBrush(QColor(look.ink_soft)))
    cursor.insertBlock(below, told)
    cursor.insertText(words, told)


@lru_cache(maxsize=24)
def _drawn(name: str, width: int, ratio: float, line: str) -> QImage:
    """The file at the wished width (never larger than it is), its corners rounded, with a hairline of the look."""
    raw = QImage(str(resource(f"help/{name}")))
    if raw.isNull():
        return raw
    wide = min(width, raw.width())
    high = round(raw.height() * wide / raw.width())
    target = QSize(round(wide * ratio), round(high * ratio))
    mode = Qt.TransformationMode.SmoothTransformation
    scaled = raw.convertToFormat(QImage.Format.Format_ARGB32).scaled(target, Qt.AspectRatioMode.IgnoreAspectRatio, mode)
    made = QImage(target, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = QPainterPath()
    edge.addRoundedRect(QRectF(made.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6 * ratio, 6 * ratio)
    painter.setClipPath(edge)
    painter.drawImage(0, 0, scaled)
    painter.setClipping(False)
    painter.setPen(QPen(QColor(line), ratio))
    painter.drawPath(edge)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made
