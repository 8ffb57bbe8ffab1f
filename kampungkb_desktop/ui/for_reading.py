"""A form that one may read and not fill in: the sentence over it that says who may, and answers as legible as any other
text. The page itself takes the keys, for its answers cannot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.theme import restyle
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
_NAME = "Isi catatan, hanya untuk dibaca"


class ForReading(Banner):
    """Stands over ``view`` in ``area``; ``show_for`` says whether one only reads, and why."""

    def __init__(self, view: QWidget, area: VerticalScroll) -> None:
        super().__init__(OTHERS)
        self._view, self._area = view, area
        self.hide()

    def show_for(self, *, reading: bool, words: str = OTHERS) -> None:
        """Show it, or take it away again. Dressing a whole form anew costs, so it is done only when that changes."""
        if words != self.text.text():
            self.say(words, Tone.INFO)
        if reading == self.isHidden():
            self.setVisible(reading)
            self._area.setAccessibleName(_NAME if reading else "")  # a form that is filled in is no reading
            self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus if reading else Qt.FocusPolicy.NoFocus)
            for one in (self._area, self._view):
                one.setProperty("reading", "true" if reading else "")
            self._dress()

    def _dress(self) -> None:
        """The sheet of all says how answers look that are only read; here only those are dressed that were before, for
        a form that nobody has seen yet is dressed when it is shown."""
        for one in self._view.findChildren(QWidget):
            if one.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
                restyle(one)
