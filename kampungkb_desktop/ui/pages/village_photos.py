"""Foto: the pictures of the Kampung KB itself, the village and its board; those of activities stay with these."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.ui.pages.photo_strip import PhotoStrip, StripWords
from kampungkb_desktop.ui.pages.village_facts import Facts
from kampungkb_desktop.ui.pages.village_tab import VillageTab
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import VerticalScroll, column

WORDS = StripWords(
    "Foto kampung dan struktur kepengurusan",
    ("kampung", "struktur", "lainnya"),
    "Tambahkan foto kampung dan gambar struktur kepengurusan. Keduanya diminta portal. Berkas dapat juga diseret ke "
    "sini. Foto dikecilkan, dan tempat serta jam pengambilannya dihapus.",
)  # fmt: skip


class PhotosTab(VillageTab):
    """A strip of photos of the Kampung KB, once its identity is recorded."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: Facts | None = None
        self.strip = PhotoStrip(session, WORDS, self._owner)
        self.strip.wrote.connect(self.wrote)
        self.empty = EmptyState(
            "Identitas belum dicatat",
            "Foto menempel pada Kampung KB-nya. Isi dahulu identitasnya.",
            "Isi i&dentitas",
            lambda: self.go_tab.emit("profil"),
            icon="image",
        )
        self.area = VerticalScroll(self.strip, None)
        box = column(self.empty, spacing=0)
        box.addWidget(self.area, 1)
        self.setLayout(box)

    def show_facts(self, facts: Facts) -> None:
        self._facts = facts
        self.empty.setVisible(facts.kampung is None)
        self.area.setVisible(facts.kampung is not None)
        self.strip.show_owner(facts.kampung)

    def _owner(self) -> Record | None:
        return self._facts.kampung if self._facts is not None else None
