"""The way of Tab through widgets that were built later than they stand: from top to bottom as one reads."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def chain_tabs(parts: Sequence[QWidget]) -> None:
    """Let Tab go through these one after the other, through each from what was built first in it to what was built
    last. What is hidden or takes no keys is passed over by Qt itself."""
    window = parts[0].window() if parts else None
    stops = [
        stop for part in parts for stop in (part, *part.findChildren(QWidget))
        if stop.window() is window and _stops(stop)
    ]  # fmt: skip
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _stops(widget: QWidget) -> bool:
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes and widget.focusProxy() is None
