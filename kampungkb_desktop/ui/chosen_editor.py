"""An answer that is chosen from a list under the line where one types: what those editors share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QWidget

from kampungkb_desktop.forms.kinds import Answer, Kind
from kampungkb_desktop.ui.editors import Editor


class ChosenEditor(Editor):
    """``line`` is typed into and keeps the keys; ``offered`` is the list beneath it, above it where the screen ends.
    Words that chose nothing are no answer, and are said to be none (``ASKS``)."""

    ASKS: ClassVar[str]

    def __init__(self, kind: Kind, line: QLineEdit, parent: QWidget | None) -> None:
        super().__init__(kind, parent)
        self.code: str | None = None
        self.line = line
        self.line.setAccessibleName(kind.label)
        self.offered: QAbstractItemView

    def offer_in(self, offered: QAbstractItemView, name: str) -> None:
        """The list, once the line has its place: Qt 6.11 leaves a line that comes after a window out of Tab's way."""
        self.offered = offered
        offered.setWindowFlags(Qt.WindowType.ToolTip)
        offered.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        offered.setFrameShape(QFrame.Shape.StyledPanel)
        offered.setAccessibleName(name)
        self.line.textEdited.connect(self.search)
        self.watch(self.line)
        self.setFocusProxy(self.line)

    def search(self, text: str) -> None:
        """Offer what these words may mean."""
        raise NotImplementedError

    def key(self, event: QKeyEvent) -> bool:
        """A key in the line; whether the list took it."""
        raise NotImplementedError

    def answer(self) -> Answer:
        return self.code

    def show_code(self, answer: Answer, words: str) -> None:
        """Take over an answer, shown as these words."""
        self.code = str(answer) if answer else None
        self.line.setText(words)
        self.line.setCursorPosition(0)

    def typed(self) -> str:
        return "" if self.code else self.line.text().strip()

    def set_typed(self, text: str) -> None:
        self.code = None
        self.line.setText(text)

    def unreadable(self) -> str:
        return self.ASKS if self.typed() else ""

    def inputs(self) -> Sequence[QWidget]:
        return (self.line,)

    def wide(self) -> bool:
        return True

    def takes_enter(self, _widget: QWidget) -> bool:
        return self.offered.isVisible()

    def show_offered(self, width: int, height: int) -> None:
        """The list at its size in pixels, under the line or above it."""
        self.offered.resize(width, height)
        below = self.line.mapToGlobal(QPoint(0, self.line.height() + 2))
        if below.y() + height > self.line.screen().availableGeometry().bottom():
            below = self.line.mapToGlobal(QPoint(0, -height - 2))
        self.offered.move(below)
        self.offered.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.key(event):
                return True
            if event.type() == QEvent.Type.FocusOut:
                self.offered.hide()
        return super().eventFilter(watched, event)
