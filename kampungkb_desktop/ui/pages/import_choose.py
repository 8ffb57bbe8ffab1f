"""The first step of an import: choose or drop a file, and what kinds of lists there may be."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.ui.pages.exchange_receive import DropZone
from kampungkb_desktop.ui.widgets import Card, Item, button, column, label, row

_KINDS = (
    ("Templat aplikasi ini", "Satu baris satu orang. Simpan templatnya, isi di Excel, lalu impor kembali."),
    ("Rekapitulasi Data Keluarga SIGA", "Tabel 25 kolom per RT, sesudah disalin dari PDF-nya ke Excel."),
    ("Daftar lain", "Daftar dari desa, kader, atau Dukcapil. Kolomnya Anda pasangkan sekali; berikutnya diingat."),
)


class ChooseStep(QWidget):
    """``chosen(list[Path])`` by dropping, ``file_wanted`` asks for the dialog, ``template_wanted`` for an empty
    template."""

    chosen = Signal(object)
    file_wanted = Signal()
    template_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.pick = button("&Pilih berkas…", self.file_wanted.emit, kind="primary", icon="document", shortcut="Ctrl+O")
        self.zone = DropZone(self.pick, words="Seret berkas Excel (.xlsx) atau CSV ke sini")
        self.zone.dropped.connect(self.chosen)
        self.template = button(
            "Simpan &templat kosong…", self.template_wanted.emit, icon="save", tip="Simpan templat XLSX untuk diisi"
        )
        kinds: list[Item] = []
        for title, words in _KINDS:
            kinds += [label(title, "label"), label(words, "soft", wrap=True), 4]
        side = Card("Yang bisa diimpor", *kinds, row(self.template, None), None, padding=16)
        left = Card("Berkas daftar", padding=16)
        left.body.addWidget(self.zone, 1)
        left.body.addWidget(
            label("Belum ada yang disimpan sampai Anda memeriksanya dan menekan Masukkan.", "small", wrap=True)
        )
        sides = row(spacing=16)
        sides.addWidget(left, 3)
        sides.addWidget(side, 2)
        self.setLayout(column(sides, spacing=12))
        self.setFocusProxy(self.pick)
