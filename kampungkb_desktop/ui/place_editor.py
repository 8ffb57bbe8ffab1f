"""Choosing a region by typing its name: always shown with kecamatan and kabupaten, for names repeat."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.kinds import Answer, Kind, Place
from kampungkb_desktop.ui.chosen_editor import ChosenEditor
from kampungkb_desktop.ui.read_ahead import read_map
from kampungkb_desktop.ui.search_box import SearchBox
from kampungkb_desktop.ui.widgets import column

SHOWN = 9


class PlaceEditor(ChosenEditor):
    """A search line with a list that follows every keystroke. Down and Enter choose, Escape closes the list."""

    ASKS = "Pilih wilayah dari daftar yang muncul saat mengetik."

    def __init__(self, kind: Kind, parent: QWidget | None = None, *, within: str | None = None) -> None:
        self._level: regions.Level = kind.level if isinstance(kind, Place) else "village"
        self._within, self._read = within, False
        words = "Ketik nama desa, lalu kecamatan" if self._level == "village" else "Ketik nama wilayah"
        super().__init__(kind, SearchBox(words), parent)
        self.setLayout(column(self.line))
        self.found = QListWidget(self)
        self.found.setUniformItemSizes(True)
        self.found.itemClicked.connect(self._take)
        self.offer_in(self.found, f"Pilihan {kind.label}")

    def set_answer(self, answer: Answer) -> None:
        region = regions.load().region(str(answer)) if answer else None
        self.show_code(answer, region.full_name if region else str(answer or ""))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.FocusIn and not self._read:
            self._read = True
            read_map(self)
        return super().eventFilter(watched, event)

    def search(self, text: str) -> None:
        self.code = None
        hits = regions.load().search(text, level=self._level, within=self._within, limit=SHOWN) if text.strip() else []
        self.found.clear()
        for region in hits:
            item = QListWidgetItem(region.full_name)
            item.setData(Qt.ItemDataRole.UserRole, region.code)
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
