"""Riwayat of one village: every change of its identity, snapshots, lists, photos and files, who made it, and the
answers before and after. Families and activities have their own; what the whole kabupaten has is not listed here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSplitter, QWidget

from kampungkb_desktop.actions.answer_words import EMPTY
from kampungkb_desktop.actions.history import HistoryEntry, record_history
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.text import moment
from kampungkb_desktop.base.typed_texts import as_typed, record_called
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.award import Award
from kampungkb_desktop.forms.data_house import DataHouse
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.official_class import OfficialClass
from kampungkb_desktop.forms.pokja import PokjaMember
from kampungkb_desktop.forms.poktan import Poktan
from kampungkb_desktop.forms.population import PopulationSnapshot
from kampungkb_desktop.forms.problem import Problem
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.regulation import Regulation
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.forms.work_plan import PlanLine, WorkPlan
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.village_facts import Facts
from kampungkb_desktop.ui.pages.village_tab import VillageTab
from kampungkb_desktop.ui.record_table import Column, Id, RecordTable, Row
from kampungkb_desktop.ui.restore_dialog import RestoreDialog
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, column, label, row

_FORMS: tuple[type[Record], ...] = (
    Village, PopulationSnapshot, MonthlySnapshot, InstitutionProfile, Attachment,
    PokjaMember, Poktan, DataHouse, Regulation, Award, WorkPlan, PlanLine, Problem,
    OfficialClass,
)  # fmt: skip
FORMS = frozenset(form.FORM for form in _FORMS)
COLUMNS = (
    Column("when", "Waktu", 17, sortable=False, firm=True),
    Column("record", "Catatan", 27, sortable=False, stretch=True),
    Column("what", "Yang berubah", 24, sortable=False),
    Column("author", "Oleh", 15, sortable=False),
)


def village_history(session: Session, code: str, owner: str | None, progress: Progress) -> list[HistoryEntry]:
    """All entries, the latest first; deleted records too. Walks the log of the village, so call it on the worker."""
    with session.database.read() as conn:
        records = read.records_of_village(conn, code, FORMS - {Attachment.FORM})
        owners = [str(row[0]) for row in read.rows(conn, WorkPlan, ("id",), {"village": code})]
        photos = read.rows(conn, Attachment, ("id",), {"owner_id": [owner, *owners] if owner else owners})
    found: list[HistoryEntry] = []
    for record in (*records, *(str(photo[0]) for photo in photos)):
        progress.check()
        found += record_history(session, record)
    return sorted(found, key=lambda entry: entry.when, reverse=True)


class HistoryTab(VillageTab):
    """A table of changes over the answers of the chosen one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.entries: list[HistoryEntry] = []
        empty = EmptyState(
            "Belum ada perubahan", "Setiap simpanan tercatat di sini: kapan, oleh siapa, dan isi sebelumnya.",
            icon="riwayat",
        )  # fmt: skip
        self.table = RecordTable(COLUMNS, self._fetch, name="Riwayat Kampung KB", empty=empty)
        self.detail = Card("Isi sebelum dan sesudah")
        self.lines = VerticalScroll(spacing=6)
        self.past_button = button("Ke&mbalikan isian…", self.show_past, icon="riwayat", tip="Keadaan lama catatan ini")
        self.detail.body.addWidget(self.lines)
        self.detail.body.addLayout(row(None, self.past_button))
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(tokens().px(14))
        split.addWidget(self.table)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self.setLayout(column(split, spacing=0))
        self.table.selected.connect(self._chosen)

    def show_facts(self, facts: Facts) -> None:
        owner = facts.kampung.id if facts.kampung else None
        run(self, lambda progress: village_history(self.session, facts.code, owner, progress), done=self._show)

    def show_past(self) -> None:
        """What the record of the chosen change once said, and answers of then brought back."""
        at = self.table.current_id()
        if at is None or int(at) >= len(self.entries):
            return
        entry = self.entries[int(at)]
        dialog = RestoreDialog(self, self.session, [(entry.form, entry.record)], entry)
        dialog.restored.connect(self.wrote)
        dialog.exec()

    def _show(self, entries: list[HistoryEntry]) -> None:
        self.entries = entries
        self.detail.setVisible(bool(entries))
        self.table.set_ids(range(len(entries)))
        if entries and self.table.current_id() is None:
            self.table.select(0)
        self._chosen(self.table.current_id())

    def _fetch(self, ids: Sequence[Id]) -> Sequence[Row]:
        return [_row(int(at), self.entries[int(at)]) for at in ids if int(at) < len(self.entries)]

    def _chosen(self, at: Id | None) -> None:
        body = self.lines.body
        while (item := body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        entry = self.entries[int(at)] if at is not None and int(at) < len(self.entries) else None
        self.past_button.setEnabled(entry is not None)
        if entry is None:
            return
        sure = "" if entry.sure else " (jam laptopnya diragukan)"
        body.addWidget(label(f"{entry.record_name} {entry.did} pada {moment(entry.when)}{sure}", wrap=True))
        where = f", {entry.device}" if entry.device != entry.author else ""
        body.addWidget(label(f"{entry.action_name}, oleh {entry.author}{where}", "small", wrap=True))
        for change in entry.fields:
            body.addWidget(label(change.label, "label", wrap=True))
            new = change.before == EMPTY
            body.addWidget(label(change.after if new else f"{change.before}  →  {change.after}", wrap=True))
        body.addStretch(1)


def _row(at: int, entry: HistoryEntry) -> Row:
    if len(entry.fields) == 1:
        one = entry.fields[0]
        what = f"{one.label}: {one.before} → {one.after}"
    else:
        what = f"{len(entry.fields)} isian" if entry.fields else entry.did
    return Row(at, (moment(entry.when), record_called(entry.form, entry.record_name), what, as_typed(entry.author)))
