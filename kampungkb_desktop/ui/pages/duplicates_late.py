"""Over the desk of doubles: joined records for which answers to the other one still came in, and the way to them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.duplicates import Side, late_sides
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import listing, number
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import column

_NAMED = 3


class LateLine(QWidget):
    """``opened(route)`` leads to the first of them on Keluarga; hidden while there are none."""

    opened = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.found: Sequence[Side] = ()
        self.banner = Banner("", Tone.WARN, "Bandingkan isiannya", self._open)
        self.setLayout(column(self.banner))
        self.hide()

    def load(self) -> None:
        """Read again which they are."""
        run(self, lambda _p: late_sides(self._session), done=self._show)

    def _show(self, found: Sequence[Side]) -> None:
        self.found = found
        self.banner.say(late_line_words(found), Tone.WARN)
        self.setVisible(bool(found))

    def _open(self) -> None:
        if self.found:
            first = self.found[0]
            self.opened.emit(first.family if first.family == first.id else f"{first.family}/anggota")


def late_line_words(found: Sequence[Side]) -> str:
    """``Isian susulan menunggu dibandingkan di 2 catatan: Keluarga Suparman dan Wulan.``"""
    names = [one.name for one in found[:_NAMED]]
    if len(found) > _NAMED:
        names.append(f"{number(len(found) - _NAMED)} lainnya")
    return f"Isian susulan menunggu dibandingkan di {number(len(found))} catatan: {listing(names)}."
