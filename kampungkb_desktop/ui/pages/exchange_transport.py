"""The office's storage and the sticks inside Kirim & Terima: one line of news each, trips in the background, and the
files they bring handed to the ordinary preview. The page only lends its place and reloads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import arrivals, carry, dispatch, storage, storage_offer
from kampungkb_desktop.actions.carry import Standing, Trip
from kampungkb_desktop.actions.dispatch import OnItsWay
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.storage import Storage
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress, Step
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.background import NETWORK, Job, run
from kampungkb_desktop.ui.dialogs import show_error
from kampungkb_desktop.ui.pages.exchange_history import FileHistory
from kampungkb_desktop.ui.pages.exchange_outgoing import Outgoing
from kampungkb_desktop.ui.pages.exchange_places import Spot
from kampungkb_desktop.ui.pages.exchange_sticks import Sticks
from kampungkb_desktop.ui.pages.exchange_storage import StorageView
from kampungkb_desktop.ui.pages.exchange_storage_words import TAGS, news, trip_words
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import button


@frozen
class Looked:
    """What there is to tell of the storage: read on the worker."""

    place: Storage | None
    last: Standing
    files: Sequence[OnItsWay]
    waiting: int
    arrived: Sequence[Path]
    offered: tuple[str, str] | None


class StorageStrip(Banner):
    """One line across the page: how it stands, and what one may do now."""

    def __init__(self) -> None:
        super().__init__("", Tone.INFO)
        self.look = button("Li&hat berkas baru", kind="primary")
        self.go = button("Hubungi sekarang", shortcut="F5")
        self.stop = button("Ba&tal")
        self.set_up = button("A&tur…", kind="quiet")
        box = self.layout()
        assert box is not None
        for one in (self.look, self.go, self.stop, self.set_up):
            box.addWidget(one)
        self.hide()


class Transport(QObject):
    """``chosen(list[Path])`` hands fetched files to the preview, ``view_wanted()`` asks for the view, ``changed(str)``
    after something was sent or fetched, with what to say;
    ``shown()`` when it is known whether there is a storage, ``ways(dict)`` how far each file went, by sha256."""

    chosen = Signal(object)
    view_wanted = Signal()
    changed = Signal(str)
    shown = Signal()
    ways = Signal(object)

    def __init__(self, owner: QWidget, session: Session, today: Callable[[], date]) -> None:
        super().__init__(owner)
        self._owner, self._session, self._today = owner, session, today
        self.strip = StorageStrip()
        self.sticks = Sticks(owner, session)
        self.strips = (self.strip, self.sticks.strip)
        self.entry = button("Pen&yimpanan kantor…", self.view_wanted.emit, kind="quiet", icon="link")
        self.entry_barred = False
        self.found: Looked | None = None
        self.job: Job | None = None
        self.strip.look.clicked.connect(lambda _checked=False: self._hand_over())
        self.strip.go.clicked.connect(lambda _checked=False: self.go_now())
        self.strip.stop.clicked.connect(lambda _checked=False: self._stop())
        self.strip.set_up.clicked.connect(lambda _checked=False: self.view_wanted.emit())

    @cached_property
    def view(self) -> StorageView:
        """How the storage is reached; made when somebody comes to see it."""
        made = StorageView(self._session, self._today)
        made.wanted.connect(self.go_now)
        made.form.kept.connect(self._set_up)
        made.form.dropped.connect(self.load)
        made.now.setEnabled(self.job is None)
        if self.found is not None:
            self._fill(made, self.found, afresh=True)
        return made

    @staticmethod
    def _fill(view: StorageView, found: Looked, *, afresh: bool) -> None:
        if afresh:
            view.form.show_storage(found.place, found.offered)
        view.show_files(found.files, set_up=found.place is not None)

    def serve(
        self,
        outgoing: Outgoing,
        history: FileHistory,
        look: Callable[[list[Path]], object],
        said: Callable[[str], object],
    ) -> None:
        """Be a place of the send card and tell the history; ``look`` previews what was fetched, ``said`` tells and
        reads again."""
        outgoing.storage = self.spot
        self.ways.connect(history.show_ways)
        outgoing.queued.connect(self.go_now)
        self.chosen.connect(look)
        self.sticks.chosen.connect(look)
        self.sticks.save_wanted.connect(outgoing.send_to)
        self.changed.connect(said)
        self.shown.connect(outgoing.offer_folders)

    # --- reading

    def load(self) -> None:
        """Read how it stands, here and on the sticks."""
        self.sticks.load()
        run(self._owner, lambda _progress: self._read(), done=self._show)

    def spot(self) -> list[Spot]:
        """The storage among the places one may send to."""
        place = self.found.place if self.found else None
        return [Spot(dispatch.waiting_folder(self._session), f"Penyimpanan kantor ({place.name})")] if place else []

    def _read(self) -> Looked:
        session = self._session
        place = storage.load(session)
        files = dispatch.on_their_way(session)
        waiting = sum(one.state == dispatch.WAITING for one in files)
        return Looked(
            place, carry.standing(session), files, waiting, arrivals.arrived(session), storage_offer.heard(session)
        )

    def _show(self, found: Looked) -> None:
        known = None if self.found is None else (self.found.place, self.found.offered)
        first, self.found = known != (found.place, found.offered), found
        place = found.place
        if "view" in vars(self):
            self._fill(self.view, found, afresh=first)
        self.strip.setVisible(place is not None or bool(found.waiting))
        self._show_entry()
        if place is not None and self.job is None:
            self.strip.say(*news(place, found.waiting, len(found.arrived), found.last, self._today()))
        elif self.job is None and found.waiting:
            self.strip.say(
                f"{number(found.waiting)} berkas menunggu, tetapi penyimpanan kantor belum diatur.", Tone.WARN
            )
        self._dress()
        self.shown.emit()
        self.ways.emit({one.entry.sha256: TAGS[one.state] for one in found.files if one.state in TAGS})

    def _show_entry(self) -> None:
        """The way in from the header, as long as the strip does not offer it."""
        self.entry.setVisible(not self.entry_barred and self.strip.isHidden())

    def bar_entry(self, *, barred: bool) -> None:
        """Another view lies over the cards."""
        self.entry_barred = barred
        self._show_entry()

    def _dress(self) -> None:
        busy, found = self.job is not None, self.found
        self.strip.stop.setVisible(busy)
        self.strip.set_up.setVisible(not busy)
        self.strip.go.setVisible(not busy and found is not None and found.place is not None)
        self.strip.go.setText("Kirim sekarang" if found and found.waiting else "Hubungi sekarang")
        self.strip.look.setVisible(not busy and bool(found and found.arrived))
        if "view" in vars(self):
            self.view.now.setEnabled(not busy)

    # --- going

    def go_now(self) -> None:
        """A trip, because the person asked for it or made a file for it."""
        if self.job is not None:
            return
        self.job = run(
            self._owner, lambda progress: _trip(self._session, progress), done=self._back, failed=self._failed,
            cancelled=lambda: self._over("Dibatalkan. Yang sudah sampai tidak diulang."), progress=self._step,
            text="Menghubungi penyimpanan kantor", lane=NETWORK,
        )  # fmt: skip
        self.strip.say("Menghubungi penyimpanan kantor…", Tone.INFO)
        self.strip.show()
        self._dress()

    def _step(self, step: Step) -> None:
        if step.total:
            done = min(100, round(100 * step.done / step.total))
            self.strip.say(f"{step.text or 'Mengambil berkas'}… {number(done)} %", Tone.INFO)

    def _back(self, done: Trip) -> None:
        self._over(trip_words(done))

    def _failed(self, error: KnownError) -> None:
        self._over("")
        if not storage.is_known(error):
            show_error(self._owner, error)

    def _over(self, words: str) -> None:
        self.job = None
        self.load()
        self.changed.emit(words)

    def _stop(self) -> None:
        if self.job is not None:
            self.strip.say("Menghentikan…", Tone.INFO)
            self.job.cancel()

    def _hand_over(self) -> None:
        if self.found is not None and self.found.arrived:
            self.chosen.emit(list(self.found.arrived))

    def _set_up(self, words: str) -> None:
        carry.hurry(self._session)
        self.load()
        self.changed.emit(words)


def _trip(session: Session, progress: Progress) -> Trip:
    return carry.trip(session, progress)
