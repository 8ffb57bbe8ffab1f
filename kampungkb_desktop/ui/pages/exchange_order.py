"""Choosing what the next sync file holds: its kind with a sentence each, photos, and how large one file may be."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QPushButton, QRadioButton, QSpinBox, QWidget

from kampungkb_desktop.actions.orders import Order
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.icons import set_icon
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.exchange_order_words import CONTENTS, LIMITS, NAMELESS, NEW, RECAP
from kampungkb_desktop.ui.widgets import Item, button, column, divider, explained, label, row

OWN = "Ukuran lain…"
MEGABYTE = 1_000_000
_KINDS = {NEW: "Untuk pe&tugas", NAMELESS: "Tanpa &nama", RECAP: "&Rekap saja"}


class ContentsButton(QPushButton):
    """What was chosen, in words; a click changes it. It gives way where the card is narrow."""

    def __init__(self, wanted: Callable[[], object]) -> None:
        super().__init__()
        self.setAccessibleName("Isi berkas")
        self.setToolTip("Pilih jenis berkas, foto, dan batas ukuran")
        self.setStyleSheet("text-align: left;")
        set_icon(self, "edit", "ink_soft")
        self.clicked.connect(wanted)

    def minimumSizeHint(self) -> QSize:
        return QSize(tokens().px(120), super().minimumSizeHint().height())


class OrderDialog(Dialog):
    """``order()`` is what was chosen, after Pakai."""

    help_topic = "jenis-berkas"

    def __init__(self, parent: QWidget | None, order: Order, *, district: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle("Isi berkas kirim")
        self.setModal(True)
        self._district = district
        self.kinds = {kind: QRadioButton(words) for kind, words in _KINDS.items()}
        self._group = QButtonGroup(self)
        for kind, one in self.kinds.items():
            self._group.addButton(one)
            one.setChecked(kind == order.kind or (kind == NEW and order.kind not in _KINDS))
            one.toggled.connect(self._changed)
            one.setAccessibleDescription(CONTENTS[kind])
        self.photos = QCheckBox("Sertakan &foto")
        self.photos.setChecked(order.photos)
        self.limit = ComboBox()
        self.limit.setAccessibleName("Batas ukuran satu berkas")
        self.megabytes = QSpinBox()
        self.megabytes.setRange(1, 1000)
        self.megabytes.lineEdit().setTextMargins(tokens().px(8), 0, 0, 0)
        self.megabytes.setSuffix(" MB")
        self.megabytes.setAccessibleName("Ukuran paling besar")
        self._offer(order.limit // MEGABYTE)
        self.limit.currentIndexChanged.connect(self._changed)
        self.use = button("&Pakai", self.accept, kind="primary", shortcut="Ctrl+Return")
        self._arrange()
        self._changed()
        chosen = next((one for one in self.kinds.values() if one.isChecked()), self.kinds[NEW])
        (chosen if district else self.photos).setFocus()

    def _arrange(self) -> None:
        name = label("&Batas ukuran satu berkas", "label")
        name.setBuddy(self.limit)
        lines: list[Item] = []
        if self._district:
            for kind, one in self.kinds.items():
                lines.append(explained(one, CONTENTS[kind]))
        self.hint = label(
            "Yang tidak ikut sekarang dikirim menyusul, atau saat penerima memintanya.", "soft", wrap=True
        )
        size = row(self.limit, self.megabytes, None, spacing=8)
        parts = label(
            "Foto yang tidak muat menjadi berkas tersendiri. Berkas yang masih terlalu besar dibagi menjadi beberapa "
            "bagian; penerima menggabungkannya sendiri.",
            "soft",
            wrap=True,
        )
        line = row(30, spacing=0)
        line.addWidget(self.hint, 1)
        photos = column(self.photos, spacing=2)
        photos.addLayout(line)
        body = column(*lines, photos, divider(), spacing=10, margins=(20, 20, 20, 16))
        body.addLayout(column(name, size, parts, spacing=6))
        body.addSpacing(tokens().px(6))
        body.addLayout(row(None, button("B&atal", self.reject, shortcut="Esc"), self.use))
        self.setLayout(body)
        self.setFixedWidth(tokens().px(520))

    def order(self) -> Order:
        """What was chosen."""
        megabytes = self.limit.currentData()
        limit = self.megabytes.value() if megabytes is None else int(megabytes)
        return Order(self._kind(), self.photos.isChecked(), limit * MEGABYTE)

    def _kind(self) -> str:
        return next((kind for kind, one in self.kinds.items() if one.isChecked()), NEW) if self._district else NEW

    def _offer(self, megabytes: int) -> None:
        for size, words in LIMITS:
            self.limit.addItem(words, size)
        self.limit.addItem(OWN)
        sizes = [size for size, _ in LIMITS]
        self.limit.setCurrentIndex(sizes.index(megabytes) if megabytes in sizes else len(LIMITS))
        self.megabytes.setValue(megabytes or 100)

    def _changed(self) -> None:
        veiled = self._kind() in (NAMELESS, RECAP)
        self.photos.setEnabled(not veiled)
        self.hint.setText(
            "Foto tidak pernah ikut dalam berkas tanpa nama atau rekap."
            if veiled
            else "Yang tidak ikut sekarang dikirim menyusul, atau saat penerima memintanya."
        )
        self.megabytes.setVisible(self.limit.currentData() is None)
