"""Answers kept day by day (KB, pembangunan keluarga): the newest on the form, the earlier ones a choice away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import drafts
from kampungkb_desktop.actions.family_file import FamilyFile
from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base.text import short_date
from kampungkb_desktop.forms.family_development import FamilyDevelopment
from kampungkb_desktop.forms.family_planning import FamilyPlanning, planning_words
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.forms.record import DONE, DRAFT, Record
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.form_view import Section, default_sections
from kampungkb_desktop.ui.grow_idly import GrowIdly
from kampungkb_desktop.ui.growing_form import LaterForm
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.record_editor import RecordEditor
from kampungkb_desktop.ui.record_table import Column, Id, RecordTable, Row
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.turning_row import TurningRow
from kampungkb_desktop.ui.widgets import button, column, label, row

Dated = FamilyPlanning | FamilyDevelopment
_DAY = "Hari pencatatan"
_LIST_WIDE, _LIST_HIGH = 320, 170
"""Of the list beside the form or above it, in pixels at 100 %."""
_COLUMNS = (
    Column("day", "Tanggal", 11, sortable=False, firm=True),
    Column("said", "Keadaan", 12, sortable=False, stretch=True),
)


class DatedPanel(QWidget):
    """A list of days beside the form of one of them. A later record stands beside the earlier, so change is seen."""

    recorded = Signal(object, object)
    said = Signal(str, bool)
    state = Signal(str)

    def __init__(
        self, session: Session, form: type[Dated], *, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session, self.form, self._today = session, form, today
        self.file: FamilyFile | None = None
        self._records: dict[str, Dated] = {}
        self._saved_ids: set[str] = set()
        self._shown: Dated | None = None
        self._filling = False
        self.table = RecordTable(_COLUMNS, self._rows, name=f"Catatan {form.TITLE}")
        self.table.selected.connect(self._chosen)
        self.view = LaterForm(form, today=today(), sections=_sections(form))
        self.table.opened.connect(lambda _id: self.view.focus_first())
        self.add = button(
            "&Catatan baru", self.begin, icon="add", shortcut="Ctrl+Shift+N", tip="Catat keadaan pada hari lain"
        )
        self.remove = button("&Hapus", self._remove, kind="quiet", icon="trash", tip="Hapus catatan yang dipilih")
        self._arrange()
        self.setFocusProxy(self.table)

    def _arrange(self) -> None:
        left = self._left = QWidget()
        left_box = column(row(self.add, None, self.remove), spacing=8)
        left_box.addWidget(self.table, 1)
        left.setLayout(left_box)
        self.what = label("", "section")
        box, right = TurningRow(left, width=_LIST_WIDE, height=_LIST_HIGH, spacing=16), column(self.what, spacing=8)
        self._box = box
        self.setLayout(box)
        box.addWidget(left)
        box.addLayout(right, 1)
        self.editor = RecordEditor(self.session, self.view, name=f"Simpan {self.form.TITLE.lower()}", parent=self)
        GrowIdly(self.editor, self.view)
        self.editor.saved_as.connect(self._saved)
        self.editor.state.connect(self.state)
        right.addWidget(self.editor, 1)

    def show_family(self, file: FamilyFile) -> None:
        """Show the newest record of this family; what is being typed stays."""
        other = self.file is None or self.file.family.id != file.family.id
        self.editor.keep()
        self.file = file
        with self.session.database.read() as conn:
            found = read.records(conn, self.form, where={"family_id": file.family.id}, order=("-as_of",))
        other = other or self._taken_back({one.id for one in found})
        half = [
            kept.record
            for kept in drafts.open_drafts(self.session)
            if isinstance(kept.record, self.form) and kept.record.family_id == file.family.id
        ]
        self._saved_ids = {one.id for one in found}
        unsaved = [one for one in half if one.id not in self._saved_ids]
        self._records = {one.id: one for one in (*unsaved, *found)}
        if not self._records:
            how = "Jawab pertanyaannya, lalu tekan Ctrl+Enter."
            if self.session.role == DISTRICT:
                how = "Diisi petugas desanya dan datang bersama berkas kirimnya."
            self.table.set_empty(EmptyState("Belum ada catatan", how, icon="document"))
        shown = bool(self._records) or self.session.role != DISTRICT  # where one only reads, none is to be filled in
        self.what.setVisible(shown)
        self.editor.setVisible(shown)
        self._box.let_alone(alone=not shown)
        self.remove.setVisible(bool(self._records))
        self._filling = True  # a new list must not open another day's form
        self.table.set_ids(list(self._records))
        self._filling = False
        if other:
            self._open_first()
            return
        now = self._records.get(self._shown.id) if self._shown is not None else None
        if now is not None and now != self._shown:
            self._edit(now)
        if now is not None:
            self.table.select(now.id)

    def _taken_back(self, saved: set[str]) -> bool:
        """Whether the record one is at was saved and is gone: its saving was undone."""
        return self._shown is not None and self._shown.id in self._saved_ids - saved

    def leave(self) -> bool:
        """Keep what was typed."""
        return self.editor.leave()

    def begin(self) -> None:
        """Another day, today unless the person says otherwise; the answers of before are not copied."""
        if self.file is None:
            return
        self.editor.keep()
        family = self.file.family
        new = self.form(
            id=new_record_id(self.session), village=family.village, family_id=family.id, as_of=self._today()
        )
        self._edit(new)
        self.view.focus_first()

    def _open_first(self) -> None:
        self._shown = None
        ids = self.table.model.ids
        if len(ids):
            self.table.select(ids[0])
            self._chosen(ids[0])
        elif self.file is not None and self.session.role != DISTRICT:
            self.begin()

    def _remove(self) -> None:
        record = self._records.get(str(self.table.current_id()))
        if record is None:
            return
        self.editor.keep()
        drafts.drop(self.session, self.form, record.id)
        name = f"Hapus {self.form.TITLE.lower()}"
        written = attempt(self, lambda: save(self.session, name, [], [record]))
        if written is not None:
            self.recorded.emit(record, Saved(forms=written.forms | {self.form.FORM}))
            self.said.emit(f"{record.name()} dihapus.", bool(written.action))
            self._open_first()

    def _chosen(self, record_id: Id | None) -> None:
        record = None if self._filling else self._records.get(str(record_id))
        if record is not None and (self._shown is None or self._shown.id != record.id):
            self.editor.keep()
            self._edit(record)

    def _edit(self, record: Dated) -> None:
        self._shown = record
        new = record.id not in self._saved_ids
        self.what.setText(f"{record.TITLE}, catatan baru" if new else record.name())
        self.view.today = self._today()  # the window may stay open for days
        self.editor.edit(record, new=new)

    def _saved(self, record: Record, written: Saved) -> None:
        if isinstance(record, FamilyPlanning | FamilyDevelopment):
            self._shown = record
            self._saved_ids.add(record.id)
            self.what.setText(record.name())
        self.recorded.emit(record, written)
        self.table.select(record.id)
        if record.status == DONE:
            self.table.setFocus()  # where Ctrl+Z takes back the saving, not the last letter typed

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        found = (self._records.get(str(one)) for one in ids)
        return [self._row(one) for one in found if one is not None]

    def _row(self, record: Dated) -> Row:
        day = short_date(record.as_of) if record.as_of else "tanpa tanggal"
        if record.id not in self._saved_ids or record.status == DRAFT:
            return Row(record.id, (day, Tag("Draf", Tone.INFO, "edit")))
        return Row(record.id, (day, planning_words(record) if isinstance(record, FamilyPlanning) else "Lengkap"))


def _sections(form: type[Dated]) -> list[Section]:
    """The groups of the paper; what stands in none is the day."""
    return [replace(one, title=_DAY) if one.title == form.TITLE else one for one in default_sections(form)]
