"""Where both typings of a cell differ: shown side by side, settled by the keys 1 and 2."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from kampungkb_desktop.actions.grid_cells import read_cell, shown
from kampungkb_desktop.actions.grid_verifying import FIRST, SECOND, Difference, differences, settled
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.entry_grid_model import GridModel
from kampungkb_desktop.ui.widgets import button, column, label, row


class SettleBar(QFrame):
    """``shown(Difference)`` when one is looked at, ``over()`` when none is left or by Escape."""

    shown = Signal(object)
    over = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Beda antara dua ketikan")
        self._model: GridModel | None = None
        self._now: Difference | None = None
        self.what, self.left = label("", "label"), label("", "small")
        self.first = button("", lambda: self.settle(FIRST))
        self.second = button("", lambda: self.settle(SECOND))
        self.later = button("Nanti", self.over.emit, kind="quiet")
        for one in (self.first, self.second, self.later):
            one.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the keys are the bar's
        self.setLayout(column(
            row(self.what, None, self.left), row(self.first, self.second, None, self.later),
            label("Lihat kertasnya, tekan 1 atau 2. Bila keduanya salah, tekan Esc dan betulkan di tabel.", "small"),
            spacing=4, margins=(12, 8, 12, 8),
        ))  # fmt: skip
        self.setFixedHeight(tokens().px(94))
        self.hide()

    def begin(self, model: GridModel) -> bool:
        """Show the first difference; whether there is one."""
        self._model = model
        return self._next()

    def settle(self, by: str) -> None:
        """The first or the second typing counts."""
        if self._model is None or self._now is None:
            return
        self._model.do("Pilih ketikan yang benar", settled(self._model.sheet, self._now, by))
        if not self._next():
            self.over.emit()

    def _next(self) -> bool:
        assert self._model is not None
        found = differences(self._model.sheet)
        self._now = found[0] if found else None
        if self._now is None:
            return False
        one = self._now
        kind = next(column_.kind for column_ in self._model.every if column_.key == one.key)
        name = self._model.look(self._model.ids.index(one.row)).name
        today = self._model.judge.today

        def words(text: str) -> str:
            answer = read_cell(kind, text, today)
            return shown(kind, answer) if answer is not None else text or "(kosong)"

        self.what.setText(f"{name}: {kind.label}")
        self.left.setText(f"{len(found)} beda belum diputuskan")
        self.first.setText(f"1   {words(one.first)}   (ketikan pertama)")
        self.second.setText(f"2   {words(one.second)}   (ketikan kedua)")
        self.setAccessibleDescription(f"{self.what.text()}. {self.first.text()}. {self.second.text()}")
        self.shown.emit(one)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in (FIRST, SECOND):
            self.settle(event.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.over.emit()
        else:
            super().keyPressEvent(event)
