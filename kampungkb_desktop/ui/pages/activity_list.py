"""The list of kegiatan, newest first, with its filters: village, program, month and words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from kampungkb_desktop.actions import trail
from kampungkb_desktop.actions.record_states import RecordStates, unsent
from kampungkb_desktop.actions.saved_filters import Sifting
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import month_name, number
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.choices_activity import RISK_TAGS
from kampungkb_desktop.forms.programme import PROGRAMMES
from kampungkb_desktop.store.lists.activities import ORDERS as ACTIVITY_ORDERS
from kampungkb_desktop.store.lists.activities import activity_rows
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.flow_layout import FlowLayout
from kampungkb_desktop.ui.left_as import LeftAs
from kampungkb_desktop.ui.pages.activity_found import BEYOND, Wanted, every_word, found_numbers
from kampungkb_desktop.ui.pages.activity_list_lines import COLUMNS, line
from kampungkb_desktop.ui.pages.many_records import ManyActivities
from kampungkb_desktop.ui.pages.sending_words import STATE_COLUMN, UNSENT
from kampungkb_desktop.ui.record_table import Id, RecordTable, Row
from kampungkb_desktop.ui.saved_filters import LANE, FilterMenu
from kampungkb_desktop.ui.search_box import SearchBox
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.village_box import VillageBox
from kampungkb_desktop.ui.widgets import button, column


class ActivityList(QWidget):
    """``opened(id)``, ``begin()`` for a new one."""

    opened = Signal(str)
    begin = Signal()
    told = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._order = ("day", True)
        self.states = RecordStates(session)
        columns = (*COLUMNS, *((STATE_COLUMN,) if self.states.shown else ()))
        self.table = RecordTable(columns, self._fetch, name="Daftar kegiatan", multi=True)
        self.search = SearchBox("Cari judul, tempat, pemateri (Ctrl+F)", self.table, rest=0)
        self.village = VillageBox((), _village, beyond=(BEYOND, "Kecamatan, kabupaten, provinsi"))
        self.programme, self.month = _combo("Program", 24), _combo("Bulan kegiatan", 14)
        self.tag = _combo("Indikator KRS yang disasar", 18)
        self._combos = (self.programme, self.month, self.tag)
        self.clear = button("Hapus sari&ngan", self.clear_filters, kind="quiet", icon="close")
        self._empty_for: bool | None = None
        self._unsent: tuple[str, ...] = ()
        self._known: frozenset[str] | None = None
        self.unsent = button(UNSENT.name, self._look_for_unsent, tip=UNSENT.tip)
        self.unsent.setCheckable(True)
        if not self.states.shown:
            self.unsent.hide()
        self.filters = FilterMenu(session, "kegiatan", self, self)
        filters = FlowLayout(self.village, *self._combos, self.unsent, self.filters, self.clear)
        self.many = ManyActivities(session, self.table)
        box = column(filters, self.many, spacing=10)
        box.addWidget(self.table, 1)
        self.setLayout(box)
        self._connect()
        self.left = LeftAs(self.table, session, "kegiatan", self)
        self._offered = False

    def sifting(self) -> dict[str, object]:
        """As ``saved_filters`` keeps it."""
        programme, month, tag = (str(combo.currentData() or "") for combo in self._combos)
        return {
            "desa": list(self.village.codes()), "program": programme, "bulan": month, "indikator": tag,
            "belum": self.unsent.isChecked(), "urut": self._order[0], "turun": self._order[1],
        }  # fmt: skip

    def sift(self, wanted: Sifting, *, show: bool = True) -> None:
        """Narrow as was kept; what is no longer on offer means all."""
        for combo, key in zip(self._combos, ("program", "bulan", "indikator"), strict=True):
            combo.blockSignals(True)  # noqa: FBT003  Qt's own signature
            combo.setCurrentIndex(max(0, combo.findData(wanted.get(key) or "")))
            combo.blockSignals(False)  # noqa: FBT003
        self.village.set_codes([str(code) for code in wanted.get("desa") or ()])
        self.unsent.setChecked(bool(wanted.get("belum")) and self.states.shown)
        if wanted.get("urut") in ACTIVITY_ORDERS:
            self._order = str(wanted["urut"]), bool(wanted.get("turun"))
        self.table.show_sorted(*self._order)
        if show:
            self.search.clear()
            self.search.flush()
            self._look_for_unsent()

    def _connect(self) -> None:
        for code, shown in [("", "Semua program"), *((p.code, f"{p.code} {p.short}") for p in PROGRAMMES)]:
            self.programme.addItem(shown, code)
        for code, shown in [("", "Semua indikator KRS"), *((o.code, o.label) for o in RISK_TAGS.items)]:
            self.tag.addItem(shown, code)
        for combo in self._combos:
            combo.currentIndexChanged.connect(lambda _index: self.read())
        self.village.changed.connect(self.read)
        self.search.searched.connect(self.read)
        self.table.opened.connect(self._open)
        self.table.sort_requested.connect(self._sort)
        self.table.typed.connect(self.search.take)
        self.table.show_sorted(*self._order)

    def offer(self, villages: Sequence[tuple[str, str]], months: Sequence[str]) -> None:
        """What can be chosen in the filters, read anew with how far all has been sent."""
        self.states.renew()
        self._known = None
        run(self, lambda _progress: every_word(self.session), done=self._know, lane=LANE)
        if self.unsent.isChecked():
            self._look_for_unsent()
        self.village.offer([code for code, _name in villages])
        _offer(self.month, [("", "Semua bulan"), *((month, month_name(month)) for month in months)])
        if not self._offered:
            self._offered = True
            self.left.back()

    def _know(self, found: frozenset[str]) -> None:
        self._known = found

    def wanted(self) -> Wanted:
        """What the filters say now."""
        programme, month, tag = (str(combo.currentData() or "") for combo in self._combos)
        among = self._unsent if self.unsent.isChecked() else None
        return Wanted(self.search.text().strip(), self.village.codes(), programme, month, tag, among)

    def choose_village(self, code: str) -> None:
        """Show one village's activities."""
        self._choose(code)

    def clear_filters(self) -> None:
        """Everything again."""
        self._choose("")

    def _choose(self, village: str) -> None:
        """No filter but this village; read once, not at every box."""
        self.unsent.setChecked(False)
        for combo in self._combos:
            combo.blockSignals(True)  # noqa: FBT003  Qt's own signature
            combo.setCurrentIndex(0)
            combo.blockSignals(False)  # noqa: FBT003
        self.village.set_codes([village] if village else [])
        if self.search.text().strip():
            self.search.clear()
            self.search.flush()
        else:
            self.read()

    def read(self) -> None:
        """Read the lines that fit."""
        key, descending = self._order
        wanted = self.wanted()
        numbers = found_numbers(self.session, wanted, key, descending=descending, known=self._known)
        filtered = wanted != Wanted()
        sifted = {"kata": wanted.text, "desa": wanted.villages, "bulan": wanted.month, "jenis": wanted.programme}
        trail.looked(self.session, "kegiatan", len(numbers), **sifted)
        self.clear.setVisible(filtered)
        if not numbers and self._empty_for is not filtered:
            self._empty_for = filtered
            self.table.set_empty(self._empty(filtered=filtered))
        self.table.set_ids(numbers)
        self.told.emit(f"{number(len(numbers))} kegiatan" + (" yang cocok" if filtered else ""))
        self.left.look()

    def _look_for_unsent(self) -> None:
        """What was not sent is read from the log, in the background; then the lines are read."""
        if self.unsent.isChecked():
            run(self, lambda _p: unsent(self.session, Activity.FORM), done=self._show_unsent)
        else:
            self.read()

    def _show_unsent(self, ids: list[str]) -> None:
        self._unsent = tuple(ids)
        self.read()

    def _empty(self, *, filtered: bool) -> EmptyState:
        if filtered:
            words = "Ubah kata pencarian, desa, program, atau bulannya."
            return EmptyState("Tidak ada kegiatan yang cocok", words, icon="search")
        return EmptyState(
            "Belum ada kegiatan",
            "Setiap kegiatan Kampung KB dicatat di sini: apa, kapan, di mana, siapa yang hadir, instansi pembinanya, "
            "dan fotonya. Instansi yang berbeda-beda menaikkan nilai lintas sektor.",
            "Catat kegiatan pertama",
            self.begin.emit,
            icon="kegiatan",
        )

    def _sort(self, key: str, descending: bool) -> None:
        self._order = (key, descending)
        self.read()

    def _open(self, n: Id) -> None:
        with self.session.database.read() as conn:
            rows = activity_rows(conn, [int(n)])
        if rows:
            self.opened.emit(rows[0].id)

    def _fetch(self, ids: Sequence[Id]) -> Sequence[Row]:
        with self.session.database.read() as conn:
            found = activity_rows(conn, [int(n) for n in ids])
            states = self.states.of(conn, Activity.FORM, [one.id for one in found])
        return [line(one, states.get(one.id), told=self.states.shown) for one in found]


def _village(code: str) -> str:
    found = regions.load().region(code)
    return found.name if found else code


def _combo(name: str, letters: int) -> QComboBox:
    made = ComboBox()
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(letters)
    return made


def _offer(combo: QComboBox, options: Sequence[tuple[str, str]]) -> None:
    kept = combo.currentData()
    combo.blockSignals(True)  # noqa: FBT003  Qt's own signature
    combo.clear()
    for code, shown in options:
        combo.addItem(shown, code)
    combo.setCurrentIndex(max(0, combo.findData(kept)))
    combo.blockSignals(False)  # noqa: FBT003
