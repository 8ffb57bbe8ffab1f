"""A new password typed twice, with its strength in plain words. Used by Mulai, recovery and Pengaturan."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from kampungkb_desktop.ui.caps_lock import PasswordField
from kampungkb_desktop.ui.chip import Chip, Tag
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.widgets import column, label, row

SHORTEST = 8
_COMMON = ("password", "sandi", "rahasia", "qwerty", "12345", "bkkbn", "kampung", "indonesia", "admin")


def strength(password: str) -> Tag:
    """How hard it is to guess, in words. Length counts more than odd signs; dates and well-known words count little."""
    if len(password) < SHORTEST:
        return Tag(f"Terlalu pendek: paling sedikit {SHORTEST} huruf atau angka", Tone.BAD)
    plain = password.lower()
    weak = any(word in plain for word in _COMMON) or len(set(plain)) < 5 or bool(re.fullmatch(r"[\d\W]+", plain))
    if weak and len(password) < 16:
        return Tag("Mudah ditebak: hindari angka urut, tanggal lahir, dan kata umum", Tone.WARN)
    words = len([word for word in re.split(r"[\W_]+", password) if len(word) > 2])
    kinds = sum(bool(re.search(kind, password)) for kind in (r"[a-z]", r"[A-Z]", r"\d", r"[^\w]"))
    if len(password) >= 14 or words >= 3 or (len(password) >= 11 and kinds >= 3):
        return Tag("Kuat", Tone.OK)
    return Tag("Cukup; tiga kata yang tidak berhubungan lebih kuat", Tone.INFO)


class PasswordPair(QWidget):
    """``entered`` when Enter is pressed on the second field. ``problem`` says what keeps it from being used."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = PasswordField(), PasswordField()
        self.first_label, self.second_label = label("Kata sandi &baru", "label"), label("Ula&ngi", "label")
        for name, field in ((self.first_label, self.first), (self.second_label, self.second)):
            name.setBuddy(field)
            field.setAccessibleName(name.text().replace("&", ""))
        self.state = Chip()
        self.caps = label("Caps Lock menyala.", "caution")
        self.caps.hide()
        self.show_letters = QCheckBox("&Tampilkan huruf")
        self.show_letters.toggled.connect(self._show_letters)
        for field in (self.first, self.second):
            field.caps_lock.connect(self.caps.setVisible)
        self.first.textChanged.connect(self._judge)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self.entered)
        self.state.setVisible(False)
        self.setLayout(
            column(
                self.first_label, self.first, row(self.state, None), 4, self.second_label, self.second,
                row(self.show_letters, self.caps, None, spacing=14), None, spacing=6,
            )
        )  # fmt: skip
        self.setFocusProxy(self.first)

    def password(self) -> str:
        """What was typed first."""
        return self.first.text()

    def problem(self) -> str:
        """A sentence with the remedy, or empty."""
        if len(self.first.text()) < SHORTEST:
            self.first.setFocus()
            return f"Kata sandi paling sedikit {SHORTEST} huruf atau angka. Sekarang {len(self.first.text())}."
        if self.first.text() != self.second.text():
            self.second.setFocus()
            self.second.selectAll()
            return "Kedua kata sandi belum sama. Ketik ulang yang kedua."
        return ""

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.second.clear()

    def _judge(self, text: str) -> None:
        self.state.setVisible(bool(text))
        self.state.show_tag(strength(text))

    def _show_letters(self, shown: bool) -> None:
        for field in (self.first, self.second):
            field.show_letters(shown)
