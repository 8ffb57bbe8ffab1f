"""What every layout of ours keeps the same way: its items in the order they came, and a height that follows the
width."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

from kampungkb_desktop.ui.look import tokens


class ItemLayout(QLayout):
    """Where the items go is its children's: ``heightForWidth``, ``minimumSize`` and ``setGeometry``."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addWidget(self, widget: QWidget) -> None:  # noqa: N802  Qt's name
        """With an item made here. Of one that Qt makes, Python may hold an older picture: that of another layout's item
        that stood at the same address, which falls with that layout and takes the program with it."""
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        self.invalidate()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        return self.minimumSize()


class LineLayout(ItemLayout):
    """Widgets in lines one under the other, ``spacing`` pixels apart at 100 %; what is hidden takes no room. How the
    lines break is its children's: ``_arrange``."""

    def __init__(self, *widgets: QWidget, spacing: int) -> None:
        super().__init__()
        self.setSpacing(tokens().px(spacing))
        for widget in widgets:
            self.addWidget(widget)

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, box: QRect) -> None:
        super().setGeometry(box)
        self._arrange(box, move=True)

    def minimumSize(self) -> QSize:  # noqa: N802  Qt's name
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    @abstractmethod
    def _arrange(self, box: QRect, *, move: bool) -> int:
        """Place the lines, or with ``move`` off only reckon, and return the height they take in pixels."""
