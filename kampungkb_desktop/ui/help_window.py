"""Bantuan: the guide in a window of its own, beside the work. It reads pages and searches them, and changes nothing.

F1 opens it at the page of the screen one came from; ``HelpKey`` also hears F1 where no page does (covers, dialogs).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QSplitter, QTextBrowser, QTextEdit, QWidget

from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.help_list import HelpList
from kampungkb_desktop.ui.help_pages import CONTENTS, Guide, links, load, pictures
from kampungkb_desktop.ui.help_search import matches, search
from kampungkb_desktop.ui.help_typeset import LINE, MARGIN, typeset
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.search_box import SearchBox
from kampungkb_desktop.ui.speech import about_the_guide
from kampungkb_desktop.ui.tab_chain import OwnWindow
from kampungkb_desktop.ui.trail import Trail
from kampungkb_desktop.ui.widgets import button, column, label, row, tool

TITLE = "Panduan Kampung KB"
SIDE = 262
SMALLEST = 400, 320
NARROW = 700
"""Below this width the list is seen only while one searches, and lies over the page: room to work beside the guide."""


class HelpText(QTextBrowser):
    """A page of the guide. Links are told by ``wanted(topic, anchor)`` and never followed by Qt itself."""

    wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.topic = ""
        self._page: QTextDocument | None = None
        self._shown: tuple[Guide, str] | None = None
        self._set_for = 0
        self.setOpenLinks(False)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setAccessibleName("Isi panduan")
        self.anchorClicked.connect(self._clicked)

    def show_page(self, guide: Guide, topic: str, words: str = "") -> None:
        """Set a page and mark the words one searched for."""
        self.topic, self._shown = topic, (guide, words)
        self._dress()
        page = QTextDocument(self)  # set while nothing shows it: a document on the screen is laid out at every change
        self._set_for = self._room()
        typeset(page, guide[topic].markdown, self._set_for)
        page.setTextWidth(self.lineWrapColumnOrWidth())
        self.setDocument(page)
        self._wrap()
        if self._page is not None:
            self._page.deleteLater()
        self._page = page
        self._mark(words)
        self.verticalScrollBar().setValue(0)

    def go_to(self, anchor: str) -> None:
        """Scroll to a heading or a code, with a little room above it."""
        self.scrollToAnchor(anchor)
        bar = self.verticalScrollBar()
        if 0 < bar.value() < bar.maximum():
            bar.setValue(bar.value() - tokens().px(14))

    def _dress(self) -> None:
        """White paper with a visible focus; the sheet's rule for read-only fields would hide both."""
        look = tokens()
        sheet = (
            f"QTextBrowser {{ background: {look.surface}; border: 1px solid {look.line}; border-radius: 6px; }}"
            f"QTextBrowser:focus {{ border: 2px solid {look.accent}; }}"
        )
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)

    def _clicked(self, link: QUrl) -> None:
        [(topic, anchor)] = links(f"[x]({link.toString()})")
        self.wanted.emit(topic or self.topic, anchor)

    def _mark(self, words: str) -> None:
        marks: list[QTextEdit.ExtraSelection] = []
        block = self.document().begin()
        while words and block.isValid():
            for begin, end in matches(block.text(), words):
                marks.append(_marked(QTextCursor(block), begin, end))
            block = block.next()
        self.setExtraSelections(marks)

    def _room(self) -> int:
        """How wide a picture may be here."""
        look = tokens()
        return min(look.px(LINE), self.viewport().width() - 2 * look.px(MARGIN) - 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._shown is not None and self._room() != self._set_for and pictures(self._shown[0][self.topic].markdown):
            at = self.verticalScrollBar().value()
            self.show_page(self._shown[0], self.topic, self._shown[1])
            self.verticalScrollBar().setValue(at)
        self._wrap()

    def _wrap(self) -> None:
        """A line is never longer than one can read, and never wider than the window."""
        look = tokens()
        width = min(self.viewport().width(), look.px(LINE) + 2 * look.px(MARGIN))
        self.setLineWrapColumnOrWidth(width)
        # Qt goes by the width of before for a moment; a bar is wanted only for a table that cannot be narrower.
        fits = self.document().size().width() <= width
        policy = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded)


def _marked(cursor: QTextCursor, begin: int, end: int) -> QTextEdit.ExtraSelection:
    at = cursor.block().position()
    cursor.setPosition(at + begin)
    cursor.setPosition(at + end, QTextCursor.MoveMode.KeepAnchor)
    form = QTextCharFormat()
    form.setBackground(QColor(tokens().practice_bg))
    form.setForeground(QColor(tokens().practice_ink))
    mark = QTextEdit.ExtraSelection()
    mark.cursor, mark.format = cursor, form
    return mark


class HelpWindow(OwnWindow):
    """Contents or search results at the left, the page at the right. Everything by keys; Esc closes. ``tour_wanted``
    when the person would rather be led."""

    tour_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.guide = load()
        self._trail = Trail()
        self.list, self.text = HelpList(), HelpText()
        self.search = SearchBox("Cari di panduan (Ctrl+F)", self.list)
        self.count = label("", "small")
        self.back_button = tool("back", "Kembali", self.back)
        self.forward_button = tool("forward", "Maju", self.forward)
        self.home_button = tool("beranda", "Daftar isi", lambda: self.open(CONTENTS))
        self.book_button = tool("print", "Seluruh panduan sebagai satu PDF", self._save_book, shortcut="Ctrl+P")
        self.tour_button = button(
            "&Tur", self._ask_tour, icon="flag", tip="Dipandu langkah demi langkah di data latihan"
        )
        for made, keys in (
            (self.back_button, "Alt+Left"),
            (self.forward_button, "Alt+Right"),
            (self.home_button, "Alt+Home"),
        ):
            made.setToolTip(f"{made.accessibleName()} ({keys})")
        self._lay_out()
        self._bind()
        self.setFocusProxy(self.text)
        self.list.show_contents(self.guide, CONTENTS)

    def _lay_out(self) -> None:
        look = tokens()
        both = self._both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.list)
        both.addWidget(self.text)
        both.setChildrenCollapsible(False)
        both.setHandleWidth(look.px(10))
        both.setStretchFactor(1, 1)
        both.setSizes([look.px(SIDE), look.px(LINE + 2 * MARGIN)])
        top = row(
            self.back_button, self.forward_button, self.home_button, 6, self.search, 8, self.count, None, spacing=4
        )
        top.addWidget(self.book_button)
        top.addWidget(self.tour_button)
        whole = column(top, *about_the_guide(), margins=(12, 12, 12, 12), spacing=10)
        whole.addWidget(both, 1)
        self.setLayout(whole)
        self.setMinimumSize(*SMALLEST)
        room = self.screen().availableGeometry()
        wide, high = look.px(SIDE + LINE + 2 * MARGIN + 60), look.px(690)
        self.resize(min(wide, room.width() - 40), min(high, room.height() - 60))
        self.move(room.right() - self.width() - 16, room.top() + max(0, room.height() - self.height()) // 2)
        self.setTabOrder(self.search, self.list)
        self.setTabOrder(self.list, self.text)

    def _bind(self) -> None:
        self.search.searched.connect(self._searched)
        self.list.wanted.connect(self._chosen)
        self.text.wanted.connect(self.open)
        for keys, deed in (
            ("Alt+Left", self.back),
            ("Alt+Right", self.forward),
            ("Alt+Home", lambda: self.open(CONTENTS)),
            ("Ctrl+F", self.search.setFocus),
        ):
            QShortcut(QKeySequence(keys), self, deed)

    # --- going somewhere

    @property
    def topic(self) -> str:
        """The page one reads."""
        return self.text.topic

    def open(self, topic: str, anchor: str = "") -> None:
        """Show a page, at a heading of it; an unknown topic is the contents."""
        known = topic if topic in self.guide else CONTENTS
        self._show(*self._trail.visit((known, anchor or None)))

    def _save_book(self) -> None:
        # Start-up time: few ever want it on paper.
        from kampungkb_desktop.ui.help_book import save_book  # noqa: PLC0415

        save_book(self, self.guide, told=self.count.setText)

    def _ask_tour(self) -> None:
        self.close()
        self.tour_wanted.emit()

    def back(self) -> None:
        """The page before (Alt+Left)."""
        if self._trail.past:
            self._show(*self._trail.back())

    def forward(self) -> None:
        """Undo a step back (Alt+Right)."""
        if self._trail.future:
            self._show(*self._trail.forward())

    def _show(self, topic: str, anchor: str | None) -> None:
        words = self.search.text().strip()
        code = anchor if anchor and anchor.startswith("E-") else ""
        self.text.show_page(self.guide, topic, words or code)
        if anchor:
            self.text.go_to(anchor)
        if not words:
            self.list.mark(topic)
        self.setWindowTitle(f"{self.guide[topic].title} – {TITLE}")
        self.back_button.setEnabled(bool(self._trail.past))
        self.forward_button.setEnabled(bool(self._trail.future))

    def _chosen(self, topic: str, anchor: str) -> None:
        self.open(topic, anchor)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _searched(self, words: str) -> None:
        self._fold()
        if not words:
            self.count.setText("")
            self.list.show_contents(self.guide, self.topic)
            return
        hits = search(self.guide, words)
        if hits:
            self.list.show_hits(hits)
        else:
            self.list.show_contents(self.guide, self.topic)
        self.count.setText(f"{number(len(hits))} bagian" if hits else "Tidak ada yang cocok. Coba kata lain.")

    def _fold(self) -> None:
        """Side by side, or in a narrow window one over the other."""
        narrow = self.width() < tokens().px(NARROW)
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self._both.orientation() != wanted:
            self._both.setOrientation(wanted)
            look = tokens()
            self._both.setSizes(
                [look.px(170), look.px(400)] if narrow else [look.px(SIDE), self.width() - look.px(SIDE)]
            )
        self.list.setVisible(not narrow or bool(self.search.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, unless the search took it to empty itself."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """The look changed: set the page again in it."""
        if event.type() == QEvent.Type.PaletteChange and self.text.topic:
            at = self.text.verticalScrollBar().value()
            self.text.show_page(self.guide, self.topic, self.search.text().strip())
            self.text.verticalScrollBar().setValue(at)
        super().changeEvent(event)
