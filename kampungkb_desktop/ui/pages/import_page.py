"""Impor: from a file to families on record, in four steps: choose, match columns, look through, done. Reading, looking
through and writing run on the worker; what is shown can always be left without a trace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kampungkb_desktop.actions.lists_in.accepting import Taken, accept
from kampungkb_desktop.actions.lists_in.findings import write_findings
from kampungkb_desktop.actions.lists_in.list_file import ListFile, open_list
from kampungkb_desktop.actions.lists_in.places import places_of
from kampungkb_desktop.actions.lists_in.plan import Plan
from kampungkb_desktop.actions.lists_in.preview import Seen, look, next_list, preview
from kampungkb_desktop.actions.lists_in.remembered import remember
from kampungkb_desktop.actions.lists_out import write_template
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.tables_in.recognising import refuse_registers
from kampungkb_desktop.actions.undo import undo_action
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.pages.exchange_places import documents
from kampungkb_desktop.ui.pages.import_choose import ChooseStep
from kampungkb_desktop.ui.pages.import_columns import ColumnsStep
from kampungkb_desktop.ui.pages.import_review import ReviewStep
from kampungkb_desktop.ui.pages.import_steps import DoneStep, StepLine
from kampungkb_desktop.ui.pages.import_words import done_words
from kampungkb_desktop.ui.progress_view import run_shown
from kampungkb_desktop.ui.stack import Stack
from kampungkb_desktop.ui.widgets import column

FILES = "Daftar (*.xlsx *.xlsm *.csv *.txt *.tsv);;Semua (*)"
HINTS = (("Ctrl+Enter", "lanjut"), ("Spasi", "masukkan atau lewati"), ("Esc", "kembali"))


class ImportPage(QWidget):
    """A screen within Keluarga. ``wrote(forms)`` after an import, ``said(words, can_undo)``, ``closed()`` when done."""

    wrote = Signal(object)
    said = Signal(str, bool)
    closed = Signal()

    def __init__(self, session: Session, *, today: Callable[[], date]) -> None:
        super().__init__()
        self.session, self._today = session, today
        self._file: ListFile | None = None
        self._seen: Seen | None = None
        self._plan: Plan | None = None
        self._action = ""
        self._strangers: frozenset[int] = frozenset()
        self._further: tuple[Path, int] | None = None
        self.choose, self.review, self.done = ChooseStep(), ReviewStep(), DoneStep()
        self.match = ColumnsStep(today=today, villages=own_villages(session))
        self.line = StepLine(("Pilih berkas", "Cocokkan kolom", "Periksa", "Selesai"))
        self._stack = Stack()
        for step in (self.choose, self.match, self.review, self.done):
            self._stack.addWidget(step)
        box = column(self.line, spacing=12)
        box.addWidget(self._stack, 1)
        self.setLayout(box)
        self._connect()
        self._turn_to(self.choose)

    def _connect(self) -> None:
        self.choose.chosen.connect(lambda paths: self.open(paths[0]) if paths else None)
        self.choose.file_wanted.connect(self._ask_file)
        self.choose.template_wanted.connect(self._ask_template)
        self.match.sheet_chosen.connect(self._other_sheet)
        self.match.back.connect(lambda: self._turn_to(self.choose))
        self.match.settled.connect(lambda: self.look_through())
        self.review.stranger.connect(self._deny)
        self.review.back.connect(lambda: self._turn_to(self.match))
        self.review.accepted.connect(self.take_in)
        self.review.findings_wanted.connect(self._ask_findings)
        self.done.again.connect(self.begin)
        self.done.leave.connect(self.closed)
        self.done.undo.connect(self._take_back)
        self.done.further.connect(self._go_further)

    # --- steps

    def begin(self) -> None:
        """The first step; a file that was looked at is forgotten."""
        if self._stack.currentWidget() is self.done or self._file is None:
            self._file = self._seen = self._plan = None
            self._turn_to(self.choose)

    def open(self, path: Path, sheet: int | None = None) -> None:
        """Read a file and show the columns of a sheet, by itself the first that is a list.
        Refusals are said in a dialog and change nothing."""
        session, today = self.session, self._today()
        if attempt(self, lambda: places_of(session)) is None:
            return

        def work(progress: Progress) -> tuple[ListFile, Seen]:
            file = open_list(path, progress)
            refuse_registers(file)
            return file, look(session, file, today, sheet)

        run_shown(self, work, done=self._opened, cancelled=lambda: None, text="Membaca berkas…")

    def look_through(self, strangers: frozenset[int] = frozenset()) -> None:
        """Read every row with these columns and show what would become of it."""
        seen, today, session = self._seen, self._today(), self.session
        self._strangers, choices = strangers, replace(self.match.choices(), strangers=strangers)
        if seen is None:
            return

        def work(progress: Progress) -> Plan:
            remember(session, seen.table, choices.columns)
            return preview(session, seen.table, choices, today, progress)

        run_shown(self, work, done=self._looked, cancelled=lambda: None, text="Memeriksa isi berkas…")

    def take_in(self) -> None:
        """Write what is ticked, as one action."""
        file, plan, mode, today, session = self._file, self._plan, self.review.mode, self._today(), self.session
        if file is None or plan is None:
            return
        run_shown(
            self,
            lambda progress: accept(session, file, plan, mode, today, progress),
            done=self._taken,
            cancelled=lambda: self.said.emit("Impor dibatalkan. Tidak ada yang berubah.", False),  # noqa: FBT003
            text="Memasukkan keluarga…",
        )

    def step_back(self) -> bool:
        """One step back; False when there is none (the list comes next)."""
        here = self._stack.currentWidget()
        if here is self.review or here is self.match:
            self._turn_to(self.match if here is self.review else self.choose)
            return True
        return False

    def first_focus(self) -> QWidget:
        """Where the keys go in the step that is shown."""
        here = self._stack.currentWidget()
        if here is self.match:
            return self.match.first()
        return self.review.first() if here is self.review else here or self

    # --- inside

    def _opened(self, found: tuple[ListFile, Seen]) -> None:
        self._file, self._seen = found
        self.match.show_sheet(*found)
        self._turn_to(self.match)

    def _other_sheet(self, at: int) -> None:
        file, today = self._file, self._today()
        if file is None:
            return
        seen = attempt(self, lambda: look(self.session, file, today, at))
        if seen is not None:
            self._opened((file, seen))

    def _deny(self, row: int) -> None:
        """A row is somebody else than it looked like: match again, with all that was ticked."""
        self.look_through(self._strangers | {row})

    def _looked(self, plan: Plan) -> None:
        if self._plan is not None and self._strangers:
            plan.ticks.update(self._plan.ticks)
        self._plan = plan
        self.review.show_plan(plan)
        self._turn_to(self.review)

    def _taken(self, taken: Taken) -> None:
        name, further = self._file.path.name if self._file else "", ""
        self._action = taken.saved.action
        if self._file is not None and self._seen is not None and (at := next_list(self._file, self._seen.sheet)):
            self._further, further = (self._file.path, at), self._file.sheets[at].name
        self.done.show_done(done_words(taken), name, can_undo=bool(taken.saved.action), further=further)
        self._file = self._seen = self._plan = None
        self._turn_to(self.done)
        self.wrote.emit(taken.saved.forms)

    def _go_further(self) -> None:
        """The next sheet of the same file, from its columns on."""
        if self._further is not None:
            self.open(*self._further)

    def _take_back(self) -> None:
        """Undo this very import, whatever was done since."""
        session, action = self.session, self._action
        run_shown(
            self,
            lambda _progress: undo_action(session, action),
            done=self._taken_back,
            text="Mengurungkan impor…",
        )

    def _taken_back(self, saved: Saved) -> None:
        self.done.show_undone()
        self.wrote.emit(saved.forms)

    def _turn_to(self, step: QWidget) -> None:
        self._stack.setCurrentWidget(step)
        self.line.mark(self._stack.currentIndex())
        if self.isVisible():
            self.first_focus().setFocus()

    def _ask_file(self) -> None:
        found, _ = QFileDialog.getOpenFileName(self, "Pilih daftar keluarga", str(documents()), FILES)
        if found:
            self.open(Path(found))

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

    def _ask_findings(self) -> None:
        plan, file = self._plan, self._file
        if plan is None or file is None:
            return
        start = str(file.path.with_name(f"Catatan-{file.path.stem}.csv"))
        found, _ = QFileDialog.getSaveFileName(self, "Simpan catatan pemeriksaan", start, "CSV (*.csv)")
        if found:
            count = attempt(self, lambda: write_findings(Path(found), plan.findings()))
            if count is not None:
                self.said.emit(f"{number(count)} catatan tersimpan: {Path(found).name}.", False)  # noqa: FBT003  a signal
