"""A form that one may read and not fill in: the sentence over it that says who may, and answers as legible as any other
text. The page itself takes the keys, for its answers cannot."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.stylesheet import reading_sheet
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import VerticalScroll

OTHERS = (
    "Hanya untuk dibaca. Catatan ini milik bersama seluruh kabupaten dan ditulis oleh kantor atau petugas lain. Yang "
    "dapat mengubahnya kantor kabupaten; perbaikannya sampai ke sini dengan berkas balasan."
)
AT_OFFICE = (
    "Hanya untuk dibaca: catatan ini diisi petugas desanya. Bila ada yang keliru, minta ia memperbaikinya; "
    "perbaikannya datang bersama berkas berikutnya. Jawaban lama dapat Anda kembalikan lewat riwayat isian (Ctrl+H)."
)


class ForReading(Banner):
    """Stands over ``view`` in ``area``; ``show_for`` says whether one only reads, and why."""

    def __init__(self, view: QWidget, area: VerticalScroll) -> None:
        super().__init__(OTHERS)
        self._view, self._area = view, area
        area.setAccessibleName("Isi catatan, hanya untuk dibaca")
        self.hide()

    def show_for(self, *, reading: bool, words: str = OTHERS) -> None:
        """Show it, or take it away again. Dressing a whole form anew costs, so it is done only when that changes."""
        if words != self.text.text():
            self.say(words, Tone.INFO)
        if reading == self.isHidden():
            self.setVisible(reading)
            self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus if reading else Qt.FocusPolicy.NoFocus)
            self._area.setProperty("reading", "true" if reading else "")
            self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and not self.isHidden():
            self._dress()

    def _dress(self) -> None:
        self._view.setStyleSheet("" if self.isHidden() else reading_sheet(tokens()))
