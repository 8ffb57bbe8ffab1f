"""A dialog of a fixed width that is as tall as its words need, and no taller than the screen: what does not fit
scrolls, and the buttons stay in sight. Wrapped words tell their height only once the width is known, so it is asked at
showing."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QLayout, QWidget

from kampungkb_desktop.ui.dialog import FRAME, Dialog
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.widgets import VerticalScroll, column


def size_within_screen(dialog: QDialog, width: int, height: int) -> None:
    """Give a dialog that can be resized this size (before the text size), or what the screen has."""
    look, room = tokens(), dialog.screen().availableGeometry()
    dialog.resize(min(look.px(width), room.width()), min(look.px(height), room.height() - look.px(FRAME)))


class TallDialog(Dialog):
    """``arrange`` once everything is made."""

    def arrange(self, inside: QLayout, foot: QLayout, width: int) -> None:
        """Lay out what may scroll and what must not, at this width (before the text size)."""
        look = tokens()
        self._foot, self._edge = foot, look.px(20)
        self._content = QWidget()
        self._content.setLayout(inside)
        inside.setContentsMargins(0, 0, look.px(2), 0)
        self.area = VerticalScroll(self._content, spacing=0, margins=(0, 0, 0, 0))
        box = column(self.area, foot, spacing=12, margins=(20, 18, 20, 16))
        self.setLayout(box)
        self.setFixedWidth(look.px(width))
        self.fit()

    def fit(self) -> None:
        """As tall as the words, where the screen is."""
        box, inside = self.layout(), self._content.layout()
        if box is None or inside is None:
            return
        edges = box.contentsMargins()
        within = self.width() - edges.left() - edges.right()
        words = inside.totalHeightForWidth(within) if inside.hasHeightForWidth() else inside.totalSizeHint().height()
        wanted = edges.top() + words + box.spacing() + self._foot.sizeHint().height() + edges.bottom() + 2
        room = self.screen().availableGeometry().height() - tokens().px(FRAME)
        self.area.setMinimumHeight(0)
        self.resize(self.width(), min(wanted, room))

    def showEvent(self, event: QShowEvent) -> None:
        """Measure again: the screen and the style are known now."""
        super().showEvent(event)
        self.fit()
