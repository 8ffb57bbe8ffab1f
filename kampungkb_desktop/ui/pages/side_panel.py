"""What is looked at while one types (pyramid, balance): beside the form where there is room, under it where not."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.widgets import VerticalScroll


class SidePanel(VerticalScroll):
    """``content`` moves between this column, ``width`` pixels wide at 100 %, and the end of a form."""

    def __init__(self, content: QWidget, width: int) -> None:
        super().__init__(content, None, margins=(0, 0, 0, 0))
        self.content = content
        self.setFixedWidth(tokens().px(width))
        self._aside = True

    def put(self, beside: QWidget, form: VerticalScroll, *, aside: bool) -> None:
        """Take the place there is room for: the column in ``beside``, or the end of ``form``."""
        if aside == self._aside:
            return
        self._aside = aside
        if aside:
            self.body.insertWidget(0, self.content)
        else:
            form.body.addWidget(self.content)
        self.setVisible(aside)
        beside.updateGeometry()
