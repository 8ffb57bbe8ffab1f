"""The way of a list of visits into the records: all whole rows as one action, on the worker; and back, when that action
was taken back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from kampungkb_desktop.actions.grid_saving import Written, save_rows, saved_again, taken_back
from kampungkb_desktop.actions.grid_sheet import PERSON, SAVED
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.pages.entry_grid_model import BEGUN, EMPTY_ROW, READY, STORED, GridModel
from kampungkb_desktop.ui.pages.entry_grid_view import GridView


class GridSaving(QObject):
    """``saved(forms, words)`` after saving, ``note(str)`` what stands against it, ``busy(bool)`` while it runs."""

    saved = Signal(object, str)
    note = Signal(str)
    busy = Signal(bool)

    def __init__(self, session: Session, view: GridView) -> None:
        super().__init__(view)
        self.session, self._view = session, view
        self.running = False

    @property
    def model(self) -> GridModel:
        """The sheet."""
        return self._view.grid

    def save(self) -> None:
        """Save every whole row."""
        if self.running:
            return
        states = [self.model.state(one) for one in self.model.ids]
        if READY not in states:
            self.note.emit(_why_none(states))
            return
        self._run(running=True)
        session, sheet, columns, verdicts = self.session, self.model.sheet, self.model.every, self.model.verdicts()
        job = run(
            self, lambda progress: save_rows(session, sheet, columns, verdicts, progress), done=self._saved,
            text="Menyimpan kunjungan",
        )  # fmt: skip
        job.ended.connect(self._ended)

    def waiting(self) -> int:
        """How many rows are about somebody and not in the records."""
        rows = (self.model.sheet.rows[one] for one in self.model.ids)
        return sum(PERSON in slots and SAVED not in slots for slots in rows)

    def follow(self) -> None:
        """Rows whose visits were taken back are open again, and closed when they are back."""
        if not self.running:
            sheet = self.model.sheet
            edits = (*taken_back(self.session, sheet), *saved_again(self.session, sheet))
            if self.model.do("", edits, remember=False):
                self.model.steps.forget()

    # --- inside

    def _saved(self, written: Written) -> None:
        self.running = False  # what hears of it looks at the rows again
        self.model.do("", written.edits, remember=False)
        self.model.steps.forget()  # what is on record is taken back by the window's undo
        waiting = self.waiting()
        rest = f" {number(waiting)} baris menunggu." if waiting else ""
        self.note.emit("")
        self.saved.emit(written.saved.forms, f"{number(written.count)} kunjungan disimpan.{rest}")

    def _ended(self) -> None:
        self._run(running=False)

    def _run(self, *, running: bool) -> None:
        self.running = running
        self.busy.emit(running)


def _why_none(states: Sequence[int]) -> str:
    if all(one in (EMPTY_ROW, STORED) for one in states):
        return "Belum ada baris yang diisi."
    if BEGUN in states:
        return "Belum ada baris yang lengkap. Yang masih kurang ditandai merah di barisnya."
    return "Baris yang diisi masih perlu diperbaiki atau menunggu alasan."
