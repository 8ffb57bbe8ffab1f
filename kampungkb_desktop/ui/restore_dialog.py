"""Kembalikan isian: what a record once said beside what it says now, answer by answer, and those one ticks brought
back. It only asks; what is written is a change like any other (``actions.restoring``)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QWidget,
)

from kampungkb_desktop.actions import restoring
from kampungkb_desktop.actions.history import HistoryEntry
from kampungkb_desktop.actions.restoring import Comparison
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.text import moment
from kampungkb_desktop.forms.catalog import form_title
from kampungkb_desktop.forms.change import ChangeId
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.record_table import Column, Id, RecordTable, Row
from kampungkb_desktop.ui.restore_pane import RestorePane, beside
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import button, column, label, row

COLUMNS = (
    Column("when", "Keadaan sesudah", 20, sortable=False, firm=True),
    Column("what", "Tindakan", 22, sortable=False, stretch=True),
    Column("author", "Oleh", 15, sortable=False, extra=True),
)
WORDS = (
    "Pilih keadaan lama dalam daftar, lalu centang isian yang ingin dikembalikan. "
    "Yang tidak dicentang tetap seperti kini."
)


class RestoreDialog(Dialog):
    """The states of one record, and the pane. ``restored(Saved, str)``; it closes then. ``entry`` is the change one
    came from: the state before it is chosen, or its own where there was none before."""

    help_topic = "riwayat#mengembalikan-isian"
    restored = Signal(object, str)

    def __init__(
        self,
        owner: QWidget,
        session: Session,
        records: Sequence[tuple[str, str]],
        entry: HistoryEntry | None = None,
    ) -> None:
        super().__init__(owner)
        self.session, self.records = session, list(records)
        self.form, self.record = self.records[0]
        self.found: Sequence[HistoryEntry] = ()
        self._wanted: ChangeId | None = None
        self.setWindowTitle("Riwayat dan isian lama")
        self.which = ComboBox()
        self.which.setAccessibleName("Catatan yang dikembalikan")
        for of_form, _id in self.records:
            self.which.addItem(form_title(of_form))
        self.which.activated.connect(self._turn)
        empty = EmptyState("Belum ada keadaan lama", "Catatan ini belum pernah disimpan.", icon="riwayat")
        self.table = RecordTable(COLUMNS, self._rows, name="Keadaan yang pernah ada", empty=empty)
        self.table.selected.connect(self._choose)
        self.pane = RestorePane(session)
        self.pane.restored.connect(self._restored)
        box = column(label(WORDS, "soft", wrap=True), spacing=10, margins=(18, 16, 18, 14))
        if len(self.records) > 1:
            box.addLayout(row(label("Catatan yang dikembalikan", "label"), self.which, None))
        box.addWidget(beside(self.table, self.pane, 400, 580), 1)
        box.addLayout(row(None, button("&Tutup", self.reject)))
        self.setLayout(box)
        self.resize(tokens().px(1000), tokens().px(600))
        self._load(entry)

    def _turn(self, at: int) -> None:
        self.form, self.record = self.records[at]
        self.pane.show_comparison(None)
        self._load(None)

    def _load(self, entry: HistoryEntry | None) -> None:
        run(self, lambda _p: self._read(entry), done=self._show, failed=self._refused)

    def _read(self, entry: HistoryEntry | None) -> tuple[list[HistoryEntry], ChangeId | None]:
        found = restoring.versions(self.session, self.record)
        wanted = restoring.before(self.session, entry) if entry is not None else None
        if wanted is None:  # without a change one came from: what stood before the newest
            other = found[1] if entry is None and len(found) > 1 else None
            wanted = other.change if other else entry.change if entry else None
        return found, wanted

    def _show(self, read: tuple[list[HistoryEntry], ChangeId | None]) -> None:
        self.found, wanted = read
        self.table.set_ids(range(len(self.found)))
        at = next((place for place, one in enumerate(self.found) if one.change == wanted), 0)
        if self.found:
            self.table.select(at)
            self.table.setFocus()

    def _choose(self, at: Id | None) -> None:
        if at is None or int(at) >= len(self.found):
            return
        one = self._wanted = self.found[int(at)].change

        def show(found: Comparison) -> None:
            if self._wanted == one:
                self.pane.show_comparison(found)

        run(
            self, lambda _p: restoring.compare(self.session, self.form, self.record, one), done=show,
            failed=self._refused,
        )  # fmt: skip

    def _refused(self, error: KnownError) -> None:
        self.pane.show_comparison(None, f"{error.sentence} {error.next_step}")

    def _restored(self, saved: Saved, words: str) -> None:
        self.restored.emit(saved, words)
        self.accept()

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        return [_row(int(at), self.found[int(at)]) for at in ids if int(at) < len(self.found)]


def _row(at: int, one: HistoryEntry) -> Row:
    doubt = "" if one.sure else " (jam diragukan)"
    return Row(at, (f"{moment(one.when)}{doubt}", one.action_name, one.author))
