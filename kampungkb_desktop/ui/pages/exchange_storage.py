"""Penyimpanan kantor as a view of Kirim & Terima: how it is reached at the left, how far each file has come at the
right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.dispatch import OnItsWay
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.pages.exchange_storage_form import StorageForm
from kampungkb_desktop.ui.pages.exchange_storage_words import TAGS, meaning
from kampungkb_desktop.ui.pages.exchange_words import counts_of, day_words, size_words
from kampungkb_desktop.ui.pages.side_by_side import SideBySide
from kampungkb_desktop.ui.record_table import Align, Column, Id, RecordTable, Row
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, column, label, row

COLUMNS = (
    Column("number", "No.", 5, Align.RIGHT, sortable=False),
    Column("peer", "Untuk", 14, sortable=False, stretch=True),
    Column("state", "Keadaan", 15, sortable=False, firm=True),
    Column("at", "Sejak", 16, sortable=False, firm=True),
    Column("size", "Ukuran", 9, Align.RIGHT, sortable=False),
)


class StorageView(QWidget):
    """``closed()`` leads back, ``wanted()`` asks for a trip now."""

    closed = Signal()
    wanted = Signal()

    def __init__(self, session: Session, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._files: Sequence[OnItsWay] = ()
        self.form = StorageForm(session)
        empty = EmptyState(
            "Belum ada berkas lewat sini",
            "Setelah tersambung, pilih “Penyimpanan kantor” sebagai tempat menyimpan di kartu Kirim.",
            icon="send",
        )
        self.table = RecordTable(COLUMNS, self._rows, name="Berkas lewat penyimpanan kantor", empty=empty)
        self.now = button("&Hubungi sekarang", self.wanted.emit, icon="refresh", shortcut="F5")
        self.back = button("Ke&mbali", self.closed.emit, shortcut="Esc")
        files = Card("Berkas lewat penyimpanan", padding=16)
        self.said = label("", "soft", wrap=True)
        files.body.addWidget(self.table, 1)
        files.body.addWidget(self.said)
        self.table.selected.connect(self._chosen)
        box = column(spacing=10)
        area = VerticalScroll(SideBySide(self.form, files), spacing=0, margins=(0, 0, 0, 0), most=0)
        box.addWidget(area, 1)
        box.addLayout(row(None, self.back, self.now, spacing=8))
        self.setLayout(box)

    def first_focus(self) -> QWidget:
        """The address while there is none, then the files."""
        return self.table if self._files else self.form.address

    def show_files(self, files: Sequence[OnItsWay], *, set_up: bool) -> None:
        """Show these, the latest first."""
        self._files = files
        self.now.setVisible(set_up)
        self.table.set_ids(list(range(len(files))))
        if files:
            self.table.select(0)
        self._chosen(0)

    def _chosen(self, at: object) -> None:
        """What the state of the chosen file means."""
        here = isinstance(at, int) and at < len(self._files)
        self.said.setText(meaning(self._files[at]) if here and isinstance(at, int) else "")
        self.said.setVisible(bool(here))

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        return [self._row(int(at)) for at in ids]

    def _row(self, at: int) -> Row:
        one = self._files[at]
        who = counts_of(one.entry).get("receiver")
        cells = (
            str(one.entry.number), str(who or "–"), TAGS.get(one.state, Tag(one.state)),
            day_words(one.transit.at, self._today()), size_words(one.transit.size),
        )  # fmt: skip
        return Row(at, cells)
