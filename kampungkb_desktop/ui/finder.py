"""Offers, under a line one types in, what holds the letters typed so far; capitals or not, anywhere in the word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QObject, Qt
from PySide6.QtWidgets import QCompleter

from kampungkb_desktop.ui.dress import dress

VISIBLE = 12


def finder(offered: QAbstractItemModel | Sequence[str], parent: QObject, *, visible: int = VISIBLE) -> QCompleter:
    """For ``setCompleter``; ``visible`` lines are seen at once."""
    found = QCompleter(offered, parent)
    found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    found.setFilterMode(Qt.MatchFlag.MatchContains)
    found.setMaxVisibleItems(visible)
    if (popup := found.popup()) is not None:  # a window without parent
        dress(popup)
    return found
