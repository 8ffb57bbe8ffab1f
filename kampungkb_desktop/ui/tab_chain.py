"""The way of Tab: through widgets that were built later than they stand, from top to bottom as one reads, and over
those that would only swallow it."""

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
        if stop.window() is window and _ordered(stop)
    ]  # fmt: skip
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _ordered(widget: QWidget) -> bool:
    """What has a place in the way, also where Tab passes over it today: of buttons to choose from, the chosen one
    stops, and that may be another one tomorrow."""
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None


def step(window: QWidget, *, forward: bool) -> bool:
    """Move the keys to the next control of ``window`` that is shown and takes them; False if there is no other.

    Qt's own way would also stop at what hands its keys on: it then passes over everything before the table of a page,
    and stays where it is when that table is not shown. Every window and dialog of ours goes this way instead.
    """
    focus: QWidget | None = window.focusWidget()  # the stubs know of no window without one
    here = focus or window
    met = [here]
    try:
        while (at := _beside(met[-1], forward=forward)) is not None and at is not here:
            met.append(at)
            # what is hidden is most of the chain, and cheapest to ask
            if at.isVisibleTo(window) and at.isEnabled() and at.window() is window and _stops(at):
                at.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
                return True
        return False
    finally:
        _give_back(met)


def _beside(widget: QWidget, *, forward: bool) -> QWidget | None:
    return widget.nextInFocusChain() if forward else widget.previousInFocusChain()


def _give_back(met: Sequence[QWidget]) -> None:
    """Let the parents have their own again. PySide takes what a widget is asked for, its neighbour in the chain too,
    for a child of that widget: all that follows, on other pages too, would be struck dead for Python when it is
    deleted, and the next event for one of them ends the program. Whom a parent finds is its own."""
    parents = {id(parent): parent for one in met if (parent := one.parentWidget()) is not None}
    for parent in parents.values():
        parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)


def _stops(widget: QWidget) -> bool:
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes and widget.focusProxy() is None


class OwnWindow(QWidget):
    """A window beside the main one that is no dialog: the guide."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab and Shift+Tab."""
        return step(self, forward=forward)
