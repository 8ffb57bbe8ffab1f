"""One scroll bar for a page and the list or form in it, in a window so low that both must scroll (200 % on an old
laptop): first the page goes up until the list has the room, then the list goes on.

Only where one part of the page scrolls; where several do (a list over a form), each keeps its own.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QScrollArea, QScrollBar
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
        self._room, self._outer = room, room.verticalScrollBar()
        self._inner: QAbstractScrollArea | None = None
        self._heard: set[int] = set()
        self._setting = False
        self.bar = QScrollBar(Qt.Orientation.Vertical, room)
        self.bar.hide()
        self.bar.valueChanged.connect(self._drawn)
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._look)
        self._outer.rangeChanged.connect(self.look)
        self._outer.valueChanged.connect(self._tell)

    def look(self) -> None:
        """See soon what scrolls now."""
        self._timer.start()

    def place(self) -> None:
        """The bar stands where the room's own would."""
        box = self._room.rect()
        self.bar.setGeometry(box.right() - self._wide() + 1, 0, self._wide(), box.height())

    # --- who scrolls

    def _look(self) -> None:
        if not isValid(self._outer):
            return  # the page went before its turn came
        inner = self._only() if self._outer.maximum() else None
        if inner is not self._inner:
            self._part()
            if inner is not None:
                self._join(inner)
        self._tell()

    def _only(self) -> QAbstractScrollArea | None:
        """The one part of the page that scrolls down, if there is one."""
        areas = [one for one in self._room.findChildren(QAbstractScrollArea) if one.isVisible() and one.height()]
        for one in areas:
            if id(one) not in self._heard:
                self._heard.add(id(one))
                one.verticalScrollBar().rangeChanged.connect(self.look)
        scrolling = [one for one in areas if one.verticalScrollBar().maximum() > 0]
        return scrolling[0] if len(scrolling) == 1 else None

    def _join(self, inner: QAbstractScrollArea) -> None:
        self._inner = inner
        for one in (self._room, inner):
            one.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner.verticalScrollBar().valueChanged.connect(self._tell)
        inner.installEventFilter(self)
        inner.viewport().installEventFilter(self)
        self.bar.show()
        self._room.setViewportMargins(0, 0, self._wide(), 0)
        self.place()

    def _part(self) -> None:
        inner, self._inner = self._inner, None
        if inner is not None and isValid(inner):
            inner.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
            inner.verticalScrollBar().valueChanged.disconnect(self._tell)
            inner.removeEventFilter(self)
            inner.viewport().removeEventFilter(self)
        if not self.bar.isHidden():
            self.bar.hide()
            self._room.setViewportMargins(0, 0, 0, 0)
            self._room.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    # --- one value of two

    def _unit(self) -> int:
        """Pixels of one step of the inner bar: lists count rows."""
        inner = self._inner
        by_rows = isinstance(inner, QAbstractItemView) and (
            inner.verticalScrollMode() == QAbstractItemView.ScrollMode.ScrollPerItem
        )
        return max(1, inner.sizeHintForRow(0)) if by_rows and isinstance(inner, QAbstractItemView) else 1

    def _tell(self) -> None:
        inner = self._inner
        if inner is None or self._setting or not (isValid(inner) and isValid(self._outer)):
            return
        own, unit = inner.verticalScrollBar(), self._unit()
        self._setting = True
        self.bar.setRange(0, self._outer.maximum() + own.maximum() * unit)
        self.bar.setPageStep(self._outer.pageStep())
        self.bar.setSingleStep(max(self._outer.singleStep(), unit))
        self.bar.setValue(self._outer.value() + own.value() * unit)
        self._setting = False

    def _drawn(self, value: int) -> None:
        inner = self._inner
        if inner is None or self._setting or not (isValid(inner) and isValid(self._outer)):
            return
        self._setting = True
        first = min(value, self._outer.maximum())
        self._outer.setValue(first)
        inner.verticalScrollBar().setValue(round((value - first) / self._unit()))
        self._setting = False

    def _wide(self) -> int:
        return self.bar.sizeHint().width()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The wheel over the list moves the page first; by keys the list is walked where it has the whole room."""
        if not isinstance(event, QWheelEvent | QKeyEvent) or not isValid(self._outer):
            return False
        left = self._outer.maximum() - self._outer.value()
        if isinstance(event, QKeyEvent):
            if left and event.type() == QEvent.Type.KeyPress and event.key() in _WALKING:
                self._outer.setValue(self._outer.maximum())
            return False
        down = -event.angleDelta().y() if not event.modifiers() else 0
        at_top = self._inner is not None and not self._inner.verticalScrollBar().value()
        if not down or not (left if down > 0 else at_top):
            return False
        self._outer.setValue(self._outer.value() + down * self._outer.singleStep() * _LINES // _STEP)
        return True
