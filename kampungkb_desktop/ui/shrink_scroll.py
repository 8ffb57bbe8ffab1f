"""A scroll area that asks for the height of what it holds and scrolls only where the window is too low for it: the
steps of a cover at 200 % on a small screen."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.widgets import VerticalScroll

LEAST = 120


class ShrinkScroll(VerticalScroll):
    """Whatever gets the focus inside is brought into sight."""

    def __init__(self, content: QWidget) -> None:
        super().__init__(content, spacing=0, margins=(0, 0, 2, 0))
        self._content = content
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def sizeHint(self) -> QSize:
        wide = super().sizeHint().width()
        height = self._content.heightForWidth(self.viewport().width()) if self._content.hasHeightForWidth() else -1
        return QSize(wide, max(height, self._content.sizeHint().height()) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), min(tokens().px(LEAST), self.sizeHint().height()))

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self._content.isAncestorOf(new):
            self.ensureWidgetVisible(new, 0, tokens().px(24))
