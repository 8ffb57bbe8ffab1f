"""What keys do in the grid of many visits: typing, walking as on paper, filling down, copying and pasting, taking back.

Cells are read when they are left; nothing is refused, what cannot be read stays and is marked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from kampungkb_desktop.actions.grid_cells import NOTHING, settled
from kampungkb_desktop.actions.grid_columns import GridColumn
from kampungkb_desktop.actions.grid_people import Who
from kampungkb_desktop.actions.grid_sheet import (
    PERSON,
    SAVED,
    WHO,
    Edit,
    real,
)
from kampungkb_desktop.actions.grid_verifying import is_checked, second_edits
from kampungkb_desktop.ui.pages.entry_grid_deeds import Deeds
from kampungkb_desktop.ui.pages.entry_grid_model import GridModel
from kampungkb_desktop.ui.pages.entry_grid_pen import FoundList, Pen
from kampungkb_desktop.ui.pages.entry_grid_view import GridView
from kampungkb_desktop.ui.pages.entry_grid_walk import Walk

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SEARCH_MS, _PENDING_MS = 150, 400


class Typing(QObject):
    """``find(text)`` looks for people; ``chosen(row, Who)`` when one was picked, ``pending(row, key, text)`` while a
    cell is typed, ``left()`` wishes to go out of the grid."""

    chosen = Signal(str, object)
    pending = Signal(str, str, str)
    left = Signal()

    def __init__(self, view: GridView, find: Callable[[str], Sequence[Who]], new_id: Callable[[], str]) -> None:
        super().__init__(view)
        self.view, self._find, self.walk = view, find, Walk(view)
        self.deeds = Deeds(self.walk, new_id, self)
        self.pen, self.found = Pen(view.viewport()), FoundList(view)
        self._at: tuple[str, int] | None = None
        self._searched = ""
        self._search = QTimer(self, interval=_SEARCH_MS, singleShot=True)
        self._search.timeout.connect(self._look)
        self._wait = QTimer(self, interval=_PENDING_MS, singleShot=True)
        self._wait.timeout.connect(self._tell_pending)
        self.pen.done.connect(self.leave_cell)
        self.pen.dropped.connect(self.drop)
        self.pen.arrow.connect(self.found.step)
        self.pen.textEdited.connect(lambda _text: self._typed())
        self.found.taken.connect(self._take)
        view.pressed_key, view.takes = self.key, self.takes
        view.scrolled.connect(self._follow)
        view.doubleClicked.connect(lambda _index: self.begin())

    @property
    def model(self) -> GridModel:
        """The sheet."""
        return self.view.grid

    # --- typing

    def begin(self, text: str | None = None) -> None:
        """Open the cell: over what stands there with a letter, within it without."""
        here = self.walk.here()
        if here is None or self.model.sheet.slot(here[0], SAVED):
            return
        row, place = here
        column = self.walk.column(place)
        look = self.model.look(self.view.currentIndex().row())
        name = f"{column.title if column else 'Siapa'}, {look.name or 'baris kosong'}"
        self._at, self._searched = here, ""
        box = self.view.visualRect(self.view.currentIndex())
        self.pen.begin(box.adjusted(0, 0, -1, -1), self._standing(row, column) if text is None else text, name,
                       editing=text is None)  # fmt: skip
        if text is not None:
            self._typed()

    def _standing(self, row: str, column: GridColumn | None) -> str:
        if column is None:
            return self.model.sheet.slot(row, WHO)
        if is_checked(self.model.sheet, row, column.key):
            return ""
        text = self.model.sheet.slot(row, column.key)
        return "" if text == NOTHING else text

    def _typed(self) -> None:
        if self._at is None:
            return
        if self._at[1] == 0:
            self._search.start()
        self._wait.start()

    def _tell_pending(self) -> None:
        """A rest within a cell: what stands in it goes to the disk too, though nobody left it yet."""
        if self._at is not None and self.pen.isVisible() and (column := self.walk.column(self._at[1])) is not None:
            self.pending.emit(self._at[0], column.key, self.pen.text())

    def leave_cell(self, across: int = 0, down: int = 0) -> None:
        """Write what was typed and go on."""
        if self._at is None:
            return
        row, place = self._at
        text, column = self.pen.text().strip(), self.walk.column(place)
        if column is None and across >= 0 and self._picked(row, text):
            return
        self._close()
        if column is None:
            if text != self.model.sheet.slot(row, WHO):
                edits = [self.model.sheet.edit(row, WHO, text), self.model.sheet.edit(row, PERSON, "")]
                self.model.do("Ketik orang", real(edits))
        else:
            self.model.do(f"Ketik {column.kind.label}", self._written(row, column, text))
        if across:
            self.walk.walk(across)
        elif down:
            index = self.view.currentIndex()
            self.walk.go(index.row() + down, index.column())

    def _written(self, row: str, column: GridColumn, text: str) -> tuple[Edit, ...]:
        kept = settled(column.kind, text, self.model.judge.today)
        if is_checked(self.model.sheet, row, column.key):
            return second_edits(self.model.sheet, row, column.key, kept)
        return real([self.model.sheet.edit(row, column.key, kept)])

    def drop(self) -> None:
        """Escape: what stood there stays."""
        if self._at is not None and (column := self.walk.column(self._at[1])) is not None:
            self.pending.emit(self._at[0], column.key, self.model.sheet.slot(self._at[0], column.key))
        self._close()

    def _close(self) -> None:
        self._at = None
        self._search.stop()
        self._wait.stop()
        self.found.hide()
        self.pen.listing = False
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)  # first: a line that hides with the keys passes on a Tab
        self.pen.hide()

    def _follow(self) -> None:
        if self._at is not None:
            self.pen.setGeometry(self.view.visualRect(self.view.currentIndex()).adjusted(0, 0, -1, -1))

    # --- people

    def _look(self) -> None:
        """Look for whom the letters name."""
        self._search.stop()
        if self._at is None or self._at[1] != 0:
            return
        self._searched = self.pen.text().strip()
        box = self.pen.geometry().translated(0, self.view.viewport().y())
        self.found.offer(self._find(self._searched), box)
        self.pen.listing = self.found.isVisible()

    def _picked(self, row: str, text: str) -> bool:
        """Enter on a name: whoever is marked in the list is taken."""
        if not text or text == self.model.sheet.slot(row, WHO):
            return False
        if self._searched != text:
            self._look()
        marked = self.found.chosen()
        if marked is None:
            return False
        self._take(marked)
        return True

    def _take(self, who: Who) -> None:
        if self._at is None:
            return
        row = self._at[0]
        self._close()
        self.chosen.emit(row, who)
        self.walk.walk(1)

    # --- keys

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a shortcut of the window is the grid's while the keys are in it."""
        standard = QKeySequence.StandardKey
        if event.matches(standard.Undo):
            return self.model.steps.some
        if event.matches(standard.Redo) or _is(event, "Ctrl+Shift+Z"):
            return self.model.steps.undone
        return any(event.matches(one) for one in (standard.Copy, standard.Cut, standard.Paste))

    def key(self, event: QKeyEvent) -> bool:
        """Answer a key that came to the grid; whether it was one of these."""
        key, held, text = event.key(), event.modifiers(), event.text()
        plain = not held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if held & Qt.KeyboardModifier.ControlModifier:
            return self._with_control(event)
        if key in (*_ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            back = key == Qt.Key.Key_Backtab or held & Qt.KeyboardModifier.ShiftModifier
            self.walk.walk(-1 if back else 1)
        elif key == Qt.Key.Key_F2:
            self.begin()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.deeds.clear()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif plain and text and text.isprintable():
            self.begin(text)
        else:
            return False
        return True

    def _with_control(self, event: QKeyEvent) -> bool:
        standard, key = QKeySequence.StandardKey, event.key()
        for wanted, deed in (
            (standard.Undo, self.deeds.undo), (standard.Redo, self.deeds.redo), (standard.Copy, self.deeds.copy),
            (standard.Paste, self.deeds.paste), (standard.Cut, self.deeds.cut),
        ):  # fmt: skip
            if event.matches(wanted):
                deed()
                return True
        deeds: dict[int, Callable[[], object]] = {
            Qt.Key.Key_D: self.deeds.fill_down,
            Qt.Key.Key_Down: lambda: self.walk.next_row(1),
            Qt.Key.Key_Up: lambda: self.walk.next_row(-1),
        }
        if key in deeds:
            deeds[key]()
            return True
        return False


def _is(event: QKeyEvent, keys: str) -> bool:
    return QKeySequence(event.keyCombination()) == QKeySequence(keys)
