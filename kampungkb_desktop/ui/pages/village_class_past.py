"""The class of a village month by month: a picture of the last two years, the portal's readings as marks on it, and the
same as a table. Computed from the records that were in force at each month's end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.base.text import MONTHS, month_name
from kampungkb_desktop.forms.official_class import OfficialClass
from kampungkb_desktop.rules.classification import Level
from kampungkb_desktop.rules.classification_history import MonthClass
from kampungkb_desktop.rules.classification_official import level_of, month_meant
from kampungkb_desktop.ui.line_chart import LineChart, Point
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.village_words import class_tag
from kampungkb_desktop.ui.record_table import Align, Column, Id, RecordTable, Row
from kampungkb_desktop.ui.widgets import Card, button, column, flush, label, row

MONTHS_BACK = 24
TICKS = tuple((float(level), level.label) for level in Level)
_COLUMNS = (
    Column("month", "Bulan", 16, sortable=False),
    Column("level", "Dihitung di sini", 17, sortable=False),
    Column("official", "Portal", 17, sortable=False),
    *(Column(name, name, 8, Align.RIGHT, sortable=False) for name in ("Input", "Proses", "Output")),
    Column("what", "Yang berubah", 30, sortable=False, stretch=True),
)


def short_month(month: str) -> str:
    """``Okt 26``."""
    return f"{MONTHS[int(month[5:]) - 1][:3]} {month[2:4]}"


def official_levels(officials: Sequence[OfficialClass]) -> dict[str, Level]:
    """The portal's class by the month it stands for; of several the one read last."""
    dated = sorted(officials, key=lambda one: (str(one.read_on), one.id))
    found = ((month_meant(one), level_of(one)) for one in dated)
    return {month: level for month, level in found if month is not None and level is not None}


def changed_words(now: MonthClass, before: MonthClass | None) -> str:
    """Which indicators moved since the month before: ``I2 3 → 4, O1 2 → 1``."""
    if before is None:
        return "Bulan pertama yang tercatat"
    pairs = zip(now.found.scores, before.found.scores, strict=True)
    return ", ".join(f"{new.code} {old.score} → {new.score}" for new, old in pairs if new.score != old.score)


class PastCard(Card):
    """Picture and table of the same months; a button turns from one to the other."""

    def __init__(self) -> None:
        super().__init__("Riwayat kelas")
        self.chart = LineChart(
            "Kelas tiap akhir bulan", line="dihitung", marks="portal", ticks=TICKS, steps=True, height=160
        )
        self.table = RecordTable(_COLUMNS, self._rows, name="Kelas tiap akhir bulan")
        self.table.setFixedHeight(tokens().px(250))
        self._months: dict[str, tuple[MonthClass, MonthClass | None]] = {}
        self._official: dict[str, Level] = {}
        self.picture = QWidget()
        self.legend = label("Garis: kelas menurut data di sini. Belah ketupat: kelas yang dibaca di portal.", "small",
                            wrap=True)  # fmt: skip
        self.picture.setLayout(column(self.chart, self.legend, None, spacing=6))
        self.table.hide()
        self.chart.picked.connect(self.show_month)
        self.turn = button("Lihat sebagai tabel", self._turn, kind="quiet", icon="spreadsheet")
        self.title_row.addWidget(flush(self.turn, "right"))
        self.note = label("", "soft", wrap=True)
        self.body.addLayout(row(self.note, spacing=0))
        self.body.addWidget(self.picture)
        self.body.addWidget(self.table)

    def show_history(self, history: Sequence[MonthClass], officials: Sequence[OfficialClass]) -> None:
        """The months to draw, the oldest first, with the readings of the portal."""
        self._official = official_levels(officials)
        befores: list[MonthClass | None] = [None, *history]
        self._months = {one.month: (one, before) for one, before in zip(history, befores, strict=False)}
        shown = list(history)[-MONTHS_BACK:]
        self.chart.set_points(
            [
                Point(month_name(one.month), short_month(one.month), float(one.found.level), self._mark(one.month),
                      one.month)
                for one in shown
            ]
        )  # fmt: skip
        self.table.set_ids([one.month for one in reversed(shown)])
        self.setVisible(bool(shown))
        self.note.setText(_moved(shown))

    def show_month(self, month: str) -> None:
        """The line of a month in the table: its indices and what changed."""
        if self.table.isHidden():
            self._turn()
        self.table.select(month)
        self.table.setFocus()

    def _mark(self, month: str) -> float | None:
        level = self._official.get(month)
        return None if level is None else float(level)

    def _turn(self) -> None:
        table = self.table.isHidden()
        self.table.setVisible(table)
        self.picture.setVisible(not table)
        self.turn.setText("Lihat sebagai gambar" if table else "Lihat sebagai tabel")

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        return [self._row(*self._months[str(month)]) for month in ids if str(month) in self._months]

    def _row(self, one: MonthClass, before: MonthClass | None) -> Row:
        official = self._official.get(one.month)
        moved = before is not None and before.found.level is not one.found.level
        return Row(
            one.month,
            (
                month_name(one.month),
                class_tag(one.found.level),
                class_tag(official) if official is not None else "",
                *(index.text for index in one.found.indices),
                changed_words(one, before) or "Tidak ada",
            ),
            strong=moved,
        )


def _moved(history: Sequence[MonthClass]) -> str:
    """Since when the present class holds."""
    if not history:
        return ""
    level, since = history[-1].found.level, history[-1].month
    for one in reversed(history):
        if one.found.level is not level:
            break
        since = one.month
    first = " atau lebih awal" if since == history[0].month and len(history) >= MONTHS_BACK else ""
    return f"{level.label} sejak {month_name(since)}{first}, menurut catatan yang berlaku tiap akhir bulan."
