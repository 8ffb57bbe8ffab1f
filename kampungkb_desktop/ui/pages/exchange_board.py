"""The first sheet of Kirim & Terima: what asks for attention, the two cards and the history of files."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.side_by_side import SideBySide
from kampungkb_desktop.ui.widgets import VerticalScroll, column

_HISTORY = 150
"""The least height of the history: a few lines."""


def board_of(over: Sequence[QWidget], order: Sequence[QWidget], history: QWidget) -> QWidget:
    """What asks for attention, two cards beside each other or one under the other, and the history; a low window
    scrolls them."""
    first, second = order
    inside = column(*over, spacing=14)
    inside.addWidget(SideBySide(first, second), 3)
    inside.addWidget(history, 2)
    box = QWidget()
    box.setLayout(inside)
    history.setMinimumHeight(tokens().px(_HISTORY))
    return VerticalScroll(box, spacing=0, margins=(0, 0, 0, 0), most=0)
