"""Bahasa tampilan: Indonesian or English for the words of the window. Papers, files and records stay Indonesian."""

from __future__ import annotations

from kampungkb_desktop.base.language import ENGLISH, NAMES
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.speech import change, spoken
from kampungkb_desktop.ui.widgets import Card, button, label, row

WORDS = (
    "Bahasa Inggris hanya untuk layar. Cetakan, tabel, berkas kirim, catatan, dan panduan tetap berbahasa Indonesia. "
    "Aplikasi dimulai ulang; yang sudah diketik tersimpan."
)


class LanguageCard(Card):
    """A list of two, and the button that starts the program in the other one."""

    def __init__(self) -> None:
        super().__init__("Bahasa tampilan")
        self.language = ComboBox()
        self.language.setAccessibleName("Bahasa tampilan")
        for code, name in NAMES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(spoken()))
        self.again = button("Mulai ulang dengan ba&hasa ini", self._begin_again)
        self.again.setEnabled(False)
        self.language.currentIndexChanged.connect(self._chosen)
        self.body.addWidget(label(WORDS, "soft", wrap=True))
        self.body.addLayout(row(self.language, self.again, None))

    def _chosen(self, _at: int) -> None:
        self.again.setEnabled(self.language.currentData() != spoken())

    def _begin_again(self) -> None:
        attempt(self, lambda: change(self, str(self.language.currentData() or ENGLISH)))
