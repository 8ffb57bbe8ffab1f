"""The papers or tables on offer in their groups, found by typing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from kampungkb_desktop.actions.paper_kinds import GROUPS, Groups, Listed, found_by
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.search_box import SearchBox
from kampungkb_desktop.ui.theme import text_font
from kampungkb_desktop.ui.widgets import column, label

LOWEST = 96
PLACE = 300
"""So wide, at 100 %, is what stands beside a paper or a table to choose it."""
_KEY = Qt.ItemDataRole.UserRole


class KindList(QWidget):
    """``chosen(key)`` when another paper is marked. A choice stays while the search shows others."""

    chosen = Signal(str)

    def __init__(self, offers: Sequence[Listed], first: str, groups: Groups = GROUPS, what: str = "laporan") -> None:
        super().__init__()
        self._offers, self._key, self._groups = offers, first, groups
        self.list = QListWidget()
        self.list.setAccessibleName(f"Jenis {what}")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setMinimumHeight(tokens().px(LOWEST))
        self.search = SearchBox(f"Cari {what} (Ctrl+F)", self.list, rest=0)
        self.none = label(f"Tidak ada {what} dengan kata itu.", "soft", wrap=True)
        self.search.searched.connect(self._show)
        self.list.currentItemChanged.connect(lambda now, _before: self._mark(now))
        box = column(self.search, self.none, spacing=4)
        box.addWidget(self.list, 1)
        self.setLayout(box)
        self.setFocusProxy(self.list)
        self._show("")

    def key(self) -> str:
        """The chosen paper."""
        return self._key

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chosen line stays in sight when less room is left."""
        super().resizeEvent(event)
        if (item := self._item(self._key)) is not None:
            self._bring(item)

    def _bring(self, item: QListWidgetItem) -> None:
        """From the top, where the line is seen from there; else in the middle."""
        self.list.scrollToTop()
        if self.list.visualItemRect(item).bottom() > self.list.viewport().height():
            self.list.scrollToItem(item, QListWidget.ScrollHint.PositionAtCenter)

    def choose(self, key: str) -> None:
        """Mark a paper; one that is not on offer changes nothing."""
        if key in {one.key for one in self._offers}:
            self.search.clear()
            self.search.flush()
            self.list.setCurrentRow(self._place(key))

    def _show(self, typed: str) -> None:
        found = found_by(self._offers, typed, self._groups)
        self.list.blockSignals(True)  # noqa: FBT003  Qt's own signature
        self.list.clear()
        for group, words in self._groups:
            of_group = [one for one in found if one.group == group]
            if of_group:
                self._add_heading(words)
            for one in of_group:
                self._add(one)
        self.list.blockSignals(False)  # noqa: FBT003
        self.none.setVisible(not found)
        self.list.setVisible(bool(found))
        if (item := self._item(self._key)) is not None:
            self.list.setCurrentItem(item)
            self._bring(item)
        elif typed and found:
            self.list.setCurrentRow(self._place(found[0].key))

    def _add_heading(self, words: str) -> None:
        item = QListWidgetItem(words, self.list)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(text_font(11.5, bold=True))

    def _add(self, one: Listed) -> None:
        item = QListWidgetItem(one.title, self.list)
        item.setData(_KEY, one.key)
        item.setToolTip(one.told)

    def _item(self, key: str) -> QListWidgetItem | None:
        items = (self.list.item(at) for at in range(self.list.count()))
        return next((item for item in items if item.data(_KEY) == key), None)

    def _place(self, key: str) -> int:
        """The row of a key, -1 for none."""
        return next((at for at in range(self.list.count()) if self.list.item(at).data(_KEY) == key), -1)

    def _mark(self, item: QListWidgetItem | None) -> None:
        key = item.data(_KEY) if item is not None else None
        if key and key != self._key:
            self._key = str(key)
            self.chosen.emit(self._key)
