"""A table whose numbers open the records they count: small enough to show whole, walked by Tab, opened by Enter.

For a recap of some dozen lines; lists of records are ``record_table``.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.drawn_button import DrawnButton
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.text_flags import MIDDLE, RIGHT
from kampungkb_desktop.ui.theme import text_font
from kampungkb_desktop.ui.widgets import divider, label

NARROW, WIDEST_NARROW = 3, 620
"""A grid of so few columns does not fill a wide page."""


@frozen
class Count:
    """A number and the ``key`` that is told when it is opened; without one, or at nought, it opens nothing."""

    count: int
    key: str = ""
    strong: bool = False


@frozen
class Line:
    """``name`` with its numbers; a ``Count``, plain words, or ``None`` for an empty place."""

    name: str
    cells: tuple[Count | str | None, ...]
    note: str = ""
    strong: bool = False


class CountButton(DrawnButton):
    """One number, at the right of its place."""

    def __init__(self, cell: Count, name: str) -> None:
        super().__init__()
        self.cell = cell
        self.opens = bool(cell.key) and cell.count > 0
        self.setText(number(cell.count))
        self.setAccessibleName(f"{name}: {number(cell.count)}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if self.opens:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setToolTip(f"{name}: lihat {number(cell.count)} keluarga")
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return QSize(tokens().px(64), tokens().px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.opens:
            self.draw_ground(painter)
        painter.setFont(text_font(bold=self.cell.strong))
        painter.setPen(QColor(look.accent_ink if self.opens else look.ink_soft))
        painter.drawText(QRectF(self.rect()).adjusted(0, 0, -look.px(8), 0), RIGHT | MIDDLE, self.text())
        painter.end()


class NumberGrid(QWidget):
    """``opened(key)`` when a number is opened. The first title stands over the names."""

    opened = Signal(str)

    def __init__(self, titles: Sequence[str], lines: Sequence[Line]) -> None:
        super().__init__()
        self.buttons: dict[str, CountButton] = {}
        self._grid = QGridLayout(self)
        look = tokens()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.px(10))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 3)
        if len(titles) <= NARROW:
            self.setMaximumWidth(look.px(WIDEST_NARROW))  # a number far from its name is read in the wrong line
        for at in range(1, len(titles)):
            self._grid.setColumnStretch(at, 1)
        if any(titles):
            self._head(titles)
        for line in lines:
            self._add(line, titles)

    def _head(self, titles: Sequence[str]) -> None:
        for at, title in enumerate(titles):
            head = label(title, "small", wrap=at > 0)
            side = Qt.AlignmentFlag.AlignLeft if at == 0 else Qt.AlignmentFlag.AlignRight
            head.setAlignment(side | Qt.AlignmentFlag.AlignBottom)
            if at:
                head.setContentsMargins(0, 0, tokens().px(8), 0)
            self._grid.addWidget(head, 0, at)
        self._grid.addWidget(divider(), 1, 0, 1, len(titles))

    def _add(self, line: Line, titles: Sequence[str]) -> None:
        at = self._grid.rowCount()
        name = label(line.name, "label" if line.strong else "", wrap=True)
        name.setToolTip(line.note)
        self._grid.addWidget(name, at, 0)
        for place, cell in enumerate(line.cells, start=1):
            title = titles[place] if place < len(titles) else ""
            if isinstance(cell, Count):
                made = CountButton(cell, f"{line.name}, {title}" if title else line.name)
                made.clicked.connect(lambda _on=False, key=cell.key: self.opened.emit(key))
                if cell.key:
                    self.buttons[cell.key] = made
                self._grid.addWidget(made, at, place)
            elif cell:
                words = label(cell, "soft")
                words.setContentsMargins(0, 0, tokens().px(8), 0)
                self._grid.addWidget(words, at, place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
