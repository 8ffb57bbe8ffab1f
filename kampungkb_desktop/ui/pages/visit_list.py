"""The list of visits, newest first: by village, sasaran, month, by the words of the family, and what is open. Whom to
visit next is told by ``due_list``."""

from __future__ import annotations

from array import array
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QComboBox

from kampungkb_desktop.actions import trail
from kampungkb_desktop.actions.receipts import Sending
from kampungkb_desktop.actions.record_states import RecordStates, unsent
from kampungkb_desktop.actions.saved_filters import Sifting
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import month_name, month_of, month_shift
from kampungkb_desktop.base.typed_texts import as_typed
from kampungkb_desktop.forms.choices_visit import IN_PROGRESS, TARGET
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.forms.record import DRAFT
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import lists, read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.filter_chips import FilterChips, Saved
from kampungkb_desktop.ui.left_as import LeftAs
from kampungkb_desktop.ui.long_list import MANY, LongList
from kampungkb_desktop.ui.pages.empty_visits import no_visit_yet
from kampungkb_desktop.ui.pages.family_words import iso_short
from kampungkb_desktop.ui.pages.line_words import village_name
from kampungkb_desktop.ui.pages.many_records import ManyVisits
from kampungkb_desktop.ui.pages.sending_words import UNSENT, sending_cell
from kampungkb_desktop.ui.pages.sifted_list import ALL, SiftedList
from kampungkb_desktop.ui.pages.visit_list_lines import columns
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.record_table import Id, RecordTable, Row
from kampungkb_desktop.ui.saved_filters import FilterMenu
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.village_box import VillageBox

OPEN = "draf"
FILTERS = (
    Saved(ALL, "Semua", "Semua kunjungan, yang terbaru di atas"),
    Saved(OPEN, "Draf", "Kunjungan yang belum selesai diisi"),
)
_MONTHS_BACK = 18


class VisitList(SiftedList):
    """Also by sasaran and by month, and what is still open."""

    what = "kunjungan"

    def __init__(self, session: Session, *, today: Callable[[], date], villages: Sequence[str]) -> None:
        super().__init__(session, today=today, order=("day", True))
        self._villages = tuple(villages)
        self._unsent: list[str] = []
        self.target = _box("Semua sasaran", [(one.label, one.code) for one in TARGET.items], "Sasaran")
        months = [month_shift(month_of(today()), -back) for back in range(_MONTHS_BACK)]
        self.month = _box("Semua bulan", [(month_name(one), one) for one in months], "Bulan kunjungan")
        self.village = VillageBox(villages, village_name)
        boxes = (self.target, self.month, *((self.village,) if len(villages) > 1 else ()))
        self.states = RecordStates(session)
        self.filters = FilterMenu(session, "kunjungan", _Kept(self), self)
        self.chips = FilterChips((*FILTERS, *((UNSENT,) if self.states.shown else ())), *boxes, self.filters)
        shown = columns(several_villages=len(villages) > 1, sent=self.states.shown)
        table = RecordTable(shown, self._rows, name="Daftar kunjungan", multi=True)
        table.opened.connect(self._open)
        for box in (self.target, self.month):
            box.activated.connect(lambda _at: self.show_found())
        self.village.changed.connect(self.show_found)
        self.many = ManyVisits(session, table, today)
        self._furnish(self.chips, table, LongList(table, session.database, lists.VISITS, self._empty), self.many)
        self.left = LeftAs(self.table, session, "kunjungan", _Kept(self))
        self.left.back()

    # --- narrowing

    def load(self) -> None:
        """Read everything anew, keeping filter, choice and place."""
        with self.session.database.read() as conn:
            self._most = lists.highest(conn, Visit.FORM)
            if self._most <= MANY:
                self._total = read.count(conn, Visit)
        if self._most > MANY:
            run(self, lambda _progress: _count(self.session), done=self._counted_again)
        self.states.renew()
        self.show_found()
        self.look_for_unsent()

    def choose(self, key: str) -> None:
        """One of the saved filters."""
        self.filter = key
        self.chips.show_key(key)
        self.order = ("day", True)
        self.table.show_sorted(*self.order)
        self.show_found()
        self.look_for_unsent()

    def look_for_unsent(self) -> None:
        """What was not sent is read from the log, in the background: an officer's first file holds all he has."""
        if self.filter == UNSENT.key:
            run(self, lambda _p: unsent(self.session, Visit.FORM), done=self._show_unsent)

    def _show_unsent(self, ids: list[str]) -> None:
        if ids != self._unsent:
            self._unsent = ids
            self.show_found()

    def clear(self) -> None:
        """Show all again."""
        self.text = ""
        for box in (self.target, self.month):
            box.setCurrentIndex(0)
        self.village.set_codes([])
        self.cleared.emit()
        self.choose(ALL)

    def show_found(self) -> None:
        """Read the numbers of the visits that meet every condition, and show them."""
        since, until = _days(self.month.currentData())
        wanted = lists.VisitFilter(
            status=DRAFT if self.filter == OPEN else None,
            target=self.target.currentData(),
            since=since,
            until=until,
            among=self._unsent if self.filter == UNSENT.key else None,
        )
        villages, (sort, descending) = self.village.codes() or None, self.order

        def numbers(conn: Connection, most: int) -> array[int]:
            return lists.visit_ids(conn, villages=villages, sort=sort, descending=descending, filter=wanted, most=most)

        self.numbers.narrow(numbers, self.text, most=self._most, by=(villages, self.order, wanted))

    def _note(self, found: int) -> None:
        sifted = {"kata": self.text, "desa": self.village.codes(), "bulan": self.month.currentData()}
        sasaran, tampilan = self.target.currentData(), self.filter != ALL
        trail.looked(self.session, "kunjungan", found, sasaran=sasaran, tampilan=tampilan, **sifted)

    def select(self, visit: Visit) -> None:
        """Go to a visit, where it is listed."""
        with self.session.database.read() as conn:
            numbers = lists.visit_ids(conn, family=visit.family_id)
            rows = lists.visit_rows(conn, numbers)
        for one in rows:
            if one.id == visit.id:
                self.table.select(one.n)

    # --- rows

    def _open(self, n: Id) -> None:
        with self.session.database.read() as conn:
            rows = lists.visit_rows(conn, [int(n)])
        if rows:
            self.opened.emit(rows[0].id)

    def _rows(self, numbers: Sequence[Id]) -> list[Row]:
        with self.session.database.read() as conn:
            found = lists.visit_rows(conn, [int(n) for n in numbers])
            states = self.states.of(conn, Visit.FORM, [one.id for one in found])
        return [self._row(one, states.get(one.id)) for one in found]

    def _row(self, one: lists.VisitRow, state: Sending | None) -> Row:
        village = (village_name(one.village),) if len(self._villages) > 1 else ()
        sent = (sending_cell(state),) if self.states.shown else ()
        return Row(
            one.n,
            (
                iso_short(one.visited_on) or "tanpa tanggal",
                as_typed(one.head_name) or "(keluarga belum diterima)",
                TARGET.label(one.target),
                as_typed(one.member_name),
                *village,
                one.rt or "",
                iso_short(one.next_visit_on),
                self._tag(one),
                *sent,
            ),
            faint=one.head_name is None,
        )

    def _tag(self, one: lists.VisitRow) -> Tag:
        if one.status == DRAFT:
            return Tag("Draf", Tone.INFO, "edit")
        referred = one.referral == IN_PROGRESS and one.referral_closed_on is None
        return Tag("Dirujuk", Tone.WARN) if referred else Tag("Selesai", Tone.OK)

    def _empty(self) -> EmptyState:
        if not self._most:
            return no_visit_yet(self.begin.emit, district=self.session.role == DISTRICT)
        return EmptyState(
            "Tidak ada kunjungan yang cocok",
            "Longgarkan saringan atau periksa ejaan yang dicari.",
            "Tampilkan semua",
            self.clear,
            icon="search",
            sign="",
        )


class _Kept:
    """What the list is narrowed to, as ``saved_filters`` keeps it."""

    def __init__(self, visits: VisitList) -> None:
        self._of = visits

    def sifting(self) -> dict[str, object]:
        """The choices and the order."""
        of = self._of
        return {
            "saring": of.filter, "sasaran": of.target.currentData(), "bulan": of.month.currentData(),
            "desa": list(of.village.codes()), "urut": of.order[0], "turun": of.order[1],
        }  # fmt: skip

    def sift(self, wanted: Sifting, *, show: bool = True) -> None:
        """Narrow as was kept; a month that is too long ago means all."""
        of = self._of
        of.filter = wanted["saring"] if wanted.get("saring") in {*(one.key for one in FILTERS), UNSENT.key} else ALL
        for box, key in ((of.target, "sasaran"), (of.month, "bulan")):
            box.setCurrentIndex(max(0, box.findData(wanted.get(key))))
        of.village.set_codes([str(code) for code in wanted.get("desa") or ()])
        if wanted.get("urut") in lists.VISIT_ORDERS:
            of.order = str(wanted["urut"]), bool(wanted.get("turun"))
        of.table.show_sorted(*of.order)
        of.chips.show_key(of.filter)
        if show:
            of.text = ""
            of.cleared.emit()
            of.show_found()
            of.look_for_unsent()


def _count(session: Session) -> int:
    with session.database.read() as conn:
        return read.count(conn, Visit)


def _box(every: str, options: Sequence[tuple[str, str]], name: str) -> QComboBox:
    box = ComboBox()
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.addItem(every, None)
    for words, code in options:
        box.addItem(words, code)
    return box


def _days(month: str | None) -> tuple[date | None, date | None]:
    if month is None:
        return None, None
    year, number_ = (int(part) for part in month.split("-"))
    return date(year, number_, 1), date(year, number_, monthrange(year, number_)[1])
