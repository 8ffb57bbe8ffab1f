"""The Kampung KB one looks after: a few as cards, many as a table, with the classes counted on top.

Hundreds of lines at most, so sorting and filtering happen here and not in the database.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from kampungkb_desktop.base.text import number, percent, short_date
from kampungkb_desktop.base.typed_texts import Several, as_typed
from kampungkb_desktop.forms.region_search import fold
from kampungkb_desktop.rules.classification import Level
from kampungkb_desktop.rules.coverage import Coverage
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.even_row import TILE, EvenRow
from kampungkb_desktop.ui.pages.village_card import CardWall, VillageCard
from kampungkb_desktop.ui.pages.village_coverage import CoverageDialog, coverage_words
from kampungkb_desktop.ui.pages.village_facts import VillageLine
from kampungkb_desktop.ui.pages.village_words import TONES, nearest_words, state_tag, way_done
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.record_table import Align, Column, Id, RecordTable, Row
from kampungkb_desktop.ui.search_box import SearchBox
from kampungkb_desktop.ui.stack import Stack
from kampungkb_desktop.ui.tiles import EmptyState, StatTile
from kampungkb_desktop.ui.widgets import VerticalScroll, column

CARDS_UP_TO = 15
"""So many villages are looked at as cards; a district's hundred and more are a table."""
NO_RECORD, PLANNED, COVERAGE = "belum", "rencana", "cakupan"

COLUMNS = (
    Column("name", "Kampung KB", 19),
    Column("place", "Desa/kelurahan", 14),
    Column("district", "Kecamatan", 12),
    Column("level", "Klasifikasi", 17, firm=True),
    Column("done", "Kelengkapan", 13, tip="Bagian yang selesai untuk bulan lalu; batas lapor tanggal 3"),
    Column("families", Several("Keluarga"), 9, Align.RIGHT),
    Column("activity", "Kegiatan", 12, firm=True, tip="Tanggal kegiatan terakhir", extra=True),
    Column("nearest", "Langkah", 17, stretch=True, sortable=False, tip="Menuju kelas berikutnya; yang terdekat dahulu"),
)

_SORT: dict[str, Callable[[VillageLine], object]] = {
    "name": lambda line: fold(line.name),
    "place": lambda line: fold(line.place),
    "district": lambda line: (fold(line.district), fold(line.place)),
    "level": lambda line: (line.kampung is not None, int(line.found.level), way_done(line.found)),
    "done": lambda line: line.done,
    "families": lambda line: line.families,
    "activity": lambda line: line.last_activity or date.min,
}


class VillageList(QWidget):
    """``opened(code)``. ``filters`` are the widgets for the header."""

    opened = Signal(str)
    told = Signal(str)
    receive = Signal()
    """How many are shown, for the subtitle."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[VillageLine] = ()
        self._by_code: dict[str, VillageLine] = {}
        self._order = ("district", False)
        self._wanted: Mapping[str, Any] | None = None
        self.cards_area = VerticalScroll(margins=(0, 0, 0, 12), most=0)
        self.table = RecordTable(COLUMNS, self._fetch, name="Daftar Kampung KB", empty=_nothing_found())
        self.search = SearchBox("Cari kampung atau desa (Ctrl+F)", self.table, rest=0)
        self.district = _filter("Kecamatan")
        self.level = _filter("Klasifikasi")
        self._counts = EvenRow(least=TILE)
        self.tiles: dict[str, StatTile] = {}
        self.covered: Coverage | None = None
        self._wall: CardWall | None = None
        self.body = Stack()
        self.body.addWidget(self.table)
        self.body.addWidget(self.cards_area)
        self.empty = EmptyState(
            "Belum ada desa yang ditugaskan",
            "Kampung KB muncul di sini setelah desanya dipilih pada saat mulai, atau setelah berkas petugas diterima.",
            "Buka Kirim && Terima",
            self.receive.emit,
            icon="kampung",
            sign="forward",
        )
        self.body.addWidget(self.empty)
        box = column(self._counts, spacing=12)
        box.addWidget(self.body, 1)
        self.body.hide()  # until it is known whether the classes stand over it
        self.setLayout(box)
        self._connect()

    def _connect(self) -> None:
        self.table.opened.connect(lambda code: self.opened.emit(str(code)))
        self.table.sort_requested.connect(self._sort)
        self.table.typed.connect(self.search.take)
        self.table.show_sorted(*self._order)
        self.search.searched.connect(self._show)  # bound: ends with the list, also when the header lives on
        self.district.currentIndexChanged.connect(lambda _index: self._show())
        self.level.currentIndexChanged.connect(lambda _index: self._show())

    def filters(self) -> Sequence[QWidget]:
        """Search and filters, for the header."""
        return (self.search, self.district, self.level)

    def wants(self, widget: QWidget) -> bool:
        """Whether a filter is of any use for so many villages."""
        return self.district.count() > 2 if widget is self.district else len(self.lines) > 3

    def set_lines(self, lines: Sequence[VillageLine], covered: Coverage | None = None) -> None:
        """Show these villages; filters and the place in the list are kept. ``covered`` for a whole kabupaten."""
        self.lines, self.covered = lines, covered
        self._by_code = {line.code: line for line in lines}
        self._offer()
        self._count()
        self._show()
        self.body.show()
        if lines and self._wanted is not None:
            self.sift(self._wanted)

    def sifting(self) -> dict[str, Any]:
        """What it is narrowed to, the order, and the line one is on."""
        return {
            "kata": self.search.text(), "kecamatan": self.district.currentData(), "kelas": self.level.currentData(),
            "urut": self._order,
        }  # fmt: skip

    def sift(self, wanted: Mapping[str, Any]) -> None:
        """Narrow as was told, now or when the villages are read."""
        self._wanted = None if self.lines else wanted
        self._order = wanted["urut"]
        self.table.show_sorted(*self._order)
        self.search.setText(wanted["kata"])
        for box, key in ((self.district, "kecamatan"), (self.level, "kelas")):
            box.setCurrentIndex(max(0, box.findData(wanted[key])))
        self.search.flush()

    def first_focus(self) -> QWidget:
        """The first card, else the search."""
        cards = self.cards_area.findChildren(VillageCard)
        return cards[0] if self.few() and cards else self.search

    def few(self) -> bool:
        """Whether cards are shown."""
        return len(self.lines) <= CARDS_UP_TO

    # --- inside

    def _offer(self) -> None:
        districts = sorted({line.district for line in self.lines if line.district})
        _offer(self.district, "Semua kecamatan", [(name, name) for name in districts])
        _offer(
            self.level, "Semua klasifikasi",
            [(level.name, level.label) for level in Level] + [(PLANNED, "Direncanakan"), (NO_RECORD, "Belum dicatat")],
        )  # fmt: skip
        for widget in self.filters():
            widget.setVisible(self.isVisible() and self.wants(widget))

    def _count(self) -> None:
        """The classes as tiles; they add up to the total before them."""
        while (item := self._counts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.tiles = {}
        if len(self.lines) < 2:
            return
        recorded = [line for line in self.lines if line.active]
        self._tile("", number(len(recorded)), "Kampung KB aktif", Tone.NEUTRAL)
        for level in Level:
            count = sum(line.found.level == level for line in recorded)
            self._tile(level.name, number(count), level.label, TONES[level])
        if self.covered is not None:
            tile = StatTile(percent(self.covered.formed, self.covered.whole), "Cakupan desa")
            tile.setToolTip(f"{coverage_words(self.covered)}. Klik untuk melihat tahun demi tahun")
            tile.clicked.connect(lambda _checked=False: self._explain_coverage())
            self.tiles[COVERAGE] = tile
            self._counts.addWidget(tile)
        if planned := sum(line.planned for line in self.lines):
            self._tile(PLANNED, number(planned), "Direncanakan", Tone.NEUTRAL)
        if without := sum(line.kampung is None for line in self.lines):
            self._tile(NO_RECORD, number(without), "Belum dicatat", Tone.NEUTRAL)

    def _explain_coverage(self) -> None:
        region = self.lines[0].region if self.lines else None
        if self.covered is not None:
            CoverageDialog(self.covered, region.at("regency").name if region else "", self.window()).exec()

    def _tile(self, key: str, figure: str, words: str, tone: Tone) -> None:
        tile = StatTile(figure, words, tone=tone, icon="flag")
        tile.setToolTip(f"Tampilkan hanya {words}" if key else "Tampilkan semua")
        tile.clicked.connect(lambda _checked=False: self.level.setCurrentIndex(max(0, self.level.findData(key))))
        self.tiles[key] = tile
        self._counts.addWidget(tile)

    def _show(self) -> None:
        shown = self._sorted([line for line in self.lines if self._fits(line)])
        if not self.lines:
            self.body.setCurrentWidget(self.empty)
        elif self.few():
            self._show_cards(shown)
            self.body.setCurrentWidget(self.cards_area)
        else:
            self.table.set_ids([line.code for line in shown])
            self.body.setCurrentWidget(self.table)
        whole, part = number(len(self.lines)), number(len(shown))
        count = f"{whole} desa/kelurahan" if whole == part else f"{part} dari {whole} desa/kelurahan"
        self.told.emit(count)

    def _show_cards(self, shown: Sequence[VillageLine]) -> None:
        had, body = self.cards_area.focusWidget(), self.cards_area.body
        here = had.line.code if isinstance(had, VillageCard) else ""
        if self._wall is None or not self._wall.show_only(shown):
            self._wall = CardWall([VillageCard(line) for line in shown])
            for card in self._wall.cards:
                card.clicked.connect(lambda _checked=False, code=card.line.code: self.opened.emit(code))
        while (item := body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None and widget is not self._wall:
                widget.hide()
                widget.deleteLater()
        body.addWidget(self._wall)
        self._wall.setVisible(bool(shown))
        if not shown:
            body.addWidget(_nothing_found())
        body.addStretch(1)
        for card in self._wall.cards:
            if card.line.code == here:
                card.setFocus()

    def _fits(self, line: VillageLine) -> bool:
        district, level = self.district.currentData(), self.level.currentData()
        if district and line.district != district:
            return False
        if level == NO_RECORD and line.kampung is not None:
            return False
        if level == PLANNED and not line.planned:
            return False
        if level and level not in (NO_RECORD, PLANNED) and (not line.active or line.found.level.name != level):
            return False
        held = " " + fold(line.words)
        return all(f" {word}" in held for word in fold(self.search.text()).split())

    def _sorted(self, lines: list[VillageLine]) -> list[VillageLine]:
        key, descending = self._order
        return sorted(lines, key=_SORT[key], reverse=descending)  # type: ignore[arg-type]  # each key compares alike

    def _sort(self, key: str, descending: bool) -> None:
        self._order = (key, descending)
        self._show()

    def _fetch(self, ids: Sequence[Id]) -> Sequence[Row]:
        return [_row(self._by_code[str(code)]) for code in ids if str(code) in self._by_code]


def _row(line: VillageLine) -> Row:
    level = state_tag(line.kampung, line.found.level)
    parts = len(line.filled)
    done = Tag(f"{line.done} dari {parts}", Tone.OK if line.done == parts else Tone.WARN if line.done else Tone.BAD)
    last = short_date(line.last_activity) if line.last_activity else "–"
    step = nearest_words(line.found) if line.active else "–"
    name, place, district = as_typed(line.name), as_typed(line.place), as_typed(line.district)
    cells = (name, place, district, level, done, number(line.families), last, step)
    return Row(line.code, cells, faint=not line.active)


def _filter(name: str) -> QComboBox:
    made = ComboBox()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return made


def _offer(combo: QComboBox, everything: str, options: Sequence[tuple[str, str]]) -> None:
    kept = combo.currentData()
    combo.blockSignals(True)  # noqa: FBT003  Qt's own signature
    combo.clear()
    combo.addItem(everything, "")
    for code, text in options:
        combo.addItem(text, code)
    combo.setCurrentIndex(max(0, combo.findData(kept)))
    combo.blockSignals(False)  # noqa: FBT003


def _nothing_found() -> EmptyState:
    return EmptyState("Tidak ada yang cocok", "Ubah kata pencarian, kecamatan, atau klasifikasinya.", icon="search")
