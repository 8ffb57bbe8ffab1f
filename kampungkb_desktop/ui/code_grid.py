"""A code of groups as it is read out: each group under its number, so that both ends speak of the same one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout

from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.theme import text_font
from kampungkb_desktop.ui.widgets import column, label


class CodeGrid(QFrame):
    """``size`` in pixels at 100 %; so many groups ``across``."""

    def __init__(self, code: str, *, across: int = 4, size: int = 19) -> None:
        super().__init__()
        self.setObjectName("chosen")
        self.setAccessibleName(code)
        grid = QGridLayout()
        for place, group in enumerate(code.split("-")):
            words = label(group, selectable=True)
            words.setFont(text_font(size, bold=True))
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            words.setAccessibleName(f"Kelompok ke-{place + 1}: {' '.join(group)}")
            number = label(str(place + 1), "small")
            number.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addLayout(column(number, words, spacing=0), place // across, place % across)
        look = tokens()
        grid.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(10))
        grid.setVerticalSpacing(look.px(8))
        self.setLayout(grid)
