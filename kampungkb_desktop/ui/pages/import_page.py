"""Impor: from a file to families on record, in four steps: choose, match columns, look through, done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from kampungkb_desktop.actions.lists_in.accepting import Taken, accept
from kampungkb_desktop.actions.lists_in.list_file import ListFile, open_list
from kampungkb_desktop.actions.lists_in.places import places_of
from kampungkb_desktop.actions.lists_in.plan import Plan
from kampungkb_desktop.actions.lists_in.preview import Seen, look, next_list, preview
from kampungkb_desktop.actions.lists_in.remembered import remember
from kampungkb_desktop.actions.lists_out import write_template
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.tables_in.recognising import refuse_registers
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.pages.exchange_places import documents
from kampungkb_desktop.ui.pages.import_choose import ChooseStep
from kampungkb_desktop.ui.pages.import_columns import ColumnsStep
from kampungkb_desktop.ui.pages.import_flow import ImportFlow, nothing
from kampungkb_desktop.ui.pages.import_review import ReviewStep
from kampungkb_desktop.ui.pages.import_steps import DoneStep
from kampungkb_desktop.ui.pages.import_words import done_words
from kampungkb_desktop.ui.progress_view import run_shown

HINTS = (("Ctrl+Enter", "lanjut"), ("Spasi", "masukkan atau lewati"), ("Esc", "kembali"))


class ImportPage(ImportFlow):
    """A screen within Keluarga."""

    ASKS = "Pilih daftar keluarga"
    FILES = "Daftar (*.xlsx *.xlsm *.csv *.txt *.tsv);;Semua (*)"
    STEPS = ("Pilih berkas", "Cocokkan kolom", "Periksa", "Selesai")

    def __init__(self, session: Session, *, today: Callable[[], date]) -> None:
        self._file: ListFile | None = None
        self._seen: Seen | None = None
        self._strangers: frozenset[int] = frozenset()
        self._further: tuple[Path, int] | None = None
        choose, self.match = ChooseStep(), ColumnsStep(today=today, villages=own_villages(session))
        super().__init__(session, choose, self.match, ReviewStep(), DoneStep(), today=today)
        choose.template_wanted.connect(self._ask_template)
        self.match.sheet_chosen.connect(self._other_sheet)
        self.match.back.connect(self.step_back)
        self.match.settled.connect(self._settled)
        self.review.stranger.connect(self._deny)
        self.review.back.connect(self.step_back)
        self.done.further.connect(self._go_further)

    # --- steps

    def open(self, path: Path, sheet: int | None = None) -> None:
        """Read a file and show the columns of a sheet, by itself the first that is a list.
        Refusals are said in a dialog and change nothing."""
        session, today = self.session, self.today()
        if attempt(self, lambda: places_of(session)) is None:
            return

        def work(progress: Progress) -> tuple[ListFile, Seen]:
            file = open_list(path, progress)
            refuse_registers(file)
            return file, look(session, file, today, sheet)

        run_shown(self, work, done=self._opened, cancelled=nothing, text="Membaca berkas…")

    def look_through(self, strangers: frozenset[int] = frozenset()) -> None:
        """Read every row with these columns and show what would become of it."""
        seen, today, session = self._seen, self.today(), self.session
        self._strangers, choices = strangers, replace(self.match.choices(), strangers=strangers)
        if seen is None:
            return

        def work(progress: Progress) -> Plan:
            remember(session, seen.table, choices.columns)
            return preview(session, seen.table, choices, today, progress)

        run_shown(self, work, done=self._looked, cancelled=nothing, text="Memeriksa isi berkas…")

    def take_in(self) -> None:
        file, plan, mode, today, session = self._file, self.plan, self.review.mode, self.today(), self.session
        if file is not None and plan is not None:
            run_shown(
                self, lambda progress: accept(session, file, plan, mode, today, progress), done=self._taken,
                cancelled=self.stopped, text="Memasukkan keluarga…",
            )  # fmt: skip

    def step_back(self) -> bool:
        """One step back; False when there is none (the list comes next)."""
        here = self.steps.currentWidget()
        if here is self.review or here is self.match:
            self.turn_to(self.match if here is self.review else self.choose)
            return True
        return False

    def path(self) -> Path | None:
        return self._file.path if self._file is not None else None

    def forget(self) -> None:
        super().forget()
        self._file = self._seen = None

    def first_focus(self) -> QWidget:
        return self.match.first() if self.steps.currentWidget() is self.match else super().first_focus()

    # --- inside

    def _opened(self, found: tuple[ListFile, Seen]) -> None:
        self._file, self._seen = found
        self.match.show_sheet(*found)
        self.turn_to(self.match)

    def _other_sheet(self, at: int) -> None:
        file, today = self._file, self.today()
        if file is None:
            return
        seen = attempt(self, lambda: look(self.session, file, today, at))
        if seen is not None:
            self._opened((file, seen))

    def _settled(self) -> None:
        self.look_through()

    def _deny(self, row: int) -> None:
        """A row is somebody else than it looked like: match again, with all that was ticked."""
        self.look_through(self._strangers | {row})

    def _looked(self, plan: Plan) -> None:
        if self.plan is not None and self._strangers:
            plan.ticks.update(self.plan.ticks)
        self.plan = plan
        self.review.show_plan(plan)
        self.turn_to(self.review)

    def _taken(self, taken: Taken) -> None:
        further = ""
        if self._file is not None and self._seen is not None and (at := next_list(self._file, self._seen.sheet)):
            self._further, further = (self._file.path, at), self._file.sheets[at].name
        self.show_taken(taken.saved, done_words(taken), further=further)

    def _go_further(self) -> None:
        """The next sheet of the same file, from its columns on."""
        if self._further is not None:
            self.open(*self._further)

    def _ask_template(self) -> None:
        start = str(documents() / "Templat-keluarga.xlsx")
        found, _ = QFileDialog.getSaveFileName(self, "Simpan templat kosong", start, "Excel (*.xlsx)")
        if found:
            path = Path(found).with_suffix(".xlsx")
            words = f"Templat tersimpan: {path.name}."
            run_shown(
                self,
                lambda _progress: write_template(path),
                done=lambda _nothing: self.said.emit(words, False),  # noqa: FBT003  a signal
                text="Menulis templat…",
            )
