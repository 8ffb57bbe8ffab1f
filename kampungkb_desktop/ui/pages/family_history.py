"""What was changed about a family and its people, when and by whom; every answer before and after."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from kampungkb_desktop.actions.family_file import FamilyFile
from kampungkb_desktop.actions.history import HistoryEntry, record_history
from kampungkb_desktop.actions.receipts import Sendings, sendings
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import moment
from kampungkb_desktop.base.typed_texts import as_typed, record_called
from kampungkb_desktop.ui import background
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.sending_words import sending_sentence, sending_tag
from kampungkb_desktop.ui.record_table import Column, Id, RecordTable, Row
from kampungkb_desktop.ui.restore_dialog import RestoreDialog
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import button, column, label, row

_COLUMNS = (
    Column("when", "Waktu", 16, sortable=False, firm=True),
    Column("sent", "Kiriman", 16, sortable=False, firm=True, extra=True, tip="Sudah sampai di kabupaten atau belum"),
    Column("record", "Catatan", 22, sortable=False, stretch=True),
    Column("did", "Perubahan", 9, sortable=False),
    Column("author", "Oleh", 15, sortable=False, extra=True),
)
_FIELDS = (
    Column("label", "Isian", 24, sortable=False, stretch=True),
    Column("before", "Sebelum", 12, sortable=False),
    Column("after", "Sesudah", 18, sortable=False, stretch=True),
)


class FamilyHistory(QWidget):
    """The changes on the left, the answers of the chosen one on the right."""

    brought_back = Signal(object, str)
    """A ``Saved`` and what to say about it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._entries: list[HistoryEntry] = []
        self._sendings: Sendings | None = None
        self._chosen: HistoryEntry | None = None
        self.table = RecordTable(_COLUMNS, self._rows, name="Riwayat keluarga")
        self.fields = RecordTable(_FIELDS, self._field_rows, name="Isian yang berubah")
        self.fields.set_empty(EmptyState("Tidak ada isian yang berubah", icon="riwayat"))
        self.table.set_empty(EmptyState("Belum ada riwayat", icon="riwayat"))
        self.table.selected.connect(self._select)
        self.title = label("", "label", wrap=True)
        self.past_button = button("Ke&mbalikan isian…", self.show_past, icon="riwayat", tip="Keadaan lama catatan ini")
        self.past_button.setEnabled(False)
        right = QWidget()
        right_box = column(self.title, spacing=8, margins=(14, 0, 0, 0))
        right_box.addWidget(self.fields, 1)
        right_box.addLayout(row(None, self.past_button))
        right.setLayout(right_box)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.table)
        both.addWidget(right)
        both.setChildrenCollapsible(False)
        both.setSizes([tokens().px(580), tokens().px(540)])
        self.setLayout(column(both))
        self.setFocusProxy(self.table)

    def show_family(self, file: FamilyFile) -> None:
        """Read the histories of the family, its people and its KB off the window's thread."""
        records = [file.family.id, *(one.id for one in file.members)]
        if file.planning is not None:
            records.append(file.planning.id)
        session = self.session
        background.run(
            self,
            lambda _progress: (
                [entry for record in records for entry in record_history(session, record)],
                sendings(session),
            ),
            done=self._show,
            text="Membaca riwayat",
        )

    def show_past(self) -> None:
        """What the record of the chosen change once said, and answers of then brought back."""
        entry = self._chosen
        if entry is not None:
            dialog = RestoreDialog(self, self.session, [(entry.form, entry.record)], entry)
            dialog.restored.connect(self.brought_back)
            dialog.exec()

    def leave(self) -> bool:
        """Nothing is typed here."""
        return True

    def _show(self, found: tuple[list[HistoryEntry], Sendings | None]) -> None:
        entries, self._sendings = found
        self._entries = sorted(entries, key=lambda entry: entry.when, reverse=True)
        self.table.set_ids(range(len(self._entries)))
        if self._entries:
            self.table.select(0)
            self._select(0)

    def _select(self, at: Id | None) -> None:
        self._chosen = self._entries[int(at)] if at is not None else None
        entry = self._chosen
        self.past_button.setEnabled(entry is not None)
        where = f" di {entry.device}" if entry and entry.device != entry.author else ""
        words = f"{entry.action_name}, {moment(entry.when)}, {entry.author}{where}" if entry else ""
        if entry and self._sendings and (said := sending_sentence(self._sendings.of([entry.change]))):
            words += f". {said}"
        self.title.setText(words)
        self.fields.set_ids(range(len(entry.fields) if entry else 0))

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        return [self._row(int(one), self._entries[int(one)]) for one in ids]

    def _row(self, at: int, entry: HistoryEntry) -> Row:
        sent = sending_tag(self._sendings.of([entry.change]) if self._sendings else None)
        named = record_called(entry.form, entry.record_name) or entry.form_title
        return Row(at, (moment(entry.when), sent, named, entry.did, as_typed(entry.author)))

    def _field_rows(self, ids: Sequence[Id]) -> list[Row]:
        if self._chosen is None:
            return []
        fields = self._chosen.fields
        return [
            Row(int(one), (fields[int(one)].label, fields[int(one)].before or "–", fields[int(one)].after or "–"))
            for one in ids
        ]
