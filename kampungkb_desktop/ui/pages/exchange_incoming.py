"""What arrived: first what each file would change, then what it did. The table names every file; under it the chosen
one is told in sentences, village by village."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLayoutItem, QVBoxLayout, QWidget

from kampungkb_desktop.actions.quarantine import OTHERS, of_the_file
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in_report import PARTIAL, REFUSED, TAKEN, FileReport, TakeInReport
from kampungkb_desktop.base.text import listing, number
from kampungkb_desktop.ui.chip import Chip
from kampungkb_desktop.ui.pages.duplicates_fresh import FreshDoubles
from kampungkb_desktop.ui.pages.exchange_words import (
    caution_words,
    figure,
    kind_words,
    report_words,
    result_tag,
    village_words,
    when_words,
)
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.record_table import Align, Column, Id, RecordTable, Row
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, column, label, row

COLUMNS = (
    Column("sender", "Pengirim", 16, sortable=False),
    Column("name", "Berkas", 28, sortable=False, stretch=True),
    Column("result", "Hasil", 14, sortable=False, firm=True),
    Column("new", "Baru", 6, Align.RIGHT, sortable=False, tip="Catatan yang belum ada di sini"),
    Column("changed", "Berubah", 8, Align.RIGHT, sortable=False, tip="Catatan yang diperbarui"),
    Column("conflicting", "Bentrok", 8, Align.RIGHT, sortable=False, tip="Diubah di dua laptop sekaligus"),
    Column("waiting", "Tunggu", 7, Align.RIGHT, sortable=False, tip="Menunggu berkas sebelumnya"),
    Column("suspicious", "Periksa", 8, Align.RIGHT, sortable=False, tip="Selesai, tetapi isinya janggal"),
)
MOST_VILLAGES = 60


class IncomingView(QWidget):
    """``accepted()`` takes the previewed files in, ``closed()`` goes back to the cards."""

    accepted = Signal()
    closed = Signal()

    def __init__(self, session: Session, go: Callable[[str, object], object]) -> None:
        super().__init__()
        self.report: TakeInReport | None = None
        self.doubles = FreshDoubles(session, go)
        self.paths: Sequence[Path] = ()
        self.banner = Banner("", Tone.INFO)
        self.table = RecordTable(COLUMNS, self._rows, name="Berkas yang masuk")
        self.detail = FileDetail()
        self.accept = button("&Terima", self.accepted.emit, kind="primary", icon="check", shortcut="Ctrl+Return")
        self.back = button("Ke&mbali", self.closed.emit, shortcut="Esc")
        self.settle = button(
            "Pu&tuskan bentrok…", lambda: go("kirim-terima", "bentrok"), tip="Pilih isian yang benar satu demi satu"
        )
        self.table.selected.connect(lambda one: self._choose(one))
        box = column(self.banner, self.doubles, spacing=10)
        box.addWidget(self.table, 5)
        box.addWidget(self.detail, 4)
        box.addLayout(row(None, self.settle, self.back, self.accept, spacing=8))
        self.setLayout(box)

    def show_report(self, report: TakeInReport, paths: Sequence[Path]) -> None:
        """Show a preview (with Terima) or what was done."""
        self.report, self.paths = report, paths
        good = sum(one.result == TAKEN for one in report.files)
        bad = sum(one.result == REFUSED and one.code != OTHERS for one in report.files)
        self.banner.say(*_headline(report, good, bad))
        if good and not report.preview:
            self.doubles.look()
        else:
            self.doubles.forget()
        self.accept.setVisible(report.preview)
        waits = sum(one.result == PARTIAL for one in report.files)
        self.accept.setEnabled(bool(good or waits))
        self.accept.setText(_accept_words(good, waits))
        self.settle.setVisible(not report.preview and any(one.conflicting for one in report.files))
        self.back.setText("Ke&mbali, jangan terima" if report.preview else "&Selesai")
        order = sorted(range(len(report.files)), key=lambda at: _calm(report.files[at]))
        self.table.set_ids(order)
        if order:
            self.table.select(order[0])
            self._choose(order[0])
        (self.accept if report.preview and (good or waits) else self.back).setFocus()

    def _choose(self, at: object) -> None:
        if self.report is not None and isinstance(at, int) and at < len(self.report.files):
            self.detail.show_file(self.report.files[at], preview=self.report.preview)

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        if self.report is None:
            return []
        return [_row(int(at), self.report.files[int(at)], preview=self.report.preview) for at in ids]


def _calm(one: FileReport) -> int:
    """What asks for attention stands first among a hundred files: refused, in parts, then with something to settle."""
    if one.code == OTHERS:
        return 4
    if one.result in (REFUSED, PARTIAL):
        return (REFUSED, PARTIAL).index(one.result)
    return 2 if one.conflicting or one.waiting or one.suspicious else 3


def _accept_words(good: int, waits: int) -> str:
    if good:
        return f"&Terima {number(good)} berkas"
    return "&Terima bagian yang sudah ada" if waits else "Tidak ada yang dapat diterima"


def _headline(report: TakeInReport, good: int, bad: int) -> tuple[str, Tone]:
    """The whole in one sentence: what is going to happen, or what did."""
    again = sum(one.result == REFUSED and not of_the_file(one.code) for one in report.files)
    refused = f" {number(bad - again)} berkas ditolak dan tidak mengubah apa pun." if bad > again else ""
    if again:
        refused = f" {number(again)} berkas belum diterima dan dapat dicoba lagi." + refused
    others = sum(one.code == OTHERS for one in report.files)
    if others:
        refused += f" {number(others)} berkas untuk penerima lain dan dibiarkan."
    waits = sum(one.result == PARTIAL for one in report.files)
    if waits:
        refused = f" {number(waits)} berkas belum lengkap; bagiannya menunggu." + refused
    disputed = sum(one.conflicting for one in report.files)
    if disputed:
        refused = f" {number(disputed)} catatan bertentangan dan menunggu keputusan." + refused
    if report.preview:
        text = f"Belum ada yang disimpan. Bila diterima: {_counted(report)}."
        if not good:
            text = "Tidak ada yang baru untuk disimpan."
        return text + refused, Tone.WARN if bad or waits or disputed else Tone.INFO
    text = f"Sudah diterima: {_counted(report)}." if good else "Tidak ada yang diubah."
    return text + refused, Tone.WARN if bad or waits or disputed else Tone.OK


def _counted(report: TakeInReport) -> str:
    """``210 catatan baru dan 3 berubah``."""
    parts = [
        f"{number(count)} {words}"
        for count, words in (
            (sum(one.new for one in report.files), "catatan baru"),
            (sum(one.changed for one in report.files), "berubah"),
            (sum(one.deleted for one in report.files), "dihapus"),
        )
        if count
    ]
    return listing(parts) or "tidak ada yang berubah"


def _row(at: int, one: FileReport, *, preview: bool) -> Row:
    cells = (
        one.sender or "–", one.name, result_tag(one, preview=preview),
        figure(one.new), figure(one.changed), figure(one.conflicting), figure(one.waiting), figure(one.suspicious),
    )  # fmt: skip
    return Row(at, cells, faint=one.result == REFUSED)


class FileDetail(Card):
    """One file in words: who, when, why it was refused; beside it what it means for each village."""

    def __init__(self) -> None:
        super().__init__("", padding=14)
        self.words = VerticalScroll(spacing=8, margins=(0, 0, 8, 0))
        self.villages = VerticalScroll(spacing=6, margins=(0, 0, 8, 0))
        sides = row(spacing=18)
        sides.addWidget(self.words, 5)
        sides.addWidget(self.villages, 4)
        self.body.addLayout(sides, 1)

    def show_file(self, one: FileReport, *, preview: bool) -> None:
        """Tell of this file."""
        box = self.words.body
        _empty(box)
        head = row(label(one.sender or one.name, "section"), Chip(*result_tag(one, preview=preview)), None, spacing=10)
        box.addLayout(head)
        facts = [one.name] if one.sender else []
        if one.number and one.made_at:
            facts.append(f"nomor {one.number} · {kind_words(one.kind).lower()} · dibuat {when_words(one.made_at)}")
        elif one.number:
            facts.append(f"nomor {one.number} · {kind_words(one.kind).lower()}")
        if facts:
            box.addWidget(_breaking(" · ".join(facts)))
        box.addWidget(label(report_words(one, preview=preview), wrap=True))
        for sentence in caution_words(one):
            box.addWidget(Banner(sentence, Tone.WARN))
        if one.photos:
            box.addWidget(label(f"{number(one.photos)} foto ikut dalam berkas.", "soft", wrap=True))
        if one.code:
            box.addWidget(label(f"Kode: {one.code}", "code", selectable=True))
        box.addStretch(1)
        self._show_villages(one)

    def _show_villages(self, one: FileReport) -> None:
        box = self.villages.body
        _empty(box)
        self.villages.setVisible(bool(one.villages))
        box.addWidget(label("Menurut desa", "label"))
        for count in one.villages[:MOST_VILLAGES]:
            words = [f"{number(n)} {what}" for n, what in ((count.new, "baru"), (count.changed, "berubah")) if n]
            line = row(label(village_words(count.village), wrap=True), spacing=8)
            line.setStretch(0, 1)
            line.addWidget(label(" · ".join(words), "soft"))
            box.addLayout(line)
        rest = len(one.villages) - MOST_VILLAGES
        if rest > 0:
            box.addWidget(label(f"dan {number(rest)} desa lain", "soft"))
        box.addStretch(1)


def _breaking(text: str) -> QLabel:
    """A file name may be broken at its underscores; Qt breaks words only at spaces."""
    made = label(text.replace("_", "_\u200b"), "small", wrap=True)
    made.setAccessibleName(text)
    return made


def _empty(box: QVBoxLayout) -> None:
    """Take everything out of a layout."""
    while (item := box.takeAt(0)) is not None:
        _drop(item)


def _drop(item: QLayoutItem) -> None:
    inner, widget = item.layout(), item.widget()
    if widget is not None:
        widget.hide()
        widget.deleteLater()
    elif inner is not None:
        while (child := inner.takeAt(0)) is not None:
            _drop(child)
