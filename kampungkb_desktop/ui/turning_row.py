"""A form with something beside it, one under the other where there is no room for both: large letters, a small screen.
Without this the whole page would scroll sideways."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayoutItem, QSizePolicy, QSplitter, QWidget

from kampungkb_desktop.ui.look import tokens

_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_UNBOUNDED = 16_777_215
"""Qt's own largest size."""


class Turning(QBoxLayout):
    """Side by side as long as each has the width it must have; ``spacing`` in pixels at 100 %."""

    def __init__(self, *, spacing: int) -> None:
        super().__init__(_ACROSS)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(tokens().px(spacing))

    def minimumSize(self) -> QSize:  # noqa: N802  Qt's name
        """What it can bear turned; else it would never be made so narrow that it turns."""
        size = super().minimumSize()
        if self.direction() == _ACROSS:
            size.setWidth(max(self._leasts(), default=0))
        return size

    def setGeometry(self, box: QRect) -> None:
        leasts = self._leasts()
        wanted = _ACROSS if box.width() >= sum(leasts) + self.spacing() * (len(leasts) - 1) else _DOWN
        if wanted != self.direction():
            self.setDirection(wanted)
            self._dress()
        super().setGeometry(box)

    def _leasts(self) -> list[int]:
        """Widths that each needs beside the others."""
        return [self._least(item) for at in range(self.count()) if (item := self.itemAt(at)) and not item.isEmpty()]

    def _least(self, item: QLayoutItem) -> int:
        return item.minimumSize().width()

    def _dress(self) -> None:
        """What else changes with the direction."""


class TurningRow(Turning):
    """``aside``, one of its widgets, is ``width`` wide beside the rest or at most ``height`` high above or under it, in
    pixels at 100 %."""

    def __init__(self, aside: QWidget, *, width: int, height: int, spacing: int, shrinks: bool = False) -> None:
        """With ``shrinks`` it takes no more height, under the rest, than what it holds needs now."""
        super().__init__(spacing=spacing)
        look = tokens()
        self._shrinks, self._alone = shrinks, False
        self._aside, self._width, self._height = aside, look.px(width), look.px(height)
        self._dress()

    def let_alone(self, *, alone: bool) -> None:
        """Give ``aside`` all the room there is: nothing else is shown now."""
        self._alone = alone
        for at in range(self.count()):  # Qt gives room also to what is empty, as long as it may stretch
            if (item := self.itemAt(at)) is not None and item.widget() is not self._aside:
                self.setStretch(at, 0 if alone else 1)
        self._dress()

    def _least(self, item: QLayoutItem) -> int:
        return self._width if item.widget() is self._aside else super()._least(item)

    def _dress(self) -> None:
        across = self.direction() == _ACROSS
        self._aside.setMinimumWidth(self._width if across and not self._alone else 0)
        wide, high = (self._width, _UNBOUNDED) if across else (_UNBOUNDED, self._height)
        self._aside.setMaximumSize(*((_UNBOUNDED, _UNBOUNDED) if self._alone else (wide, high)))
        if self._shrinks:
            policy = QSizePolicy.Policy
            self._aside.setSizePolicy(policy.Expanding, policy.Expanding if across else policy.Maximum)


class TurningSplitter(QSplitter):
    """Two parts side by side, or the second under the first."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setChildrenCollapsible(False)

    def minimumSizeHint(self) -> QSize:
        size = super().minimumSizeHint()
        if self.orientation() == Qt.Orientation.Horizontal:
            size.setWidth(max((one.minimumSizeHint().width() for one in self._parts()), default=0))
        return size

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn before the parts are laid out."""
        least = sum(one.minimumSizeHint().width() for one in self._parts()) + self.handleWidth()
        wanted = Qt.Orientation.Horizontal if event.size().width() >= least else Qt.Orientation.Vertical
        if wanted != self.orientation():
            self.setOrientation(wanted)
        super().resizeEvent(event)

    def _parts(self) -> list[QWidget]:
        return [one for at in range(self.count()) if (one := self.widget(at)) is not None]
