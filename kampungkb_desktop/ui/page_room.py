"""The room of notices, header and page: as large as the window allows, and never smaller than the page can bear. In a
smaller window (200 % on an old laptop, large letters) it scrolls, and follows the keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QScrollArea, QWidget

from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.one_scroll import OneScroll
from kampungkb_desktop.ui.stack import Stack

LEAST, MOST = QSize(540, 500), QSize(928, 640)
"""What any page gets, at 100 %: lists and tables would shrink to a line. And the most it can ask for: every page is
made to be usable in a window of 1024×768."""

LARGE = 0.7
"""Of the room's height: a list that takes more is not brought into sight whole, only its beginning."""


class Pages(Stack):
    """The pages of the window."""

    def minimumSizeHint(self) -> QSize:
        look = tokens()
        least, most = (QSize(look.px(one.width()), look.px(one.height())) for one in (LEAST, MOST))
        return super().minimumSizeHint().boundedTo(most).expandedTo(least)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()  # more comes of the window

    def hasHeightForWidth(self) -> bool:
        return False  # else the room would grow to what the page likes best, and scroll


class PageRoom(QScrollArea):
    """``inside`` is what scrolls."""

    def __init__(self, inside: QLayout) -> None:
        super().__init__()
        self.one = OneScroll(self)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        held = self._held = QWidget()
        held.setObjectName("scrollbody")
        self.setWidget(held)
        held.setLayout(inside)
        self.viewport().setAutoFillBackground(False)
        held.setAutoFillBackground(False)
        self._again = QTimer(self, interval=0, singleShot=True)
        self._again.timeout.connect(self._look_again)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def sizeHint(self) -> QSize:
        return self._held.sizeHint()

    def top(self) -> None:
        """Another page: from its beginning."""
        self.one.look()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.one.place()
        self.one.look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self.verticalScrollBar().maximum():
            self.one.look()  # what scrolls in the page may be another now
        return super().eventFilter(watched, event)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Now, and once more when a form in the page has scrolled to it, too."""
        self._bring(new)
        self._again.start()

    def _look_again(self) -> None:
        self._bring(QApplication.focusWidget())

    def _bring(self, new: QWidget | None) -> None:
        """What gets the keys comes into sight: of what is larger than the room, its beginning."""
        held = self._held
        if new is None or not self.isVisible() or QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        if (held.width() <= self.viewport().width() and held.height() <= self.viewport().height()) or (
            not held.isAncestorOf(new)
        ):
            return
        edge, room = tokens().px(24), self.viewport().size()
        large = new.height() > room.height() * LARGE or new.width() > room.width()
        seen = QSize(room.width() // 3, room.height() // 3) if large else room - QSize(edge, edge)
        box = QRect(new.mapTo(held, QPoint(0, 0)), new.size().boundedTo(seen))
        middle = box.center()
        self.ensureVisible(middle.x(), middle.y(), box.width() // 2 + edge // 2, box.height() // 2 + edge // 2)
