"""The dated records of one form of one village: their list at the left, the chosen one as a form at the right.

A new one begins as a copy of the last or empty; what was typed and never saved is listed too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kampungkb_desktop.actions import drafts
from kampungkb_desktop.actions.own_changes import is_others
from kampungkb_desktop.actions.record_states import state_of
from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.form_view import FormView
from kampungkb_desktop.ui.grow_idly import GrowIdly
from kampungkb_desktop.ui.growing_form import GrowingForm
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.record_heading import READ_ONLY, Heading
from kampungkb_desktop.ui.pages.sending_words import sending_tag
from kampungkb_desktop.ui.pages.side_panel import SidePanel
from kampungkb_desktop.ui.pages.typed_over import typed_over
from kampungkb_desktop.ui.pages.village_snapshot_list import BLANK_KEYS, SnapshotList
from kampungkb_desktop.ui.record_editor import RecordEditor
from kampungkb_desktop.ui.stack import Stack
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.turning_row import TurningRow
from kampungkb_desktop.ui.widgets import row

ROOM_FOR_THREE = 840
"""So wide, at 100 %, must the desk be for list, form and panel."""


@frozen
class DeskWords:
    """What differs between the forms: ``what`` is the record in a sentence and in history ("Simpan …"), ``list_name``
    names the list, ``empty`` teaches; ``line`` gives the two lines of a record in the list."""

    what: str
    list_name: str
    empty: str
    line: Callable[[Record], tuple[str, str]]
    add: str = ""
    """The button that begins another one, where nothing is copied and the list is wider ("Ta&mbah anggota")."""
    icon: str = "chart"


class SnapshotDesk(QWidget):
    """``begin(copy, month)`` makes the new record; ``months`` are offered when the form goes by month."""

    opened = Signal(object)
    """The record now in the form."""
    wrote = Signal(object, str)
    state = Signal(str)

    def __init__(
        self,
        session: Session,
        words: DeskWords,
        view: FormView,
        begin: Callable[[Record | None, str], Record],
        side: SidePanel | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._side, self.room = side, ROOM_FOR_THREE
        self.session, self.words = session, words
        self._begin = begin
        self._records: dict[str, Record] = {}
        self._unsaved: dict[str, Record] = {}
        self._shown: Record | None = None
        self._begun: Record | None = None
        self._code = ""
        self.side_list = SnapshotList(words.list_name, words.add)
        self.list = self.side_list.list
        begin_words = words.add or "Mulai i&si"
        self.empty = EmptyState(f"Belum ada {words.what}", words.empty, begin_words, self.begin_blank, icon=words.icon)
        self.heading = Heading(done="Lengkap" if words.add else "Selesai")
        inside = self._arrange()
        # Last, and with its parent from the first: a form that changes its place is dressed anew, all of it.
        self.editor = RecordEditor(
            session, view, name=f"Simpan {words.what}", above=(self.heading,), parent=inside.parentWidget()
        )
        self.growing = GrowIdly(self.editor, view) if isinstance(view, GrowingForm) else None
        inside.addWidget(self.editor)
        if side is not None:
            inside.addWidget(side)
        self.side_list.chosen.connect(self._edit)
        self.side_list.entered.connect(view.focus_first)
        self.side_list.copy_wanted.connect(self.begin_copy)
        self.side_list.blank_wanted.connect(self.begin_blank)
        self.heading.removed.connect(self.remove)
        self.editor.saved_as.connect(self._saved)
        self.editor.state.connect(self.state)
        self.editor.closed.connect(self.list.setFocus)

    def _arrange(self) -> QHBoxLayout:
        """List at the left; gives the room for the form at the right."""
        self.right, self.form = Stack(), QWidget()
        whole = TurningRow(self.side_list, width=self.side_list.wide, height=190, spacing=16)
        whole.addWidget(self.side_list)
        self.setLayout(whole)
        whole.addWidget(self.right, 1)
        self.right.addWidget(self.form)
        self.right.addWidget(self.empty)
        inside = row(spacing=16)
        self.form.setLayout(inside)
        return inside

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for three beside each other, the panel goes under the form."""
        super().resizeEvent(event)
        if self._side is not None:
            self._side.put(self.form, self.editor.area, aside=event.size().width() >= tokens().px(self.room))

    # --- what differs for lists that are not the village's alone

    def belongs(self, record: Record) -> bool:
        """Whether a draft is of this list."""
        return record.village == self._code

    def removable(self, _record: Record) -> bool:
        """Whether a saved record may be deleted."""
        return True

    def gone_with(self, _record: Record) -> Sequence[Record]:
        """What has no meaning without a record and is deleted in the same action."""
        return ()

    # --- what is shown

    def set_records(self, code: str, records: Sequence[Record], months: Sequence[tuple[str, str]] | None) -> None:
        """The records of a village, newest first. ``months`` are those that can be begun; ``None`` hides the choice."""
        other = code != self._code
        if other:
            self.editor.keep()
        self._code = code
        self._records = {record.id: record for record in records}
        self.side_list.offer(months, something=bool(records))
        self._list("" if other or self._shown is None else self._shown.id)

    def open(self, record_id: str) -> None:
        """Show one record of the list."""
        self.side_list.select(record_id)

    def shown(self) -> Record | None:
        """The record in the form as it was when opened."""
        return self._shown

    def begin_copy(self) -> None:
        """A new record like the last one."""
        last = next(iter(self._records.values()), None)
        self._start(self._begin(last, self.side_list.month_chosen()))

    def begin_blank(self) -> None:
        """A new record with nothing in it."""
        self._start(self._begin(None, self.side_list.month_chosen()))

    def remove(self) -> None:
        """Delete the record in the form, or throw away what was only typed."""
        record = self._shown
        if record is None:
            return
        done: Saved | None = None
        if record.id in self._records:
            name = f"Hapus {record.name()}"
            done = attempt(self, lambda: save(self.session, name, [], [record, *self.gone_with(record)]))
            if done is None:
                return
        drafts.drop(self.session, type(record), record.id)
        self._records.pop(record.id, None)
        self._begun = self._shown = None
        self.editor.edit(type(record)(id=record.id), new=True)  # so that nothing of it is kept again on leaving
        self._list("")
        if done is not None:
            self.wrote.emit(done, f"{record.name()} dihapus.")

    def leave(self) -> bool:
        """Nothing typed is lost."""
        return self.editor.leave()

    # --- inside

    def _list(self, wanted: str) -> None:
        kept = [k.record for k in drafts.open_drafts(self.session)]
        mine = [r for r in kept if isinstance(r, self.editor.view.form) and self.belongs(r)]
        self._unsaved = {r.id: r for r in mine if r.id not in self._records}
        begun = self._begun
        if begun is not None and self.belongs(begun) and begun.id not in self._records:
            self._unsaved.setdefault(begun.id, begun)
        ids = [*self._unsaved, *self._records]
        at = ids.index(wanted) if wanted in ids else 0
        self.side_list.show_lines([self._line(record_id) for record_id in ids], at)
        # The first month is chosen too: whoever begins with last month's paper must find the list of months.
        listed = bool(ids) or not self.side_list.month.isHidden()
        self.side_list.setVisible(listed)
        self.empty.begin_by("" if listed else BLANK_KEYS)
        if not ids:
            self._shown = None
            self.right.setCurrentWidget(self.empty)
            return
        self.right.setCurrentWidget(self.form)
        self._edit(ids[at])

    def _line(self, record_id: str) -> tuple[str, str, str]:
        record = self._unsaved.get(record_id) or self._records[record_id]
        title, note = self.words.line(record)
        return record_id, title, "belum disimpan" if record_id in self._unsaved else note

    def _edit(self, record_id: str) -> None:
        """Bring a record into the form, unless it stands there already as it is."""
        record = self._records.get(record_id) or self._unsaved[record_id]
        same = self._shown is not None and self._shown.id == record_id
        if self._shown == record or (same and typed_over(self.editor.view, self._shown)):
            self.opened.emit(record)
            return
        if self._shown is not None:
            self.editor.keep()
        self._shown = record
        self.editor.edit(record, new=record_id not in self._records)
        self._head(record)
        self.opened.emit(record)

    def _head(self, record: Record) -> None:
        saved = record.id in self._records
        others = saved and record.village is None and is_others(self.session, record.id)
        sent = sending_tag(state_of(self.session, record.FORM, record.id)) if saved else ""
        self.heading.show_record(record, saved=saved, sent=READ_ONLY if others else sent)
        self.heading.allow(not saved or (self.removable(record) and not others))
        self.editor.view.setEnabled(not others)

    def _start(self, record: Record) -> None:
        self.editor.keep()
        self._begun, self._shown = record, None
        self._list(record.id)
        self.editor.view.focus_first()

    def _saved(self, record: Record, done: Saved) -> None:
        self._shown, self._begun = record, None
        self._records[record.id] = record
        self._head(record)
        finished = "tersimpan" if self.words.add else "selesai"  # what is in a list has a life of its own after that
        how = finished if record.status == DONE else "tersimpan sebagai draf"
        self.wrote.emit(done, f"{record.name()} {how}.")
