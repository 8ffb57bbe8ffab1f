"""KRS of one village: the recap of a semester beside that of the one before, and the families to be verified.

The recap is computed on the worker; the last one stays in sight until the next has come.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property

from PySide6.QtWidgets import QComboBox, QWidget

from kampungkb_desktop.actions import settings, trail
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_book import RiskBook, filter_key, whole
from kampungkb_desktop.actions.stunting_risk import reading_of
from kampungkb_desktop.actions.stunting_verval import semesters
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.ui import background
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.filter_chips import FilterChips, Saved
from kampungkb_desktop.ui.pages.village_facts import Facts
from kampungkb_desktop.ui.pages.village_risk_figures import RiskFigures, Shown
from kampungkb_desktop.ui.pages.village_risk_verval import VervalDesk
from kampungkb_desktop.ui.pages.village_tab import VillageTab
from kampungkb_desktop.ui.stack import Stack
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import button, column, label, row

RECAP, VERVAL = "rekap", "verval"
PARTS = (
    Saved(RECAP, "Rekap", "Angka KRS desa ini pada satu semester"),
    Saved(VERVAL, "Verval semester", "Daftar keluarga sasaran untuk diverifikasi, satu baris satu keluarga"),
)


class VillageRiskTab(VillageTab):
    """``go_place`` leads to the families of a number and to the paper."""

    def __init__(self, session: Session, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.today = session, today
        self.book = RiskBook(session, whole)
        self._facts: Facts | None = None
        self._wanted: object = None
        self.part = RECAP
        self.chips = FilterChips(PARTS)
        self.chips.chosen.connect(self.show_part)
        self.semester = self._semester_box()
        self.paper = button("Cetak rekap", self._print, icon="print", tip="Buka rekap KRS desa ini di Laporan")
        self.waiting = label("", "soft")
        self.figures = RiskFigures()
        self.figures.opened.connect(self._families)
        self.figures.reading_chosen.connect(self._read_so)
        self.empty = EmptyState(
            "Belum ada keluarga",
            "Rekap keluarga berisiko stunting dihitung dari data keluarga desa ini. Catat keluarga dan anggotanya "
            "dahulu.", "Buka Keluarga", lambda: self.go_place.emit("keluarga", None), icon="keluarga",
            sign="forward",
        )  # fmt: skip
        self.stack = Stack()
        for part in (self.figures, self.empty):
            self.stack.addWidget(part)
        head = row(self.chips, spacing=10)
        head.setStretch(0, 1)
        for beside in (self.waiting, self.semester, self.paper):
            head.addWidget(beside)
        self.setLayout(column(head, self.stack, spacing=10))

    @cached_property
    def verval(self) -> VervalDesk:
        """The list to be verified; made when somebody comes to verify."""
        made = VervalDesk(self.session, self.today)
        made.wrote.connect(self.wrote)
        made.state.connect(self.state)
        made.go.connect(self.go_place)
        self.stack.addWidget(made)
        return made

    def show_facts(self, facts: Facts) -> None:
        other = self._facts is not None and facts.code != self._facts.code
        if other:
            self.leave()
        self._facts = facts
        self._wanted = None
        self._show()

    def open_record(self, record_id: str) -> None:
        """A part ("verval"), or the verification of a family by the family's id."""
        if record_id in (RECAP, VERVAL):
            self.show_part(record_id)
            return
        self.show_part(VERVAL)
        self.verval.open_family(record_id)

    def leave(self) -> bool:
        return "verval" not in vars(self) or self.verval.leave()

    def show_part(self, key: str) -> None:
        """The recap or the list to be verified."""
        self.part = key
        self.chips.show_key(key)
        self._show()

    def chosen_semester(self) -> Semester:
        """The semester that is shown."""
        return Semester.parse(str(self.semester.currentData()))

    # --- inside

    def _show(self) -> None:
        facts = self._facts
        if facts is None:
            return
        self.paper.setVisible(self.part == RECAP)
        if self.part == VERVAL:
            self.stack.setCurrentWidget(self.verval)
            self.verval.show_village(facts.code, self.chosen_semester())
            return
        if not facts.families:
            self.stack.setCurrentWidget(self.empty)
            return
        self.stack.setCurrentWidget(self.figures)
        semester, today = self.chosen_semester(), self.today()
        wanted = (facts.code, semester, today)
        if self._wanted == wanted:
            return
        self._wanted = wanted
        trail.looked(self.session, "krs", desa=facts.code)
        self.waiting.setText("Menghitung…")
        background.run(
            self, lambda progress: self._made(facts.code, semester, today, progress),
            done=lambda shown: self._came(wanted, shown), text="Menghitung KRS…",
        )  # fmt: skip

    def _made(self, village: str, semester: Semester, today: date, progress: Progress) -> Shown:
        """On the worker."""
        recap = self.book.recap(village, semester, today)
        progress.check()
        before = self.book.recap(village, semester.shifted(-1), today)
        day = semester.day(today)
        with self.session.database.read() as conn:
            reading = reading_of(conn, day)
        words = f"{semester.label}, per {long_date(day)}"
        return Shown(semester, words, day < today, recap, before, ruleset.in_force("krs", day), reading)

    def _came(self, wanted: object, shown: Shown) -> None:
        if wanted == self._wanted:
            self.waiting.setText("")
            self.figures.show_recap(shown)

    def _families(self, key: str) -> None:
        if self._facts is not None:
            self.go_place.emit("keluarga", f"saring:{filter_key(self.chosen_semester(), key)}/{self._facts.code}")

    def _read_so(self, code: str) -> None:
        """Another reading, for this laptop."""
        kept = settings.load(self.session)
        standard = ruleset.in_force("krs", self.today()).parameters["penetapan"]["bacaan"]
        settings.store(self.session, kept.changed(krs_reading=None if code == standard else code))
        self._wanted = None
        self._show()

    def _print(self) -> None:
        if self._facts is not None:
            self.go_place.emit("laporan", f"krs:{self._facts.code}/{self.chosen_semester().code}")

    def _semester_box(self) -> QComboBox:
        box = ComboBox()
        box.setAccessibleName("Semester")
        box.setToolTip("Semester yang ditampilkan; dibandingkan dengan semester sebelumnya")
        for one in semesters(self.today()):
            box.addItem(one.label, one.code)
        box.activated.connect(lambda _at: self._show())
        return box
