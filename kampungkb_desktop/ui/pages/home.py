"""Beranda: what waits for the person today. Painted at once with its cards, which the worker fills one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QBoxLayout, QWidget

from kampungkb_desktop.actions import home
from kampungkb_desktop.actions.home_warnings import Warnings, warnings_of
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import full_date, number
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.rules.classification import Level
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.even_row import TILE, EvenRow
from kampungkb_desktop.ui.health_card import HealthCard
from kampungkb_desktop.ui.line_card import LineCard
from kampungkb_desktop.ui.page import Page
from kampungkb_desktop.ui.pages import home_buttons as buttons
from kampungkb_desktop.ui.pages import home_lines as lines
from kampungkb_desktop.ui.pages.side_by_side import SideBySide
from kampungkb_desktop.ui.pages.village_words import TONES
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.tiles import StatTile
from kampungkb_desktop.ui.widgets import VerticalScroll, column

if TYPE_CHECKING:
    from kampungkb_desktop.ui.pages.home_desk import DeskCard
    from kampungkb_desktop.ui.pages.home_reminders import Reminders

_LATER_MS = 1_500
"""So long after the cards what is told later begins to be read."""
_AT_THE_DESK = frozenset({"conflicts", "waiting"})
"""Lines of the health of the data that a district's first card tells."""


class HomePage(Page):
    """The first screen after Masuk; every write makes it stale, for it counts everything."""

    title = "Beranda"
    hints = (("Tab", "berikutnya"), ("Enter", "buka"))
    help_topic = "beranda"

    def __init__(self, session: Session, *, today: Callable[[], date]) -> None:
        super().__init__()
        self.session, self._today = session, today
        self.district = session.role == DISTRICT
        told = lines.nothing_yet(district=self.district, receiving=session.receiving)
        self.tiles: dict[str, StatTile] = {}
        self.tile_box = QWidget()
        self.tile_box.setLayout(EvenRow(*self._make_tiles(), spacing=12, least=TILE))
        self.first = LineCard("Mulai dari sini", "")
        self.due = LineCard(
            "Kunjungan yang ditunggu",
            "Tidak ada kunjungan yang jatuh tempo sampai seminggu ke depan. Kunjungan berikutnya muncul di sini dari "
            "rencana yang diisi pada tiap kunjungan.",
            "Se&mua kunjungan",
            lambda: self.go.emit("kunjungan", None),
        )
        self.open_forms = LineCard(
            "Isian yang belum selesai", "Tidak ada. Formulir yang ditinggalkan di tengah jalan menunggu di sini."
        )
        self.standings = LineCard(
            "Paling dekat naik kelas" if self.district else "Klasifikasi kampung",
            told.villages,
            "&Semua kampung",
            lambda: self.go.emit("kampung", None),
        )
        self.files = LineCard(
            "Berkas terakhir diterima" if self.district else "Berkas terakhir dikirim",
            told.files,
            "Kirim && &Terima",
            lambda: self.go.emit("kirim-terima", None),
        )
        self.health = HealthCard(session, self.go.emit, _AT_THE_DESK if self.district else frozenset())
        self.clocks = LineCard("Data pribadi: dijawab dalam 3×24 jam", "")
        self.calendar = _calendar_of(self)
        self.resume = LineCard("Lanjutkan", "")
        self.desk = _desk_of(self)
        self._later: Reminders | None = None
        self.warned: dict[str, QWidget] = {}
        self._arrange()

    def first_focus(self) -> QWidget | None:
        return next(iter(self.tiles.values()))

    def load(self) -> None:
        """Three readings on the worker; each fills its cards when it comes."""
        self.rename("Beranda", full_date(self._today()))
        today = self._today()
        run(self, lambda _p: home.work(self.session, today), done=self._show_work)
        run(self, lambda _p: home.villages(self.session), done=self._show_villages)
        run(self, lambda _p: home.exchange(self.session), done=self._show_exchange)
        run(self, lambda _p: warnings_of(self.session), done=self._warn)
        run(self, lambda _p: lines.steps_of(self.session), done=self._show_first)
        for card in self.desk:
            card.load()
        self._untold = True
        QTimer.singleShot(_LATER_MS, self, self._tell_later)

    def open_record(self, _record_id: str | None) -> None:
        """Where one came from, each time anew."""
        from kampungkb_desktop.ui.pages.home_resume import show_resume  # noqa: PLC0415  start-up time

        show_resume(self.resume, self.session, self.go.emit)
        if self._untold:  # whoever went on too soon finds the rest when coming back
            QTimer.singleShot(_LATER_MS, self, self._tell_later)

    def _tell_later(self) -> None:
        if self._untold and self.isVisible():
            self._untold = False
            self._look()
            if not self.district:
                self.remind()

    def remind(self) -> None:
        """The calendar and everybody who is due, a moment after the rest: they are work of seconds."""
        from kampungkb_desktop.ui.pages.home_reminders import Reminders  # noqa: PLC0415  start-up time

        if self._later is None:
            self._later = Reminders(self.session, self.tiles["people"], today=self._today, page=self)
            self._later.shown.connect(self._show_calendar)
            self._later.wanted.connect(lambda: self.go.emit("kunjungan", "kalender"))
        if self.isVisible():
            self._later.load()

    def _warn(self, found: Warnings) -> None:
        if any(found) or self.warned:
            from kampungkb_desktop.ui.pages.home_warnings import Place, show_warnings  # noqa: PLC0415  start-up time

            show_warnings(Place(self, self.session, self.area.body, self.warned), found)

    def _look(self) -> None:
        from kampungkb_desktop.ui.pages.home_clocks import show_clocks  # noqa: PLC0415  start-up time

        if self.isVisible():
            self.health.look()
            show_clocks(self.clocks, self.session, self.go.emit)
            for card in self.desk:
                card.look()

    def _follow(self, page: str, record: str | None) -> None:
        buttons.to_first(self.open_forms, self.area) if page == buttons.HERE else self.go.emit(page, record)

    def _show_calendar(self, made: Sequence[QWidget]) -> None:
        self.calendar.show_lines(made)
        self.calendar.show()
        self._order()

    def _order(self) -> None:
        """Tab goes down the left side and then the right one, as one reads, also where lines came later."""
        from kampungkb_desktop.ui.tab_chain import chain_tabs  # noqa: PLC0415  start-up time

        left, right = [self.first, self.due, self.standings], [self.open_forms, self.calendar, self.files, self.health]
        if self.district:
            left, right = [self.first, *self.desk, self.files, self.standings], [self.health, self.open_forms]
        chain_tabs((self.tile_box, *left, self.resume, self.clocks, *right))

    # --- the frame

    def _make_tiles(self) -> list[StatTile]:
        if self.district:
            words = [("all", "Kampung KB tercatat", "kampung")]
            words += [(level.name, level.label, "kampung") for level in Level]
        else:
            words = list(buttons.FIGURES)
        for key, name, goal in words:
            page, _, record = goal.partition("?")
            tile = StatTile("–", name, icon="flag" if self.district else "")  # a class is no alarm
            tile.setToolTip(
                "Ke isian itu di bawah" if page == buttons.HERE else f"Buka {page.replace('-', ' & ').title()}"
            )
            tile.clicked.connect(lambda _checked=False, to=(page, record or None): self._follow(*to))
            self.tiles[key] = tile
        return list(self.tiles.values())

    def _arrange(self) -> None:
        unused = (self.open_forms,) if self.session.receiving else ()  # nobody fills in forms where one only receives
        for later in (self.first, self.clocks, self.calendar, self.resume, *unused):
            later.hide()
        left, right = QWidget(), QWidget()
        if self.district:
            left.setLayout(column(self.first, *self.desk, self.files, self.standings, None, spacing=14))
            right.setLayout(column(self.resume, self.clocks, self.health, self.open_forms, None, spacing=14))
            for hidden in (self.due, self.calendar):
                hidden.setParent(self)
                hidden.hide()
        else:
            left.setLayout(column(self.first, self.due, self.standings, None, spacing=14))
            rest = (self.resume, self.clocks, self.open_forms, self.files, self.health, self.calendar)  # it comes late
            right.setLayout(column(*rest, None, spacing=14))
        sides = SideBySide(left, right)
        box = sides.layout()
        assert isinstance(box, QBoxLayout)
        box.setStretch(0, 58)
        box.setStretch(1, 42)
        self.area = VerticalScroll(self.tile_box, sides, None, most=1480, steady=True)
        self.area.edge.connect(lambda _free: self.area.body.activate())  # before the tiles are painted
        self.setLayout(column(self.area))

    # --- filling

    def _show_work(self, found: home.Work) -> None:
        if not self.district:
            late = found.overdue_count
            self.tiles["late"].show_figure(number(late), tone=Tone.BAD if late else Tone.OK)
            self.tiles["due"].show_figure(number(found.due_count - late))
            self.tiles["drafts"].show_figure(number(found.draft_count))
            if found.people is not None:
                lines.show_people(self.tiles["people"], found.people)
        self.due.show_lines([buttons.visit_button(one, self._today(), self.go.emit) for one in found.due])
        self.open_forms.show_lines([buttons.draft_button(one, self.go.emit) for one in found.drafts])
        self._order()

    def _show_villages(self, found: home.Villages) -> None:
        if self.district:
            self.tiles["all"].show_figure(number(found.recorded))
            for level, count in found.levels.items():
                self.tiles[level.name].show_figure(number(count), tone=TONES[level])
        self.standings.show_lines([buttons.standing_button(one, self.go.emit) for one in found.standings])
        self._order()

    def _show_exchange(self, found: home.Exchange) -> None:
        if not self.district:
            self.tiles["waiting"].show_figure(number(found.waiting))
        self.files.show_lines([buttons.file_line(one) for one in found.files])
        self.health.show_quick(found.health)
        self._order()

    def _show_first(self, steps: Sequence[lines.Step]) -> None:
        self.first.setVisible(bool(steps))
        self.first.show_lines([buttons.step_button(*step, go=self.go.emit) for step in steps])
        self._order()


def _calendar_of(page: HomePage) -> LineCard:
    return LineCard(
        "Tenggat pelaporan",
        "Tidak ada tenggat yang dekat atau lewat.",
        "Kalen&der",
        lambda: page.go.emit("kunjungan", "kalender"),
    )


def _desk_of(page: HomePage) -> Sequence[DeskCard]:
    """A district's first card; an office that only receives decides nothing."""
    if not page.district or page.session.receiving:
        return ()
    from kampungkb_desktop.ui.pages.home_desk import DeskCard  # noqa: PLC0415  start-up time

    return (DeskCard(page.session, page.go.emit),)
