"""Registers back from a spreadsheet: choose the file and its sheets, look every row through, take all in at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from kampungkb_desktop.actions.lists_in.places import places_of
from kampungkb_desktop.actions.lists_in.plan import Mode, Plan
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.tables_in.accepting import ACTION, TakenTables, accept_registers
from kampungkb_desktop.actions.tables_in.planning import plan_registers
from kampungkb_desktop.actions.tables_in.recognising import RegisterFile, open_registers
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.pages.import_flow import ImportFlow, nothing
from kampungkb_desktop.ui.pages.import_review import ReviewStep
from kampungkb_desktop.ui.pages.import_steps import DoneStep
from kampungkb_desktop.ui.pages.tables_import_choose import ChooseTables, SheetsStep
from kampungkb_desktop.ui.pages.tables_import_words import TABLE_COLUMNS, done_words, headline
from kampungkb_desktop.ui.progress_view import run_shown


class TablesImport(ImportFlow):
    """A screen within Tabel."""

    ASKS = "Pilih tabel"
    FILES = "Tabel (*.xlsx *.csv);;Semua (*)"
    STEPS = ("Pilih berkas", "Pilih lembar", "Periksa", "Selesai")

    def __init__(self, session: Session, *, today: Callable[[], date]) -> None:
        self._file: RegisterFile | None = None
        choose, self.sheets = ChooseTables(), SheetsStep()
        review = ReviewStep(TABLE_COLUMNS, headline)
        super().__init__(session, choose, self.sheets, review, DoneStep(ACTION, "Li&hat tabel"), today=today)
        self.sheets.back.connect(self._to_choose)
        self.sheets.settled.connect(self.look_through)
        self.review.back.connect(self._back_to_sheets)

    # --- steps

    def open(self, path: Path) -> None:
        """Read a file and show its sheets. Refusals are said in a dialog and change nothing."""
        session = self.session
        if attempt(self, lambda: places_of(session)) is not None:
            run_shown(
                self, lambda progress: open_registers(path, progress), done=self._opened, cancelled=nothing,
                text="Membaca berkas…",
            )  # fmt: skip

    def look_through(self) -> None:
        """Weigh every row of the chosen sheets and show what would become of it."""
        file, session, today = self._file, self.session, self.today()
        if file is not None:
            chosen = self.sheets.chosen()
            run_shown(
                self, lambda progress: plan_registers(session, file, chosen, today, progress), done=self._looked,
                cancelled=nothing, text="Memeriksa isi berkas…",
            )  # fmt: skip

    def take_in(self) -> None:
        file, plan, mode, session = self._file, self.plan, self.review.mode, self.session
        if file is not None and plan is not None:
            run_shown(
                self, lambda progress: accept_registers(session, file, plan, mode, progress), done=self._taken,
                cancelled=self.stopped, text="Memasukkan tabel…",
            )  # fmt: skip

    def path(self) -> Path | None:
        return self._file.file.path if self._file is not None else None

    def forget(self) -> None:
        super().forget()
        self._file = None

    # --- inside

    def _opened(self, file: RegisterFile) -> None:
        self._file = file
        self.sheets.show_file(file)
        if len(file.sheets) == 1:
            self.look_through()
        else:
            self.turn_to(self.sheets)

    def _looked(self, plan: Plan) -> None:
        self.plan = plan
        self.review.show_plan(plan, Mode.REPLACE)
        self.turn_to(self.review)

    def _taken(self, taken: TakenTables) -> None:
        self.show_taken(taken.saved, done_words(taken))

    def _to_choose(self) -> None:
        self.turn_to(self.choose)

    def _back_to_sheets(self) -> None:
        self.turn_to(self.sheets if self._file is not None and len(self._file.sheets) > 1 else self.choose)
