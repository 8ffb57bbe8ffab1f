"""Sets a Markdown page of the guide into a document: the one font, calm headings, keys that look like keys.

Qt reads the Markdown; this gives every block its measure and colour, and every heading a place that links can reach.
"""

from __future__ import annotations

import re

from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextList,
    QTextListFormat,
    QTextTable,
)

from kampungkb_desktop.ui.help_pages import slug
from kampungkb_desktop.ui.help_pictures import set_pictures
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.theme import text_font

TEXT_PX = 14.5
LINE = 640
"""The widest line at 100 %: about 78 letters of the text font."""
MARGIN = 28
"""Room around the text."""
INDENT = 24
LEADING, TABLE_LEADING = 114, 108
"""Line height in per cent of the font's own, which is generous already."""
HEADINGS = {1: (23.0, 0.0, 12.0), 2: (17.0, 22.0, 6.0), 3: (14.5, 16.0, 4.0)}
"""Letter height, room above and room below, by level."""
_CODE = re.compile(r"E-[A-Z0-9-]+")


def typeset(document: QTextDocument, markdown: str, width: int = 0) -> None:
    """Fill ``document`` with a page in the present look; pictures are never wider than ``width`` (0: a full line)."""
    document.setDefaultFont(text_font(TEXT_PX))
    document.setDocumentMargin(tokens().px(MARGIN))
    document.setIndentWidth(tokens().px(INDENT))
    document.setMarkdown(markdown, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    block = document.begin()
    first = True
    while block.isValid():
        _set_block(block, first=first)
        _set_words(block)
        first = False
        block = block.next()
    cursor.endEditBlock()
    for begin, end in reversed(_quotes(document)):
        _frame(document, begin, end)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _set_table(frame)
    set_pictures(document, width or tokens().px(LINE))


def _set_block(block: QTextBlock, *, first: bool) -> None:
    look = tokens()
    form = QTextBlockFormat(block.blockFormat())
    cursor = QTextCursor(block)
    level = form.headingLevel()
    if cursor.currentTable() is not None:
        form.setLineHeight(TABLE_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setTopMargin(0)
        form.setBottomMargin(0)
        form.setNonBreakableLines(_CODE.fullmatch(block.text()) is not None)  # else it breaks at its hyphen
    elif level in HEADINGS:
        _size, above, below = HEADINGS[level]
        form.setTopMargin(0 if first else look.px(above))
        form.setBottomMargin(look.px(below))
    else:
        form.setLineHeight(LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setTopMargin(0)
        form.setBottomMargin(look.px(4 if isinstance(block.textList(), QTextList) else 9))
        if form.hasProperty(QTextFormat.Property.BlockQuoteLevel):
            form.setLeftMargin(0)
            form.setRightMargin(0)
            form.setBottomMargin(0)
    cursor.setBlockFormat(form)
    _set_list(block)


def _quotes(document: QTextDocument) -> list[tuple[int, int]]:
    """Where the notes of the page begin and end."""
    found = []
    block = document.begin()
    while block.isValid():
        if block.blockFormat().hasProperty(QTextFormat.Property.BlockQuoteLevel):
            found.append((block.position(), block.position() + block.length() - 1))
        block = block.next()
    return found


def _frame(document: QTextDocument, begin: int, end: int) -> None:
    """Set a note on a ground of its own, with room around the words."""
    look = tokens()
    cursor = QTextCursor(document)
    cursor.setPosition(begin)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    form = QTextFrameFormat()
    form.setBackground(QBrush(QColor(look.warn_bg)))
    form.setBorder(0)
    form.setPadding(look.px(10))
    form.setTopMargin(0)
    form.setBottomMargin(0)
    cursor.insertFrame(form)


def _set_list(block: QTextBlock) -> None:
    items = block.textList()
    if isinstance(items, QTextList):  # the stub forgets that there may be none
        form = QTextListFormat(items.format())
        form.setIndent(max(1, form.indent()))
        items.setFormat(form)


def _set_words(block: QTextBlock) -> None:
    """Every run of letters: the heading's size, a key's ground, a link's colour."""
    level = block.blockFormat().headingLevel()
    quote = block.blockFormat().hasProperty(QTextFormat.Property.BlockQuoteLevel)
    for at, length, form in runs(block):
        if form.isImageFormat():
            continue
        cursor = QTextCursor(block)
        cursor.setPosition(at)
        cursor.setPosition(at + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(_char_format(form, cursor.selectedText(), level=level, quote=quote))
    if level > 1:
        _name(block, slug(block.text()))


def runs(block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
    """Where each run of one format begins in a document, its length, and the format."""
    found = []
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        found.append((fragment.position(), fragment.length(), QTextCharFormat(fragment.charFormat())))
        at += 1
    return found


def _char_format(old: QTextCharFormat, text: str, *, level: int, quote: bool) -> QTextCharFormat:
    look = tokens()
    form = QTextCharFormat()
    bold = old.fontWeight() >= QFont.Weight.Bold
    form.setFont(text_font(HEADINGS[level][0] if level in HEADINGS else TEXT_PX, bold=bold or level > 0))
    form.setForeground(QColor(look.warn_ink if quote else look.accent_ink if level == 2 else look.ink))
    if old.fontFixedPitch():
        form.setFont(text_font(TEXT_PX - 1, bold=True))
        form.setBackground(QBrush(QColor(look.sunken)))
        form.setForeground(QColor(look.ink))
        if _CODE.fullmatch(text):
            form.setAnchor(True)
            form.setAnchorNames([text])
    if old.isAnchor() and old.anchorHref():
        form.setAnchor(True)
        form.setAnchorHref(old.anchorHref())
        form.setForeground(QColor(look.accent_ink))
        form.setFontUnderline(True)
    return form


def _name(block: QTextBlock, anchor: str) -> None:
    """Give the first letter of a heading a name that links can reach."""
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
    form = QTextCharFormat()
    form.setAnchor(True)
    form.setAnchorNames([anchor])
    cursor.mergeCharFormat(form)


def _set_table(table: QTextTable) -> None:
    look = tokens()
    form = table.format()
    form.setCellPadding(look.px(6))
    form.setCellSpacing(0)
    form.setBorder(1)
    form.setBorderCollapse(True)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(QBrush(QColor(look.line)))
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    form.setTopMargin(look.px(4))
    form.setBottomMargin(look.px(12))
    if table.columns() == 2:
        share = QTextLength.Type.PercentageLength
        form.setColumnWidthConstraints([QTextLength(share, 32), QTextLength(share, 68)])
    table.setFormat(form)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        ground = cell.format()
        ground.setBackground(QBrush(QColor(look.sunken)))
        cell.setFormat(ground)
