"""Jejak akses: who opened, saw, printed, sent and copied what on this laptop, the latest first; whether the chain is
whole; and the list as a file for the office. It cannot be changed here or anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QWidget

from kampungkb_desktop.actions import trail
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.trail import KINDS, Line
from kampungkb_desktop.actions.trail_file import write_csv
from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.base.text import moment, number
from kampungkb_desktop.forms.catalog import form_title
from kampungkb_desktop.store.trail import Break
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.record_table import Column, Id, RecordTable, Row
from kampungkb_desktop.ui.tiles import Banner, EmptyState
from kampungkb_desktop.ui.widgets import button, column, label, row

COLUMNS = (
    Column("at", "Waktu", 18, sortable=False, firm=True),
    Column("who", "Oleh", 18, sortable=False, stretch=True),
    Column("what", "Yang dilakukan", 24, sortable=False, firm=True),
    Column("about", "Tentang", 30, sortable=False, stretch=True),
)
WORDS = (
    "Setiap kali data dibuka, dilihat, dicetak, dikirim, atau disalin, tercatat satu baris di sini. Catatan ini tidak "
    "memuat isi data, tidak dapat diubah atau dihapus, dan dapat diperiksa oleh kabupaten."
)


class TrailDialog(QDialog):
    """The whole trail of this laptop with a filter by what was done."""

    help_topic = "riwayat#jejak-akses"

    def __init__(self, owner: QWidget, session: Session) -> None:
        super().__init__(owner)
        self.session = session
        self._all: list[Line] = []
        self._shown: list[Line] = []
        self.setWindowTitle("Jejak akses")
        self.what = QComboBox()
        self.what.setAccessibleName("Yang dilakukan")
        self.what.addItem("Semua", "")
        for kind, words in KINDS.items():
            self.what.addItem(words, kind)
        self.what.currentIndexChanged.connect(self._filter)
        self.table = RecordTable(COLUMNS, self._rows, name="Jejak akses")
        self.table.set_empty(EmptyState("Belum ada jejak", "Pilih “Semua” untuk melihat seluruhnya.", icon="shield"))
        self.found = Banner("", Tone.OK)
        self.found.hide()
        check = button("Pe&riksa keutuhan", self.verify, icon="shield")
        save = button("&Simpan sebagai CSV…", self._ask, icon="save")
        close = button("&Tutup", self.accept)
        top = row(label("Yang dilakukan", "label"), self.what, None, check, save, spacing=10)
        box = column(label(WORDS, "soft", wrap=True), top, self.found, spacing=10, margins=(18, 16, 18, 14))
        box.addWidget(self.table, 1)
        box.addLayout(row(None, close))
        self.setLayout(box)
        look = tokens()
        self.resize(look.px(900), look.px(600))
        run(self, lambda _p: trail.lines(session), done=self._show)

    def verify(self) -> None:
        """Walk the chain."""
        run(self, lambda _p: trail.verify(self.session), done=self._verified)

    def write(self, target: Path) -> None:
        """Write what is shown as CSV."""
        shown = list(self._shown)
        run(self, lambda _p: write_csv(shown, target), done=self._written)

    # --- inside

    def _show(self, lines: list[Line]) -> None:
        self._all = lines
        self._filter()

    def _filter(self) -> None:
        wanted = str(self.what.currentData() or "")
        self._shown = [one for one in self._all if not wanted or one.entry.what == wanted]
        self.table.set_ids(list(range(len(self._shown))))

    def _verified(self, found: Break | None) -> None:
        if found is None:
            self._say(f"Utuh: {number(len(self._all))} catatan, tidak ada yang diubah atau dihapus.", Tone.OK)
        else:
            words = f"Jejak tidak utuh mulai catatan ke-{number(found.n)}. Hubungi pengelola data kabupaten."
            self._say(words, Tone.BAD)

    def _ask(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Simpan jejak akses", "jejak-akses.csv", "CSV (*.csv)")
        if name:
            self.write(Path(name))

    def _written(self, path: Path) -> None:
        self._say(f"Tersimpan: {path.name}", Tone.OK)

    def _say(self, words: str, tone: Tone) -> None:
        self.found.say(words, tone)
        self.found.show()

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        return [Row(at, _cells(self._shown[int(at)])) for at in ids]


def _cells(line: Line) -> tuple[str, str, str, str]:
    one = line.entry
    return moment(moment_of(one.at)), line.person or "tidak dikenal di sini", KINDS.get(one.what, one.what), about(line)


def about(line: Line) -> str:
    """``Keluarga 3F2A``, ``12 keluarga``, ``ringkasan 64.03.06.2004``."""
    one = line.entry
    parts = []
    if one.form and one.record:
        parts.append(f"{form_title(one.form)} {one.record[-6:].upper()}")
    elif one.form and one.count:
        parts.append(f"{number(one.count)} {form_title(one.form).lower()}")
    elif one.count:
        parts.append(f"{number(one.count)} kali")
    return ", ".join([*parts, *([one.more] if one.more else [])])
