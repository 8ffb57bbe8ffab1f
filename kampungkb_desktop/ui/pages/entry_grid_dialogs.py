"""What the grid of many visits asks beside its cells: why an answer stays, which columns are shown, what
is typed twice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from kampungkb_desktop.actions.grid_columns import DAY, GridColumn
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.widgets import button, column, label, row

_LONGEST = 200


class ReasonDialog(Dialog):
    """``given(str)`` with the reason; an empty one takes it back."""

    help_topic = "isian-banyak#peringatan-yang-memang-benar"

    given = Signal(str)

    def __init__(self, title: str, caution: str, reason: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Tetap dipakai dengan alasan")
        self.line = QLineEdit(reason)
        self.line.setMaxLength(_LONGEST)
        self.line.setAccessibleName("Alasan")
        self.line.setPlaceholderText("Misalnya: ditimbang ulang, hasilnya sama")
        keep = button("&Pakai alasan ini", self._give, kind="primary", icon="check", shortcut="Ctrl+Return")
        keep.setDefault(True)
        self.setLayout(column(
            label(title, "section", wrap=True), label(caution, "caution", wrap=True),
            label("Alasannya ikut tersimpan di catatan kunjungan.", "soft", wrap=True), self.line,
            row(None, button("&Batal", self.reject), keep), spacing=10, margins=(18, 16, 18, 16),
        ))  # fmt: skip
        self.setMinimumWidth(tokens().px(460))
        self.line.setFocus()

    def _give(self) -> None:
        self.given.emit(self.line.text().strip())
        self.accept()


class ColumnsDialog(Dialog):
    """``chosen(tuple)`` of the keys to be shown; the day is always among them."""

    help_topic = "isian-banyak#mengetik"

    chosen = Signal(object)

    def __init__(self, every: Sequence[GridColumn], shown: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Kolom yang ditampilkan")
        self._every = [one for one in every if one.key != DAY]
        self.list = QListWidget()
        self.list.setAccessibleName("Kolom, Spasi memilih")
        for one in self._every:
            item = QListWidgetItem(one.title, self.list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_tick(one.key in shown))
        self.list.setCurrentRow(0)
        self.setLayout(column(
            label("Kolom yang ditampilkan", "section"),
            label("Isian di kolom yang disembunyikan tetap tersimpan. Spasi memilih.", "soft", wrap=True),
            row(button("&Semua", lambda: self._mark(lambda _one: True)),
                button("Hanya &angka ukur", lambda: self._mark(lambda one: one.is_figure)), None),
            self.list,
            row(None, button("&Batal", self.reject), self._done_button()), spacing=10, margins=(18, 16, 18, 16),
        ))  # fmt: skip
        self.resize(tokens().px(460), tokens().px(520))
        self.list.setFocus()

    def _done_button(self) -> QWidget:
        made = button("&Tampilkan", self._done, kind="primary", icon="check", shortcut="Ctrl+Return")
        made.setDefault(True)
        return made

    def _mark(self, wanted: object) -> None:
        assert callable(wanted)
        for at, one in enumerate(self._every):
            self.list.item(at).setCheckState(_tick(bool(wanted(one))))
        self.list.setFocus()

    def _done(self) -> None:
        keys = [
            one.key for at, one in enumerate(self._every) if self.list.item(at).checkState() == Qt.CheckState.Checked
        ]  # fmt: skip
        self.chosen.emit(() if len(keys) == len(self._every) else (DAY, *keys))
        self.accept()


ALL, FIGURES = "semua", "angka"


class VerifyDialog(Dialog):
    """``chosen(which, every how many-th row)``: ``which`` is ``ALL`` or ``FIGURES``."""

    help_topic = "isian-banyak#ketik-dua-kali"

    chosen = Signal(str, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Ketik dua kali")
        self.which = _box("Yang diketik ulang", [("Hanya angka: berat, tinggi, tekanan darah, dan lainnya", FIGURES),
                                                 ("Semua isian yang tampil", ALL)])  # fmt: skip
        self.rows = _box("Baris", [("Semua baris", 1), ("Contoh: satu dari 5 baris", 5),
                                   ("Contoh: satu dari 10 baris", 10)])  # fmt: skip
        begin = button("&Mulai", self._begin, kind="primary", icon="check", shortcut="Ctrl+Return")
        begin.setDefault(True)
        self.setLayout(column(
            label("Ketik dua kali", "section"),
            label("Isian pertama disembunyikan. Ketik lagi dari kertasnya; yang berbeda ditunjukkan berdampingan dan "
                  "Anda memilih yang benar. Sebaiknya diketik ulang oleh orang lain.", "soft", wrap=True),
            label("Yang diketik ulang", "label"), self.which, label("Baris", "label"), self.rows,
            row(None, button("&Batal", self.reject), begin), spacing=8, margins=(18, 16, 18, 16),
        ))  # fmt: skip
        self.setMinimumWidth(tokens().px(480))
        self.which.setFocus()

    def _begin(self) -> None:
        self.chosen.emit(str(self.which.currentData()), int(self.rows.currentData()))
        self.accept()


def _box(name: str, options: Sequence[tuple[str, object]]) -> QComboBox:
    box = ComboBox()
    box.setAccessibleName(name)
    for words, value in options:
        box.addItem(words, value)
    return box


def _tick(on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
