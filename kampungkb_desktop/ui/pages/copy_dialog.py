"""Isi salinan: what a copy has otherwise than the data of today, and one record of it brought back. The copy is only
read; the rest of the data stays as it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from kampungkb_desktop.actions import from_copy
from kampungkb_desktop.actions.from_copy import Content, Different
from kampungkb_desktop.actions.restoring import Comparison
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.catalog import form_title
from kampungkb_desktop.store.shelf import Kept
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.copy_words import when_of
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.progress_view import run_shown
from kampungkb_desktop.ui.record_table import Column, Id, RecordTable, Row
from kampungkb_desktop.ui.restore_pane import RestorePane, beside
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import button, column, label, row

COLUMNS = (
    Column("name", "Catatan", 24, sortable=False, stretch=True),
    Column("form", "Jenis", 16, sortable=False),
    Column("state", "Sekarang", 11, sortable=False, firm=True),
)
WORDS = (
    "Hanya yang berbeda dari data sekarang yang tampil. Yang kembali hanya catatan atau isian yang Anda pilih; "
    "salinan ini tidak diubah, dan data lain tetap seperti sekarang."
)

COMPARING = "Membandingkan salinan"


class CopyDialog(Dialog):
    """``restored(Saved, str)`` after each record that was brought back; it stays open for the next."""

    help_topic = "salinan#satu-catatan-saja"
    restored = Signal(object, str)

    def __init__(self, owner: QWidget, session: Session, kept: Kept) -> None:
        super().__init__(owner)
        self.session, self.kept = session, kept
        self.content = Content(())
        self._shown: list[Different] = []
        self.setWindowTitle(f"Isi salinan {when_of(kept)}")
        self.search = QLineEdit()
        self.search.setPlaceholderText("Cari nama")
        self.search.setAccessibleName("Cari nama")
        self._pause = QTimer(self, interval=200, singleShot=True)
        self._pause.timeout.connect(self._filter)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.forms = ComboBox()
        self.forms.setAccessibleName("Jenis catatan")
        self.forms.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.forms.activated.connect(lambda _at: self._filter())
        self.count = label("", "soft")
        self.table = RecordTable(COLUMNS, self._rows, name="Yang berbeda di salinan ini")
        self.table.set_empty(_nothing())
        self.table.selected.connect(self._choose)
        self.pane = RestorePane(session, self._bring)
        self.pane.restored.connect(self._restored)
        box = column(label(WORDS, "soft", wrap=True), spacing=10, margins=(18, 16, 18, 14))
        box.addLayout(row(self.search, self.forms, None, self.count))
        box.addWidget(beside(self.table, self.pane, 450, 550), 1)
        box.addLayout(row(None, button("&Tutup", self.accept)))
        self.setLayout(box)
        self.resize(tokens().px(1040), tokens().px(640))

    def load(self) -> None:
        """Compare the copy with the data of today, shown with its progress."""
        run_shown(
            self, lambda p: from_copy.look_into(self.session, self.kept, p), done=self.show_content,
            text=COMPARING,
        )  # fmt: skip

    def show_content(self, content: Content) -> None:
        """What the copy has otherwise than the data of today."""
        self.content = content
        chosen, names = self.forms.currentData(), sorted({one.form for one in content.records}, key=form_title)
        self.forms.clear()
        self.forms.addItem("Semua jenis", "")
        for form in names:
            self.forms.addItem(form_title(form), form)
        self.forms.setCurrentIndex(max(0, self.forms.findData(chosen)))
        self._filter()
        if self._shown:
            self.table.select(0)
            self.table.setFocus()

    def _filter(self) -> None:
        words, form = self.search.text().casefold().split(), self.forms.currentData() or ""
        self._shown = [
            one
            for one in self.content.records
            if form in ("", one.form) and all(word in one.name.casefold() for word in words)
        ]
        for one in (self.search, self.forms, self.count, self.pane):
            one.setVisible(bool(self.content.records))  # a copy that is like the data of today offers nothing
        self.table.set_ids(range(len(self._shown)))
        self.table.refresh()
        more = f" (hanya {number(from_copy.MOST)} pertama)" if self.content.more else ""
        gone = sum(one.gone for one in self._shown)
        self.count.setText(f"{number(len(self._shown))} berbeda, {number(gone)} di antaranya terhapus{more}")
        self._choose(self.table.current_id())

    def _choose(self, at: Id | None) -> None:
        if at is None or int(at) >= len(self._shown):
            self.pane.show_comparison(None)
            return
        one = self._shown[int(at)]

        def show(found: Comparison) -> None:
            if self._current() == one:
                self.pane.show_comparison(found)

        def refused(error: KnownError) -> None:
            if self._current() == one:
                self.pane.show_comparison(None, f"{error.sentence} {error.next_step}")

        run(
            self, lambda _p: from_copy.compare(self.session, self.kept, one.form, one.record), done=show, failed=refused
        )

    def _current(self) -> Different | None:
        at = self.table.current_id()
        return self._shown[int(at)] if at is not None and int(at) < len(self._shown) else None

    def _bring(self, found: Comparison, fields: Sequence[str], along: bool) -> Saved:
        return from_copy.bring_back(self.session, self.kept, found, fields, along=along)

    def _restored(self, saved: Saved, words: str) -> None:
        self.restored.emit(saved, words)
        self.load()

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        return [_row(int(at), self._shown[int(at)]) for at in ids if int(at) < len(self._shown)]


def _row(at: int, one: Different) -> Row:
    state = Tag("Terhapus", Tone.WARN) if one.gone else Tag("Berubah", Tone.NEUTRAL)
    return Row(at, (one.name or form_title(one.form), form_title(one.form), state))


def _nothing() -> QWidget:
    return EmptyState("Tidak ada yang berbeda", "Isi salinan ini sama dengan data sekarang.", icon="check")
