"""The line over a page: where one is, the way back, and the page's own search, filter and main button; these stand
under it where there is no room beside the title (large letters, a small screen)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QWidget

from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.search_box import SearchBox
from kampungkb_desktop.ui.text_flags import PLAIN_TEXT
from kampungkb_desktop.ui.widgets import row, tool

LINE, LEAST_TITLE = 38, 160
"""At 100 %: the height of the line, and what a long title keeps."""
WIDEST = (1 << 24) - 1
"""Qt's word for no limit."""


class Elided(QLabel):
    """A line of soft words that ends in "…" where there is no room; the tooltip has all of them."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(tokens().ink_soft))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(self.alignment()), shown)
        painter.end()


class _Title(QLabel):
    """Where one is, in one line; the tooltip has all of a name too long for it."""

    def minimumSizeHint(self) -> QSize:
        size = super().minimumSizeHint()
        return size.boundedTo(QSize(tokens().px(LEAST_TITLE), size.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.sizeHint().width() <= self.width():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().windowText().color())
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(self.alignment()), shown)
        painter.end()


class Header(QWidget):
    """Holds one set of widgets per page and shows that of the page one is on."""

    def __init__(self) -> None:
        super().__init__()
        self.back = tool("back", "Kembali", shortcut="")
        self.back.setToolTip("Kembali (Alt+←)")
        self.back.setEnabled(False)
        self.finder = tool("search", "Cari apa saja", shortcut="")
        self.finder.setToolTip("Cari orang, kampung, layar, atau tindakan (Ctrl+K)")
        self._title, self._subtitle = _Title(), Elided()
        self._title.setProperty("role", "title")
        self._title.setProperty("textFormat", PLAIN_TEXT)
        self._subtitle.setProperty("textFormat", PLAIN_TEXT)
        self._subtitle.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._sets: dict[str, QWidget] = {}
        self._key = ""
        self._where, self._own = row(self.back, self.finder, self._title, spacing=8), row(spacing=0)
        self._where.addWidget(self._subtitle, 1)
        self._box = row(self._where, self._own, spacing=8)
        self._box.setStretchFactor(self._where, 1)
        self.setLayout(self._box)
        self._turn()

    def add_page(self, key: str, widgets: Sequence[QWidget]) -> None:
        """Take the widgets of a page; hidden until it is shown."""
        box = QWidget()
        line = row(*widgets, spacing=8)
        line.addStretch(0)  # a button alone keeps its width on a line of its own
        box.setLayout(line)
        box.hide()
        self._sets[key] = box
        self._own.addWidget(box)

    def drop_page(self, key: str) -> None:
        """The page is gone, and its widgets with it."""
        if (box := self._sets.pop(key, None)) is not None:
            box.hide()
            box.deleteLater()

    def show_page(self, key: str, title: str, subtitle: str) -> None:
        """Show the words and widgets of one page."""
        for name, box in self._sets.items():
            box.setVisible(name == key)
        self._key = key
        self.rename(key, title, subtitle)

    def rename(self, key: str, title: str, subtitle: str) -> None:
        """New words, if that page is the one shown."""
        if key == self._key:
            self._title.setText(title)
            self._subtitle.setText(subtitle)
            self._title.setToolTip(title)
            self._subtitle.setToolTip(subtitle)
            self._turn()

    # --- one line or two

    def minimumSizeHint(self) -> QSize:
        """What two lines need; else it would never be made so narrow that it turns."""
        wide = max(self._where.minimumSize().width(), self._own.minimumSize().width())
        return QSize(wide, self.minimumHeight())

    def _turn(self) -> None:
        title = max(0, self._title.sizeHint().width() - self._title.minimumSizeHint().width())
        least = self._where.minimumSize().width() + title + self._own.minimumSize().width() + self._box.spacing()
        two = self._own.minimumSize().width() > 0 and self.width() < least
        wanted = QBoxLayout.Direction.TopToBottom if two else QBoxLayout.Direction.LeftToRight
        if wanted != self._box.direction():
            self._box.setDirection(wanted)
        self._give_room(two=two)
        high = tokens().px(LINE)
        self.setFixedHeight(2 * high + self._box.spacing() if two else high)

    def _give_room(self, *, two: bool) -> None:
        """A search as long as its hint is long enough where the words beside the title would be cut otherwise."""
        box = self._sets.get(self._key)
        if box is None:
            return
        words = self._where.sizeHint().width() + self._subtitle.sizeHint().width()
        left, full = self.width() - self._box.spacing() - words, box.sizeHint().width()
        shown = [one for one in box.findChildren(SearchBox) if not one.isHidden()]
        spare = sum(one.sizeHint().width() - one.hinted_width() for one in shown)
        cut = not two and bool(self._subtitle.text()) and full - spare <= left < full
        box.setMaximumWidth(left if cut else WIDEST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._turn()
        super().changeEvent(event)
