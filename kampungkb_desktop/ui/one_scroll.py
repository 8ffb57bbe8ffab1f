"""One scroll bar for a page and the lists and forms in it, in a window so low that both must scroll (200 % on an old
laptop): first the page goes up until they have the room, then they go on.

Drawn by the bar they go on together, as columns of one page would; wheel and keys move the one they are in. What
scrolls within one of them, and a field of many lines, keeps its own bar.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

_STEP = 120
"""What Qt tells of one notch of the wheel."""
_LINES = 3
_WALKING = frozenset(
    (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End)
)


class OneScroll(QObject):
    """``room`` scrolls the page; ``look`` after anything in it may have changed; nothing is done in a window that is
    high enough."""

    def __init__(self, room: QScrollArea) -> None:
        super().__init__(room)
        self._room = room
        self._inner: list[QAbstractScrollArea] = []
        self._heard: set[int] = set()
        self._setting = False
        self.bar = QScrollBar(Qt.Orientation.Vertical, room)
        self.bar.hide()
        self.bar.valueChanged.connect(self._drawn)
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._look)
        self._outer.rangeChanged.connect(self.look)
        self._outer.valueChanged.connect(self._tell)

    @property
    def _outer(self) -> QScrollBar:
        """Asked anew each time: what Python keeps of a bar of Qt's own may go before the bar does."""
        return self._room.verticalScrollBar()

    def look(self) -> None:
        """See soon what scrolls now."""
        self._timer.start()

    def place(self) -> None:
        """The bar stands where the room's own would."""
        box = self._room.rect()
        self.bar.setGeometry(box.right() - self._wide() + 1, 0, self._wide(), box.height())

    # --- who scrolls

    def _look(self) -> None:
        if not isValid(self._room):
            return  # the page went before its turn came
        inner = self._scrolling() if self._outer.maximum() else []
        if inner != self._inner:
            self._part()
            if inner:
                self._join(inner)
        self._tell()

    def _scrolling(self) -> list[QAbstractScrollArea]:
        """The parts of the page that scroll down."""
        areas = [one for one in self._room.findChildren(QAbstractScrollArea) if one.isVisible() and one.height()]
        for one in areas:
            if id(one) not in self._heard:
                self._heard.add(id(one))
                one.verticalScrollBar().rangeChanged.connect(self.look)
        found = [one for one in areas if one.verticalScrollBar().maximum() > 0 and self._may(one)]
        return [one for one in found if not any(other.isAncestorOf(one) for other in found if other is not one)]

    def _may(self, one: QAbstractScrollArea) -> bool:
        if isinstance(one, QTextEdit | QPlainTextEdit):
            return False
        return one in self._inner or one.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAsNeeded

    def _join(self, inner: list[QAbstractScrollArea]) -> None:
        self._inner = inner
        self._room.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in inner:
            one.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            one.verticalScrollBar().valueChanged.connect(self._tell)
            one.installEventFilter(self)
            one.viewport().installEventFilter(self)
        self.bar.show()
        self._room.setViewportMargins(0, 0, self._wide(), 0)
        self.place()

    def _part(self) -> None:
        inner, self._inner = self._inner, []
        for one in inner:
            if isValid(one):
                one.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
                one.verticalScrollBar().valueChanged.disconnect(self._tell)
                one.removeEventFilter(self)
                one.viewport().removeEventFilter(self)
        if not self.bar.isHidden():
            self.bar.hide()
            self._room.setViewportMargins(0, 0, 0, 0)
            self._room.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    # --- one value of several

    def _there(self) -> list[tuple[QScrollBar, int]]:
        """The bars of what scrolls, with the pixels of one step: lists count rows."""
        if not isValid(self._room):
            return []
        return [(one.verticalScrollBar(), _unit(one)) for one in self._inner if isValid(one)]

    def _tell(self) -> None:
        inner = [] if self._setting else self._there()
        if not inner:
            return
        self._setting = True
        self.bar.setRange(0, self._outer.maximum() + max(own.maximum() * unit for own, unit in inner))
        self.bar.setPageStep(self._outer.pageStep())
        self.bar.setSingleStep(max(self._outer.singleStep(), *(unit for _own, unit in inner)))
        self.bar.setValue(self._outer.value() + max(own.value() * unit for own, unit in inner))
        self._setting = False

    def _drawn(self, value: int) -> None:
        inner = [] if self._setting else self._there()
        if not inner:
            return
        self._setting = True
        first, end = min(value, self._outer.maximum()), value >= self.bar.maximum()
        was = max(own.value() * unit for own, unit in inner)
        self._outer.setValue(first)
        for own, unit in inner:
            gone = value - first - was  # what wheel or keys have moved apart stays apart until an end is reached
            wanted = own.value() + round(gone / unit) if value > first else 0
            own.setValue(own.maximum() if end else wanted)
        self._setting = False

    def _wide(self) -> int:
        return self.bar.sizeHint().width()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel over a part moves the page first; by keys the part is walked where it has the whole room."""
        if not isinstance(event, QWheelEvent | QKeyEvent) or not isValid(self._room):
            return False
        left = self._outer.maximum() - self._outer.value()
        if isinstance(event, QKeyEvent):
            if left and event.type() == QEvent.Type.KeyPress and event.key() in _WALKING:
                self._outer.setValue(self._outer.maximum())
            return False
        down = -event.angleDelta().y() if not event.modifiers() else 0
        at_top = any(
            isValid(one) and watched in (one, one.viewport()) and not one.verticalScrollBar().value()
            for one in self._inner
        )
        if not down or not (left if down > 0 else at_top):
            return False
        self._outer.setValue(self._outer.value() + down * self._outer.singleStep() * _LINES // _STEP)
        return True


def _unit(one: QWidget) -> int:
    by_rows = isinstance(one, QAbstractItemView) and (
        one.verticalScrollMode() == QAbstractItemView.ScrollMode.ScrollPerItem
    )
    return max(1, one.sizeHintForRow(0)) if by_rows and isinstance(one, QAbstractItemView) else 1
