"""The small pieces every page is made of: labels, buttons, rows and columns, cards and section titles.

They hold no data and know no forms; each takes its words as arguments and tells of clicks by a callable.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6 import QtCore, QtGui
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kampungkb_desktop.ui.icons import set_icon
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.taught_button import TaughtButton, bind, spoken
from kampungkb_desktop.ui.text_flags import PLAIN_TEXT

Item = QWidget | QLayout | int | None
"""What a row or column may hold: a widget, a layout, a gap in pixels, or ``None`` for a stretch."""

_ROLE_OF_KIND = {"primary": "on_accent", "danger": "bad_ink", "quiet": "accent_ink", "": "ink"}


def label(text: str = "", role: str = "", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """A label in a role of the sheet: title, section, figure, label, soft, hint, small, error, caution,
    code."""
    made = QLabel(text)
    made.setProperty("textFormat", PLAIN_TEXT)  # never read records as HTML; by number, see text_flags
    if role:
        made.setProperty("role", role)
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(QtCore.Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def button(
    text: str,
    on_click: Callable[[], object] | None = None,
    *,
    kind: str = "",
    icon: str = "",
    shortcut: str = "",
    tip: str = "",
) -> QPushButton:
    """A push button: ``kind`` is "", "primary", "danger" or "quiet". The shortcut is shown in the tooltip."""
    made = TaughtButton(text, shortcut, tip)
    if kind:
        made.setProperty("kind", kind)
    if icon:
        set_icon(made, icon, _ROLE_OF_KIND[kind])
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    return made


def tool(
    icon: str,
    name: str,
    on_click: Callable[[], object] | None = None,
    *,
    shortcut: str = "",
    role: str = "ink_soft",
) -> QToolButton:
    """A button that is only an icon; ``name`` is what a screen reader and the tooltip say."""
    made = QToolButton()
    set_icon(made, icon, role)
    made.setAccessibleName(spoken(name))
    made.setFocusPolicy(QtCore.Qt.FocusPolicy.TabFocus)
    bind(made, shortcut)
    made.setToolTip(f"{spoken(name)} ({shortcut})" if shortcut else spoken(name))
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    return made


def one_of_several(made: QAbstractButton) -> None:
    """A button that stays pressed until another of its group is: told as such. The group alone decides what a press
    does; Qt looks elsewhere for what to call its buttons."""
    made.setCheckable(True)
    made.setAutoExclusive(True)


def set_kind(made: QPushButton, kind: str) -> None:
    """Make a button the main one, or no longer: a screen has one at a time."""
    if (made.property("kind") or "") == kind:
        return
    made.setProperty("kind", kind)
    if wanted := made.property("kkb_icon"):
        set_icon(made, str(wanted[0]), _ROLE_OF_KIND[kind], int(wanted[2]))
    made.style().unpolish(made)
    made.style().polish(made)


def divider() -> QFrame:
    """A hairline across a card."""
    line = QFrame()
    line.setObjectName("divider")
    return line


def row(*items: Item, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Side by side; ``None`` is a stretch and a number a gap."""
    box = QHBoxLayout()
    for item, side in ((items[-1:], "right"), (items[:1], "left")):
        if item and isinstance(item[0], QPushButton):
            flush(item[0], side)
    _fill(box, items, spacing, margins)
    return box


def flush(made: QPushButton, side: str = "left") -> QPushButton:
    """Let the words of a quiet button begin ("left") or end with the column it stands in: its ground is not seen."""
    if made.property("kind") == "quiet":
        made.setProperty("flush", side)
    return made


def column(*items: Item, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """One under the other; ``None`` is a stretch and a number a gap."""
    box = QVBoxLayout()
    _fill(box, items, spacing, margins)
    return box


def explained(choice: QWidget, words: str) -> QWidget:
    """A choice with its sentence under it, set in as far as its own words."""
    box = QWidget()
    sentence = label(words, "soft", wrap=True)
    top = QtCore.Qt.AlignmentFlag.AlignLeft | QtCore.Qt.AlignmentFlag.AlignTop
    sentence.setAlignment(top)  # it belongs to what stands above it
    line = row(30, spacing=0)
    line.addWidget(sentence, 1)
    inside = column(choice, spacing=2)
    inside.addLayout(line)
    box.setLayout(inside)
    return box


def _fill(
    box: QHBoxLayout | QVBoxLayout,
    items: tuple[Item, ...],
    spacing: int,
    margins: tuple[int, int, int, int],
) -> None:
    look = tokens()
    box.setSpacing(look.px(spacing) if spacing else 0)
    box.setContentsMargins(*(look.px(m) if m else 0 for m in margins))
    for item in items:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, int):
            box.addSpacing(look.px(item))
        elif isinstance(item, QLayout):
            box.addLayout(item)
        else:
            box.addWidget(item)


_TITLE_HIGH, _TITLE_RISES = 32, 6
"""A card's title takes the height of a button beside it, and so much less air over it."""


class Card(QFrame):
    """A white sheet with an optional title; add to ``body``."""

    def __init__(self, title: str = "", *items: Item, padding: int = 14) -> None:
        super().__init__()
        self.setObjectName("card")
        self.title_row = row(spacing=8)
        self.title_label = label(title, "section")
        self.title_row.addWidget(self.title_label, 1)
        if not title:
            self.title_label.hide()
        self.title_label.setMinimumHeight(tokens().px(_TITLE_HIGH))  # as a button beside it: titles stand alike
        top = max(0, padding - _TITLE_RISES) if title else padding
        self.body = column(self.title_row, *items, margins=(padding, top, padding, padding), spacing=8)
        self.setLayout(self.body)
        if title:
            self.setAccessibleName(title)

    def retitle(self, words: str) -> None:
        """The title of what stands in it now: a long name breaks, and does not make the card wider than its place."""
        self.title_label.setWordWrap(True)
        self.title_label.setText(words)


class SectionTitle(QWidget):
    """A heading over a part of a page, with an optional explanation under it and widgets at its right."""

    def __init__(self, text: str, hint: str = "", *right: QWidget) -> None:
        super().__init__()
        words = column(label(text, "section"), spacing=2)
        if hint:
            words.addWidget(label(hint, "soft", wrap=True))
        line = row(*right)
        line.insertLayout(0, words, 1)
        self.setLayout(line)


MOST_WIDE = 1240
"""Pixels at 100 % that a page of words and answers takes of a large screen: beyond them the eye loses the line."""


class VerticalScroll(QScrollArea):
    """A page that scrolls down and never sideways; add to ``body``. Focus scrolls its widget into view. It grows to
    ``most`` pixels at 100 %, or without end (0); ``edge`` tells what is left free at the right of what it holds. A
    ``steady`` one leaves the room of its bar free before there is a bar, so that nothing moves aside when it comes."""

    edge = QtCore.Signal(int)

    def __init__(
        self, *items: Item, spacing: int = 14, margins: tuple[int, int, int, int] = (0, 0, 6, 12),
        most: int = MOST_WIDE, steady: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self._steady = steady
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        inner = self._inner = QWidget()
        inner.setObjectName("scrollbody")
        if most:
            inner.setMaximumWidth(tokens().px(most))
        self.setWidget(inner)  # before it is filled: what gets another parent is dressed anew, however much it is
        self.body = column(*items, spacing=spacing, margins=margins)
        self._air = self.body.contentsMargins().right()
        inner.setLayout(self.body)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def minimumSizeHint(self) -> QtCore.QSize:
        """As wide as what it holds must be: it never scrolls sideways."""
        least, bar = super().minimumSizeHint(), self.verticalScrollBar().sizeHint().width()
        return least.expandedTo(QtCore.QSize(self._inner.minimumSizeHint().width() + bar, 0))

    def event(self, event: QtCore.QEvent) -> bool:
        if event.type() == QtCore.QEvent.Type.LayoutRequest:
            self.updateGeometry()  # what it holds may have become wider
        return super().event(event)

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_apart()
        ends = min(self.viewport().width(), self._inner.maximumWidth()) - self.body.contentsMargins().right()
        self.edge.emit(max(0, self.width() - ends))
        if self.height() < event.oldSize().height() and self._showed(self.window().focusWidget(), event.oldSize()):
            self.settle()  # what had the keys in sight keeps them so when something takes room under it

    def _keep_apart(self) -> None:
        """The air before the bar, where there is one: without it what it holds ends with the page."""
        bar, now = self.verticalScrollBar(), self.body.contentsMargins()
        air = self._air if self._steady or bar.maximum() > bar.minimum() else 0
        if self._steady:
            most, beside = self._inner.maximumWidth(), self.width() - bar.sizeHint().width()
            air += max(0, min(self.viewport().width(), most) - min(beside, most))
        if now.right() != air:
            now.setRight(air)
            self.body.setContentsMargins(now)

    def _showed(self, keys: QWidget | None, before: QtCore.QSize) -> bool:
        """Whether it was in sight while there was so much room."""
        if keys is None or not self._inner.isAncestorOf(keys):
            return False
        return (
            0 <= keys.mapTo(self._inner, QtCore.QPoint(0, 0)).y() - self.verticalScrollBar().value() < before.height()
        )

    def settle(self) -> None:
        """Bring what has the keys into sight once what was put above it has its room."""
        QtCore.QTimer.singleShot(0, self, self._show_keys)

    def _show_keys(self) -> None:
        self._follow(None, self.window().focusWidget())

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Whatever gets the keys (Tab, Enter, a jump) comes into sight, with a margin so the label above it shows too.
        Not under a pressed mouse button: what one points at must not move away."""
        if new is None or not self.isVisible() or QApplication.mouseButtons() != QtCore.Qt.MouseButton.NoButton:
            return
        if self._inner.isAncestorOf(new):
            self.ensureWidgetVisible(new, 0, tokens().px(72))
