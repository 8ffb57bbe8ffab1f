"""Every file that was made or taken in, the latest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.parts_in import can_forget
from kampungkb_desktop.actions.take_in_report import PARTIAL, REFUSED
from kampungkb_desktop.actions.undo_file import can_undo_file
from kampungkb_desktop.store.entries import OUT, FileEntry
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.dialogs import confirm
from kampungkb_desktop.ui.pages.exchange_words import content_words, counts_of, day_words, kind_words, state_tag
from kampungkb_desktop.ui.record_table import Align, Column, Id, RecordTable, Row
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import SectionTitle, button, column

COLUMNS = (
    Column("at", "Waktu", 16, sortable=False, firm=True),
    Column("direction", "Keadaan", 19, sortable=False, firm=True),
    Column("number", "No.", 5, Align.RIGHT, sortable=False),
    Column("peer", "Untuk / dari", 18, sortable=False, stretch=True),
    Column("name", "Nama berkas", 24, sortable=False, stretch=True),
    Column("kind", "Jenis", 12, sortable=False),
    Column("content", "Isi", 20, sortable=False),
)


class FileHistory(QWidget):
    """The table of files with its own empty state; ``undo_wanted(FileEntry)`` after the question, ``forget_wanted`` for
    parts that need not wait any longer, ``paper_wanted(FileEntry)`` for its berita acara."""

    paper_wanted = Signal(object)
    undo_wanted = Signal(object)
    forget_wanted = Signal(object)

    def __init__(self, *, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._files: list[FileEntry] = []
        self._ways: Mapping[str, Tag] = {}
        empty = EmptyState(
            "Belum ada berkas", "Setiap berkas yang dikirim atau diterima tercatat di sini.", icon="kirim-terima"
        )
        self.table = RecordTable(COLUMNS, self._rows, name="Riwayat berkas", empty=empty)
        self.undo = button("Urungkan &berkas ini…", self._ask_undo, tip="Kembalikan semua yang dibawa berkas ini")
        self.undo.hide()
        self.forget = button(
            "Lu&pakan bagian ini…", self._ask_forget, tip="Bagian yang sudah datang dihapus dari laptop"
        )
        self.forget.hide()
        self.paper = button("Berita a&cara…", self._ask_paper, icon="print", tip="Cetak serah terima berkas ini")
        self.paper.hide()
        self.table.selected.connect(self._chosen)
        title = SectionTitle("Riwayat berkas", "", self.paper, self.undo, self.forget)
        self.setLayout(column(title, self.table, spacing=8))
        self.setFocusProxy(self.table)

    def show_files(self, files: list[FileEntry]) -> None:
        """Show these, the latest first."""
        self._files = files
        self.table.set_ids(list(range(len(files))))

    def show_ways(self, ways: Mapping[str, Tag]) -> None:
        """How far files went that go over the office's storage, by sha256; the receiver's own word counts more."""
        if ways != self._ways:
            self._ways = ways
            self.table.refresh()

    def _chosen(self, at: object) -> None:
        one = self._files[at] if isinstance(at, int) and at < len(self._files) else None
        self.undo.setVisible(one is not None and can_undo_file(one))
        self.forget.setVisible(one is not None and can_forget(one))
        self.paper.setVisible(one is not None and one.result not in (REFUSED, PARTIAL))

    def _ask_paper(self) -> None:
        at = self.table.current_id()
        if isinstance(at, int):
            self.paper_wanted.emit(self._files[at])

    def _ask_forget(self) -> None:
        at = self.table.current_id()
        if isinstance(at, int) and confirm(
            self,
            "Lupakan bagian yang sudah datang?",
            "Berkas ini belum lengkap, jadi belum ada isinya yang masuk. Bila nanti diperlukan, semua bagiannya harus "
            "diminta lagi.",
            "&Lupakan",
        ):
            self.forget_wanted.emit(self._files[at])

    def _ask_undo(self) -> None:
        at = self.table.current_id()
        if not isinstance(at, int):
            return
        if confirm(
            self,
            f"Urungkan berkas nomor {self._files[at].number}?",
            "Catatan yang dibawanya kembali seperti sebelum berkas ini diterima, juga di laptop pengirim setelah "
            "berkas balasan. Yang sudah dikerjakan lagi sesudahnya dibiarkan.",
            "&Urungkan berkas",
        ):
            self.undo_wanted.emit(self._files[at])

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        return [self._row(int(at)) for at in ids]

    def _row(self, at: int) -> Row:
        one = self._files[at]
        counts = counts_of(one)
        out = one.direction == OUT
        who, state = counts.get("receiver" if out else "sender"), state_tag(one, self._today())
        cells = (
            day_words(one.at, self._today()),
            self._ways.get(one.sha256, state) if out and not one.receipt else state,
            str(one.number or ""),
            str(who or "–"),
            one.name,
            kind_words(one.kind),
            content_words(one),
        )
        return Row(at, cells)
