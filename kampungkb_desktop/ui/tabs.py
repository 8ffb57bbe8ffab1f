"""The tabs of a record's page: a strip of names over a stack whose pages are built when first shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget

from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.stack import Stack
from kampungkb_desktop.ui.theme import text_font
from kampungkb_desktop.ui.widgets import column, divider

MOST_ROOM, LEAST_ROOM = 28, 10
"""Pixels at 100 % around a name: as many as there is room for, so that ten tabs stand on a small screen."""


class TabBar(QTabBar):
    """Flat tabs with a bar under the chosen one; arrows, Ctrl+Tab and the mnemonics of the names move. Where there is
    little room the names stand closer, and only after that the strip scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self._widths: dict[str, int] = {}
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFont(text_font())
        for scroll in self.findChildren(QToolButton):
            scroll.setToolTip(scroll.accessibleName())

    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802  Qt's name
        look = tokens()
        size = super().tabSizeHint(index)
        size.setWidth(self._words(index) + self._room())
        size.setHeight(look.px(36))
        return size

    def _words(self, index: int) -> int:
        """The name's width when it is chosen, which is bold."""
        name = self.tabText(index)
        if name not in self._widths:  # each tab asks for all of them, and again at every tab that is added
            text = name.replace("&&", "+").replace("&", "")
            self._widths[name] = round(self.fontMetrics().horizontalAdvance(text) * 1.08)
        return self._widths[name]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._widths.clear()
        super().changeEvent(event)

    def _room(self) -> int:
        look = tokens()
        left = self.width() - sum(self._words(index) for index in range(self.count()))
        return max(look.px(LEAST_ROOM), min(look.px(MOST_ROOM), left // max(1, self.count())))

    def minimumTabSizeHint(self, index: int) -> QSize:  # noqa: N802  Qt's name
        return self.tabSizeHint(index)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for index in range(self.count()):
            self._paint_tab(painter, index, self.tabRect(index))
        painter.end()

    def _paint_tab(self, painter: QPainter, index: int, box: QRect) -> None:
        look = tokens()
        chosen = index == self.currentIndex()
        hot = box.contains(self.mapFromGlobal(self.cursor().pos())) and self.underMouse()
        calm = look.ink_soft if self.isTabEnabled(index) else look.ink_off
        painter.setFont(text_font(bold=chosen))
        painter.setPen(QColor(look.accent_ink if chosen else look.ink if hot else calm))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextShowMnemonic
        painter.drawText(box, int(flags), self.tabText(index))
        if chosen:
            painter.fillRect(
                box.x() + look.px(8),
                box.bottom() - look.px(3) + 1,
                box.width() - look.px(16),
                look.px(3),
                QColor(look.accent),
            )
        if chosen and self.hasFocus():
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.drawRoundedRect(box.adjusted(2, 3, -3, -5), 4, 4)


class TabStrip(QWidget):
    """Tabs by key. ``add_tab(key, "&Ringkasan", build)``: ``build`` is called once, at the first visit.

    ``changed(str)`` gives the key of the tab now shown.
    """

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.bar, self.stack = TabBar(), Stack()
        self.keys: list[str] = []
        self._build: dict[str, Callable[[], QWidget]] = {}
        self._built: dict[str, QWidget] = {}
        box = column(self.bar, divider(), 10, spacing=0)
        box.addWidget(self.stack, 1)
        self.setLayout(box)
        self.bar.currentChanged.connect(self._show)

    def add_tab(self, key: str, name: str, build: Callable[[], QWidget]) -> None:
        """Append a tab; the first one is built and shown at once."""
        self.keys.append(key)
        self._build[key] = build
        self.bar.addTab(name)

    def set_tabs(self, tabs: Sequence[tuple[str, str, Callable[[], QWidget]]], first: str) -> None:
        """All of them at once, with ``first`` the only one that is built: the one somebody comes for."""
        with QSignalBlocker(self.bar):
            for tab in tabs:
                self.add_tab(*tab)
            self.go(first)
        self._show(self.bar.currentIndex())

    def go(self, key: str) -> None:
        """Show a tab."""
        self.bar.setCurrentIndex(self.keys.index(key))

    def current_key(self) -> str:
        """The key of the tab shown; "" before the first tab."""
        return self.keys[self.bar.currentIndex()] if self.keys else ""

    def tab(self, key: str) -> QWidget | None:
        """The widget of a tab that was visited."""
        return self._built.get(key)

    def prepare(self, key: str) -> None:
        """Build a tab before it is asked for, while nothing else is to do."""
        if key not in self._built:
            self._built[key] = self._build[key]()
            self.stack.addWidget(self._built[key])

    def _show(self, index: int) -> None:
        if index < 0:
            return
        key = self.keys[index]
        self.prepare(key)
        self.stack.setCurrentWidget(self._built[key])
        self.changed.emit(key)
