"""What every import in four steps shares: choose a file, say what of it, look all rows through, done. Reading and
writing run on the worker, what is shown can be left without a trace, and all taken in goes back with one button."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kampungkb_desktop.actions.lists_in.findings import write_findings
from kampungkb_desktop.actions.lists_in.plan import Plan
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.undo import undo_action
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.pages.exchange_places import documents
from kampungkb_desktop.ui.pages.import_choose import ChooseFile
from kampungkb_desktop.ui.pages.import_review import ReviewStep
from kampungkb_desktop.ui.pages.import_steps import DoneStep, StepLine
from kampungkb_desktop.ui.progress_view import run_shown
from kampungkb_desktop.ui.stack import Stack
from kampungkb_desktop.ui.widgets import column


class ImportFlow(QWidget):
    """``wrote(forms)`` after an import, ``said(words, can_undo)``, ``closed()`` when done. A kind of import gives its
    first, second and third step and the last one, and says how a file is opened, looked through and taken in."""

    wrote = Signal(object)
    said = Signal(str, bool)
    closed = Signal()

    ASKS: ClassVar[str]
    FILES: ClassVar[str]
    STEPS: ClassVar[tuple[str, str, str, str]]
    """The title of the dialog for a file, what it shows, and the names of the steps."""

    def __init__(
        self, session: Session, choose: ChooseFile, second: QWidget, review: ReviewStep, done: DoneStep,
        *, today: Callable[[], date],
    ) -> None:  # fmt: skip
        super().__init__()
        self.session, self.today = session, today
        self.choose, self.review, self.done = choose, review, done
        self.plan: Plan | None = None
        self._action = ""
        self.line = StepLine(self.STEPS)
        self.steps = Stack()
        for step in (choose, second, review, done):
            self.steps.addWidget(step)
        box = column(self.line, spacing=12)
        box.addWidget(self.steps, 1)
        self.setLayout(box)
        choose.chosen.connect(self._dropped)
        choose.file_wanted.connect(self._ask_file)
        choose.back.connect(self.closed)
        review.accepted.connect(self.take_in)
        review.findings_wanted.connect(self._ask_findings)
        done.again.connect(self.begin)
        done.leave.connect(self.closed)
        done.undo.connect(self._take_back)
        self.turn_to(choose)

    def begin(self) -> None:
        """The first step, unless something is under way."""
        if self.steps.currentWidget() is self.done or self.path() is None:
            self.forget()
            self.turn_to(self.choose)

    def open(self, path: Path) -> None:
        """Read a file and show what is in it. Refusals are said in a dialog and change nothing."""
        raise NotImplementedError

    def take_in(self) -> None:
        """Write what is ticked, as one action; at its end ``show_taken``."""
        raise NotImplementedError

    def path(self) -> Path | None:
        """The file that is looked at, None where there is none."""
        raise NotImplementedError

    def forget(self) -> None:
        """Nothing is looked at any more."""
        self.plan = None

    def first_focus(self) -> QWidget:
        """Where the keys go in the step that is shown."""
        here = self.steps.currentWidget()
        return self.review.first() if here is self.review else here or self

    def turn_to(self, step: QWidget) -> None:
        """Show one of the steps; the keys go into it."""
        self.steps.setCurrentWidget(step)
        self.line.mark(self.steps.currentIndex())
        if self.isVisible():
            self.first_focus().setFocus()

    def show_taken(self, saved: Saved, words: str, *, further: str = "") -> None:
        """The last step, after all was written; ``further`` as ``DoneStep.show_done`` has it."""
        path = self.path()
        self._action = saved.action
        self.done.show_done(words, path.name if path else "", can_undo=bool(saved.action), further=further)
        self.forget()
        self.turn_to(self.done)
        self.wrote.emit(saved.forms)

    def stopped(self) -> None:
        """Writing was cancelled, and rolled back."""
        self.said.emit("Impor dibatalkan. Tidak ada yang berubah.", False)  # noqa: FBT003  a signal

    # --- inside

    def _dropped(self, paths: list[Path]) -> None:
        if paths:
            self.open(paths[0])

    def _take_back(self) -> None:
        """Undo this very import, whatever was done since."""
        session, action = self.session, self._action
        run_shown(
            self, lambda _progress: undo_action(session, action), done=self._taken_back, text="Mengurungkan impor…"
        )

    def _taken_back(self, saved: Saved) -> None:
        self.done.show_undone()
        self.wrote.emit(saved.forms)

    def _ask_file(self) -> None:
        found, _ = QFileDialog.getOpenFileName(self, self.ASKS, str(documents()), self.FILES)
        if found:
            self.open(Path(found))

    def _ask_findings(self) -> None:
        plan, path = self.plan, self.path()
        if plan is None or path is None:
            return
        start = str(path.with_name(f"Catatan-{path.stem}.csv"))
        found, _ = QFileDialog.getSaveFileName(self, "Simpan catatan pemeriksaan", start, "CSV (*.csv)")
        if found:
            count = attempt(self, lambda: write_findings(Path(found), plan.findings()))
            if count is not None:
                self.said.emit(f"{number(count)} catatan tersimpan: {Path(found).name}.", False)  # noqa: FBT003


def nothing() -> None:
    """Cancelled: what was shown stays."""
