"""The way of Tab through widgets that were built later than they stand: from top to bottom as one reads."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def chain_tabs(parts: Sequence[QWidget]) -> None:
    """Let Tab go through these one after the other, through each from what was built first in it to what was built
    last. What is hidden or takes no keys is passed over by Qt itself."""
    stops = [stop for part in parts for stop in (part, *part.findChildren(QWidget)) if _stops(stop)]
    for before, after in zip(stops, stops[1:], strict=False):
        QWidget.setTabOrder(before, after)


def _stops(widget: QWidget) -> bool:
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes and widget.focusProxy() is None and not widget.isWindow()
