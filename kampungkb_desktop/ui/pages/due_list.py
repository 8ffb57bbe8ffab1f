"""Perlu dikunjungi: who is due, by village and RT or by urgency, with the reasons beside the line one is on.

The book comes village by village from the worker; narrowing and ordering it is done at once, names are read per page.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from kampungkb_desktop.actions import trail
from kampungkb_desktop.actions.due import DueBook, Line
from kampungkb_desktop.actions.due_counts import keep_counts
from kampungkb_desktop.actions.due_view import BY_PLACE, MONTH, DueFilter, export_due
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.rules.due import schedule_on
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.background import run, unsaid
from kampungkb_desktop.ui.due_reader import DueReader
from kampungkb_desktop.ui.due_search import DueSearch
from kampungkb_desktop.ui.pages.beside_or_under import BesideOrUnder
from kampungkb_desktop.ui.pages.due_bar import DueBar
from kampungkb_desktop.ui.pages.due_lines import COLUMNS, DueLines
from kampungkb_desktop.ui.pages.due_panel import DuePanel
from kampungkb_desktop.ui.pages.empty_visits import nobody_is_due
from kampungkb_desktop.ui.record_table import RecordTable
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import column

_SHOWN_EVERY = 4
"""Villages read between two looks at the list."""
_TELL_MS = 60
"""While one types the reasons beside the list follow when the keys rest: the lines come first."""


class DueList(QWidget):
    """``counted(str)`` gives the words for the header, ``start(family, target, person)`` wishes a visit, ``opened``
    leads to a page and record, ``begin()`` wishes a visit to anybody."""

    counted = Signal(str)
    start = Signal(str, str, str)
    opened = Signal(str, str)
    begin = Signal()
    cleared = Signal()
    said = Signal(str, bool)

    def __init__(self, session: Session, *, today: Callable[[], date], villages: Sequence[str]) -> None:
        super().__init__()
        self.session, self._today, self._villages = session, today, tuple(villages)
        self.filter, self.text = DueFilter(), ""
        self.book: DueBook | None = None
        self.lines = DueLines(session, several=len(self._villages) > 1)
        self._reader = DueReader(session, self)
        self._reader.grew.connect(self._grew)
        self._search = DueSearch(session.database, self)
        self._search.found.connect(self._show_typed)
        self._told: tuple[DueBook, Line] | None = None
        self._typing = self._filling = False
        self._emptied: tuple[bool, ...] | None = None
        self._rest = QTimer(self, interval=_TELL_MS, singleShot=True)
        self._rest.timeout.connect(self._tell)
        self._one_by_one = session.role == DISTRICT
        self.bar = DueBar(schedule_on(today()).id, self._villages, one_by_one=self._one_by_one)
        self.bar.changed.connect(self._chosen)
        self.bar.csv_wanted.connect(self._save_csv)
        self.table = RecordTable(COLUMNS, self.lines.rows, name="Daftar yang perlu dikunjungi")
        self.table.opened.connect(lambda _id: self._start())
        self.table.selected.connect(lambda _id: self._tell())
        self.panel = DuePanel()
        self.panel.begin.setVisible(not self._one_by_one)
        self.panel.start.connect(self._start)
        self.panel.family.connect(self._to_family)
        self.panel.record.connect(lambda _form, record: self.opened.emit("", record))
        whole = column(self.bar, spacing=10)
        whole.addWidget(BesideOrUnder(self.table, self.panel, width=330, height=210), 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)
        self.show_found()

    # --- reading

    def load(self) -> None:
        """Bring the book up to date; what stands there stays until then. A district reads one village at a time."""
        if not self._one_by_one or self._reader.only:
            self._reader.want(self._today)

    def _grew(self, book: DueBook) -> None:
        """Show the first village at once and then every few: to sort it all for each would be felt."""
        if book.only != self._reader.only:
            return  # another village is wished meanwhile
        self._search.prepare(book)
        first, self.book = self.book is None, book
        if book.whole and not book.only:
            session = self.session
            run(self, lambda _progress: keep_counts(session, book), done=lambda _counts: None, failed=unsaid)
        if len(book.villages) % _SHOWN_EVERY and not first:
            return
        self.bar.offer_places(book)
        self.show_found()

    # --- narrowing

    def choose(self, key: str, reason: str = "") -> None:
        """One of the windows of days, for one reason or any."""
        self.bar.choose(key, reason)

    def search(self, text: str) -> None:
        """Narrow by words of the family or its people while they are typed."""
        self.text = text
        if self._search.look(self.book, text):
            self._show_typed()

    def _show_typed(self) -> None:
        self._typing = True
        self._show()
        self._typing = False

    def clear(self) -> None:
        """Show all of the month again."""
        self.text = ""
        self.cleared.emit()
        self.bar.clear()

    def _chosen(self) -> None:
        """Another choice begins at the top of its list; for a district another village is another book."""
        village = next(iter(self.bar.villages()), "") if self._one_by_one else ""
        if self._one_by_one and village != self._reader.only:
            self._reader.only, self.book = village, None
            self.load()
        self.table.view.setCurrentIndex(QModelIndex())
        self.show_found()
        self.table.view.scrollToTop()

    def show_found(self) -> None:
        """Narrow, order and show; a few milliseconds for thousands."""
        if self._search.look(self.book, self.text) or not self.text:
            self._show()

    def _show(self) -> None:
        book, among = self.book, self._search.among
        self.filter = self.bar.wanted(among)
        every = self.lines.in_order(book, self.bar.wanted(None), self.bar.order)
        found = every if among is None else self.lines.of_families(among)
        ids = self.lines.take(book, found, by_place=self.bar.order == BY_PLACE)
        self._say_empty(found)
        self._filling = True  # between the old lines and the new there is none: the panel would go and come back
        self.table.set_ids(ids)
        if found and self._line() is None:
            self.table.select(next(iter(found)))
        self._filling = False
        self._tell()
        if book is not None:
            trail.looked(self.session, "jadwal", len(found), kata=self.text, desa=self.bar.villages())
        people = f"{number(len(found))} orang perlu dikunjungi"
        ready = (book is not None and book.whole) or (self._one_by_one and not self._reader.only)
        self.counted.emit(people if ready else f"{people}, masih disusun…")

    # --- what a person does

    def _line(self) -> Line | None:
        return self.lines.lines.get(str(self.table.current_id() or ""))

    def _start(self) -> None:
        line = self._line()
        if line is None:
            return
        first = line.due.first
        if first.code == "draf":
            self.opened.emit("", first.record)
        else:
            self.start.emit(line.due.family, first.target, line.due.person)

    def _to_family(self) -> None:
        if (line := self._line()) is not None:
            self.opened.emit("keluarga", line.due.family)

    def _save_csv(self) -> None:
        book, lines = self.book, list(self.lines.lines.values())
        if book is None or not lines:
            self.said.emit("Daftarnya kosong: tidak ada yang disimpan.", False)  # noqa: FBT003  a signal
            return
        start = str(Path.home() / f"perlu-dikunjungi-{book.today.isoformat()}.csv")
        name, _kind = QFileDialog.getSaveFileName(self, "Simpan daftar sebagai CSV", start, "CSV (*.csv)")
        if name:
            session, target = self.session, Path(name)
            run(self, lambda _progress: export_due(session, book, lines, target), done=self._saved_csv)

    def _saved_csv(self, count: int) -> None:
        self.said.emit(f"Daftar {number(count)} orang disimpan sebagai CSV.", False)  # noqa: FBT003  a signal

    # --- the panel

    def _tell(self) -> None:
        """The reasons of the line one is on."""
        line, book = self._line(), self.book
        if self._filling:
            return
        if line is None or book is None:
            self._told = None
            self.panel.show_line(None, None, None, self._today(), "")
        elif self._told is None or self._told[0] is not book or self._told[1] is not line:
            if self._typing:
                self._rest.start()
                return
            self._told = book, line
            self.panel.show_line(line, *self.lines.names(line), book.today, book.rule)
        self._rest.stop()

    def _say_empty(self, found: Collection[str]) -> None:
        """Why nothing is listed; said once while one types on."""
        book = self.book
        why = book is None or not book.whole, bool(book and book.families), self.filter == DueFilter(window=MONTH)
        if not found and (not self._typing or why != self._emptied):
            self.table.set_empty(empty_of(self))
        self._emptied = None if found else why

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reader.resume()
        self._search.resume()
        self._tell()

    def hideEvent(self, event: QHideEvent) -> None:
        self.pause()
        super().hideEvent(event)

    def pause(self) -> None:
        """The session may be about to end: read no further."""
        self._reader.pause()
        self._search.pause()
        self._rest.stop()

    def asks_village(self) -> bool:
        """Whether nothing can be listed before a village is chosen."""
        return self._one_by_one and not self._reader.only


def empty_of(due: DueList) -> EmptyState:
    """Nothing to read yet, nobody recorded, nobody due, or nobody that fits."""
    book, district = due.book, due.session.role == DISTRICT
    if due.asks_village():
        words = "Daftar kunjungan satu kabupaten dilihat desa demi desa."
        return EmptyState(
            "Pilih desa dahulu", words, "Pilih desa…", due.bar.ask_village, icon="kampung", sign="chevron-down"
        )
    if book is None or not book.whole:
        return EmptyState("Daftar sedang disusun…", "Catatan tiap keluarga sedang dibaca.", icon="clock")
    if not book.families and _nobody(due.session):
        return EmptyState(
            "Belum ada keluarga",
            "Daftar ini disusun sendiri dari keluarga dan kunjungannya: siapa yang perlu dikunjungi, dan mengapa. "
            f"{'Keluarganya datang bersama berkas petugas.' if district else 'Catat dahulu keluarganya.'}",
            "Buka Keluarga",
            lambda: due.opened.emit("keluarga", ""),
            icon="keluarga",
            sign="forward",
        )
    if due.filter == DueFilter(window=MONTH):
        return nobody_is_due(due.begin.emit, district=district)
    return EmptyState(
        "Tidak ada yang cocok",
        "Longgarkan saringan, atau tampilkan semua sampai akhir bulan.",
        "Tampilkan sebulan",
        due.clear,
        icon="search",
        sign="",
    )


def _nobody(session: Session) -> bool:
    """Whether no family is recorded at all; the book holds only those with somebody to visit."""
    with session.database.read() as conn:
        return not read.records(conn, Family, limit=1)
