"""A layout that sets many small things of one kind in even columns, read downwards, as many as the width allows."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize

from kampungkb_desktop.ui.item_layout import ItemLayout

_LINE = 60
"""Letters of an option beside its box."""


class ColumnsLayout(ItemLayout):
    """Items go down the first column, then the next. No column is narrower than the widest item."""

    def __init__(self, most: int = 3, *, across: int = 18, down: int = 2) -> None:
        super().__init__()
        self._most, self._across, self._down = most, across, down

    def heightForWidth(self, width: int) -> int:
        rows, tall = self._rows(width), self._tallest()
        return max(0, rows * (tall + self._down) - self._down)

    def minimumSize(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(self._widest(), self._tallest())

    def setGeometry(self, box: QRect) -> None:
        super().setGeometry(box)
        rows, tall = self._rows(box.width()), self._tallest()
        if not rows:
            return
        columns = -(-len(self._items) // rows)
        step = (box.width() + self._across) / columns
        for at, item in enumerate(self._items):
            across, down = divmod(at, rows)
            left, top = box.x() + round(across * step), box.y() + down * (tall + self._down)
            item.setGeometry(QRect(left, top, round(step) - self._across, tall))

    def _rows(self, width: int) -> int:
        wide = self._widest() + self._across
        columns = max(1, min(self._most, (width + self._across) // wide if wide else 1))
        return -(-len(self._items) // columns)

    def _widest(self) -> int:
        return max((item.sizeHint().width() for item in self._items), default=0)

    def _tallest(self) -> int:
        return max((item.sizeHint().height() for item in self._items), default=0)


def on_two_lines(words: str) -> str:
    """A long option on two lines: a box does not break its words by itself, and the page would scroll sideways."""
    if len(words) <= _LINE:
        return words
    middle = len(words) // 2
    spaces = [at for at, letter in enumerate(words) if letter == " "]
    near = min(spaces, key=lambda at: abs(at - middle), default=0)
    return f"{words[:near]}\n{words[near + 1 :]}" if near else words
