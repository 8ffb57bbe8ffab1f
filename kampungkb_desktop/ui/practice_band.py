"""The band over everything while the people shown are invented. Nobody should ever take practice for work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFrame, QLabel

from kampungkb_desktop.base import command_line
from kampungkb_desktop.ui.icons import set_icon
from kampungkb_desktop.ui.widgets import button, label, row


class PracticeBand(QFrame):
    """One line in a warm colour. It cannot be sent away; its one button leads out of practice."""

    TEXT = "LATIHAN – data contoh. Semua orang di sini rekaan; tidak ada yang dikirim sebagai laporan."

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("practice")
        self.setAccessibleName(self.TEXT)
        mark = QLabel()
        set_icon(mark, "info", "practice_ink", 16)
        words = label(self.TEXT, wrap=True)
        words.setObjectName("practicewords")
        self._box = row(mark, words, spacing=8, margins=(18, 4, 18, 4))
        self._box.setStretchFactor(words, 1)
        self.setLayout(self._box)

    def offer_way_out(self, folder: str, go: Callable[[str], object]) -> None:
        """A small button to the data that practice lies beside."""
        office = command_line.is_practice(Path(folder))
        words = "Kembali ke latihan petugas" if office else "Keluar dari latihan"
        tip = "Tutup data kantor latihan" if office else "Tutup latihan dan buka data kerja, atau mulai bekerja"
        out = button(words, lambda: go(folder), kind="quiet", tip=tip)
        out.setObjectName("practiceout")
        self._box.addWidget(out)
