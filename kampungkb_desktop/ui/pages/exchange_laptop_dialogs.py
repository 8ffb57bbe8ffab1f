"""Two questions of the district: to whom a village goes and when, and why a laptop is sent away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from kampungkb_desktop.actions.enrolment import Enrolled
from kampungkb_desktop.forms.kinds import Day
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.day_editors import DayEditor
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.exchange_words import village_words
from kampungkb_desktop.ui.widgets import Item, button, column, label, row


class HandOverDialog(Dialog):
    """``chosen()`` is (village, uid of the taker's laptop, first day) after Serahkan."""

    help_topic = "pendaftaran#desa-tugas-dan-serah-terima"

    def __init__(
        self, parent: QWidget | None, giver: Enrolled, takers: Sequence[Enrolled], villages: Sequence[str], today: date
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Serah terima desa")
        self.setModal(True)
        self.village, self.taker = ComboBox(), ComboBox()
        for code in villages:
            self.village.addItem(village_words(code), code)
        for one in takers:
            self.taker.addItem(one.name, one.uid)
        self.day = DayEditor(Day("Mulai", future=True), today)
        self.day.set_answer(today)
        self.give = button("&Serahkan", self.accept, kind="primary")
        self.day.edited.connect(lambda: self.give.setEnabled(isinstance(self.day.answer(), date)))
        lines: list[Item] = [label(f"Desa dari {giver.name}", "section", wrap=True)]
        named: tuple[tuple[str, QWidget, QWidget], ...] = (
            ("&Desa", self.village, self.village),
            ("&Kepada", self.taker, self.taker),
            ("&Mulai tanggal", self.day.inputs()[0], self.day),
        )
        for words, buddy, shown in named:
            name = label(words, "label")
            name.setBuddy(buddy)
            buddy.setAccessibleName(words.replace("&", ""))
            lines += [name, shown]
        lines.append(
            label("Sampai sehari sebelumnya desa itu tetap milik petugas lama. Catatannya tidak berubah.", wrap=True)
        )
        body = column(*lines, spacing=8, margins=(20, 20, 20, 16))
        body.addLayout(row(None, button("&Batal", self.reject, shortcut="Esc"), self.give))
        self.setLayout(body)
        self.setFixedWidth(tokens().px(460))
        self.village.setFocus()

    def chosen(self) -> tuple[str, str, date]:
        """What was chosen."""
        day = self.day.answer()
        assert isinstance(day, date)
        return str(self.village.currentData()), str(self.taker.currentData()), day


class ReasonDialog(Dialog):
    """Why a laptop is believed no more; nothing without a reason."""

    help_topic = "pendaftaran#laptop-hilang"

    def __init__(self, parent: QWidget | None, name: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Cabut laptop")
        self.setModal(True)
        self.line = QLineEdit()
        self.line.setMaxLength(300)
        self.line.setAccessibleName("Alasan")
        self.line.setPlaceholderText("misalnya hilang, rusak, pindah tugas")
        self.away = button("&Cabut laptop ini", self.accept, kind="danger")
        self.away.setEnabled(False)
        self.line.textChanged.connect(lambda text: self.away.setEnabled(bool(text.strip())))
        reason = label("&Alasan", "label")
        reason.setBuddy(self.line)
        body = column(
            label(f"Tidak lagi menerima berkas dari laptop {name}?", "section", wrap=True),
            label(
                "Berkas yang dibuat laptop itu ditolak mulai sekarang, juga yang dibuat sebelumnya tetapi belum "
                "diterima. Yang sudah diterima tetap tersimpan. Tidak dapat diurungkan.",
                wrap=True,
            ),
            reason,
            self.line,
            spacing=8,
            margins=(20, 20, 20, 16),
        )
        body.addLayout(row(None, button("&Batal", self.reject, shortcut="Esc"), self.away))
        self.setLayout(body)
        self.setFixedWidth(tokens().px(460))
        self.line.setFocus()

    def reason(self) -> str:
        """What was typed."""
        return self.line.text().strip()
