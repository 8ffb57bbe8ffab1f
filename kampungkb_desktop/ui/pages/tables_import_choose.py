"""The first two steps of taking registers in again: the file, and which of its sheets."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from kampungkb_desktop.actions.tables_in.recognising import RegisterFile, RegisterSheet
from kampungkb_desktop.base.text import listing, number
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.import_choose import ChooseFile
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import Card, button, column, label, row

_HOW = (
    ("Ekspor", "Simpan tabel dari layar ini sebagai Excel atau CSV. Buku register memuat semuanya sekaligus."),
    ("Perbaiki atau tambah", "Ubah selnya, atau tulis baris baru di bawah dengan kolom ID kosong."),
    ("Impor", "Setiap sel yang berbeda diperlihatkan dahulu. Sel yang dikosongkan tidak menghapus jawaban."),
)  # fmt: skip


class ChooseTables(ChooseFile):
    """Registers that were exported."""

    def __init__(self) -> None:
        worked_out = "Rekap, KRS, kolom SIGA, dan isian portal dihitung dari catatan, jadi tidak dapat diimpor."
        below = label(worked_out, "small", wrap=True)
        drop = "Seret tabel Excel (.xlsx) atau CSV ke sini"
        super().__init__("Berkas tabel", drop, "Cara memasukkan kembali", _HOW, below)
        self.setMinimumHeight(tokens().px(548))  # lower, the sentences beside the zone would be cut off


class SheetsStep(QWidget):
    """Which sheets of a book are taken in: all of them unless a tick is taken away. ``settled()``, ``back()``."""

    settled = Signal()
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._file: RegisterFile | None = None
        self.banner = Banner("", Tone.INFO)
        self.list = QListWidget()
        self.list.setAccessibleName("Lembar yang dimasukkan; Spasi memberi atau menghapus centang")
        self.list.itemChanged.connect(self._weigh)
        self.every = button("&Semua lembar", self._tick_all)
        self.none = button("Kosongkan &centang", self._tick_none)
        self.next = button("&Periksa isinya", self.settled.emit, kind="primary", icon="forward", shortcut="Ctrl+Return")
        self.cancel = button("Ke&mbali", self.back.emit, shortcut="Esc")
        card = Card("", padding=14)
        card.body.addWidget(self.list, 1)
        box = column(self.banner, spacing=10)
        box.addWidget(card, 1)
        box.addLayout(row(self.every, self.none, None, self.cancel, self.next, spacing=8))
        self.setLayout(box)
        self.setFocusProxy(self.list)

    def show_file(self, file: RegisterFile) -> None:
        """The sheets of a file; those without rows are not ticked."""
        self._file = None
        self.list.clear()
        for sheet in file.sheets:
            item = QListWidgetItem(f"{sheet.title} – {number(len(sheet.rows))} baris")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if sheet.rows else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._file = file
        others = f" Lembar lain dilewati: {listing(file.others[:5])}." if file.others else ""
        words = f"{number(len(file.sheets))} lembar dari layar Tabel. Semuanya dimasukkan sebagai satu langkah."
        self.banner.say(words + others, Tone.INFO)
        self._weigh()

    def chosen(self) -> tuple[RegisterSheet, ...]:
        """The sheets with a tick."""
        sheets = self._file.sheets if self._file is not None else ()
        return tuple(one for at, one in enumerate(sheets) if self.list.item(at).checkState() is Qt.CheckState.Checked)

    def _weigh(self, *_item: object) -> None:
        self.next.setEnabled(bool(self.chosen()))

    def _tick_all(self) -> None:
        self._tick(Qt.CheckState.Checked)

    def _tick_none(self) -> None:
        self._tick(Qt.CheckState.Unchecked)

    def _tick(self, state: Qt.CheckState) -> None:
        for at in range(self.list.count()):
            self.list.item(at).setCheckState(state)
