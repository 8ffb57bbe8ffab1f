"""The line over a page: where one is, the way back, and the page's own search, filter and main button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.text_flags import PLAIN_TEXT
from kampungkb_desktop.ui.widgets import label, row, tool


class Elided(QLabel):
    """A line of soft words that ends in "…" where there is no room; the tooltip has all of them."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(tokens().ink_soft))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(self.alignment()), shown)
        painter.end()


class Header(QWidget):
    """Holds one set of widgets per page and shows that of the page one is on."""

    def __init__(self) -> None:
        super().__init__()
        self.back = tool("back", "Kembali", shortcut="")
        self.back.setToolTip("Kembali (Alt+Left)")
        self.back.setEnabled(False)
        self.finder = tool("search", "Cari apa saja", shortcut="")
        self.finder.setToolTip("Cari orang, kampung, layar, atau tindakan (Ctrl+K)")
        self._title, self._subtitle = label("", "title"), Elided()
        self._subtitle.setProperty("textFormat", PLAIN_TEXT)
        self._subtitle.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._sets: dict[str, QWidget] = {}
        self._key = ""
        self._box = row(self.back, self.finder, self._title, spacing=8)
        self._box.addWidget(self._subtitle, 1)
        self.setLayout(self._box)
        self.setFixedHeight(tokens().px(38))

    def add_page(self, key: str, widgets: Sequence[QWidget]) -> None:
        """Take the widgets of a page; hidden until it is shown."""
        box = QWidget()
        box.setLayout(row(*widgets, spacing=8))
        box.hide()
        self._sets[key] = box
        self._box.addWidget(box)

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
            self._subtitle.setToolTip(subtitle)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.setFixedHeight(tokens().px(38))
        super().changeEvent(event)
