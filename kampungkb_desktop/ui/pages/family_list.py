"""The list of families: narrowed as one types, by village and by saved filters; it keeps place and choice.

What can be read in a few milliseconds is read at once (``long_list``); what a rule must choose, and how many there are
in a large store, in the background.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal

from kampungkb_desktop.actions import trail
from kampungkb_desktop.actions.family_file import due_families, pregnant_families
from kampungkb_desktop.actions.family_filters import kind_of
from kampungkb_desktop.actions.record_states import RecordStates, unsent
from kampungkb_desktop.actions.saved_filters import Sifting
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_book import RiskBook, at_risk, families_at_risk
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.forms.record import DRAFT
from kampungkb_desktop.store import lists, read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.ui import background
from kampungkb_desktop.ui.filter_chips import FilterChips, Saved
from kampungkb_desktop.ui.left_as import LeftAs
from kampungkb_desktop.ui.long_list import MANY, LongList
from kampungkb_desktop.ui.pages.duplicates_line import DoublesLine
from kampungkb_desktop.ui.pages.empty_families import no_family_yet
from kampungkb_desktop.ui.pages.family_list_lines import columns, five_years_before, line
from kampungkb_desktop.ui.pages.many_families import ManyFamilies
from kampungkb_desktop.ui.pages.sending_words import UNSENT
from kampungkb_desktop.ui.pages.sifted_list import ALL, SiftedList
from kampungkb_desktop.ui.record_table import Id, RecordTable, Row
from kampungkb_desktop.ui.saved_filters import FilterMenu
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import button

TODDLER, PREGNANT, DUE, RISK, OPEN = "balita", "hamil", "jatuh_tempo", "krs", "draf"
GONE, RESTRICTED = "keluar", "dibatasi"
FILTERS = (
    Saved(ALL, "Semua", "Semua keluarga"),
    Saved(DUE, "Jatuh tempo", "Kunjungan yang direncanakan sampai seminggu lagi, atau sudah lewat"),
    Saved(TODDLER, "Punya balita", "Ada anak 0–59 bulan"),
    Saved(PREGNANT, "Ibu hamil", "Catatan KB terakhir: sedang hamil"),
    Saved(RISK, "KRS", "Keluarga berisiko stunting; yang belum dapat ditentukan tidak ikut"),
    Saved(OPEN, "Belum lengkap", "Data keluarga masih draf"),
    Saved(GONE, "Sudah pindah/bubar", "Keluarga yang tidak lagi tinggal di sini; tidak ikut dihitung"),
    Saved(RESTRICTED, "Data dibatasi", "Keluarga yang meminta pemrosesan datanya dibatasi"),
)
_CHOSEN_BY_RULE = {
    DUE: due_families, PREGNANT: pregnant_families, UNSENT.key: lambda session, _today: unsent(session, Family.FORM),
}  # fmt: skip


class FamilyList(SiftedList):
    """``narrowed()`` tells that the villages are others."""

    narrowed = Signal()
    what = "keluarga"

    def __init__(self, session: Session, *, today: Callable[[], date], several_villages: bool) -> None:
        super().__init__(session, today=today, order=("name", False))
        self.villages: tuple[str, ...] = ()
        self._among: list[str] | None = None
        self._known: dict[tuple[str, date], list[str]] = {}
        self._risks = RiskBook(session, at_risk)
        self._gone = 0
        self._several = several_villages
        self._counted_in: str | None = None
        self.named = button("", self.clear, icon="close", tip="Lepas saringan ini dan tampilkan semua keluarga")
        self.named.setCheckable(True)
        self.named.hide()
        self.doubles = DoublesLine(session)
        self.states = RecordStates(session)
        self.filters = FilterMenu(session, "keluarga", _Kept(self), self)
        filters = (*FILTERS, *((UNSENT,) if self.states.shown else ()))
        self.chips = FilterChips(filters, self.named, self.filters, self.doubles)
        shown = columns(several_villages, sent=self.states.shown)
        table = RecordTable(shown, self._rows, name="Daftar keluarga", multi=True)
        table.opened.connect(self._open)
        numbers = LongList(table, session.database, lists.FAMILIES, lambda: _empty(self, self._most))
        self.many = ManyFamilies(session, table, today)
        self._furnish(self.chips, table, numbers, self.many)
        self.left = LeftAs(self.table, session, "keluarga", _Kept(self))
        self.left.back()

    # --- narrowing

    def load(self) -> None:
        """Read everything anew, keeping filter, choice and place."""
        with self.session.database.read() as conn:
            self._most = lists.highest(conn, Family.FORM)
            if self._most <= MANY:
                self._total = read.count(conn, Family)
        self._known = {}
        self.states.renew()
        self.choose(self.filter)
        background.run(self, lambda _progress: _counts(self.session), done=self._counted_all)
        self.doubles.watch.wake()

    def _counted_all(self, counts: tuple[int, int]) -> None:
        if counts != (self._total, self._gone):
            self._total, self._gone = counts
            self._tell_count()

    @property
    def village(self) -> str | None:
        """The one village that is shown, where it is one."""
        return self.villages[0] if len(self.villages) == 1 else None

    def choose_villages(self, codes: Sequence[str]) -> None:
        """Only these villages; none means all."""
        if kind_of(self.filter) is not None:
            self.choose_counted(self.filter, codes[0] if len(codes) == 1 else None)
            self.villages = tuple(codes)
            return
        self.villages = tuple(codes)
        self.show_found()

    def choose(self, key: str) -> None:
        """One of the saved filters."""
        self.filter = key
        self.chips.show_key(key)
        self._name_filter(key)
        ask, session, today, known = self._asked(key), self.session, self._today(), self._known
        if ask is None or ((key, today) in known and key != RISK):  # the reading may be another now; the book knows
            self._among = known.get((key, today))
            self.show_found()
            return

        def chosen(ids: list[str]) -> None:
            known[key, today] = ids  # a later ``load`` begins a new dictionary, which this no longer reaches
            if key == self.filter and known is self._known:
                self._among = ids
                self.show_found()

        background.run(self, lambda _progress: ask(session, today), done=chosen)

    def choose_counted(self, key: str, village: str | None) -> None:
        """The families that a number elsewhere counts; ``key`` as ``family_filters`` knows it."""
        self.text, self.villages = "", (village,) if village else ()
        self._counted_in = village
        self._known.pop((key, self._today()), None)  # it may be that of another village
        self.choose(key)

    def _asked(self, key: str) -> Callable[[Session, date], list[str]] | None:
        """What chooses the families of a filter where a rule does."""
        kind, village = kind_of(key), self._counted_in
        if key == RISK:
            return lambda _session, today: families_at_risk(self._risks, today)
        if kind is None:
            return _CHOSEN_BY_RULE.get(key)
        return lambda session, today: kind.families(session, key, village, today)

    def _name_filter(self, key: str) -> None:
        """A filter that has no chip of its own is named on one that lets it go."""
        kind = kind_of(key)
        self.named.setVisible(kind is not None)
        self.named.setChecked(kind is not None)
        if kind is not None:
            self.named.setText(kind.words(key).replace("&", "&&"))

    def clear(self) -> None:
        """Show all again."""
        self.text, self.villages = "", ()
        self.choose(ALL)
        self.cleared.emit()

    def show_found(self) -> None:
        """Read the numbers of the families that meet every condition, and show them."""
        wanted = lists.FamilyFilter(
            status=DRAFT if self.filter == OPEN else None,
            child_born_since=five_years_before(self._today()) if self.filter == TODDLER else None,
            among=self._among,
            here=True if self.filter == TODDLER else False if self.filter == GONE else None,
            restricted=self.filter == RESTRICTED,
        )
        villages = None if kind_of(self.filter) is not None and self.village else self.villages or None
        sort, down = self.order

        def numbers(conn: Connection, most: int) -> array[int]:
            return lists.family_ids(conn, villages=villages, sort=sort, descending=down, filter=wanted, most=most)

        self.numbers.narrow(numbers, self.text, most=self._most, by=(villages, self.order, wanted))

    def _note(self, found: int) -> None:
        sifted = {"kata": self.text, "desa": self.villages, "krs": "krs" in self.filter, "tampilan": self.filter != ALL}
        trail.looked(self.session, "keluarga", found, **sifted)

    def _all_of_them(self) -> str:
        left = f", {number(self._gone)} sudah keluar" if self._gone else ""
        return f"{number(self._total - self._gone)} keluarga{left}"

    def current(self) -> str | None:
        """The id of the family one is on."""
        return None if (n := self.table.current_id()) is None else self._record_id(n)

    def _record_id(self, n: Id) -> str | None:
        with self.session.database.read() as conn:
            return next((one.id for one in lists.family_rows(conn, [int(n)])), None)

    def _open(self, n: Id) -> None:
        if (found := self._record_id(n)) is not None:
            self.opened.emit(found)

    def _rows(self, numbers: Sequence[Id]) -> list[Row]:
        with self.session.database.read() as conn:
            named = self.filter == RESTRICTED or lists.is_number(self.text)
            found = lists.family_rows(conn, [int(n) for n in numbers], named=named)
            states = self.states.of(conn, Family.FORM, [one.id for one in found])
        today, several, told = self._today(), self._several, self.states.shown
        return [line(one, states.get(one.id), today, several=several, told=told) for one in found]


class _Kept:
    """What the list is narrowed to, as ``saved_filters`` keeps it."""

    def __init__(self, families: FamilyList) -> None:
        self._of = families

    def sifting(self) -> dict[str, object]:
        """A number's own filter is none of the list's."""
        of = self._of
        key = of.filter if kind_of(of.filter) is None else ALL
        return {"saring": key, "desa": list(of.villages), "urut": of.order[0], "turun": of.order[1]}

    def sift(self, wanted: Sifting, *, show: bool = True) -> None:
        """Narrow as was kept."""
        of = self._of
        of.filter = wanted["saring"] if wanted.get("saring") in {*(one.key for one in FILTERS), UNSENT.key} else ALL
        of.villages = tuple(str(code) for code in wanted.get("desa") or ())
        if wanted.get("urut") in lists.FAMILY_ORDERS:
            of.order = str(wanted["urut"]), bool(wanted.get("turun"))
        of.table.show_sorted(*of.order)
        of.chips.show_key(of.filter)
        if show:
            of.text = ""
            of.cleared.emit()
            of.choose(of.filter)
        of.narrowed.emit()


def _counts(session: Session) -> tuple[int, int]:
    """All families on record, and those that live here no more."""
    with session.database.read() as conn:
        return read.count(conn, Family), lists.families_gone(conn)


def _empty(families: FamilyList, total: int) -> EmptyState:
    """Nothing recorded yet, or nothing that fits."""
    if not total:
        return no_family_yet(families.begin.emit, district=families.session.role == DISTRICT)
    narrowed = families.filter != ALL or families.villages
    told = (
        f"Tidak ada keluarga untuk “{families.text}” dalam saringan atau desa yang dipilih. "
        "Tampilkan semua keluarga, lalu cari lagi."
        if families.text and narrowed
        else f"Tidak ada keluarga untuk “{families.text}”. Periksa ejaannya, atau tampilkan semua keluarga lagi."
        if families.text
        else "Tidak ada keluarga untuk saringan ini. Tampilkan semua keluarga lagi."
    )
    return EmptyState(
        "Tidak ada keluarga yang cocok",
        told,
        "Tampilkan semua",
        families.clear,
        icon="search",
        sign="",
    )
