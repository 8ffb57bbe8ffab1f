"""Pengaturan of who records: the officer, the villages under his care, and the letterhead of the office."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from kampungkb_desktop.actions import own_records
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.officer import DISTRICT, Office, Officer
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.dialogs import attempt, show_error
from kampungkb_desktop.ui.form_view import FormView, Section
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.record_editor import RecordEditor
from kampungkb_desktop.ui.village_chooser import VillageChooser
from kampungkb_desktop.ui.widgets import Card, button, column, label, row

_ABOUT = ("full_name", "nip", "position", "phone", "office")
_OFFICER, _OPERATOR = (Section("Petugas", _ABOUT, columns=2),), (Section("Operator", _ABOUT, columns=2),)
_OFFICE = (
    Section("Kop surat", ("regency", "government", "full_name", "acronym", "address", "phone", "email"), columns=2),
    Section("Kepala kantor", ("head_title", "head_name", "head_nip"), columns=3),
    Section("Pelindungan data pribadi", ("dpo_name", "dpo_contact"), columns=2),
    Section("Klasifikasi Kampung KB", ("cross_sector",), columns=1),
)
PICTURES = "Gambar (*.png *.jpg *.jpeg *.webp *.bmp)"


class PersonTab(QWidget):
    """``wrote(Saved, sentence)`` after every change."""

    wrote = Signal(object, str)
    state = Signal(str)

    def __init__(self, session: Session, today: Callable[[], date]) -> None:
        super().__init__()
        self.session, self._today = session, today
        office = session.role == DISTRICT
        view = FormView(Officer, today=today(), sections=_OPERATOR if office else _OFFICER)
        self.chooser = VillageChooser(paper=self._print)
        self._codes: tuple[str, ...] = ()
        said = (
            "Ketik nama desa, lalu Enter. Melepas desa tidak menghapus catatannya; cetak berita acaranya lebih dahulu."
        )
        hint = label(said, "soft", wrap=True)
        villages = Card("Desa binaan", hint, self.chooser)
        self.editor = RecordEditor(session, view, name="Ubah data petugas", below=(villages,))
        self.editor.area.body.setStretchFactor(villages, 1)  # on a high screen it gets the room, not a gap above it
        self.editor.saved_as.connect(lambda _record, saved: self.wrote.emit(saved, "Data petugas tersimpan."))
        self.editor.state.connect(self.state)
        self.chooser.changed.connect(self._chosen)
        self.setLayout(column(self.editor, spacing=0))
        self.editor.edit(own_records.own_officer(session))
        self.load()
        villages.setVisible(not office or bool(self._codes))  # an operator has the whole kabupaten

    def load(self) -> None:
        """Show the villages as they are on record now."""
        self._codes = own_records.assigned(self.session)
        self.chooser.set_codes(self._codes)

    def leave(self) -> bool:
        """Keep what is typed as a draft."""
        return self.editor.leave()

    def _chosen(self) -> None:
        """One village more or less; each is an action of its own, so each can be undone."""
        before, now = set(self._codes), set(self.chooser.codes())
        for code in now - before:
            self._keep(lambda code=code: own_records.assign(self.session, code, self._today()), "Desa ditambahkan.")  # type: ignore[misc]
        for code in before - now:
            self._keep(lambda code=code: own_records.unassign(self.session, code), "Desa dilepas.")  # type: ignore[misc]
        self.load()

    def _print(self, village: str) -> None:
        """The berita acara of a village that goes to somebody else."""
        from kampungkb_desktop.ui.pages.handing_papers import village_paper  # noqa: PLC0415  paper is seldom printed

        village_paper(self, self.session, village, self._today()).open()

    def _keep(self, deed: Callable[[], Saved], sentence: str) -> None:
        saved = attempt(self, deed)
        if saved is not None:
            self.wrote.emit(saved, sentence)


class OfficeTab(QWidget):
    """The letterhead with its picture."""

    wrote = Signal(object, str)
    state = Signal(str)

    def __init__(self, session: Session, today: Callable[[], date]) -> None:
        super().__init__()
        self.session = session
        self.picture, self.about = QLabel(), label("", "soft", wrap=True)
        side = tokens().px(84)
        self.picture.setFixedSize(QSize(side, side))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName("Lambang pada kop surat")
        self.choose_button = button("Pilih ga&mbar…", self.choose, icon="image")
        self.remove_button = button("&Hapus lambang", lambda: self.set_logo(None), kind="quiet")
        words = column(self.about, row(self.choose_button, self.remove_button, None), None, spacing=8)
        beside = row(self.picture, spacing=16)
        beside.addLayout(words, 1)
        card = Card("Lambang")
        card.body.addLayout(beside)
        view = FormView(Office, today=today(), sections=_OFFICE)
        self.editor = RecordEditor(session, view, name="Ubah kop surat", below=(card,))
        self.editor.area.body.addStretch(1)
        self.editor.saved_as.connect(lambda _record, saved: self._written(saved, "Kop surat tersimpan."))
        self.editor.state.connect(self.state)
        self.setLayout(column(self.editor, spacing=0))
        self.editor.edit(own_records.own_office(session))
        self.load()

    def load(self) -> None:
        """Show the picture as it is on record now."""
        office = own_records.own_office(self.session)
        content = attempt(self, lambda: own_records.logo_of(self.session, office))
        drawn = QPixmap()
        if content and drawn.loadFromData(content):
            look = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self.picture.setPixmap(drawn.scaled(self.picture.size(), *look))
        else:
            self.picture.clear()
        has = content is not None
        self.picture.setVisible(has)
        self.remove_button.setVisible(has)
        for one in (self.choose_button, self.remove_button):
            one.setEnabled(not self.editor.is_shut)
        self.about.setText(
            "Tercetak di kiri atas setiap laporan."
            if has
            else "Belum ada. Pilih lambang daerah (PNG atau JPEG) agar tercetak di kiri atas setiap laporan."
        )

    def leave(self) -> bool:
        """Keep what is typed as a draft."""
        return self.editor.leave()

    def choose(self) -> None:
        """Ask for a picture file."""
        name, _kind = QFileDialog.getOpenFileName(self, "Pilih gambar lambang", "", PICTURES)
        if name:
            self.set_logo(Path(name))

    def set_logo(self, source: Path | None) -> None:
        """Put a picture on the letterhead, or take it off; a damaged one is refused with the reason."""
        self.editor.keep()
        office = own_records.own_office(self.session)
        run(
            self,
            lambda _p: own_records.set_logo(self.session, office, source),
            done=lambda saved: self._written(saved, "Lambang tersimpan." if source else "Lambang dihapus."),
            failed=self._refused,
            text="Menyiapkan gambar",
        )

    def _refused(self, error: KnownError) -> None:
        show_error(self, error)

    def _written(self, saved: Saved, sentence: str) -> None:
        self.wrote.emit(saved, sentence)
        self.editor.edit(own_records.own_office(self.session))
        self.load()
