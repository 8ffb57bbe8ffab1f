"""Riwayat: what was done, by whom, when and on which laptop; every answer before and after; and undoing by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from kampungkb_desktop.actions import history, trail, undo
from kampungkb_desktop.actions.history import ActionEntry, HistoryEntry
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.text import moment, number
from kampungkb_desktop.base.typed_texts import as_typed, record_called
from kampungkb_desktop.ui.background import Job, run
from kampungkb_desktop.ui.dialogs import show_error
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.page import Page
from kampungkb_desktop.ui.pages.history_filters import HistoryFilters
from kampungkb_desktop.ui.pages.side_by_side import ROOM_FOR_TWO
from kampungkb_desktop.ui.pages.trail_dialog import TrailDialog
from kampungkb_desktop.ui.record_table import Column, Id, RecordTable, Row
from kampungkb_desktop.ui.restore_dialog import RestoreDialog
from kampungkb_desktop.ui.search_box import SearchBox
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import Card, button, column, label, row

PAGE = 200
RECORDS = 40
"""So many records of one action are spelt out; a file taken in holds thousands."""
COLUMNS = (
    Column("when", "Waktu", 18, sortable=False, firm=True),
    Column("name", "Tindakan", 26, sortable=False, stretch=True),
    Column("author", "Oleh", 16, sortable=False),
)
FIELDS = (
    Column("field", "Isian", 20, sortable=False, stretch=True),
    Column("before", "Sebelum", 14, sortable=False),
    Column("after", "Sesudah", 18, sortable=False, stretch=True),
)


class HistoryPage(Page):
    """Actions at the left, the answers of the chosen one at the right. Older actions come when one reaches the end."""

    title = "Riwayat"
    hints = (("↑ ↓", "pilih tindakan"), ("Ctrl+Z", "urungkan yang terakhir"))
    help_topic = "riwayat"

    def __init__(self, session: Session, *, today: Callable[[], date]) -> None:
        super().__init__()
        self.session, self._today = session, today
        self.entries: list[ActionEntry] = []
        self._more = False
        self._asked = 0
        self._job: Job | None = None
        self._lines: list[Row] = []
        self._found: Sequence[HistoryEntry] = ()
        self.filters = HistoryFilters(session)
        self.filters.changed.connect(self._read)
        self.search = SearchBox("Cari nama keluarga atau orang", rest=0)
        self.search.searched.connect(lambda _text: self._read())
        self.table = RecordTable(COLUMNS, self._rows, name="Riwayat tindakan")
        self.table.set_empty(_nothing())
        self.table.selected.connect(self._chosen)
        self.table.view.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.trail = button("Jejak ak&ses…", self.show_trail, icon="shield", tip="Siapa melihat dan mengirim")
        self.undo_button = button("Uru&ngkan tindakan ini", self.undo, icon="undo")
        self.past_button = button("Ke&mbalikan isian…", self.show_past, icon="riwayat", tip="Keadaan lama catatan ini")
        self.about = label("", "small", wrap=True)
        self.fields = RecordTable(FIELDS, self._field_rows, name="Isi sebelum dan sesudah")
        self.detail = Card("Isi sebelum dan sesudah", self.about)
        self.detail.body.addWidget(self.fields, 1)
        self.detail.body.addLayout(row(None, self.past_button, self.undo_button))
        self.split = QSplitter()
        self._lay_out()
        self.table.typed.connect(self.search.take)
        self.search.list_widget = self.table
        self._show_detail([], None)

    def _lay_out(self) -> None:
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(tokens().px(14))
        for at, part in enumerate((self.table, self.detail)):
            self.split.addWidget(part)
            self.split.setStretchFactor(at, 3 - at)
        self.split.setSizes([560, 540])
        inside = column(self.filters, spacing=10)
        inside.addWidget(self.split, 1)
        self.setLayout(inside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room, else one over the other."""
        super().resizeEvent(event)
        room = event.size().width() >= tokens().px(ROOM_FOR_TWO)
        wanted = Qt.Orientation.Horizontal if room else Qt.Orientation.Vertical
        if self.split.orientation() != wanted:
            self.split.setOrientation(wanted)
            self.split.setSizes([520, 480] if room else [400, 600])

    def header_widgets(self) -> Sequence[QWidget]:
        return (self.trail,)

    def search_widget(self) -> QWidget | None:
        return self.search

    def show_trail(self) -> None:
        """Who saw, printed and sent what."""
        TrailDialog(self, self.session).exec()

    def first_focus(self) -> QWidget | None:
        return self.table

    def load(self) -> None:
        run(self, lambda _p: history.authors(self.session), done=self.filters.offer)
        self._read()

    # --- reading

    def _read(self, *, further: bool = False) -> None:
        wanted, about = self.filters.wanted(), self.search.text()
        before = (self.entries[-1].at, self.entries[-1].n) if further and self.entries else None
        self._more = False
        self._asked += 1
        asked = self._asked

        def show(found: list[ActionEntry]) -> None:
            if asked == self._asked:
                self._show([*self.entries, *found] if before else found, more=len(found) == PAGE)

        def work(_progress: Progress) -> list[ActionEntry]:
            return history.recent_actions(self.session, PAGE, before, about=about, **wanted)

        trail.looked(
            self.session, "riwayat", orang=wanted["author"], formulir=wanted["form"], desa=wanted["village"],
            tanggal=wanted["since"], kata=about,
        )  # fmt: skip
        if self._job is not None:
            self._job.cancel()  # what waits behind a letter that is no longer the last is not begun
        self._job = run(self, work, done=show, text="Membaca riwayat")

    def _show(self, entries: list[ActionEntry], *, more: bool) -> None:
        self.entries, self._more = entries, more
        self.table.set_ids([entry.n for entry in entries])
        self.rename("Riwayat", f"{number(len(entries))}{'+' if more else ''} tindakan")
        if entries and self.table.current_id() is None:
            self.table.select(entries[0].n)
        elif not entries:
            self._show_detail([], None)
        else:
            self._chosen(self.table.current_id())

    def _scrolled(self, value: int) -> None:
        if self._more and value >= self.table.view.verticalScrollBar().maximum() - 5:
            self._read(further=True)

    def _rows(self, ids: Sequence[Id]) -> Sequence[Row]:
        wanted = set(ids)
        return [_row(entry) for entry in self.entries if entry.n in wanted]

    def _entry(self) -> ActionEntry | None:
        here = self.table.current_id()
        return next((entry for entry in self.entries if entry.n == here), None)

    # --- the chosen action

    def _chosen(self, _id: Id | None) -> None:
        entry = self._entry()
        if entry is None:
            return

        def show(found: list[HistoryEntry]) -> None:
            if self._entry() == entry:
                self._show_detail(found, entry)

        run(self, lambda _p: history.action_changes(self.session, entry.id, RECORDS + 1), done=show)

    def _show_detail(self, found: Sequence[HistoryEntry], entry: ActionEntry | None) -> None:
        self.detail.retitle(entry.name if entry else "Isi sebelum dan sesudah")
        self.undo_button.setEnabled(entry is not None and entry.own and not entry.undone)
        self.undo_button.setToolTip("" if entry is None else _why_not(entry))
        self.about.setText("" if entry is None else _about(entry, found))
        self._found = found[:RECORDS]
        self._lines = _spelt_out(self._found)
        self.fields.set_ids(range(len(self._lines)))
        self.past_button.setEnabled(bool(found))

    def _field_rows(self, ids: Sequence[Id]) -> Sequence[Row]:
        return [self._lines[int(at)] for at in ids if int(at) < len(self._lines)]

    def show_past(self) -> None:
        """What the record of the chosen line once said, and answers of then brought back."""
        if not self._found:
            return
        at, here = self.fields.current_id(), self._found[0]
        for one, first in zip(self._found, _begins(self._found), strict=True):
            here = one if at is not None and first <= int(at) else here
        dialog = RestoreDialog(self, self.session, [(here.form, here.record)], here)
        dialog.restored.connect(self._restored)
        dialog.exec()

    def _restored(self, saved: Saved, words: str) -> None:
        self.wrote.emit(saved.forms)
        self.said.emit(words, True)  # noqa: FBT003  a signal takes no names
        self._read()

    def undo(self) -> None:
        """Take back the chosen action; refused by name where somebody changed the same answer since."""
        entry = self._entry()
        if entry is None or not self.undo_button.isEnabled():
            return
        self.undo_button.setEnabled(False)
        run(
            self,
            lambda _p: undo.undo_action(self.session, entry.id),
            done=lambda saved: self._undone(saved, entry),
            failed=self._refused,
            text="Mengurungkan",
        )

    def _undone(self, saved: Saved, entry: ActionEntry) -> None:
        self.wrote.emit(saved.forms)
        self.said.emit(f"Diurungkan: {entry.name}", True)  # noqa: FBT003  a signal takes no names
        self._read()

    def _refused(self, error: KnownError) -> None:
        self.undo_button.setEnabled(True)
        show_error(self, error)


def _row(entry: ActionEntry) -> Row:
    name = f"{entry.name} (diurungkan)" if entry.undone else entry.name
    return Row(entry.n, (moment(entry.when), name, as_typed(entry.author)), faint=entry.undone)


def _why_not(entry: ActionEntry) -> str:
    if entry.undone:
        return "Tindakan ini sudah diurungkan"
    if not entry.own:
        return "Hanya tindakan di laptop ini yang dapat diurungkan di sini"
    return "Kembalikan isian ke keadaan sebelum tindakan ini (Alt+N)"


def _about(entry: ActionEntry, found: Sequence[HistoryEntry]) -> str:
    doubt = "" if all(one.sure for one in found) else " (jam laptopnya diragukan)"
    device = "laptop ini" if entry.own else entry.device
    many = f" Hanya {RECORDS} catatan pertama yang ditampilkan." if len(found) > RECORDS else ""
    undone = " Sudah diurungkan." if entry.undone else ""
    return f"{moment(entry.when)}{doubt}, oleh {entry.author} di {device}.{undone}{many}"


def _spelt_out(found: Sequence[HistoryEntry]) -> list[Row]:
    """Each record as a strong line with what became of it, then its answers before and after."""
    rows: list[Row] = []
    for one in found:
        name = one.form_title if one.record_name in ("", one.form_title) else record_called(one.form, one.record_name)
        rows.append(Row(len(rows), (name, "", f"{one.form_title} {one.did}"), strong=True))
        for field in one.fields:
            rows.append(Row(len(rows), (field.label, field.before, field.after)))
    return rows


def _begins(found: Sequence[HistoryEntry]) -> list[int]:
    """In which line of ``_spelt_out`` each record begins."""
    places = [0]
    for one in found[:-1]:
        places.append(places[-1] + 1 + len(one.fields))
    return places


def _nothing() -> EmptyState:
    return EmptyState(
        "Belum ada tindakan",
        "Setiap simpanan tercatat di sini: kapan, oleh siapa, dan isi sebelumnya. Ubah pilihan di atas bila yang "
        "dicari tidak tampak.",
        icon="riwayat",
    )
