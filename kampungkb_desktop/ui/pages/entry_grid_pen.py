"""The one line in which a cell is typed, laid over it; made once and moved, so that the first letter costs nothing.

The list of people found for a name hangs under it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from kampungkb_desktop.actions.grid_people import Who
from kampungkb_desktop.ui.look import tokens

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SHOWN = 8


class Pen(QLineEdit):
    """``done(step across, step down)`` when the cell is left with what was typed, ``dropped()`` by Escape,
    ``arrow(int)`` while a list hangs under it."""

    done = Signal(int, int)
    dropped = Signal()
    arrow = Signal(int)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setProperty("cell", "true")
        self.editing = self.listing = False
        """Within the text (F2) or over it; whether a list hangs under it."""
        self.hide()

    def begin(self, box: QRect, text: str, name: str, *, editing: bool) -> None:
        """Open over a cell; ``editing`` puts the caret behind what stands there."""
        self.editing = editing
        self.setGeometry(box)
        self.setAccessibleName(name)
        self.setText(text)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.end(False)  # noqa: FBT003  Qt's own signature

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._leaves(event):
            return True
        return super().event(event)

    def _leaves(self, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers()
        back = bool(held & Qt.KeyboardModifier.ShiftModifier)
        if held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if key in (*_ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.done.emit(-1 if back or key == Qt.Key.Key_Backtab else 1, 0)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key == Qt.Key.Key_Down else -1
            if self.listing:
                self.arrow.emit(step)
            else:
                self.done.emit(0, step)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not self.editing and not back:
            self.done.emit(1 if key == Qt.Key.Key_Right else -1, 0)
        elif key == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            return False
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.isVisible() and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.done.emit(0, 0)


class FoundList(QListWidget):
    """The people found, each with what tells him apart. ``taken(Who)`` by a click; the keys stay in the pen."""

    taken = Signal(object)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Orang yang ditemukan")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.people: tuple[Who, ...] = ()
        self.itemPressed.connect(lambda item: self.taken.emit(self.people[self.row(item)]))
        self.hide()

    def offer(self, people: Sequence[Who], under: QRect) -> None:
        """Show these under a cell (over it where there is no room), the first one chosen; hide for none."""
        self.people = tuple(people)
        self.clear()
        for one in people:
            self.addItem(QListWidgetItem(f"{one.name}\n{one.about}" if one.about else one.name))
        if not people:
            self.hide()
            return
        look, over = tokens(), self.parentWidget()
        assert over is not None
        height = min(len(people), _SHOWN) * self.sizeHintForRow(0) + look.px(6)
        top = under.bottom() + 1
        if top + height > over.height():
            top = max(0, under.top() - height) if under.top() > over.height() - top else top
        self.setGeometry(under.x(), top, max(under.width(), look.px(400)), min(height, over.height() - top))
        self.setCurrentRow(0)
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """The next or the one before."""
        if self.people:
            self.setCurrentRow((self.currentRow() + by) % len(self.people))

    def chosen(self) -> Who | None:
        """The one marked."""
        at = self.currentRow()
        return self.people[at] if self.isVisible() and 0 <= at < len(self.people) else None
