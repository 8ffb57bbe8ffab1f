"""Rujukan terbuka: every referral and application for aid that nobody closed, the longest open first, with the way
to the visit that began it and the way to close it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QWidget

from kampungkb_desktop.actions import many, trail
from kampungkb_desktop.actions.referrals import (
    CaseFile,
    CaseLines,
    case_files,
    case_lines,
    close_case,
    visit_of,
)
from kampungkb_desktop.actions.save import Saved as Written
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import number, short_date
from kampungkb_desktop.base.typed_texts import as_typed
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.rules.open_referrals import KIND_WORDS
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.filter_chips import FilterChips, Saved
from kampungkb_desktop.ui.pages.empty_visits import no_open_case
from kampungkb_desktop.ui.pages.line_words import village_name
from kampungkb_desktop.ui.pages.visit_case_search import CaseSearch
from kampungkb_desktop.ui.pages.visit_cases import CLOSE_KEYS, CloseCase
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.progress_view import run_shown
from kampungkb_desktop.ui.record_table import Align, Column, Id, RecordTable, Row
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.village_box import VillageBox
from kampungkb_desktop.ui.widgets import button, column, label

ALL, REFERRALS, AID, OLD = "semua", "rujukan", "bansos", "lama"
FILTERS = (
    Saved(ALL, "Semua", "Semua rujukan dan bantuan sosial yang masih terbuka"),
    Saved(REFERRALS, "Rujukan", "Hanya rujukan"),
    Saved(AID, "Bantuan sosial", "Hanya bantuan sosial"),
    Saved(OLD, "Sudah lama", "Terbuka begitu lama sehingga hasilnya perlu ditanyakan"),
)
_LETTERS = 14
"""As wide as so many X the box of officers is."""
_ANYBODY = "Semua petugas"


class ReferralList(QWidget):
    """``counted(str)`` gives the words for the header, ``opened(str)`` the id of the visit, ``wrote(Saved, str)`` tells
    of a closing."""

    counted = Signal(str)
    opened = Signal(str)
    begin = Signal()
    cleared = Signal()
    wrote = Signal(object, str)

    def __init__(self, session: Session, *, today: Callable[[], date], villages: Sequence[str]) -> None:
        super().__init__()
        self.session, self._today, self._villages = session, today, tuple(villages)
        self.text, self.filter = "", ALL
        self.lines = CaseLines()
        self._search = CaseSearch(session, self)
        self._search.came.connect(self.show_found)
        self._back_to: Id | None = None
        """The line one was on, while nothing is read."""
        self._kept: tuple[CaseLines, tuple[object, ...], list[str]] | None = None
        self.officer, self.village = ComboBox(), VillageBox(villages, village_name)
        self.officer.setAccessibleName("Petugas")
        self.officer.setToolTip("Petugas")
        self.officer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.officer.setMinimumContentsLength(_LETTERS)  # the names come when they are read
        self.officer.activated.connect(lambda _at: self.show_found())
        self.village.changed.connect(self.show_found)
        self.close_button = button(
            "Tu&tup…", self.close_current, icon="check", tip=f"Tutup yang dipilih, dengan hasilnya ({CLOSE_KEYS})"
        )
        boxes = (self.officer, *((self.village,) if len(villages) > 1 else ()))
        self.chips = FilterChips(FILTERS, *boxes, self.close_button)
        self.table = RecordTable(_columns(), self._rows, name="Rujukan dan bantuan yang masih terbuka", multi=True)
        self.table.opened.connect(self._open)
        self.table.selected.connect(lambda id_: self.close_button.setEnabled(id_ is not None))
        self.chips.chosen.connect(self.choose)
        QShortcut(QKeySequence("Ctrl+T"), self, self.close_current)
        self.setLayout(column(self.chips, self.table, spacing=10))
        self.setFocusProxy(self.table)

    # --- narrowing

    def load(self) -> None:
        """Read everything that is open anew, keeping filter and choice; in the background, an office has thousands."""
        run(self, lambda _progress: case_lines(self.session), done=self._came)

    def forget(self) -> None:
        """Nothing is read; ``load`` brings the line back that one was on."""
        self._back_to = self.table.current_id() or self._back_to
        self.lines, self._kept = CaseLines(), None
        self._search.begin(self.lines)
        self.table.set_empty(label("Sebentar, daftarnya sedang disusun…", "soft"))
        self.table.set_ids([])

    def _came(self, found: CaseLines) -> None:
        self.lines = found
        self._search.begin(found)
        chosen = self.officer.currentText()
        self.officer.clear()
        self.officer.addItem(_ANYBODY)
        self.officer.addItems(sorted({name for name in found.officers if name}))
        self.officer.setCurrentIndex(max(0, self.officer.findText(chosen)))
        self.show_found()
        if self._back_to is not None:
            self.table.select(self._back_to)
            self._back_to = None

    def search(self, text: str) -> None:
        """Narrow by words of the family, the person, or where to."""
        self.text = text
        self.show_found()

    def choose(self, key: str) -> None:
        """One of the filters."""
        self.filter = key
        self.chips.show_key(key)
        self.show_found()

    def stand(self) -> tuple[str, str, tuple[str, ...], Id | None]:
        """What is chosen, for ``stand_again``."""
        officer = self.officer.currentText() if self.officer.currentIndex() > 0 else ""
        return self.filter, officer, self.village.codes(), self.table.current_id() or self._back_to

    def stand_again(self, stand: tuple[str, str, tuple[str, ...], Id | None]) -> None:
        """The same choices; who else there is comes with the reading."""
        key, officer, villages, self._back_to = stand
        if officer and self.officer.findText(officer) < 0:
            self.officer.addItems([*([] if self.officer.count() else [_ANYBODY]), officer])
        self.officer.setCurrentIndex(max(0, self.officer.findText(officer)))
        self.village.set_codes(villages)
        self.filter = key
        self.chips.show_key(key)
        if self.lines.keys:
            self.show_found()

    def clear(self) -> None:
        """Show all again."""
        self.text = ""
        self.officer.setCurrentIndex(0)
        self.village.set_codes([])
        self.cleared.emit()
        self.choose(ALL)

    def show_found(self) -> None:
        """Show what meets every condition; what is searched in thousands comes when it has been read."""
        found = self._search.sifted(self._chosen(), self.text)
        if found is None:
            return
        if not found:
            self.table.set_empty(self._empty())
        self.table.set_ids(found)
        if found and self.table.current_id() is None:
            self.table.select(found[0])
        self.close_button.setEnabled(bool(found))
        trail.looked(self.session, "rujukan", len(found), kata=self.text, desa=self.village.codes())
        count = len(self.lines.keys)
        every = f"{number(count)} masih terbuka"
        self.counted.emit(every if len(found) == count else f"{number(len(found))} dari {every}")

    def _chosen(self) -> list[str]:
        """The keys of the cases that meet what was chosen, whatever is typed; kept while one types."""
        officer = self.officer.currentText() if self.officer.currentIndex() > 0 else None
        by = self.filter, officer, self.village.codes(), self._today()
        if self._kept is None or self._kept[0] is not self.lines or self._kept[1] != by:
            kind, old = self.filter if self.filter in (REFERRALS, AID) else "", self.filter == OLD
            found = self.lines.fitting(kind, officer, self.village.codes(), self._today() if old else None)
            self._kept = self.lines, by, found
        return self._kept[2]

    # --- deeds

    def close_current(self) -> None:
        """Ask how the chosen one ended, or several that ended alike, and write it."""
        several = list(case_files(self.session, map(str, self.table.selected_ids())).values())
        chosen = self._case(self.table.current_id())
        if chosen is None:
            if self.table.current_id() is not None:
                self.load()  # it was closed meanwhile
            return
        if len(several) > 1:
            self._close_all(several)
            return
        asked = CloseCase(chosen.case, self._today(), self)
        if not asked.exec():
            return
        done = attempt(self, lambda: close_case(self.session, chosen.case, *asked.answers()))
        if done is not None and done.action:
            self.wrote.emit(done, f"{KIND_WORDS[chosen.case.kind]} {chosen.family} ditutup.")
            self.load()

    def _close_all(self, several: Sequence[CaseFile]) -> None:
        """The same day and result for all of them, as one step."""
        latest = max((one.case for one in several), key=lambda case: case.since or date.min)
        asked = CloseCase(latest, self._today(), self, len(several))
        if not asked.exec():
            return
        cases, answers = [one.case for one in several], asked.answers()

        def tell(done: Written) -> None:
            if done.action:
                self.wrote.emit(done, f"{number(len(cases))} rujukan atau bantuan ditutup.")
            self.load()

        run_shown(
            self, lambda _p: many.close_cases(self.session, cases, *answers), done=tell,
            text="Menutup rujukan dan bantuan", stops=False,
        )  # fmt: skip

    def _case(self, key: Id | None) -> CaseFile | None:
        return None if key is None else case_files(self.session, [str(key)]).get(str(key))

    def _open(self, key: Id) -> None:
        self.opened.emit(visit_of(str(key)))

    # --- rows

    def _rows(self, keys: Sequence[Id]) -> list[Row]:
        return [self._row(one) for one in case_files(self.session, map(str, keys)).values()]

    def _row(self, one: CaseFile) -> Row:
        case, today = one.case, self._today()
        days = case.days(today)
        return Row(
            case.key,
            (
                KIND_WORDS[case.kind], case.what, one.family, as_typed(one.person), one.rt,
                short_date(case.since) if case.since is not None else "tanpa tanggal",
                number(days) if days is not None else "", as_typed(one.officer),
                Tag("Lama", Tone.WARN) if case.old(today) else Tag("Berjalan", Tone.INFO),
            ),
        )  # fmt: skip

    def _empty(self) -> EmptyState:
        if self.lines.keys:
            return EmptyState(
                "Tidak ada yang cocok", "Longgarkan saringan atau periksa ejaan yang dicari.", "Tampilkan semua",
                self.clear, icon="search", sign="",
            )  # fmt: skip
        return no_open_case(self.begin.emit, district=self.session.role == DISTRICT)


def _columns() -> list[Column]:
    return [
        Column("kind", "Jenis", 14, sortable=False, firm=True),
        Column("what", "Tujuan atau bantuan", 20, sortable=False, stretch=True),
        Column("family", "Keluarga", 19, sortable=False, stretch=True),
        Column("person", "Orang", 18, sortable=False),
        Column("rt", "RT", 5, sortable=False),
        Column("since", "Sejak", 12, sortable=False, firm=True),
        Column("days", "Hari", 6, Align.RIGHT, sortable=False, firm=True),
        Column("officer", "Petugas", 15, sortable=False, extra=True),
        Column("state", "Keadaan", 13, sortable=False, firm=True),
    ]
