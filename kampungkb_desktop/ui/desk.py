"""An open session in the window: its pages, undo and redo, the look of its settings, and the words at the side.

It is made at Masuk and knows nothing of how the session was opened or what lies over the pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from kampungkb_desktop.actions import home, settings
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.rules_in_use import InUse, in_use, put_in_use
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.waiting import waiting_to_send
from kampungkb_desktop.base import command_line
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.text import number, short_date
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.officer import DISTRICT, Office, Officer
from kampungkb_desktop.forms.settings import Settings
from kampungkb_desktop.store import read
from kampungkb_desktop.store.entries import OUT
from kampungkb_desktop.ui import places
from kampungkb_desktop.ui.background import COUNTS, STICKS, run, worker_of
from kampungkb_desktop.ui.beside import Beside
from kampungkb_desktop.ui.copy_keeper import CopyKeeper
from kampungkb_desktop.ui.dialogs import show_error
from kampungkb_desktop.ui.kept_look import KeptLook, keep_look
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.read_ahead import FirstScreen, ReadAhead
from kampungkb_desktop.ui.status_strip import ALL_SAVED
from kampungkb_desktop.ui.theme import apply_theme

if TYPE_CHECKING:
    from kampungkb_desktop.actions.save import Saved
    from kampungkb_desktop.ui.page import PageEntry
    from kampungkb_desktop.ui.tour import Tour

COURIER_MS = 5_000
"""Sticks and the office's storage are looked after when the first screen has long been there."""
TOUR_MS = 500
"""The tour of practice data brings half the program along: it comes so long after Beranda is filled."""
COUNT_MS = 4_000
"""What Beranda counts is counted again so long after the last write, when nothing else is under way."""
LOCK_AFTER = 15
"""Minutes of rest before the lock where the person chose nothing."""


@frozen
class Opening:
    """What the worker reads right after unlocking, so that the window can be dressed at once."""

    session: Session
    settings: Settings
    who: str
    place: str
    in_use: InUse


def opening(session: Session) -> Opening:
    """Read who works here, where, by which rules, and how the window shall look. For the worker."""
    using = in_use(session) or InUse()
    put_in_use(using)  # here for the place; the desk does it for the window
    with session.database.read() as conn:
        officer = read.record(conn, Officer, session.author)
    return Opening(session, settings.load(session), officer.name() if officer else "", _place(session), using)


def _place(session: Session) -> str:
    """Where one works: the villages of an officer, the regency of an office. For the worker."""
    if session.role != DISTRICT:
        return place_words(own_villages(session))
    with session.database.read() as conn:
        offices = read.records(conn, Office, limit=1)
    return place_words([one.regency for one in offices if one.regency])


def place_words(codes: Sequence[str]) -> str:
    """Where somebody works, near over wide: "Kec. Gunung Tabur" or "3 kecamatan" over "Kab. Berau"."""
    areas = {area for code in codes if (found := regions.load().region(code)) for area in found.chain}
    words = []
    for level, several in (("district", "kecamatan"), ("regency", "kabupaten/kota")):
        here = [area for area in areas if area.level == level]
        if here:
            words.append(here[0].label if len(here) == 1 else f"{number(len(here))} {several}")
    return "\n".join(words)


class Desk(QObject):
    """``lock_minutes(float)`` follows the settings; ``folder_wanted(str)`` asks the program for other data,
    ``restore_wanted(Kept)`` for those of a copy, ``server_wanted(Address)`` to go on at the office's server."""

    lock_minutes = Signal(float)
    folder_wanted = Signal(str)
    restore_wanted = Signal(object)
    server_wanted = Signal(object)

    def __init__(self, window: MainWindow, opened: Opening) -> None:
        super().__init__(window)
        self.window, self.session, self.who = window, opened.session, opened.who
        self.minutes = float(LOCK_AFTER)
        self._busy = False
        self._in_use = opened.in_use
        put_in_use(self._in_use)
        window.set_practice(self.session.practice)
        window.set_place(opened.place)
        if self.session.database.on_server:
            window.frame.status.at_server()
        self.dress(opened.settings)
        self.tour: Tour | None = None
        self._count = QTimer(self, interval=COUNT_MS, singleShot=True)
        self._count.timeout.connect(self._keep_counts)
        self.beside = Beside(self, window, self.session, self.entries)

    def today(self) -> date:
        """The day it is now, asked anew each time: the window may stay open over midnight."""
        return day_of(self.session.clock())

    def entries(self) -> list[PageEntry]:
        """The sidebar of a window over this session."""
        return places.entries(
            self.session, self.today, written=self.read_foot, dress=self.dress, folder=self.folder_wanted.emit,
            restore=self.restore_wanted.emit, server=self.server_wanted.emit,
        )  # fmt: skip

    def show_pages(self) -> None:
        """Fill the sidebar and show Beranda."""
        self.window.set_pages(self.entries())
        self.window.frame.letting_go.rested.connect(self.rest)
        self.read_foot()
        FirstScreen(self).there.connect(self._filled)
        CopyKeeper(self, self.session).refused.connect(self._no_copy)
        QTimer.singleShot(COURIER_MS, self, self._send_courier)
        if self.session.practice:
            QTimer.singleShot(0, self, self._offer_way_out)

    def _filled(self) -> None:
        """Beranda tells all it has to tell: time for what comes next."""
        ReadAhead(self, [place.module for place in places.PLACES])
        if self.session.practice:
            QTimer.singleShot(TOUR_MS, self, self.have_tour)

    def rest(self) -> None:
        """Somebody stays where they are: the database need not keep what it read for the pages before."""
        self.session.database.rest()

    def _offer_way_out(self) -> None:
        """Practice leads back to the real data beside it."""
        home_folder = command_line.beside_practice(self.session.data_dir)
        if home_folder is not None:
            self.window.frame.band.offer_way_out(str(home_folder), self.folder_wanted.emit)

    def have_tour(self) -> None:
        """Make the tour of practice data, a moment after Beranda or when somebody asks for it sooner."""
        if self.tour is None:
            from kampungkb_desktop.ui.tour import Tour  # noqa: PLC0415  start-up time: only in practice

            self.tour = Tour(self.window.frame, self.session, self.today, self.folder_wanted.emit)
            self.tour.open()

    def _send_courier(self) -> None:
        from kampungkb_desktop.ui.clock_watch import ClockWatch  # noqa: PLC0415  start-up time
        from kampungkb_desktop.ui.courier import Courier  # noqa: PLC0415  the same
        from kampungkb_desktop.ui.health_mark import HealthWatch  # noqa: PLC0415  the same
        from kampungkb_desktop.ui.pages.exchange_places import sticks as plugged  # noqa: PLC0415  the same
        from kampungkb_desktop.ui.stick_copies import StickCopies  # noqa: PLC0415  the same

        health = HealthWatch(self, self.window, self.session)
        ClockWatch(self, self.window, self.session, health.look)
        courier = Courier(self, self.window, self.session)
        sticks = StickCopies(self, self.window, self.session, courier.watch)
        run(sticks, lambda _p: plugged(), done=sticks.look_at_all, lane=STICKS)

    def _no_copy(self, error: KnownError) -> None:
        self.window.say(f"Salinan cadangan belum dapat dibuat. {error.sentence} {error.next_step}")

    # --- settings

    def dress(self, chosen: Settings) -> None:
        """Put colours, text size and the lock's patience in force, and keep the look for the next Masuk."""
        app = QApplication.instance()
        look = KeptLook(chosen.theme == "gelap", (chosen.text_size or 100) / 100, chosen.theme == "kontras")
        if isinstance(app, QApplication) and (tokens().dark, tokens().scale, tokens().sharp) != look:
            apply_theme(app, dark=look.dark, scale=look.scale, sharp=look.sharp)
        keep_look(self.session.data_dir, look)
        self.minutes = float(chosen.auto_lock_minutes or LOCK_AFTER)
        self.lock_minutes.emit(self.minutes)

    # --- undo and redo

    def undo(self) -> None:
        """Ctrl+Z outside a text: take back the last action."""
        from kampungkb_desktop.actions import undo  # noqa: PLC0415  start-up time

        self._turn(undo.can_undo, undo.undo, ("Diurungkan", "Ulangi", self.redo))

    def redo(self) -> None:
        """Ctrl+Y: do it again."""
        from kampungkb_desktop.actions import undo  # noqa: PLC0415  start-up time

        self._turn(undo.can_redo, undo.redo, ("Diulangi", "Urungkan", self.undo))

    def _turn(
        self,
        name_of: Callable[[Session], str | None],
        deed: Callable[[Session], Saved | None],
        words: tuple[str, str, Callable[[], None]],
    ) -> None:
        """Undoing may touch thousands of records (a file taken in), so it runs on the worker; one at a time."""
        if self._busy or self.window.covered() or not self.beside.leave():
            return
        self._busy = True
        front = self.beside.front()
        done, back, turn_back = words

        def tell(result: tuple[str | None, Saved | None]) -> None:
            self._busy = False
            name, saved = result
            if saved is None:
                front.say(f"Tidak ada yang dapat {done.lower()}.")
                return
            for one in {self.window, front}:
                if isValid(one):
                    one.set_saved(ALL_SAVED)  # what the last form said may be undone now; pages say what is theirs
            self.window.touched(saved.forms)
            self.read_foot()
            (front if isValid(front) else self.window).say(f"{done}: {name}", back, turn_back)

        def work(_progress: Progress) -> tuple[str | None, Saved | None]:
            return name_of(self.session), deed(self.session)

        run(self, work, done=tell, failed=self._refused, text=done)

    def _refused(self, error: KnownError) -> None:
        self._busy = False
        show_error(self.window, error)

    # --- the foot of the sidebar

    def read_foot(self) -> None:
        """Where the data are, when they were last sent, and whether the rules are others now. Cheap, so it follows
        every write."""
        self._count.start()
        mark = self._in_use.mark
        run(
            self,
            lambda _progress: (self._foot(), _place(self.session), in_use(self.session, but=mark)),
            done=self._tell_foot,
        )

    def _keep_counts(self) -> None:
        """For the next start, which then reads nothing of the whole; where that fails, it counts for itself."""
        if worker_of().busy():
            self._count.start()
            return
        session, today = self.session, self.today()
        run(
            self, lambda _progress: home.keep_counts(session, today), done=lambda _nothing: None,
            failed=lambda _error: None, lane=COUNTS,
        )  # fmt: skip

    def _tell_foot(self, found: tuple[str, str, InUse | None]) -> None:
        foot, place, using = found
        if using is not None and using.mark != self._in_use.mark:
            self._in_use = using
            put_in_use(using)
            self.window.touched(frozenset(FORMS))  # whatever is shown was judged or named by the old ones
        self.beside.set_foot(foot, place)  # a village may just have been assigned

    def _foot(self) -> str:
        if self.session.role == DISTRICT:
            return f"Tersimpan di {'server kantor' if self.session.database.on_server else 'komputer ini'}"
        with self.session.database.read() as conn:
            sent = read.files(conn, direction=OUT, most=1)
        last = f"Terakhir dikirim: {short_date(day_of(sent[0].at))}" if sent else "Belum pernah dikirim"
        waiting = waiting_to_send(self.session)
        more = f"\nBelum dikirim: {number(waiting)} perubahan" if sent and waiting else ""
        return f"Tersimpan di komputer ini\n{last}{more}"
