"""A plugged-in flash disk inside Kirim & Terima: what on it is new here, and saving onto it with one key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import arrivals
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.waiting import waiting_to_send
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.pages.exchange_places import Spot, sticks
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import button


@frozen
class Plugged:
    """One stick, the files on it that are new here, and whether something new could be saved onto it."""

    spot: Spot
    fresh: Sequence[Path]
    worth: bool


class Sticks(QObject):
    """``chosen(list[Path])`` hands files of the stick to the preview, ``save_wanted(Spot)`` asks for a file on it."""

    chosen = Signal(object)
    save_wanted = Signal(object)

    def __init__(self, owner: QWidget, session: Session) -> None:
        super().__init__(owner)
        self._owner, self._session = owner, session
        self.find: Callable[[], list[Spot]] = sticks
        self.plugged: Plugged | None = None
        self.strip = Banner("", Tone.INFO)
        self.look = button("Lihat berkas di flashdisk", self._look)
        self.save = button("Simpan berkas kirim di sini", self._save, icon="usb")
        box = self.strip.layout()
        assert box is not None
        box.addWidget(self.look)
        box.addWidget(self.save)
        self.strip.hide()

    def load(self) -> None:
        """Ask for the sticks there are now. The one with something new is spoken of, else the first."""
        run(self._owner, lambda _progress: self._read(), done=self._show)

    def _read(self) -> Plugged | None:
        plugged = self.find()
        if not plugged:
            return None
        worth = bool(waiting_to_send(self._session))
        found = [Plugged(spot, arrivals.unseen(self._session, spot.path), worth) for spot in plugged]
        return max(found, key=lambda one: len(one.fresh))

    def _show(self, found: Plugged | None) -> None:
        self.plugged = found
        self.strip.setVisible(found is not None and bool(found.fresh or found.worth))
        if found is None:
            return
        count = len(found.fresh)
        news = f"Ada {number(count)} berkas kirim yang belum diterima di sini." if count else "Tidak ada berkas baru."
        self.strip.say(f"{found.spot.words} terpasang. {news}", Tone.INFO)
        self.look.setVisible(bool(count))
        self.save.setVisible(found.worth)

    def _look(self) -> None:
        if self.plugged is not None:
            self.chosen.emit(list(self.plugged.fresh))

    def _save(self) -> None:
        if self.plugged is not None:
            self.save_wanted.emit(self.plugged.spot)
