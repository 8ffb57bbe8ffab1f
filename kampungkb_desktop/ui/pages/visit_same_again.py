"""Seperti kunjungan lalu: one key takes over the answer of last time, another all that mostly stay as they are.

What is measured is never taken over. Each answer says that it was; the second key pressed again takes them back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.kinds import Answer
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.rules.same_again import may_be_said_again, said_again
from kampungkb_desktop.ui.form_cell import FormCell
from kampungkb_desktop.ui.form_view import FormView

if TYPE_CHECKING:
    from kampungkb_desktop.ui.pages.visit_editor import VisitEditor

ONE_KEYS, ALL_KEYS = "Ctrl+D", "Ctrl+Shift+D"
_MEASURED = "Hasil ukur, tanggal, dan rujukan tidak disalin: isi dengan keadaan hari ini."


class SameAgain(QObject):
    """``said(words)`` after every key, whatever it did."""

    said = Signal(str)

    def __init__(self, holder: QWidget, editor: VisitEditor) -> None:
        super().__init__(holder)
        self._editor = editor
        self._made: list[tuple[FormCell, Answer]] = []
        self._for: tuple[object, ...] = ()
        for keys, deed in ((ONE_KEYS, self.take_one), (ALL_KEYS, self.take_all)):
            bound: Callable[[], None] = deed
            made = QShortcut(QKeySequence(keys), holder, bound)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def take_one(self) -> None:
        """The answer of last time to the question one is at."""
        for view, record, before in self._views():
            cell = _cell_at(view)
            if cell is None:
                continue
            if not may_be_said_again(cell.name, cell.kind):
                self.said.emit(_MEASURED)
                return
            answer = getattr(before, cell.name, None) if before is not None else None
            if answer in (None, ()):
                self.said.emit("Pertanyaan ini tidak dijawab pada kunjungan lalu.")
                return
            view.answer(cell.name, answer)
            cell.remind("Seperti kunjungan lalu")
            self.said.emit(f"{cell.kind.label}: seperti kunjungan lalu.")
            assert type(record) is type(before)
            return

    def take_all(self) -> None:
        """All that mostly stay as they are and are not answered yet; again: back to how it was."""
        self._editor.sheet.grow_whole()
        standing = [(cell, answer) for cell, answer in self._made if cell.editor.answer() == answer]
        visit = self._editor.sheet.visit()
        key = (visit.id, visit.target, visit.member_id)
        if standing and self._for == key:
            self._take_back(standing)
            return
        self._made, self._for = [], key
        for view, record, before in self._views():
            for name, answer in said_again(record, before).items():
                cell = view.cells.get(name)
                if cell is not None and not cell.editor.typed():
                    view.answer(name, answer)
                    cell.remind("Seperti kunjungan lalu; ubah bila berbeda")
                    self._made.append((cell, cell.editor.answer()))
        count = number(len(self._made))
        if self._made:
            again = f"{ALL_KEYS} sekali lagi mengosongkannya."
            self.said.emit(f"{count} jawaban seperti kunjungan lalu. {again} {_MEASURED}")
        else:
            self.said.emit("Tidak ada jawaban kunjungan lalu yang dapat dipakai di sini.")

    def _take_back(self, standing: list[tuple[FormCell, Answer]]) -> None:
        for view, _record, _before in self._views():
            for cell, _answer in standing:
                if view.cells.get(cell.name) is cell:
                    view.answer(cell.name, None)
                    cell.remind("")
        self._made = []
        self.said.emit(f"{number(len(standing))} jawaban dikosongkan lagi.")

    def _views(self) -> list[tuple[FormView, Record, Record | None]]:
        """The two halves of the sheet, what stands in them, and the last of the same person and sasaran."""
        sheet, past = self._editor.sheet, self._editor.past
        if self._editor.is_shut:
            return []
        visit = sheet.visit()
        found: list[tuple[FormView, Record, Record | None]] = [(sheet, visit, past.visit(visit))]
        if sheet.detail is not None:
            found.insert(0, (sheet.detail, sheet.detail.record(), past.detail(visit)))
        return found


def _cell_at(view: FormView) -> FormCell | None:
    here = QApplication.focusWidget()
    cells = view.cells.values()
    return next((cell for cell in cells if here is not None and cell.isAncestorOf(here)), None)
