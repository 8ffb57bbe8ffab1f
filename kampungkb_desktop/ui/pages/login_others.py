"""Petugas lain di laptop ini: one officer more, with data, password and recovery sheet of his own. What he is called at
Masuk stands in clear, so it should be no name."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from kampungkb_desktop.base.seats import LONGEST
from kampungkb_desktop.ui.cover import CoverPage
from kampungkb_desktop.ui.widgets import Card, button, label, row

WORDS = (
    "Setiap petugas mempunyai data, kata sandi, dan lembar pemulihan sendiri. Yang seorang tidak dapat membaca data "
    "yang lain, dan data yang sudah ada di laptop ini tidak disentuh."
)
IN_CLEAR = "Sebutan ini terbaca siapa pun sebelum kata sandi diketik. Pakai kata biasa, bukan nama orang."


class OthersPage(CoverPage):
    """``wanted(label)`` begins the first run of the next officer, ``back`` returns to Masuk."""

    help_topic = "masuk#beberapa-petugas-di-satu-laptop"

    wanted = Signal(str)
    back = Signal()

    def __init__(self, proposed: str) -> None:
        super().__init__()
        self._proposed = proposed
        self.called = QLineEdit(proposed)
        self.called.setMaxLength(LONGEST)
        self.called.setAccessibleName("Sebutan di layar Masuk")
        self.called.setAccessibleDescription(IN_CLEAR)
        self.called.returnPressed.connect(self.submit)
        name = label("&Sebutan di layar Masuk", "label")
        name.setBuddy(self.called)
        self.begin = button("&Mulai sebagai petugas baru", self.submit, kind="primary")
        card = Card(
            "", label("Petugas lain di laptop ini", "title"), label(WORDS, "soft", wrap=True), 4, name, self.called,
            label(IN_CLEAR, "hint", wrap=True), 6, padding=26,
        )  # fmt: skip
        card.body.addLayout(row(button("&Kembali", self.back.emit, shortcut="Esc"), None, self.begin))
        self.set_card(card, 460)
        self.setFocusProxy(self.called)
        self.called.selectAll()

    def submit(self) -> None:
        """Go on to Mulai."""
        self.wanted.emit(self.called.text().strip() or self._proposed)
