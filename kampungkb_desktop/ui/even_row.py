"""A layout that sets equal things (tiles, cards, columns of figures) side by side, and on as few further lines as the
width asks for: each line holds as many, none stays alone under a full one."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QWidget

from kampungkb_desktop.ui.item_layout import LineLayout
from kampungkb_desktop.ui.look import tokens

TILE = 140
"""Of a tile, so that its words can be read whole."""


class EvenRow(LineLayout):
    """All columns are as wide as each other and none is narrower than the widest item can bear, nor than ``least``
    where there is a choice; this and ``spacing`` in pixels at 100 %."""

    def __init__(self, *widgets: QWidget, spacing: int = 10, least: int = 0) -> None:
        super().__init__(*widgets, spacing=spacing)
        self._least = tokens().px(least)

    def sizeHint(self) -> QSize:
        """All on one line."""
        hints = [item.sizeHint() for item in self._shown()]
        wide = max((one.width() for one in hints), default=0)
        gaps = self.spacing() * max(0, len(hints) - 1)
        return QSize(wide * len(hints) + gaps, max((one.height() for one in hints), default=0))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, box: QRect, *, move: bool) -> int:
        shown, gap, y = self._shown(), self.spacing(), box.y()
        columns = self._columns(len(shown), box.width())
        wide = max(1, (box.width() - gap * (columns - 1)) // columns)
        for start in range(0, len(shown), columns):
            line = shown[start : start + columns]
            high = max(_height(item, wide) for item in line)
            if move:
                for at, item in enumerate(line):
                    left, right = ((box.width() + gap) * one // columns for one in (at, at + 1))
                    item.setGeometry(QRect(box.x() + left, y, right - left - gap, high))
            y += high + gap
        return max(0, y - gap - box.y())

    def _columns(self, count: int, width: int) -> int:
        gap, least = self.spacing(), max(self._least, self.minimumSize().width())
        most = max(1, min(count, (width + gap) // max(1, least + gap)))
        lines = -(-count // most)
        return max(1, -(-count // lines)) if lines else 1


def _height(item: QLayoutItem, width: int) -> int:
    return max(item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height(),
               item.minimumSize().height())  # fmt: skip
