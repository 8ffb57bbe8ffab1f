"""Kegiatan: the list of activities and the form of one.

``open_record`` takes the id of an activity, "baru", "baru/<desa>" or "baru/<id>" for a new one, "baru/kantor" for work
beyond any village, "?desa=<kode>" for the list of one village, "catatan" or "catatan/<bulan>" for the officer's work
log, and ``None`` for the list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import drafts
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.record_states import FILES, state_of
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base.ids import is_id
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.activity_rows import ROWS
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.forms.regions import is_village_code
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.page import Hint, Page
from kampungkb_desktop.ui.pages.activity_form import ActivityForm
from kampungkb_desktop.ui.pages.activity_list import ActivityList
from kampungkb_desktop.ui.pages.activity_unsaved import UnsavedActivities
from kampungkb_desktop.ui.pages.sending_words import head_words
from kampungkb_desktop.ui.pages.work_log import WorkLogView
from kampungkb_desktop.ui.saved_filters import KEPT_FILTER
from kampungkb_desktop.ui.stack import Stack
from kampungkb_desktop.ui.status_strip import ALL_SAVED
from kampungkb_desktop.ui.widgets import button, column

TITLE = "Kegiatan"
NEW = "baru"
OFFICE_WORK = "kantor"
LOG, LOG_TITLE = "catatan", "Catatan kerja"
_FILTER = "?desa="
LIST_HINTS = (("Enter", "buka"), ("Ctrl+N", "kegiatan baru"))
LOG_HINTS = (("Enter", "buka"), ("Ctrl+E", "simpan tabel"), ("Esc", "kembali"))
FORM_HINTS = (("Enter", "isian berikutnya"), ("Ctrl+S", "simpan draf"), ("Ctrl+Enter", "selesai"), ("Esc", "kembali"))

READS = frozenset({FILES, "activity", "attachment", "assignment", "village", "officer", *(one.FORM for one in ROWS)})
"""The forms whose changes make the page stale."""


class ActivitiesPage(Page):
    """The screen "Kegiatan" of the sidebar."""

    title = TITLE
    help_topic = "kegiatan"
    reads = READS
    hints: Sequence[Hint] = LIST_HINTS

    def __init__(self, session: Session, *, today: Callable[[], date]) -> None:
        super().__init__()
        self.session, self.today = session, today
        self._told = ""
        self._villages: list[tuple[str, str]] = []
        self.list = ActivityList(session)
        self._form: ActivityForm | None = None
        self._log: WorkLogView | None = None
        self.to_log = button("&Catatan kerja", lambda: self.go.emit("", LOG), icon="calendar")
        self.new = button("Kegiatan &baru", self.begin, kind="primary", icon="add", shortcut="Ctrl+N")
        self.unsaved = UnsavedActivities(session)
        self.unsaved.opened.connect(lambda record: self.go.emit("", record))
        front = QWidget()
        box = column(self.unsaved, spacing=8)
        box.addWidget(self.list, 1)
        front.setLayout(box)
        self.stack = Stack()
        self.stack.addWidget(front)
        self.setLayout(column(self.stack, spacing=0))
        self.list.opened.connect(lambda record: self.go.emit("", record))
        self.list.begin.connect(self.begin)
        self.list.told.connect(self._count)
        self.list.many.wrote.connect(self._wrote)
        self.list.filters.kept.connect(lambda words: self.said.emit(words, False))  # noqa: FBT003  a signal

    @property
    def form(self) -> ActivityForm:
        """The form; long, so it is made when it is first asked for."""
        if self._form is None:
            form = self._form = ActivityForm(self.session, self.today, parent=self.stack)
            self.stack.addWidget(form)
            form.wrote.connect(self._wrote)
            form.state.connect(self.saved)
            form.told.connect(lambda words: self.said.emit(words, False))  # noqa: FBT003  a signal takes no names
            for leaving in (form.finished, form.closed):
                leaving.connect(lambda: self.go.emit("", None))
        return self._form

    @property
    def log(self) -> WorkLogView:
        """The work log, made when it is first asked for."""
        if self._log is None:
            made = self._log = WorkLogView(self.session, self.today)
            self.stack.addWidget(made)
            made.opened.connect(lambda page, record: self.go.emit(page, record))
            made.begin.connect(lambda: self.go.emit("", f"{NEW}/{OFFICE_WORK}"))
            made.said.connect(lambda words: self.said.emit(words, False))  # noqa: FBT003  a signal takes no names
            made.back.connect(lambda: self.go.emit("", None))
        return self._log

    def begin(self) -> None:
        """A new activity. Its id is part of the way, so that going back and forth comes to the same form."""
        self.go.emit("", f"{NEW}/{new_record_id(self.session)}")

    def load(self) -> None:
        self._villages = [(code, _place(code)) for code in own_villages(self.session)]
        with self.session.database.read() as conn:
            days = read.rows(conn, Activity, ("held_on",))
        self.list.offer(self._villages, sorted({str(row[0])[:7] for row in days if row[0]}, reverse=True))
        self.list.read()
        self.unsaved.renew()
        if self._on_form():
            self._renew_form()
        elif self._on_log():
            self.log.load()

    def open_record(self, record_id: str | None) -> None:
        if record_id and record_id.split("/")[0] == LOG:
            self._show_log(record_id.partition("/")[2])
            return
        if not record_id or record_id.startswith((_FILTER, KEPT_FILTER)):
            _narrow(self.list, record_id or "")
            self._show_list()
            return
        new = record_id.split("/")[0] == NEW
        record = self._begin(record_id.partition("/")[2]) if new else _find(self.session, record_id)
        if record is None:
            self._show_list()
            self.said.emit("Kegiatan ini sudah dihapus.", False)  # noqa: FBT003  a signal takes no names
            return
        self._show_form(record)

    def header_widgets(self) -> Sequence[QWidget]:
        return (self.list.search, self.to_log, self.new)

    def search_widget(self) -> QWidget | None:
        return None if self._on_form() or self._on_log() else self.list.search

    def first_focus(self) -> QWidget | None:
        if self._on_log():
            return self.log.table
        return self.form.view.cells["title"].editor if self._on_form() else self.list.search

    def stand(self) -> Mapping[str, Any] | None:
        return {"kata": self.list.search.text()} if self.stack.currentIndex() == 0 else None

    def stand_again(self, stand: Mapping[str, Any]) -> None:
        self.list.search.setText(stand["kata"])
        self.list.search.flush()

    def leave(self) -> bool:
        return self._form is None or self._form.leave()

    # --- inside

    def _on_form(self) -> bool:
        return self._form is not None and self.stack.currentWidget() is self._form

    def _on_log(self) -> bool:
        return self._log is not None and self.stack.currentWidget() is self._log

    def _show_list(self) -> None:
        if not self.leave():
            return
        self.saved.emit(ALL_SAVED)
        self.hints, self.help_topic = LIST_HINTS, "kegiatan"
        self.stack.setCurrentIndex(0)
        self.unsaved.renew()
        self._head(visible=True)
        self.rename(TITLE, self._told)

    def _show_log(self, month: str) -> None:
        if not self.leave():
            return
        self.hints, self.help_topic = LOG_HINTS, "catatan-kerja"
        self.log.show_month(month)
        self.stack.setCurrentWidget(self.log)
        self._head(visible=False)
        self.rename(LOG_TITLE, "")

    def _head(self, *, visible: bool) -> None:
        for widget in self.header_widgets():
            widget.setVisible(visible)

    def _show_form(self, record: Activity) -> None:
        self.form.edit(record, self._villages, new=not self._is_saved(record.id))
        self.stack.setCurrentWidget(self.form)
        self.hints, self.help_topic = FORM_HINTS, "kegiatan"
        self._head(visible=False)
        self._name(record, new=not self._is_saved(record.id))
        self.form.view.focus_first()

    def _name(self, record: Activity, *, new: bool) -> None:
        sent = None if new else state_of(self.session, record.FORM, record.id)
        self.rename("Kegiatan baru" if new else record.name(), head_words(_place(record.village or ""), sent))

    def _renew_form(self) -> None:
        """After a write or an undo: the same record as it is now; gone means back to the list."""
        shown = self.form.shown()
        if shown is None:
            return
        fresh = _find(self.session, shown.id)
        if fresh is None:
            self.form.forget()
            self.go.emit("", None)
        else:
            self.form.edit(fresh, self._villages, new=not self._is_saved(fresh.id))
            self._name(fresh, new=False)

    def _begin(self, which: str) -> Activity:
        """A new activity: of the one village there is, of the one filtered for, or still without. ``which`` is a
        village, or the id of one begun before."""
        begun = _find(self.session, which) if is_id(which) else None
        if begun is not None:
            return begun
        village = which if is_village_code(which) else ""
        wanted = self.list.wanted().village
        chosen = village or (wanted if is_village_code(wanted) else "")
        chosen = chosen or (self._villages[0][0] if len(self._villages) == 1 else "")
        made = which if is_id(which) else new_record_id(self.session)
        if which == OFFICE_WORK:
            return Activity(id=made, topic="pencatatan", officer_id=self.session.author, area="dalam")
        return Activity(
            id=made, village=chosen or None, level="desa" if chosen or self.session.role != DISTRICT else "kabupaten",
            mode="luring", officer_id=self.session.author, area="dalam",
        )  # fmt: skip

    def _is_saved(self, record_id: str) -> bool:
        with self.session.database.read() as conn:
            return bool(read.exists(conn, Activity, [record_id]))

    def _count(self, words: str) -> None:
        self._told = words
        if not self._on_form():
            self.rename(TITLE, words)

    def _wrote(self, done: Saved, words: str) -> None:
        self.wrote.emit(done.forms)
        self.said.emit(words, True)  # noqa: FBT003


def _narrow(activities: ActivityList, wanted: str) -> None:
    """To one village, or as a kept filter says."""
    if wanted.startswith(KEPT_FILTER):
        activities.filters.take(wanted.removeprefix(KEPT_FILTER))
    elif wanted:
        activities.choose_village(wanted.removeprefix(_FILTER))


def _place(code: str) -> str:
    found = regions.load().region(code) if code else None
    return found.short_name if found else code


def _find(session: Session, record_id: str) -> Activity | None:
    """An activity, saved or only typed."""
    with session.database.read() as conn:
        found = read.record(conn, Activity, record_id)
    if found is None:
        kept = drafts.restore(session, Activity, record_id)
        found = kept.record if kept is not None and isinstance(kept.record, Activity) else None
    return found
