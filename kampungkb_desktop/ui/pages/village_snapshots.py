"""The dated records of one form of one village: their list at the left, the chosen one as a form at the right.

A new one begins as a copy of the last or empty; what was typed and never saved is listed too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from kampungkb_desktop.actions import drafts
from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.ui.chip import Chip, Tag
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.form_view import FormView
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.record_editor import RecordEditor
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import button, column, label, row, tool

LIST_WIDTH = 186


@dataclass(frozen=True, slots=True)
class DeskWords:
    """What differs between the forms: ``what`` is the record in a sentence and in history ("Simpan …"), ``list_name``
    names the list, ``empty`` teaches; ``line`` gives the two lines of a record in the list."""

    what: str
    list_name: str
    empty: str
    line: Callable[[Record], tuple[str, str]]


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
        side: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.words = session, words
        self._begin = begin
        self._records: dict[str, Record] = {}
        self._unsaved: dict[str, Record] = {}
        self._shown: Record | None = None
        self._begun: Record | None = None
        self._code = ""
        self.list = QListWidget()
        self.list.setAccessibleName(words.list_name)
        self.list.setUniformItemSizes(True)
        self.month = QComboBox()
        self.month.setAccessibleName("Bulan yang akan diisi")
        self.copy = button(
            "Salin yang &terakhir", self.begin_copy, icon="copy", shortcut="Ctrl+N",
            tip="Mulai dari salinan yang terakhir, lalu perbaiki angkanya",
        )  # fmt: skip
        self.blank = button(
            "&Mulai kosong", self.begin_blank, icon="add", shortcut="Ctrl+Shift+N", tip="Mulai dari isian kosong"
        )
        self.empty = EmptyState(words.list_name, words.empty, "Mulai isi", self.begin_blank, icon="chart")
        self.heading = Heading()
        inside = self._arrange()
        # Last, and with its parent from the first: a form that changes its place is dressed anew, all of it.
        self.editor = RecordEditor(
            session, view, name=f"Simpan {words.what}", above=(self.heading,), parent=inside.parentWidget()
        )
        inside.addWidget(self.editor)
        if side is not None:
            inside.addWidget(side)
        self.list.currentItemChanged.connect(lambda now, _before: self._chosen(now))
        self.list.itemActivated.connect(lambda _item: self.editor.view.focus_first())
        self.heading.removed.connect(self.remove)
        self.editor.saved_as.connect(self._saved)
        self.editor.state.connect(self.state)

    def _arrange(self) -> QHBoxLayout:
        """List at the left; gives the room for the form at the right."""
        left = QWidget()
        left.setFixedWidth(tokens().px(LIST_WIDTH))
        box = column(label(self.words.list_name, "label"), spacing=8)
        box.addWidget(self.list, 1)
        for widget in (self.month, self.copy, self.blank):
            box.addWidget(widget)
        left.setLayout(box)
        self.right, self.form = QStackedWidget(), QWidget()
        whole = row(left, spacing=16)
        self.setLayout(whole)
        whole.addWidget(self.right, 1)
        self.right.addWidget(self.form)
        self.right.addWidget(self.empty)
        inside = row(spacing=16)
        self.form.setLayout(inside)
        return inside

    # --- what is shown

    def set_records(self, code: str, records: Sequence[Record], months: Sequence[tuple[str, str]] | None) -> None:
        """The records of a village, newest first. ``months`` are those that can be begun; ``None`` hides the choice."""
        other = code != self._code
        if other:
            self.editor.keep()
        self._code = code
        self._records = {record.id: record for record in records}
        self._offer(months)
        self.copy.setEnabled(bool(records) and (months is None or bool(months)))
        self.blank.setEnabled(months is None or bool(months))
        self._list("" if other or self._shown is None else self._shown.id)

    def open(self, record_id: str) -> None:
        """Show one record of the list."""
        for place in range(self.list.count()):
            if self.list.item(place).data(Qt.ItemDataRole.UserRole) == record_id:
                self.list.setCurrentRow(place)

    def shown(self) -> Record | None:
        """The record in the form as it was when opened."""
        return self._shown

    def begin_copy(self) -> None:
        """A new record like the last one."""
        last = next(iter(self._records.values()), None)
        self._start(self._begin(last, str(self.month.currentData() or "")))

    def begin_blank(self) -> None:
        """A new record with nothing in it."""
        self._start(self._begin(None, str(self.month.currentData() or "")))

    def remove(self) -> None:
        """Delete the record in the form, or throw away what was only typed."""
        record = self._shown
        if record is None:
            return
        if record.id not in self._records:
            drafts.drop(self.session, type(record), record.id)
            self._begun = self._shown = None
            self._list("")
            return
        name = f"Hapus {record.name()}"
        done: Saved | None = attempt(self, lambda: save(self.session, name, [], [record]))
        if done is not None:
            self._shown = None
            self.wrote.emit(done, f"{record.name()} dihapus.")

    def leave(self) -> bool:
        """Nothing typed is lost."""
        return self.editor.leave()

    # --- inside

    def _offer(self, months: Sequence[tuple[str, str]] | None) -> None:
        self.month.setVisible(months is not None)
        kept = self.month.currentData()
        self.month.clear()
        for code, text in months or ():
            self.month.addItem(text, code)
        self.month.setCurrentIndex(max(0, self.month.findData(kept)))

    def _list(self, wanted: str) -> None:
        kept = [k.record for k in drafts.open_drafts(self.session)]
        mine = [r for r in kept if r.village == self._code and isinstance(r, self.editor.view.form)]
        self._unsaved = {r.id: r for r in mine if r.id not in self._records}
        begun = self._begun
        if begun is not None and begun.village == self._code and begun.id not in self._records:
            self._unsaved.setdefault(begun.id, begun)
        self.list.blockSignals(True)  # noqa: FBT003  Qt's own signature
        self.list.clear()
        for record in (*self._unsaved.values(), *self._records.values()):
            self.list.addItem(self._item(record))
        self.list.blockSignals(False)  # noqa: FBT003
        ids = [*self._unsaved, *self._records]
        if not ids:
            self._shown = None
            self.right.setCurrentWidget(self.empty)
            return
        self.right.setCurrentWidget(self.form)
        at = ids.index(wanted) if wanted in ids else 0
        self.list.blockSignals(True)  # noqa: FBT003
        self.list.setCurrentRow(at)
        self.list.blockSignals(False)  # noqa: FBT003
        self._edit(ids[at])

    def _item(self, record: Record) -> QListWidgetItem:
        title, note = self.words.line(record)
        if record.id in self._unsaved:
            note = "belum disimpan"
        item = QListWidgetItem(f"{title}\n{note}" if note else title)
        item.setData(Qt.ItemDataRole.UserRole, record.id)
        item.setSizeHint(QSize(10, tokens().px(46)))
        item.setToolTip(f"{title}. {note}")
        return item

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._edit(str(item.data(Qt.ItemDataRole.UserRole)))

    def _edit(self, record_id: str) -> None:
        """Bring a record into the form, unless it stands there already as it is."""
        record = self._records.get(record_id) or self._unsaved[record_id]
        if self._shown == record:
            self.opened.emit(record)
            return
        if self._shown is not None and self._shown.id != record_id:
            self.editor.keep()
        self._shown = record
        self.editor.edit(record, new=record_id not in self._records)
        self.heading.show_record(record, saved=record_id in self._records)
        self.opened.emit(record)

    def _start(self, record: Record) -> None:
        self.editor.keep()
        self._begun, self._shown = record, None
        self._list(record.id)
        self.editor.view.focus_first()

    def _saved(self, record: Record, done: Saved) -> None:
        self._shown, self._begun = record, None
        self._records[record.id] = record
        self.heading.show_record(record, saved=True)
        how = "selesai" if record.status == DONE else "tersimpan sebagai draf"
        self.wrote.emit(done, f"{record.name()} {how}.")


class Heading(QWidget):
    """The title over the form: which record this is, how far it is, and the way to remove it."""

    removed = Signal()

    def __init__(self, instead: str = "") -> None:
        """``instead`` of the record's name, where that stands in the window's header already."""
        super().__init__()
        self._instead = instead
        self.title = label(instead, "small" if instead else "section", wrap=True)
        self.chip = Chip()
        self.trash = tool("trash", "Hapus catatan ini", self.removed.emit, shortcut="Ctrl+Delete")
        box = row(spacing=10)
        box.addWidget(self.title, 1)
        box.addWidget(self.chip)
        box.addWidget(self.trash)
        self.setLayout(box)

    def show_record(self, record: Record, *, saved: bool) -> None:
        """Name a record and its state."""
        self.title.setText(self._instead or record.name())
        if not saved:
            self.chip.show_tag(Tag("Belum disimpan", Tone.NEUTRAL))
        elif record.status == DONE:
            self.chip.show_tag(Tag("Selesai", Tone.OK))
        else:
            self.chip.show_tag(Tag("Draf", Tone.WARN))
