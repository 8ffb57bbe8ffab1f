"""A layout that sets widgets side by side and breaks the line when the width ends, as words do in a
paragraph."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QWidget

from kampungkb_desktop.ui.item_layout import LineLayout


class FlowLayout(LineLayout):
    """Items keep their size hint. With ``fill`` the items of a line share its width (tiles, cards); what a line has to
    spare stands before ``apart``, one of the widgets, so that it and what follows end at the right."""

    def __init__(self, *widgets: QWidget, spacing: int = 8, fill: bool = False, apart: QWidget | None = None) -> None:
        self._fill, self._apart = fill, apart
        self._hints: list[tuple[QLayoutItem, int, int]] | None = None
        """Each shown item with the size it wants: asked once, for a width is tried many times."""
        super().__init__(*widgets, spacing=spacing)

    def invalidate(self) -> None:
        """Some item wants another size."""
        self._hints = None
        super().invalidate()

    def _wanted(self) -> list[tuple[QLayoutItem, int, int]]:
        if self._hints is None:
            shown = [(item, item.sizeHint()) for item in self._items if not item.isEmpty()]
            self._hints = [(item, size.width(), size.height()) for item, size in shown]
        return self._hints

    def _arrange(self, box: QRect, *, move: bool) -> int:
        y, gap = box.y(), self.spacing()
        for line in self._lines(box.width()):
            spare = box.width() - sum(wide for _item, wide, _high in line) - gap * (len(line) - 1)
            extra = max(0, spare) // len(line) if self._fill else 0
            height = max(high for _item, _wide, high in line)
            x = box.x()
            for item, wide, high in line:
                width = min(wide, box.width()) + extra
                x += max(0, spare) if self._apart is not None and item.widget() is self._apart else 0
                if move:
                    top = y if self._fill else y + (height - high) // 2
                    item.setGeometry(QRect(QPoint(x, top), QSize(width, high)))
                x += width + gap
            y += height + gap
        return max(0, y - gap - box.y())

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, int, int]]]:
        lines: list[list[tuple[QLayoutItem, int, int]]] = []
        used, gap = 0, self.spacing()
        for one in self._wanted():
            wide = one[1]
            if lines and used + gap + wide <= width:
                lines[-1].append(one)
                used += gap + wide
            else:
                lines.append([one])
                used = wide
        return lines
