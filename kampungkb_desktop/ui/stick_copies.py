"""Copies onto a flash disk by themselves, when it is plugged in. Once for each stick it is asked whether that is
wished; the work runs beside everything else, and what goes wrong is said in one line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kampungkb_desktop.actions import stick_copies
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stick_copies import ASK, NO, YES, Choice, Stick
from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import moment
from kampungkb_desktop.store.shelf import Kept
from kampungkb_desktop.ui.background import STICKS, run
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.exchange_places import Spot
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.stick_watch import StickWatch
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import button, column

MADE = frozenset({"copies"})
"""What pages hear when a copy was made: no form, but those that show everything read afresh."""


@frozen
class Found:
    """A stick that is plugged in, what is kept about it, and whether it lacks anything."""

    spot: Spot
    stick: Stick
    due: bool


class StickBar(QWidget):
    """The question, over the page and in nobody's way; it goes with the answer or with the stick."""

    def __init__(self, place: QVBoxLayout) -> None:
        super().__init__()
        self.found: Found | None = None
        self.banner = Banner("", Tone.INFO)
        self.yes = button("Ya, setiap kali", kind="primary", icon="usb")
        self.no = button("Tidak untuk flashdisk ini")
        box = self.banner.layout()
        assert box is not None
        box.addWidget(self.yes)
        box.addWidget(self.no)
        self.setLayout(column(self.banner, margins=(18, 8, 18, 0)))
        place.addWidget(self)
        self.hide()

    def ask(self, found: Found) -> None:
        """Ask about this stick."""
        self.found = found
        words = f"{found.spot.words} terpasang. Simpan salinan ke flashdisk ini setiap kali dipasang? Isinya tersandi."
        self.banner.say(words, Tone.INFO)
        self.show()


class StickCopies(QObject):
    """Lives as long as the desk, and hears of sticks from ``watch``."""

    def __init__(self, owner: QObject, window: MainWindow, session: Session, watch: StickWatch) -> None:
        super().__init__(owner)
        self._window, self._session = window, session
        self._busy: set[Path] = set()
        self.bar = StickBar(window.frame.notices)
        self.bar.yes.clicked.connect(lambda _on=False: self._answered(YES))
        self.bar.no.clicked.connect(lambda _on=False: self._answered(NO))
        watch.came.connect(self.look_at)
        watch.went.connect(self._went)

    def look_at_all(self, spots: Sequence[Spot]) -> None:
        """The same of every stick that is there."""
        for spot in spots:
            self.look_at(spot)

    def look_at(self, spot: Spot) -> None:
        """A stick is there: copy, ask, or leave it alone."""
        if spot.path not in self._busy:
            run(self, lambda _p: self._found(spot), done=self._deal, failed=lambda _error: None, lane=STICKS)

    def _found(self, spot: Spot) -> Found:
        stick = stick_copies.stick_at(self._session, spot.path)
        return Found(spot, stick, stick.choice == YES and stick_copies.is_due(self._session, spot.path))

    def _deal(self, found: Found) -> None:
        if found.stick.choice == ASK:
            self.bar.ask(found)
        elif found.due:
            self._copy(found.spot)

    def _answered(self, choice: Choice) -> None:
        found = self.bar.found
        self.bar.hide()
        if found is None:
            return
        name = found.spot.path.name or str(found.spot.path)

        def kept(_nothing: None) -> None:
            if choice == YES:
                self._copy(found.spot)

        run(self, lambda _p: stick_copies.choose(self._session, found.stick.mark, name, choice), done=kept, lane=STICKS)

    def _copy(self, spot: Spot) -> None:
        self._busy.add(spot.path)
        self._say(f"Salinan ke {spot.words} sedang dibuat. Jangan cabut dahulu.")
        run(
            self,
            lambda progress: stick_copies.copy(self._session, spot.path, progress),
            done=lambda kept: self._copied(spot, kept),
            failed=lambda error: self._failed(spot, error),
            cancelled=lambda: self._busy.discard(spot.path),
            text="Membuat salinan di flashdisk",
            lane=STICKS,
        )

    def _copied(self, spot: Spot, kept: Kept) -> None:
        self._busy.discard(spot.path)
        self._say(f"Salinan di {spot.words} selesai dan cocok. Flashdisk boleh dicabut.")
        self._window.set_saved(f"Salinan di flashdisk: {moment(moment_of(kept.made_at))}")
        self._window.touched(MADE)

    def _failed(self, spot: Spot, error: KnownError) -> None:
        self._busy.discard(spot.path)
        self._say(f"{error.sentence} {error.next_step}")

    def _went(self) -> None:
        found = self.bar.found
        if found is not None and not found.spot.path.exists():
            self.bar.hide()

    def _say(self, words: str) -> None:
        if not self._window.covered():
            self._window.say(words)
