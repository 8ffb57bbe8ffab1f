"""Choosing one of many by a few letters of its name, from a short list under the line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from kampungkb_desktop.forms.kinds import Answer, Kind
from kampungkb_desktop.ui.chosen_editor import ChosenEditor
from kampungkb_desktop.ui.search_box import SearchBox
from kampungkb_desktop.ui.widgets import column

SHOWN = 9

Candidates = Sequence[tuple[str, str]]
"""What a text may mean: the answer and its words."""


class LineChoice(ChosenEditor):
    """A search line with a list that follows every keystroke. Down and Enter choose, Escape closes the list."""

    def __init__(self, kind: Kind, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(kind, SearchBox(hint), parent)
        self.setLayout(column(self.line))
        self.found = QListWidget(self)
        self.found.setUniformItemSizes(True)
        self.found.itemClicked.connect(self._take)
        self.offer_in(self.found, f"Pilihan {kind.label}")

    def meant(self, text: str) -> Candidates:
        """At most ``SHOWN`` that this text may mean, the likeliest first."""
        raise NotImplementedError

    def words_of(self, code: str) -> str:
        """The words of an answer."""
        raise NotImplementedError

    def set_answer(self, answer: Answer) -> None:
        self.show_code(answer, self.words_of(str(answer)) if answer else "")

    def search(self, text: str) -> None:
        self.code = None
        hits = self.meant(text) if text.strip() else ()
        self.found.clear()
        for code, words in hits:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, code)
            self.found.addItem(item)
        if hits:
            self.found.setCurrentRow(0)
            height = self.found.sizeHintForRow(0) * len(hits) + 2 * self.found.frameWidth() + 4
            self.show_offered(max(self.line.width(), 380), height)
        else:
            self.found.hide()
        self.edited.emit()

    def key(self, event: QKeyEvent) -> bool:
        if not self.found.isVisible():
            return False
        key, row = event.key(), self.found.currentRow()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.found.setCurrentRow(max(0, min(self.found.count() - 1, row + step)))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.found.currentItem())
            return True
        if key == Qt.Key.Key_Tab and self.found.currentItem() is not None:
            self._take(self.found.currentItem())
            return False
        if key == Qt.Key.Key_Escape:
            self.found.hide()
            return True
        return False

    def _take(self, item: QListWidgetItem) -> None:
        self.found.hide()
        self.set_answer(str(item.data(Qt.ItemDataRole.UserRole)))
        self.edited.emit()
