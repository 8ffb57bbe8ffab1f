"""The one behaviour of every entry form: what is typed becomes a draft at every pause, Ctrl+S saves it as *draf*,
Ctrl+Enter as *selesai* when nothing stands against it, and a list names what does, each line leading to its answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kampungkb_desktop.actions import drafts
from kampungkb_desktop.actions.own_changes import is_shut
from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import text as words
from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.forms.record import DONE, DRAFT, Finding, Record
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.for_reading import AT_OFFICE, OTHERS, ForReading
from kampungkb_desktop.ui.form_view import FormView
from kampungkb_desktop.ui.keeping import Keeping
from kampungkb_desktop.ui.one_hand import OneHand
from kampungkb_desktop.ui.open_problems import OpenProblems
from kampungkb_desktop.ui.widgets import VerticalScroll, button, label, row, tool

Companions = Callable[[Record], Sequence[Record]]
"""Further records that belong to the same action (a measurement with its visit), given the main one."""


class RecordEditor(QWidget):
    """A form view with its life: draft, save, finish. ``name`` is the action in history ("Simpan kunjungan")."""

    saved_as = Signal(object, object)
    """The record as saved, and the ``Saved``."""
    state = Signal(str)
    """A short line for the status strip ("Draf tersimpan 14.05")."""
    closed = Signal()
    """Escape or Kembali; the draft is kept."""

    def __init__(
        self, session: Session, form_view: FormView, *, name: str, companions: Companions | None = None,
        above: Sequence[QWidget] = (), below: Sequence[QWidget] = (),
        extra_findings: Callable[[], Sequence[Finding]] | None = None, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.session, self.view = session, form_view
        self._name, self._companions = name, companions
        self._seen: Record | None = None
        self._dirty = self._only_read = self._made_here = False
        self._keeping = Keeping(self, self._say)
        self.open_list = OpenProblems(form_view, extra_findings)
        self.area = VerticalScroll(steady=True)
        self.others = ForReading(form_view, self.area)
        self.note = label("", "small")
        self.keep_button = button("Simpan &draf", self.save_draft, shortcut="Ctrl+S", tip="Simpan sebagai draf")
        self.done_button = button(
            "Sele&sai", self.finish, kind="primary", icon="check", shortcut="Ctrl+Return",
            tip="Periksa dan tandai selesai",
        )  # fmt: skip
        self.past_button = tool("riwayat", "Riwayat isian ini", self.show_past, shortcut="Ctrl+H")
        self.hand = OneHand(self, (form_view, self.keep_button, self.done_button), partial(_take_up, self))
        _lay_out(self, (self.others, self.hand.banner, *above, self.open_list, form_view, *below))
        form_view.changed.connect(self._touched)
        form_view.paused.connect(self.keep)
        form_view.finished.connect(self.finish)
        form_view.ended.connect(self.done_button.setFocus)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close_form)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def edit(self, record: Record, *, new: bool = False) -> None:
        """Show a record; a draft left half-way is taken up again. ``record.id`` and ``village`` are set."""
        self._seen, self._made_here = None if new else record, False
        draft = _draft_of(self.session, record, new=new)
        self._dirty = draft is not None
        self.past_button.setVisible(not new)
        self.view.set_record(draft.record if draft else record, draft.typed if draft else None)
        self.open_list.hide()
        self._shut(shut=not new and is_shut(self.session, record))
        self.hand.opened(record, new=new, drafted=draft is not None)
        self.note.setText("Draf yang belum selesai dibuka kembali." if draft and not self.is_shut else "")
        self.area.verticalScrollBar().setValue(0)

    def taken_back(self) -> None:
        """The record is on record no more. Where the saving that made it here was undone, what stands here is a draft
        again: nothing else has it."""
        made, self._seen, self._made_here = self._made_here, None, False
        self.past_button.hide()
        self.note.setText("")
        if made:
            self._touched()
            self.keep()

    @property
    def is_shut(self) -> bool:
        """Whether the record may only be read here."""
        return not self.others.isHidden()

    def _shut(self, *, shut: bool) -> None:
        """A record of all, written by others, is not offered for typing what could not be saved."""
        reading = shut or self._only_read
        self.others.show_for(reading=reading, words=AT_OFFICE if self._only_read else OTHERS)
        for one in (self.view, self.keep_button, self.done_button):
            one.setEnabled(not reading)
        if shut:
            self.area.setFocus()  # so that Esc and the arrow keys are heard

    def only_read(self) -> None:
        """Whoever works here reads: no record is ever open for typing, whichever comes."""
        self._only_read = True
        self._shut(shut=False)
        for one in (self.keep_button, self.done_button):
            one.hide()

    def keep(self) -> None:
        """Put what is on the screen into the draft, if anything was typed since."""
        if not self._dirty:
            return
        if self._keeping.done(self._keep_now):
            self._dirty = False
            when = words.moment(moment_of(self.session.clock())).rsplit(" ", 1)[1]
            self._say(f"Draf tersimpan {when}")

    def _keep_now(self) -> None:
        drafts.keep(self.session, self.view.record(), self.view.typed())

    def leave(self) -> bool:
        """Called before the screen changes: nothing typed is lost, unless the person says so."""
        self.keep()
        if not self._dirty or not self.isVisible():  # what lies behind the lock or another tab stays as it is there
            return True
        self._dirty = not self._keeping.may_be_lost()
        return not self._dirty

    def close_form(self) -> None:
        """Back to where one came from; the draft stays."""
        if self.leave():
            self.closed.emit()

    def save_draft(self) -> None:
        """Ctrl+S: write the record as *draf*."""
        self._write(DRAFT)

    def finish(self) -> None:
        """Ctrl+Enter: write the record as *selesai*, or show what stands against it."""
        if problems := self.open_list.against():
            self.keep()
            self.view.reveal_all()
            self._list(problems)
            if not self._dirty:  # else the foot says already that the draft could not be kept
                self._say(f"Belum bisa selesai: {len(problems)} isian perlu diperbaiki. Draf sudah tersimpan.")
            return
        self._write(DONE)

    def show_past(self) -> None:
        """Ctrl+H: what this record once said, and answers of then brought back."""
        if not (records := self._bases()):
            return
        from kampungkb_desktop.ui.restore_dialog import RestoreDialog  # noqa: PLC0415  seldom needed

        self.keep()
        dialog = RestoreDialog(self, self.session, [(one.FORM, one.id) for one in records])
        dialog.restored.connect(self._restored)
        dialog.exec()

    def _restored(self, saved: Saved, _words: str) -> None:
        if (now := self.read_again()) is not None:
            self._say("Isian lama dikembalikan dan tersimpan")
            self.saved_as.emit(now, saved)

    def read_again(self) -> Record | None:
        """Show what is on record now; subclasses that show more than one record read those too."""
        now = None if self._seen is None else _now(self.session, self._seen)
        if now is not None:
            self.edit(now)
        return now

    def save_as_it_is(self) -> bool:
        """Write what is on the screen under the state it has, a new record as *draf*; True when it is on record."""
        record = self.view.record()
        if self._seen is None or self._dirty:
            self._write(record.status or DRAFT)
        return self._seen is not None and not self._dirty and not unread_in(self.view)

    def _bases(self) -> Sequence[Record]:
        """The records as they stood when the person began; subclasses add those of further forms."""
        return () if self._seen is None else (self._seen,)

    def _removed(self, _record: Record) -> Sequence[Record]:
        """Records that go with this saving; none unless a subclass says so."""
        return ()

    def _touched(self) -> None:
        self._dirty = True
        self.hand.typed()

    def _write(self, status: str) -> None:
        if unread := unread_in(self.view):
            self.keep()
            self.view.reveal_all()
            self._list(unread)
            if not self._dirty:
                self._say("Ada isian yang belum terbaca; tetap tersimpan sebagai draf di laptop ini.")
            return
        record = self.view.record().changed(status=status)
        more = self._companions(record) if self._companions is not None else ()
        gone, seen = self._removed(record), self._bases()
        written: Saved | None = attempt(self, lambda: save(self.session, self._name, [record, *more], gone, seen=seen))
        if written is None:
            return
        self._dirty = self.view.touched = False
        self._seen, self._made_here = record, self._made_here or self._seen is None
        self.past_button.show()  # a new record has a past from now on
        self.open_list.hide()
        self._say("Selesai dan tersimpan" if status == DONE else "Tersimpan sebagai draf")
        self.hand.saved()
        self.saved_as.emit(record, written)

    def _list(self, problems: Sequence[Finding]) -> None:
        self.open_list.show_problems(problems)
        self.area.verticalScrollBar().setValue(0)
        if problems[0].field:
            self.view.focus_field(problems[0].field)
            self.area.settle()

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.state.emit(text)


def unread_in(view: FormView) -> Sequence[Finding]:
    """What is wrong with answers that nobody can read. One to a question that is asked no more holds nothing up: it
    goes with the saving, as nobody could see or mend it."""
    typed = view.typed()
    return [one for one in view.findings() if one.field in typed] if typed else ()


def _lay_out(editor: RecordEditor, widgets: Sequence[QWidget]) -> None:
    """The answers, and under them what is done with them."""
    foot = row(
        editor.past_button, editor.note, None, editor.keep_button, editor.done_button, margins=(0, 8, 0, 0)
    )  # fmt: skip
    top = foot.contentsMargins().top()  # the buttons end where the answers end
    editor.area.edge.connect(lambda free: foot.setContentsMargins(0, top, free, 0))
    box = QVBoxLayout(editor)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(editor.area, 1)
    box.addLayout(foot)
    for widget in widgets:
        editor.area.body.addWidget(widget)


def _draft_of(session: Session, record: Record, *, new: bool) -> drafts.Kept | None:
    """What was left half-way of it; that of a saving which was undone and done again says nothing more."""
    draft = drafts.restore(session, type(record), record.id)
    if draft and not new and not draft.typed and draft.record.changed(status=record.status) == record:
        drafts.drop(session, type(record), record.id)
        return None
    return draft


def _take_up(editor: RecordEditor, record: Record, new: bool) -> None:
    """Show what stands of a record by now; one that was never saved has its draft."""
    if editor.read_again() is None:
        editor.edit(record, new=new)


def _now(session: Session, seen: Record) -> Record | None:
    """As it is on record."""
    with session.database.read() as conn:
        return read.record(conn, type(seen), seen.id)
