"""The dated records of one form as a list, with the choice of a month and the two ways to begin a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.widgets import button, column, label

WIDTH = 174
WIDE = 252
"""Names and seats need more room than months."""
BLANK_KEYS = "Ctrl+Shift+N"
_ID = Qt.ItemDataRole.UserRole


class SnapshotList(QWidget):
    """``chosen(id)`` by arrows or click, ``entered`` by Enter; ``copy_wanted`` and ``blank_wanted`` begin a record."""

    chosen = Signal(str)
    entered = Signal()
    copy_wanted = Signal()
    blank_wanted = Signal()

    def __init__(self, name: str, add: str = "") -> None:
        """With ``add`` (the words of its button) another one always begins empty, and there is no month to choose."""
        super().__init__()
        self.wide = WIDE if add else WIDTH
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setUniformItemSizes(True)
        self.month = ComboBox()
        self.month.setAccessibleName("Bulan yang akan diisi")
        self.copy = button(
            "Salin yang terak&hir", self.copy_wanted.emit, icon="copy", shortcut="Ctrl+N",
            tip="Mulai dari salinan yang terakhir, lalu perbaiki angkanya",
        )  # fmt: skip
        self.blank = button(
            add or "&Mulai kosong", self.blank_wanted.emit, icon="add", shortcut=BLANK_KEYS,
            tip="" if add else "Mulai dari isian kosong",
        )  # fmt: skip
        box = column(label(name, "label"), spacing=8)
        box.addWidget(self.list, 1)
        for widget in (self.month, self.copy, self.blank):
            box.addWidget(widget)
        box.addStretch(0)  # the list takes all, and this only where there is none
        self.setLayout(box)
        if add:
            self.copy.hide()
            self.month.hide()
        self.list.currentItemChanged.connect(lambda now, _before: self._tell(now))
        self.list.itemActivated.connect(lambda _item: self.entered.emit())

    def show_lines(self, lines: Sequence[tuple[str, str, str]], current: int) -> None:
        """Show (id, title, note) and mark one, without telling."""
        self.list.blockSignals(True)  # noqa: FBT003  Qt's own signature
        self.list.clear()
        for record_id, title, note in lines:
            item = QListWidgetItem(f"{title}\n{note}" if note else title)
            item.setData(_ID, record_id)
            item.setSizeHint(QSize(10, tokens().px(46)))
            item.setToolTip(f"{title}. {note}")
            self.list.addItem(item)
        self.list.setCurrentRow(current)
        self.list.setVisible(bool(lines))
        self.list.blockSignals(False)  # noqa: FBT003

    def offer(self, months: Sequence[tuple[str, str]] | None, *, something: bool) -> None:
        """The months that can be begun; ``None`` where the form does not go by month. ``something``: to copy."""
        self.month.setVisible(months is not None)
        kept = self.month.currentData()
        self.month.clear()
        for code, text in months or ():
            self.month.addItem(text, code)
        self.month.setCurrentIndex(max(0, self.month.findData(kept)))
        self.blank.setEnabled(months is None or bool(months))
        self.copy.setEnabled(something and self.blank.isEnabled())

    def month_chosen(self) -> str:
        """The month a new record is for; "" where there is no choice."""
        return str(self.month.currentData() or "")

    def select(self, record_id: str) -> None:
        """Go to a record; nothing happens when it is not listed."""
        for place in range(self.list.count()):
            if self.list.item(place).data(_ID) == record_id:
                self.list.setCurrentRow(place)

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(_ID)))
