"""Choosing a region by typing its name: always shown with kecamatan and kabupaten, for names repeat."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.kinds import Kind, Place
from kampungkb_desktop.ui.line_choice import SHOWN, Candidates, LineChoice
from kampungkb_desktop.ui.read_ahead import read_map


class PlaceEditor(LineChoice):
    """A region of the level that is asked for; ``within`` is the code of a larger one around it."""

    ASKS = "Pilih wilayah dari daftar yang muncul saat mengetik."

    def __init__(self, kind: Kind, parent: QWidget | None = None, *, within: str | None = None) -> None:
        self._level: regions.Level = kind.level if isinstance(kind, Place) else "village"
        self._within, self._read = within, False
        words = "Ketik nama desa, lalu kecamatan" if self._level == "village" else "Ketik nama wilayah"
        super().__init__(kind, words, parent)

    def meant(self, text: str) -> Candidates:
        hits = regions.load().search(text, level=self._level, within=self._within, limit=SHOWN)
        return [(region.code, region.full_name) for region in hits]

    def words_of(self, code: str) -> str:
        region = regions.load().region(code)
        return region.full_name if region else code

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.FocusIn and not self._read:
            self._read = True
            read_map(self)
        return super().eventFilter(watched, event)
