"""The first sheet of Kirim & Terima: what asks for attention, the two cards and the history of files; and how the views
that lie over it are laid there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from kampungkb_desktop.ui.even_row import EvenRow
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.exchange_conflicts import ConflictView
from kampungkb_desktop.ui.pages.exchange_incoming import IncomingView
from kampungkb_desktop.ui.pages.exchange_laptops import LaptopDesk
from kampungkb_desktop.ui.pages.exchange_storage import StorageView
from kampungkb_desktop.ui.pages.exchange_waiting import WaitingView
from kampungkb_desktop.ui.pages.side_by_side import SideBySide
from kampungkb_desktop.ui.widgets import VerticalScroll, column

_HISTORY = 220
"""The least height of the history: its title, its head and four lines."""
_SAID = 470
"""So wide must what asks for attention be to stand beside each other, so that a low window keeps room for the rest."""


def board_of(over: Sequence[QWidget], order: Sequence[QWidget], history: QWidget) -> QWidget:
    """What asks for attention, two cards beside each other or one under the other, and the history; a low window
    scrolls them."""
    first, second = order
    inside = column(spacing=14)
    inside.addLayout(EvenRow(*over, spacing=14, least=_SAID))
    inside.addWidget(SideBySide(first, second), 3)
    inside.addWidget(history, 2)
    box = QWidget()
    box.setLayout(inside)
    history.setMinimumHeight(tokens().px(_HISTORY))
    return VerticalScroll(box, spacing=0, margins=(0, 0, 0, 0), most=0)


def laid(stack: QStackedWidget, view: QWidget, back: Callable[[], object]) -> QWidget:
    """A view within the stack; it gets there with its first look."""
    if stack.indexOf(view) < 0:
        stack.addWidget(view)
        if isinstance(view, LaptopDesk | StorageView):
            view.closed.connect(back)
    return view


def first_of(view: QWidget | None) -> QWidget | None:
    """Where the keys go first in a view that lies over the cards."""
    if isinstance(view, LaptopDesk | ConflictView | WaitingView):
        return view.table
    if isinstance(view, StorageView):
        return view.first_focus()
    if isinstance(view, IncomingView):
        return view.accept if view.accept.isVisible() else view.back
    return None
