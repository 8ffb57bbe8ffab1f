"""Tabel: choose a table, see its first rows, and save it for Excel or as CSV."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from kampungkb_desktop.actions import settings
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.tables_out.offers import OFFERS, offer
from kampungkb_desktop.actions.tables_out.table import GROUPS, Offer, Scope
from kampungkb_desktop.actions.tables_out.writing import CSV, GLIMPSE, Glimpse, WrittenTables, glimpse, write_tables
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.text import month_of, number
from kampungkb_desktop.ui import background
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.page import Hint, Page
from kampungkb_desktop.ui.pages.exchange_places import documents, open_folder
from kampungkb_desktop.ui.pages.reports_boxes import MonthBox, VillageBox
from kampungkb_desktop.ui.pages.reports_kinds import PLACE, KindList
from kampungkb_desktop.ui.pages.tables_glimpse import GlimpseView
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.progress_view import run_shown
from kampungkb_desktop.ui.speech import about_paper
from kampungkb_desktop.ui.stack import Stack
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import Card, button, column, label, row

if TYPE_CHECKING:
    from kampungkb_desktop.ui.pages.tables_import import TablesImport

REST_MS = 200
IMPORT = "impor"
"""The record id that opens the import."""
IMPORT_HINTS = (("Ctrl+Enter", "lanjut"), ("Spasi", "masukkan atau lewati"), ("Esc", "kembali"))
_PERSONAL = "Tabel ini menyebut nama orang dan tidak terkunci. Simpan di tempat yang aman."


_HINTS = (("Ctrl+S", "simpan Excel"), ("Ctrl+I", "impor"))


class TablesPage(Page):
    """The choice at the left, the first rows at the right. ``open_record`` takes the key of a table, or key and month
    as ``kunjungan:2026-10``; ``impor`` takes tables in again."""

    title = "Tabel"
    subtitle = "Untuk Excel dan CSV"
    hints: Sequence[Hint] = _HINTS
    help_topic = "tabel"

    def __init__(self, session: Session, *, today: Callable[[], date]) -> None:
        super().__init__()
        self.session, self._today = session, today()
        self._codes: tuple[str, ...] = ()
        self._wanted: object = None
        self._kept: Path | None = None
        self.kind = KindList(OFFERS, OFFERS[0].key, GROUPS, "tabel")
        self.told = label("", "soft", wrap=True)
        self.every = QCheckBox("Semua ka&mpung")
        self.village, self.month = VillageBox(), MonthBox(month_of(self._today))
        self.month_words = label("&Bulan", "label")
        self.whole = QCheckBox("&NIK dan Nomor KK lengkap")
        self.excel = button("Simpan E&xcel…", self.save_excel, kind="primary", icon="save", shortcut="Ctrl+S")
        self.csv = button("Simpan &CSV…", self.save_csv)
        self.warn, self.done = Banner(_PERSONAL, Tone.WARN), Banner("", Tone.OK, "Buka &folder", self._open_folder)
        self.state, self.above = label("", "soft", wrap=True), label("", "section", wrap=True)
        self.beside = label("", "soft", wrap=True)
        self.view = GlimpseView()
        self.bring = button("Imp&or tabel…", self._to_import, icon="inbox", shortcut="Ctrl+I")
        self.stack, self.tables = Stack(), QWidget()
        self._import: TablesImport | None = None
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._look)
        _lay_out(self)
        self._listen()
        self._dress()

    def _listen(self) -> None:
        self.kind.chosen.connect(self._dress)
        self.every.toggled.connect(self._all_or_one)
        for told in (self.kind.chosen, self.every.toggled, self.village.chosen, self.month.chosen, self.whole.toggled):
            told.connect(self._changed)

    # --- what the window asks

    def first_focus(self) -> QWidget | None:
        imports = self._import is not None and self.stack.currentWidget() is self._import
        return self._import.first_focus() if imports and self._import is not None else self.kind

    def search_widget(self) -> QWidget | None:
        return self.kind.search if self.stack.currentWidget() is self.tables else None

    def help_place(self) -> str:
        return self.help_topic if self.stack.currentWidget() is self.tables else "tabel#memasukkan-kembali"

    def open_record(self, record_id: str | None) -> None:
        if record_id == IMPORT:
            self._show_import()
            return
        self.stack.setCurrentWidget(self.tables)
        self.hints = _HINTS
        self.rename("Tabel", "Untuk Excel dan CSV")
        if record_id:
            key, _, month = record_id.partition(":")
            self.kind.choose(key)
            if month:
                self.month.choose(month)

    def load(self) -> None:
        self._codes = own_villages(self.session)
        self.village.offer(self._codes)
        self.every.setText(f"Semua ka&mpung ({number(len(self._codes))})")
        self._rest.stop()
        self._look()

    # --- tables that come back

    def _to_import(self) -> None:
        self.go.emit("", IMPORT)

    def _show_import(self) -> None:
        from kampungkb_desktop.ui.pages.tables_import import TablesImport  # noqa: PLC0415  seldom needed

        if self._import is None:
            self._import = TablesImport(self.session, today=lambda: self._today)
            self._import.said.connect(self.said)
            self._import.wrote.connect(self.wrote)
            self._import.closed.connect(self._to_tables)
            self.stack.addWidget(self._import)
        self._import.begin()
        self.stack.setCurrentWidget(self._import)
        self.hints = IMPORT_HINTS
        self.rename("Impor tabel")

    def _to_tables(self) -> None:
        self.go.emit("", None)

    # --- choosing

    def scope(self) -> Scope:
        """Where and when, as chosen now."""
        chosen = self._codes if self.every.isChecked() else tuple(c for c in (self.village.code(),) if c)
        return Scope(chosen, self.month.month(), self._today, masked=not self.whole.isChecked())

    def _all_or_one(self, on: bool) -> None:
        self.village.setEnabled(not on)

    def _changed(self, *_what: object) -> None:
        self.done.hide()
        self._rest.start()

    def _dress(self, *_key: object) -> None:
        chosen = offer(self.kind.key())
        self.told.setText(chosen.told)
        self.month.setVisible(chosen.timed)
        self.month_words.setVisible(chosen.timed)
        self.warn.setVisible(chosen.personal)
        self.whole.setVisible(chosen.personal)
        self.csv.setVisible(chosen.single)

    # --- the first rows

    def _look(self) -> None:
        wanted = self._wanted = (self.kind.key(), self.scope())
        key, scope = wanted
        self.state.setText("Membaca…")
        background.run(
            self,
            lambda progress: (wanted, glimpse(self.session, offer(key), scope, progress)),
            done=self._show,
            failed=self._failed,
            text="Membaca tabel…",
        )

    def _show(self, found: tuple[object, Glimpse]) -> None:
        wanted, shown = found
        if wanted != self._wanted:
            return
        self.view.show_glimpse(shown)
        self.above.setText(shown.above[0])
        self.beside.setText(". ".join(one.rstrip(".") for one in shown.above[1:]) + ".")
        rows = f"{GLIMPSE} baris pertama" if shown.more else f"{number(len(shown.rows))} baris"
        sheets = f", lembar pertama dari {number(shown.sheets)}" if shown.sheets > 1 else ""
        self.state.setText(f"{rows}{sheets}." if shown.rows else "Belum ada catatan untuk tabel ini pada pilihan itu.")

    def _failed(self, error: KnownError) -> None:
        self.state.setText(f"{error.sentence} {error.next_step}")

    # --- saving

    def save_excel(self) -> None:
        """Ask where, then write all sheets."""
        self._save(".xlsx", "Excel (*.xlsx)")

    def save_csv(self) -> None:
        """Ask where, then write the one sheet."""
        self._save(CSV, "CSV (*.csv)")

    def _save(self, suffix: str, kinds: str) -> None:
        chosen, scope = offer(self.kind.key()), self.scope()
        target = _asked(self, self.session, chosen, scope, suffix, kinds)
        if target is None:
            return
        self.done.hide()
        run_shown(
            self,
            lambda progress: write_tables(self.session, chosen, scope, target, progress),
            done=self._written,
            cancelled=self._stopped,
            text="Menulis tabel…",
        )

    def _written(self, written: WrittenTables) -> None:
        self._kept = written.path
        self.done.say(f"{number(written.rows)} baris tersimpan: {written.path.name}.", Tone.OK)
        self.done.show()
        self.said.emit(f"Tabel tersimpan: {written.path.name}.", False)  # noqa: FBT003  the signal's own

    def _stopped(self) -> None:
        self.said.emit("Penulisan tabel dibatalkan. Tidak ada berkas yang ditulis.", False)  # noqa: FBT003

    def _open_folder(self) -> None:
        if self._kept is not None:
            open_folder(self._kept.parent)


def _lay_out(page: TablesPage) -> None:
    """The choice at the left, the first rows at the right."""
    page.every.setChecked(True)
    page.village.setEnabled(False)
    page.done.hide()
    card = Card("", padding=12)
    page.month_words.setBuddy(page.month)
    kind_words = label("Jenis &tabel", "label")
    kind_words.setBuddy(page.kind)
    card.body.addWidget(kind_words)
    card.body.addWidget(page.kind, 1)
    for one in (page.told, page.every, page.village, page.month_words, page.month, page.whole):
        card.body.addWidget(one)
    left = QWidget()
    left.setFixedWidth(tokens().px(PLACE))
    inside = column(spacing=10)
    inside.addWidget(card, 1)
    inside.addLayout(row(page.excel, page.csv, None))
    inside.addLayout(row(page.bring, None))
    for banner in (page.warn, page.done):
        inside.addWidget(banner)
    left.setLayout(inside)
    right = column(page.above, page.beside, *about_paper(), spacing=4)
    right.addWidget(page.view, 1)
    right.addWidget(page.state)
    box = row(left, spacing=14)
    box.addLayout(right, 1)
    page.tables.setLayout(box)
    page.stack.addWidget(page.tables)
    page.setLayout(column(page.stack))


def _asked(page: QWidget, session: Session, chosen: Offer, scope: Scope, suffix: str, kinds: str) -> Path | None:
    """Where the file is to go; its name has this suffix whatever was typed."""
    kept = settings.load(session)
    folder = Path(kept.output_folder) if kept.output_folder else documents()
    when = scope.month if chosen.timed else scope.today.isoformat()
    start = (folder if folder.is_dir() else documents()) / f"{chosen.file}_{when}{suffix}"
    found, _ = QFileDialog.getSaveFileName(page, "Simpan tabel", str(start), kinds)
    if not found:
        return None
    target = Path(found)
    return target if target.suffix.casefold() == suffix else target.with_name(target.name + suffix)
