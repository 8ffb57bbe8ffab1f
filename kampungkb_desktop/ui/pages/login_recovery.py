"""Lupa kata sandi: the printed code opens the data and sets a new password. ``unlock`` runs on the worker."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.ui.pages.login_way import WayIn
from kampungkb_desktop.ui.shrink_scroll import ShrinkScroll
from kampungkb_desktop.ui.theme import restyle
from kampungkb_desktop.ui.widgets import Card, button, column, label, row

_WORDS = "Ketik kode dari lembar pemulihan yang dicetak waktu data ini dibuat. Tanda hubung dan huruf kecil boleh."

_DISTRICT = "Lembarnya tidak ada? Kabupaten memegang kunci cadangan."


class RecoveryPage(WayIn):
    """``unlock(code, new_password)``; afterwards the program calls ``refused`` or lays the page aside. ``back`` returns
    to Masuk. ``district_wanted`` where the district holds a key too (``district``)."""

    help_topic = "masuk#lupa-kata-sandi"

    back = Signal()
    district_wanted = Signal()

    def __init__(self, unlock: Callable[[str, str], object], *, district: bool = False) -> None:
        super().__init__()
        self._unlock = unlock
        self.code = QLineEdit()
        self.code.setAccessibleName("Kode pemulihan")
        self.code.setPlaceholderText("XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX")
        self.code.textEdited.connect(lambda _text: self.say(""))
        self.code.returnPressed.connect(self.pair.first.setFocus)
        name = label("Kode &pemulihan", "label")
        name.setBuddy(self.code)
        title, words = label("Lupa kata sandi", "title"), label(_WORDS, "soft", wrap=True)
        asked = QWidget()
        asked.setLayout(column(name, self.code, 4, self.pair, spacing=8))
        card = Card("", title, words, 4, ShrinkScroll(asked), self.problem, padding=26)
        self.district = button("&Minta bantuan kabupaten…", self.district_wanted.emit, kind="quiet")
        if district:
            card.body.addLayout(row(label(_DISTRICT, "soft", wrap=True), self.district))
        card.body.addLayout(row(button("&Kembali", self.back.emit), None, self.enter))
        self.set_card(card, 520)
        self.setFocusProxy(self.code)

    def missing(self) -> str:
        return "" if self.code.text().strip() else "Kode pemulihan belum diisi."

    def attempt(self) -> None:
        self._unlock(self.code.text(), self.pair.password())

    def back_to_secret(self) -> None:
        self.code.setFocus()

    def refused(self, error: KnownError) -> None:
        """Say what is wrong with the code, or with the data."""
        super().refused(error)
        self._mark(wrong=error.code == "E-RECOVERY")

    def say(self, sentence: str) -> None:
        super().say(sentence)
        self._mark(wrong=False)

    def _mark(self, *, wrong: bool) -> None:
        self.code.setProperty("state", "error" if wrong else "")
        restyle(self.code)
