"""Verval semester: one row a family, answered by single keys, and the whole form of one family behind Enter.

Every key is one action that Ctrl+Z takes back. The list is read on the worker; a key changes only its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_verval import VervalLine, answered, verval_lines
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.forms.risk_verification import FOUND, NOT_FOUND, RiskVerification
from kampungkb_desktop.ui import background
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.filter_chips import FilterChips
from kampungkb_desktop.ui.filter_chips import Saved as Filter
from kampungkb_desktop.ui.pages.village_risk_form import VervalForm
from kampungkb_desktop.ui.pages.village_risk_rows import COLUMNS, answers_of, row_of
from kampungkb_desktop.ui.progress_view import run_shown
from kampungkb_desktop.ui.record_table import Id, RecordTable, Row
from kampungkb_desktop.ui.stack import Stack
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import column, label, row

ALL, OPEN, DONE_, GONE, WEDDING = "semua", "belum", "ada", "tidak_ditemukan", "catin"
FILTERS = (
    Filter(ALL, "Semua", "Semua keluarga sasaran dan yang sudah diverifikasi"),
    Filter(OPEN, "Belum", "Belum diverifikasi semester ini"),
    Filter(DONE_, "Ada", "Sudah diverifikasi dan ditemukan"),
    Filter(GONE, "Tidak ditemukan", "Sudah diverifikasi, keluarga tidak ditemukan"),
    Filter(WEDDING, "Catin", "Ada anggota yang berencana menikah dalam 3 bulan"),
)
KEYS = (
    "A: ada · T: tidak ditemukan · M: rencana menikah · 1–8: pendampingan · Enter: isian lengkap · Shift+panah: "
    "beberapa keluarga"
)
MANY = 10
"""More families than this are answered on the worker."""


READ_ONLY = "Hanya dibaca. Yang mengisi verval adalah petugas desanya. Enter: lihat isian lengkap"


class VervalDesk(QWidget):
    """``wrote(Saved, sentence)`` after each answer, ``go`` to a family."""

    wrote = Signal(object, str)
    state = Signal(str)
    go = Signal(str, object)

    def __init__(self, session: Session, today: Callable[[], date]) -> None:
        super().__init__()
        self.session, self.today = session, today
        self.writes = session.role != DISTRICT
        self.village = ""
        self.semester = Semester.of(today())
        self.filter = ALL
        self._lines: dict[str, VervalLine] = {}
        self._asked = ""
        self._wanted: object = None
        self.chips = FilterChips(FILTERS)
        self.chips.chosen.connect(self.choose)
        self.counted = label("", "soft")
        self.table = RecordTable(COLUMNS, self._rows, name="Daftar verval", multi=True)
        self.table.opened.connect(lambda record: self.open_family(str(record)))
        self.table.typed.connect(self._key)
        self.form = VervalForm(session, today)
        self.form.closed.connect(self._back)
        self.form.saved.connect(self._form_saved)
        self.form.state.connect(self.state)
        self.form.step.connect(self._step)
        self.form.family_wanted.connect(lambda one: self.go.emit("keluarga", one))
        head = row(self.chips, self.counted, spacing=10)
        head.setStretch(0, 1)
        part = QWidget()
        inside = column(head, label(KEYS if self.writes else READ_ONLY, "soft", wrap=True), spacing=8)
        inside.addWidget(self.table, 1)
        part.setLayout(inside)
        self.stack = Stack()
        self.stack.addWidget(part)
        self.stack.addWidget(self.form)
        self.setLayout(column(self.stack, spacing=0))
        every = QShortcut(QKeySequence("Ctrl+A"), self.table)
        every.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        every.activated.connect(self.table.view.selectAll)
        self.setFocusProxy(self.table)

    def show_village(self, village: str, semester: Semester) -> None:
        """Read the list of a village and semester; where one was stays."""
        if (village, semester) != (self.village, self.semester):
            self.leave()
            self.stack.setCurrentIndex(0)
            self._lines = {}
        self.village, self.semester = village, semester
        today, wanted = self.today(), object()
        self._wanted = wanted
        if not self._lines:
            self.counted.setText("Membaca daftar…")

        def lines() -> list[VervalLine] | None:
            """Nothing where something newer is wanted already: keys may come faster than lists."""
            return verval_lines(self.session, village, semester, today) if wanted is self._wanted else None

        background.run(
            self, lambda _progress: lines(), done=lambda found: self._came(wanted, found), text="Membaca daftar verval…"
        )

    def open_family(self, family_id: str) -> None:
        """The whole form of one family; where the list has not come yet, as soon as it has."""
        line = self._lines.get(family_id)
        if line is None:
            self._asked = family_id
            return
        self._asked = ""
        self.table.select(family_id)
        self.form.show_line(line, self.semester)
        self.stack.setCurrentWidget(self.form)
        self.form.view.focus_field("found")

    def choose(self, key: str) -> None:
        """One of the filters."""
        self.filter = key
        self.chips.show_key(key)
        self._fill()

    def leave(self) -> bool:
        """Keep what is typed."""
        return self.form.leave()

    # --- inside

    def _came(self, wanted: object, lines: Sequence[VervalLine] | None) -> None:
        if wanted is not self._wanted or lines is None:
            return
        self._lines = {line.family.id: line for line in lines}
        self._fill()
        if self._asked:
            asked, self._asked = self._asked, ""
            if asked in self._lines:
                self.open_family(asked)
            else:
                self.state.emit("Keluarga ini bukan sasaran KRS pada semester ini.")

    def _fill(self) -> None:
        shown = [one for one, line in self._lines.items() if _fits(line, self.filter)]
        if not shown:
            self.table.set_empty(self._empty())
        self.table.set_ids(shown)
        self.table.refresh()
        if shown and self.table.current_id() is None:
            self.table.select(shown[0])
        done = sum(line.record is not None and line.record.found is not None for line in self._lines.values())
        self.counted.setText(f"{number(done)} dari {number(len(self._lines))} keluarga diverifikasi")

    def _empty(self) -> EmptyState:
        if self._lines:
            return EmptyState(
                "Tidak ada keluarga dengan saringan ini", "Pilih saringan lain di atas.", "Tampilkan semua",
                lambda: self.choose(ALL), icon="search", sign="",
            )  # fmt: skip
        return EmptyState(
            "Belum ada keluarga sasaran",
            "Yang diverifikasi adalah keluarga dengan PUS, ibu hamil, baduta, atau balita. Catat keluarga dan "
            "anggotanya dahulu.", "Buka Keluarga", lambda: self.go.emit("keluarga", None), icon="keluarga",
            sign="forward",
        )  # fmt: skip

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        return [row_of(self._lines[str(one)]) for one in ids if str(one) in self._lines]

    def _key(self, text: str) -> None:
        """One key, one answer for every chosen family."""
        lines = [self._lines[str(one)] for one in self.table.selected_ids() if str(one) in self._lines]
        answers = answers_of(text.casefold(), lines) if lines and self.writes else []
        if not answers:
            return
        semester, today = self.semester, self.today()
        if len(answers) > MANY:
            run_shown(
                self, lambda _progress: answered(self.session, answers, semester, today), done=self._answered,
                text=f"Menyimpan verval {number(len(answers))} keluarga…",
            )  # fmt: skip
            return
        done = attempt(self, lambda: answered(self.session, answers, semester, today))
        if done is not None:
            self._answered(done)

    def _answered(self, done: tuple[Saved, list[RiskVerification]]) -> None:
        self._replace(done[1])
        self._tell(done[0])

    def _replace(self, records: Sequence[RiskVerification]) -> None:
        for record in records:
            line = self._lines.get(record.family_id or "")
            if line is not None:
                self._lines[line.family.id] = VervalLine(line.family, line.target, line.at_risk, line.targets, record)
        self.table.refresh()
        done = sum(line.record is not None and line.record.found is not None for line in self._lines.values())
        self.counted.setText(f"{number(done)} dari {number(len(self._lines))} keluarga diverifikasi")

    def _tell(self, written: Saved) -> None:
        if written.action:
            self.wrote.emit(written, "Verval tersimpan.")

    def _form_saved(self, record: RiskVerification, written: Saved) -> None:
        self._replace([record])
        self._tell(written)

    def _step(self, by: int) -> None:
        """The next family of the list, or the one before; beyond the ends back to the list."""
        ids = list(self.table.model.ids)
        here = self.form.family_id
        at = ids.index(here) + by if here in ids else -1
        if 0 <= at < len(ids):
            self.form.leave()
            self.open_family(str(ids[at]))
        else:
            self._back()

    def _back(self) -> None:
        self.form.leave()
        self.stack.setCurrentIndex(0)
        self.table.view.setFocus()


def _fits(line: VervalLine, key: str) -> bool:
    record = line.record
    match key:
        case "belum":
            return record is None or record.found is None
        case "ada":
            return record is not None and record.found == FOUND
        case "tidak_ditemukan":
            return record is not None and record.found == NOT_FOUND
        case "catin":
            return record is not None and bool(record.wedding_plan)
        case _:
            return True
