"""Choosing a region by typing its name: always shown with kecamatan and kabupaten, for names repeat."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.kinds import Answer, Kind, Place
from kampungkb_desktop.ui.editors import Editor
from kampungkb_desktop.ui.read_ahead import read_map
from kampungkb_desktop.ui.search_box import SearchBox

SHOWN = 9


class PlaceEditor(Editor):
    """A search line with a list that follows every keystroke. Down and Enter choose, Escape closes the list."""

    def __init__(self, kind: Kind, parent: QWidget | None = None, *, within: str | None = None) -> None:
        super().__init__(kind, parent)
        self._level: regions.Level = kind.level if isinstance(kind, Place) else "village"
        self._within = within
        self._code: str | None = None
        self._read = False
        self.line = SearchBox("Ketik nama desa, lalu kecamatan" if self._level == "village" else "Ketik nama wilayah")
        self.line.setAccessibleName(kind.label)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.line)  # before the list: Qt 6.11 leaves a line that comes after a window out of Tab's way
        self.found = QListWidget(self)
        self.found.setWindowFlags(Qt.WindowType.ToolTip)
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.setFrameShape(QFrame.Shape.StyledPanel)
        self.found.setUniformItemSizes(True)
        self.found.setAccessibleName(f"Pilihan {kind.label}")
        self.found.itemClicked.connect(self._take)
        self.line.textEdited.connect(self._search)
        self.watch(self.line)
        self.setFocusProxy(self.line)

    def answer(self) -> Answer:
        return self._code

    def set_answer(self, answer: Answer) -> None:
        self._code = str(answer) if answer else None
        region = regions.load().region(self._code) if self._code else None
        self.line.setText(region.full_name if region else self._code or "")
        self.line.setCursorPosition(0)

    def typed(self) -> str:
        return "" if self._code else self.line.text().strip()

    def set_typed(self, text: str) -> None:
        self._code = None
        self.line.setText(text)

    def unreadable(self) -> str:
        return "Pilih wilayah dari daftar yang muncul saat mengetik." if self.typed() else ""

    def inputs(self) -> Sequence[QWidget]:
        return (self.line,)

    def wide(self) -> bool:
        return True

    def takes_enter(self, _widget: QWidget) -> bool:
        return self.found.isVisible()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line:
            if event.type() == QEvent.Type.FocusIn and not self._read:
                self._read = True
                read_map(self)
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(event):
                return True
            if event.type() == QEvent.Type.FocusOut:
                self.found.hide()
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        self._code = None
        hits = regions.load().search(text, level=self._level, within=self._within, limit=SHOWN) if text.strip() else []
        self.found.clear()
        for region in hits:
            item = QListWidgetItem(region.full_name)
            item.setData(Qt.ItemDataRole.UserRole, region.code)
            self.found.addItem(item)
        if hits:
            self.found.setCurrentRow(0)
            self._place_list(len(hits))
        else:
            self.found.hide()
        self.edited.emit()

    def _place_list(self, count: int) -> None:
        height = self.found.sizeHintForRow(0) * count + 2 * self.found.frameWidth() + 4
        self.found.resize(max(self.line.width(), 380), height)
        self.found.move(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)))
        self.found.show()

    def _key(self, event: QKeyEvent) -> bool:
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
