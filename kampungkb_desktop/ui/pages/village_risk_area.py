"""KRS of all villages in one table with its sums: the officer's few or the district's hundreds, and the file of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kampungkb_desktop.actions import settings, trail
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_area import Area, AreaLine, write_area
from kampungkb_desktop.actions.stunting_book import filter_key
from kampungkb_desktop.actions.stunting_kept import Remembered, count_again, remembered
from kampungkb_desktop.actions.stunting_risk import reading_of
from kampungkb_desktop.actions.stunting_verval import semesters
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.base.text import long_date, number, percent
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.stunting_headings import READING_WORDS
from kampungkb_desktop.ui import background
from kampungkb_desktop.ui.background import Job
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.exchange_places import documents
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.progress_view import PATIENCE_MS, ProgressLine
from kampungkb_desktop.ui.record_table import Align, Column, Id, RecordTable, Row
from kampungkb_desktop.ui.roomy_label import RoomyLabel
from kampungkb_desktop.ui.stack import Stack
from kampungkb_desktop.ui.tiles import EmptyState, StatTile
from kampungkb_desktop.ui.widgets import button, column, label, row

TOTAL = "jumlah"
_SHOWN = (
    ("sasaran", "Sasaran", "Keluarga sasaran"), ("berisiko", "KRS", "Keluarga berisiko stunting"),
    ("tidak_berisiko", "Tidak", "Sasaran yang tidak berisiko"),
    ("belum", "Belum", "Sasaran yang belum diketahui berisiko atau tidak"),
    ("faktor:air:ya", "Air", "Air minum tidak layak"), ("faktor:jamban:ya", "Jamban", "Jamban tidak layak"),
    ("faktor:empat_terlalu:ya", "4T", "Salah satu 4 Terlalu; tiap keluarga dihitung sekali"),
    ("faktor:bukan_kb_modern:ya", "Non-KB", "Bukan peserta KB modern"),
    ("verval:total", "Verval", "Diverifikasi dan ditemukan semester ini"),
    ("verval:belum", "Sisa", "Sasaran yang belum diverifikasi"),
)  # fmt: skip
_TILES = (
    ("sasaran", "Keluarga sasaran", Tone.NEUTRAL), ("berisiko", "Berisiko stunting (KRS)", Tone.BAD),
    ("tidak_berisiko", "Tidak berisiko", Tone.OK), ("belum", "Belum diketahui", Tone.WARN),
)  # fmt: skip


COUNTED_ONCE = (
    "Semua keluarga dihitung satu kali untuk semester ini. Sesudah itu hanya yang berubah yang dihitung ulang, jadi "
    "jauh lebih cepat."
)
_BAR = 620
"""Pixels at 100 %: what is counted stands in the middle of the place that the table will take."""


class RiskArea(QWidget):
    """``opened(code)`` a village, ``families(route)`` what a sum counts, ``told(str)`` the words for the header."""

    opened = Signal(str)
    families = Signal(str)
    told = Signal(str)
    said = Signal(str, bool)

    def __init__(self, session: Session, today: Callable[[], date]) -> None:
        super().__init__()
        self.session, self.today = session, today
        self.area: Area | None = None
        self._sort = ("", False)
        self._wanted: Semester | None = None
        self._since = ""
        """The day of the figures shown, where they are being counted anew."""
        self._lines: dict[str, AreaLine] = {}
        self.semester = ComboBox()
        self.semester.setAccessibleName("Semester")
        for one in semesters(today()):
            self.semester.addItem(one.label, one.code)
        self.semester.activated.connect(lambda _at: self.load())
        self.save = button("Simpan CSV…", self.save_csv, icon="spreadsheet", tip="Simpan tabel ini untuk Excel")
        self.rule = RoomyLabel("soft", "\n")  # with the day of older figures it is two lines: nothing moves for it
        self.tiles = {key: StatTile("–", words, " ") for key, words, _tone in _TILES}
        for key, tile in self.tiles.items():
            tile.clicked.connect(lambda _on=False, key=key: self._all(key))
        self.table = RecordTable(_columns(), self._rows, name="Rekap KRS semua desa")
        self.table.opened.connect(self._open)
        self.table.sort_requested.connect(self._sorted)
        self.stack = Stack()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self._empty())
        self._progress = column(label(COUNTED_ONCE, "soft", wrap=True), spacing=12)
        self.stack.addWidget(self._middle())
        head = row(self.rule, spacing=10)
        head.setStretch(0, 1)
        for beside in (self.semester, self.save):
            head.addWidget(beside)
        box = column(head, row(*self.tiles.values(), spacing=10), spacing=10)
        box.addWidget(self.stack, 1)
        self._below = column(spacing=0)
        box.addLayout(self._below)
        self.setLayout(box)
        self.setFocusProxy(self.table)

    def _middle(self) -> QWidget:
        """What is counted for the first time, in the middle of the table's place."""
        counting, middle, across = QWidget(), QWidget(), row(spacing=0)
        middle.setMaximumWidth(tokens().px(_BAR))
        middle.setLayout(self._progress)
        across.addStretch(1)
        across.addWidget(middle, 8)
        across.addStretch(1)
        counting.setLayout(column(None, across, None, spacing=0))
        return counting

    def load(self) -> None:
        """What was counted last at once; where anything was written since, and on another day, what has changed anew:
        with many families that takes a while and can be stopped."""
        semester, today = Semester.parse(str(self.semester.currentData())), self.today()
        trail.looked(self.session, "rekap", krs=True)
        self._wanted = semester
        background.run(
            self, lambda _progress: remembered(self.session, semester, today),
            done=lambda found: self._remembered(semester, found),
        )  # fmt: skip

    def _remembered(self, semester: Semester, found: Remembered | None) -> None:
        if semester != self._wanted:
            return
        self._since = ""
        if found is not None:
            self._since = "" if found.now else long_date(found.on)
            self._show(found.area)
        if found is None or not found.now:
            self._count(semester)

    def _count(self, semester: Semester) -> None:
        today = self.today()
        job = background.run(
            self, lambda progress: count_again(self.session, semester, today, progress),
            done=self._counted, cancelled=self._stopped,
            text="Menghitung keluarga berisiko stunting",
        )  # fmt: skip
        QTimer.singleShot(PATIENCE_MS, self, lambda: self._show_progress(job))

    def _counted(self, area: Area) -> None:
        self._clear_progress()
        if area.semester == self._wanted:
            self._since = ""
            self._show(area)

    def _clear_progress(self) -> None:
        for old in self.findChildren(ProgressLine):
            old.hide()
            old.deleteLater()

    def _show_progress(self, job: Job) -> None:
        """A bar with Batal for what takes longer than a moment: in the place of the table, so that nothing jumps, or
        under the table of the last time."""
        self._clear_progress()
        if not job.over:
            below = bool(self._since)
            (self._below if below else self._progress).addWidget(ProgressLine(job))
            self.stack.setCurrentIndex(0 if below else 2)

    def _stopped(self) -> None:
        self._clear_progress()
        stopped = "Penghitungan dihentikan. Pilih semesternya untuk melanjutkan."
        self.rule.setText(f"{stopped} Angka ini dihitung {self._since}." if self._since else stopped)
        self.stack.setCurrentIndex(0)

    def save_csv(self) -> None:
        """Ask where, and write the table."""
        if self.area is None:
            return
        kept = settings.load(self.session)
        start = Path(kept.output_folder) if kept.output_folder and Path(kept.output_folder).is_dir() else documents()
        name = f"Rekap-KRS_{self.area.semester.code}.csv"
        found, _ = QFileDialog.getSaveFileName(self, "Simpan tabel", str(start / name), "CSV (*.csv)")
        if found:
            self.keep(Path(found))

    def keep(self, target: Path) -> None:
        """Write the file and say so."""
        area = self.area
        whole = target if target.suffix.lower() == ".csv" else target.with_name(f"{target.name}.csv")
        if area is not None and attempt(self, lambda: write_area(area, whole)) is not None:
            self.said.emit(f"{whole.name} tersimpan.", False)  # noqa: FBT003  a signal has no names

    # --- inside

    def _show(self, area: Area) -> None:
        self.area = area
        self.save.setEnabled(not self._since)  # a file would not say of which day it is
        day = area.semester.day(self.today())
        with self.session.database.read() as conn:
            reading = reading_of(conn, day)
        rule = ruleset.in_force("krs", day)
        told = f"Aturan {rule.id}; bacaan: {READING_WORDS[reading]}. Enter pada desa membuka rekapnya."
        self.rule.setText(f"Dihitung {self._since}; sedang dihitung ulang. {told}" if self._since else told)
        for key, _words, tone in _TILES:
            count = area.total.count(key)
            share = percent(count, area.total.count("sasaran")) if key != "sasaran" else ""
            self.tiles[key].show_figure(number(count), share, tone if count else Tone.NEUTRAL)
        self._lines = {line.code or f"?{line.name}": line for line in area.lines} | {TOTAL: area.total}
        self._order()
        self.stack.setCurrentIndex(0 if area.lines else 1)
        self.told.emit(f"{number(len(area.lines))} desa/kelurahan · {area.semester.label}")

    def _order(self) -> None:
        """The sums stay first whatever the order."""
        key, descending = self._sort
        ids = [one for one in self._lines if one != TOTAL]
        if key:
            ids.sort(key=lambda one: _place(self._lines[one], key), reverse=descending)
        self.table.set_ids([TOTAL, *ids] if ids else [])
        self.table.refresh()
        if ids and self.table.current_id() is None:
            self.table.select(TOTAL)

    def _sorted(self, key: str, descending: bool) -> None:
        self._sort = (key, descending)
        self._order()

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        return [_row(str(one), self._lines[str(one)]) for one in ids if str(one) in self._lines]

    def _open(self, one: Id) -> None:
        line = self._lines.get(str(one))
        if line is not None and line.code:
            self.opened.emit(line.code)
        elif line is not None and str(one) == TOTAL:
            self._all("berisiko")

    def _all(self, key: str) -> None:
        if self.area is not None and self.area.total.count(key):
            self.families.emit(f"saring:{filter_key(self.area.semester, key)}/")

    def _empty(self) -> QWidget:
        return EmptyState(
            "Belum ada keluarga",
            "Rekap keluarga berisiko stunting dihitung dari data keluarga semua desa. Catat keluarga dahulu, atau "
            "terima berkas kiriman.", "Buka Keluarga", lambda: self.families.emit(""), icon="keluarga", sign="forward",
        )  # fmt: skip


def _columns() -> list[Column]:
    return [
        Column("name", "Desa/kelurahan", 18, stretch=True),
        Column("district", "Kecamatan", 15, extra=True),
        *(Column(key, title, 7, Align.RIGHT, tip=tip) for key, title, tip in _SHOWN),
        Column("share", "% KRS", 7, Align.RIGHT, sortable=False, tip="KRS di antara keluarga sasaran"),
    ]


def _row(one: str, line: AreaLine) -> Row:
    counts = (number(line.count(key)) for key, _title, _tip in _SHOWN)
    share = percent(line.count("berisiko"), line.count("sasaran"))
    return Row(one, (line.name, line.district, *counts, share), strong=one == TOTAL)


def _place(line: AreaLine, key: str) -> tuple[int, str, str]:
    if key in ("name", "district"):
        return (0, line.district if key == "district" else line.name, line.name)
    return (line.count(key), "", line.name)
