"""Registers back from a spreadsheet: choose the file and its sheets, look every row through, take all in with one step.
A screen within Tabel; reading, looking through and writing run on the worker."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kampungkb_desktop.actions.lists_in.findings import write_findings
from kampungkb_desktop.actions.lists_in.places import places_of
from kampungkb_desktop.actions.lists_in.plan import Mode, Plan
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.tables_in.accepting import ACTION, TakenTables, accept_registers
from kampungkb_desktop.actions.tables_in.planning import plan_registers
from kampungkb_desktop.actions.tables_in.recognising import RegisterFile, open_registers
from kampungkb_desktop.actions.undo import undo_action
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.pages.exchange_places import documents
from kampungkb_desktop.ui.pages.import_review import ReviewStep
from kampungkb_desktop.ui.pages.import_steps import DoneStep, StepLine
from kampungkb_desktop.ui.pages.tables_import_choose import ChooseTables, SheetsStep
from kampungkb_desktop.ui.pages.tables_import_words import TABLE_COLUMNS, done_words, headline
from kampungkb_desktop.ui.progress_view import run_shown
from kampungkb_desktop.ui.stack import Stack
from kampungkb_desktop.ui.widgets import column

FILES = "Tabel (*.xlsx *.csv);;Semua (*)"


class TablesImport(QWidget):
    """``wrote(forms)`` after an import, ``said(words, can_undo)``, ``closed()`` when done."""

    wrote = Signal(object)
    said = Signal(str, bool)
    closed = Signal()

    def __init__(self, session: Session, *, today: Callable[[], date]) -> None:
        super().__init__()
        self.session, self._today = session, today
        self._file: RegisterFile | None = None
        self._plan: Plan | None = None
        self._action = ""
        self.choose, self.sheets = ChooseTables(), SheetsStep()
        self.review = ReviewStep(TABLE_COLUMNS, headline)
        self.done = DoneStep(ACTION, "Li&hat tabel")
        self.line = StepLine(("Pilih berkas", "Pilih lembar", "Periksa", "Selesai"))
        self._stack = Stack()
        for step in (self.choose, self.sheets, self.review, self.done):
            self._stack.addWidget(step)
        box = column(self.line, spacing=12)
        box.addWidget(self._stack, 1)
        self.setLayout(box)
        self._connect()
        self._turn_to(self.choose)

    def _connect(self) -> None:
        self.choose.chosen.connect(self._dropped)
        self.choose.file_wanted.connect(self._ask_file)
        self.choose.back.connect(self.closed)
        self.sheets.back.connect(self._to_choose)
        self.sheets.settled.connect(self.look_through)
        self.review.back.connect(self._back_to_sheets)
        self.review.accepted.connect(self.take_in)
        self.review.findings_wanted.connect(self._ask_findings)
        self.done.again.connect(self.begin)
        self.done.leave.connect(self.closed)
        self.done.undo.connect(self._take_back)

    # --- steps

    def begin(self) -> None:
        """The first step, unless something is under way."""
        if self._stack.currentWidget() is self.done or self._file is None:
            self._file = self._plan = None
            self._to_choose()

    def open(self, path: Path) -> None:
        """Read a file and show its sheets. Refusals are said in a dialog and change nothing."""
        session = self.session
        if attempt(self, lambda: places_of(session)) is not None:
            run_shown(
                self, lambda progress: open_registers(path, progress), done=self._opened, cancelled=_nothing,
                text="Membaca berkas…",
            )  # fmt: skip

    def look_through(self) -> None:
        """Weigh every row of the chosen sheets and show what would become of it."""
        file, session, today = self._file, self.session, self._today()
        if file is not None:
            chosen = self.sheets.chosen()
            run_shown(
                self, lambda progress: plan_registers(session, file, chosen, today, progress), done=self._looked,
                cancelled=_nothing, text="Memeriksa isi berkas…",
            )  # fmt: skip

    def take_in(self) -> None:
        """Write what is ticked, as one action."""
        file, plan, mode, session = self._file, self._plan, self.review.mode, self.session
        if file is not None and plan is not None:
            run_shown(
                self, lambda progress: accept_registers(session, file, plan, mode, progress), done=self._taken,
                cancelled=self._stopped, text="Memasukkan tabel…",
            )  # fmt: skip

    def first_focus(self) -> QWidget:
        """Where the keys go in the step that is shown."""
        here = self._stack.currentWidget()
        return self.review.first() if here is self.review else here or self

    # --- inside

    def _dropped(self, paths: list[Path]) -> None:
        if paths:
            self.open(paths[0])

    def _opened(self, file: RegisterFile) -> None:
        self._file = file
        self.sheets.show_file(file)
        if len(file.sheets) == 1:
            self.look_through()
        else:
            self._turn_to(self.sheets)

    def _looked(self, plan: Plan) -> None:
        self._plan = plan
        self.review.show_plan(plan, Mode.REPLACE)
        self._turn_to(self.review)

    def _taken(self, taken: TakenTables) -> None:
        name = self._file.file.path.name if self._file else ""
        self._action = taken.saved.action
        self.done.show_done(done_words(taken), name, can_undo=bool(taken.saved.action))
        self._file = self._plan = None
        self._turn_to(self.done)
        self.wrote.emit(taken.saved.forms)

    def _stopped(self) -> None:
        self.said.emit("Impor dibatalkan. Tidak ada yang berubah.", False)  # noqa: FBT003  a signal

    def _take_back(self) -> None:
        """Undo this very import, whatever was done since."""
        session, action = self.session, self._action
        run_shown(
            self, lambda _progress: undo_action(session, action), done=self._taken_back, text="Mengurungkan impor…"
        )

    def _taken_back(self, saved: Saved) -> None:
        self.done.show_undone()
        self.wrote.emit(saved.forms)

    def _back_to_sheets(self) -> None:
        self._turn_to(self.sheets if self._file is not None and len(self._file.sheets) > 1 else self.choose)

    def _to_choose(self) -> None:
        self._turn_to(self.choose)

    def _turn_to(self, step: QWidget) -> None:
        self._stack.setCurrentWidget(step)
        self.line.mark(self._stack.currentIndex())
        if self.isVisible():
            self.first_focus().setFocus()

    def _ask_file(self) -> None:
        found, _ = QFileDialog.getOpenFileName(self, "Pilih tabel", str(documents()), FILES)
        if found:
            self.open(Path(found))

    def _ask_findings(self) -> None:
        plan, file = self._plan, self._file
        if plan is None or file is None:
            return
        path = file.file.path
        start = str(path.with_name(f"Catatan-{path.stem}.csv"))
        found, _ = QFileDialog.getSaveFileName(self, "Simpan catatan pemeriksaan", start, "CSV (*.csv)")
        if found:
            count = attempt(self, lambda: write_findings(Path(found), plan.findings()))
            if count is not None:
                self.said.emit(f"{number(count)} catatan tersimpan: {Path(found).name}.", False)  # noqa: FBT003


def _nothing() -> None:
    """Cancelled: what was shown stays."""
