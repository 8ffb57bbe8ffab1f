"""A layout that sets widgets side by side and breaks the line when the width ends, as words do in a
paragraph."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QWidget

from kampungkb_desktop.ui.item_layout import ItemLayout
from kampungkb_desktop.ui.look import tokens


class FlowLayout(ItemLayout):
    """Items keep their size hint. With ``fill`` the items of a line share its width (tiles, cards)."""

    def __init__(self, *widgets: QWidget, spacing: int = 8, fill: bool = False) -> None:
        super().__init__()
        self._fill = fill
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
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, box: QRect, *, move: bool) -> int:
        """Place the lines and return the height they take."""
        y, gap = box.y(), self.spacing()
        for line in self._lines(box.width()):
            spare = box.width() - sum(item.sizeHint().width() for item in line) - gap * (len(line) - 1)
            extra = max(0, spare) // len(line) if self._fill else 0
            height = max(item.sizeHint().height() for item in line)
            x = box.x()
            for item in line:
                width = min(item.sizeHint().width(), box.width()) + extra
                if move:
                    top = y if self._fill else y + (height - item.sizeHint().height()) // 2
                    item.setGeometry(QRect(QPoint(x, top), QSize(width, item.sizeHint().height())))
                x += width + gap
            y += height + gap
        return max(0, y - gap - box.y())

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wide = item.sizeHint().width()
            if lines and used + self.spacing() + wide <= width:
                lines[-1].append(item)
                used += self.spacing() + wide
            else:
                lines.append([item])
                used = wide
        return lines
