"""The first step of an import: choose or drop a file, and what kinds of files there may be."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.ui.pages.exchange_receive import DropZone
from kampungkb_desktop.ui.widgets import Card, Item, button, column, label, row

_KINDS = (
    ("Templat aplikasi ini", "Satu baris satu orang. Simpan templatnya, isi di Excel, lalu impor kembali."),
    ("Rekapitulasi Data Keluarga SIGA", "Tabel 25 kolom per RT, sesudah disalin dari PDF-nya ke Excel."),
    ("Daftar lain", "Daftar dari desa, kader, atau Dukcapil. Kolomnya Anda pasangkan sekali; berikutnya diingat."),
)


class ChooseFile(QWidget):
    """``chosen(list[Path])`` by dropping, ``file_wanted`` asks for the dialog, ``back()`` leads out of the import.

    On the left the place to drop a file, on the right a card of ``kinds`` (title and words each) with ``below``."""

    chosen = Signal(object)
    file_wanted = Signal()
    back = Signal()

    def __init__(self, card: str, drop: str, aside: str, kinds: Sequence[tuple[str, str]], *below: Item) -> None:
        super().__init__()
        self.pick = button("&Pilih berkas…", self.file_wanted.emit, kind="primary", icon="document", shortcut="Ctrl+O")
        self.zone = DropZone(self.pick, words=drop)
        self.zone.dropped.connect(self.chosen)
        told: list[Item] = []
        for title, words in kinds:
            told += [label(title, "label"), label(words, "soft", wrap=True), 4]
        left = Card(card, padding=16)
        left.body.addWidget(self.zone, 1)
        left.body.addWidget(
            label("Belum ada yang disimpan sampai Anda memeriksanya dan menekan Masukkan.", "small", wrap=True)
        )
        sides = row(spacing=16)
        sides.addWidget(left, 3)
        sides.addWidget(Card(aside, *told, *below, None, padding=16), 2)
        self.leave = button("Ke&mbali", self.back.emit, shortcut="Esc")
        box = column(spacing=12)
        box.addLayout(sides, 1)
        box.addLayout(row(None, self.leave))
        self.setLayout(box)
        self.setFocusProxy(self.pick)


class ChooseStep(ChooseFile):
    """Lists of families; ``template_wanted`` asks for an empty template."""

    template_wanted = Signal()

    def __init__(self) -> None:
        self.template = button("Simpan &templat kosong…", icon="save", tip="Simpan templat XLSX untuk diisi")
        drop = "Seret berkas Excel (.xlsx) atau CSV ke sini"
        super().__init__("Berkas daftar", drop, "Yang bisa diimpor", _KINDS, row(self.template, None))
        self.template.clicked.connect(self.template_wanted)
