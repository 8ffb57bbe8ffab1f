"""Restricting what is done with somebody's data, or ending that: a reason, and what it means, said first."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from kampungkb_desktop.actions.restricting import lift, restrict
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.choices_family import HEAD
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.tall_dialog import TallDialog
from kampungkb_desktop.ui.widgets import button, column, label, row

WIDTH = 540
MEANS = (
    "Datanya tetap tersimpan dan tetap dihitung dalam angka, tetapi namanya tidak ditampilkan di daftar, tidak dicetak "
    "di laporan, dan tidak ikut dalam ekspor dan berkas tanpa nama. Orangnya hanya ditemukan dengan nomor KK atau NIK "
    "lengkap, atau dengan saringan “Dibatasi”."
)
HEAD_TOO = (
    "Orang ini kepala keluarga. Keluarganya lalu disebut “(kepala keluarga dibatasi)” di daftar dan cetakan, dan "
    "anggota yang lain tetap tampil. Bila mereka juga tidak boleh tampil, batasi keluarganya."
)
LIFTED = "Sesudah dilepas, datanya dipakai dan ditampilkan lagi seperti biasa. Alasannya tercatat di riwayat."


class RestrictionDialog(TallDialog):
    """``saved`` after Simpan; ``None`` where nothing was written."""

    help_topic = "hapus-data#pembatasan"

    def __init__(self, parent: QWidget | None, session: Session, record: Family | Member) -> None:
        super().__init__(parent)
        self.session, self.record = session, record
        self.saved: Saved | None = None
        on = record.restricted is True
        self.setWindowTitle("Lepas pembatasan" if on else "Batasi pemrosesan data")
        self.setModal(True)
        since = f"Dibatasi sejak {long_date(record.restricted_on)}. " if on and record.restricted_on else ""
        self.why = QLineEdit()
        self.why.setMaxLength(500)
        self.why.setAccessibleName("Alasan")
        self.why.setPlaceholderText("misalnya: keluarga mempersoalkan ketepatan datanya")
        self.keep = button("&Lepas pembatasan" if on else "&Batasi", self.try_save, kind="primary")
        self.keep.setEnabled(False)
        self.why.textChanged.connect(lambda text: self.keep.setEnabled(bool(text.strip())))
        head = label(HEAD_TOO, "caution", wrap=True)
        if on or not isinstance(record, Member) or record.relation != HEAD:
            head.hide()
        inside = column(
            label(record.name(), "section", wrap=True), label(since + (LIFTED if on else MEANS), wrap=True), head,
            label("Alasan", "label"), self.why, spacing=8,
        )  # fmt: skip
        self.arrange(inside, row(None, button("Ba&tal", self.reject, shortcut="Esc"), self.keep), WIDTH)
        self.why.setFocus()

    def try_save(self) -> None:
        """Write it; a refusal keeps the dialog open."""
        deed = lift if self.record.restricted is True else restrict
        self.saved = attempt(self, lambda: deed(self.session, self.record, self.why.text()))
        if self.saved is not None:
            self.accept()
