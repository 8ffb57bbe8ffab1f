"""One figure of the register over the months, as a line with the typed values as marks, or the same as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import MONTHS, month_name, number
from kampungkb_desktop.rules.figures_register import RegisterKey, key_of
from kampungkb_desktop.ui.line_chart import LineChart, Point
from kampungkb_desktop.ui.record_table import Align, Column, Id, RecordTable, Row
from kampungkb_desktop.ui.widgets import Card, button, column, flush, label, row

_COLUMNS = (
    Column("month", "Bulan", 15, sortable=False, stretch=True),
    Column("count", "Data keluarga", 13, Align.RIGHT, sortable=False),
    Column("share", "Bagian", 9, Align.RIGHT, sortable=False),
    Column("typed", "Diketik", 9, Align.RIGHT, sortable=False),
)
LEAST_MONTHS = 2
"""Of one month nothing can be said about time."""


@frozen
class TrendMonth:
    """The register's and the typed figures of one month, by key."""

    month: str
    counts: Mapping[str, int]
    typed: Mapping[str, int]


class TrendCard(Card):
    """``wanted(key)`` asks for the records of the figure shown."""

    wanted = Signal(str)
    month_wanted = Signal(str)
    """A month of the picture or the table was picked."""

    def __init__(self) -> None:
        super().__init__("Menurut bulan")
        self.figure: RegisterKey | None = None
        self.months: dict[str, TrendMonth] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.turn = button("Tabel", self._turn, kind="quiet", icon="spreadsheet", tip="Lihat angkanya sebagai tabel")
        self.share = button("Persen", self._draw, tip="Gambar bagiannya dalam persen")
        self.share.setCheckable(True)
        self.title_row.addWidget(self.share)
        self.title_row.addWidget(flush(self.turn, "right"))
        self.title_label.setWordWrap(True)
        self.chart = LineChart("Menurut bulan", line="data keluarga", marks="diketik", height=190)
        self.table = RecordTable(_COLUMNS, self._rows, name="Menurut bulan")
        self.table.hide()
        self.chart.picked.connect(self.month_wanted)
        self.table.opened.connect(lambda month: self.month_wanted.emit(str(month)))
        self.picture = QWidget()
        self.finding = label("", wrap=True)
        when = label("Keadaan tiap akhir bulan.", "small", wrap=True)
        self.picture.setLayout(column(self.chart, self.finding, when, None, spacing=6))
        self.note = label("", "small", wrap=True)
        self.body.addWidget(self.picture, 1)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.note)  # under what it is about, which stays where it is while the note comes and goes
        self.open_button = button(
            "Buka catatannya", self._want, icon="forward",
            tip="Buka catatan yang dihitung angka ini (Enter pada daftar)",
        )  # fmt: skip
        self.body.addLayout(row(None, self.open_button))

    def show_trend(self, figure: RegisterKey, months: Sequence[TrendMonth]) -> None:
        """Show a figure over these months, the oldest first; none while they are being counted."""
        self.figure, self.months = figure, {one.month: one for one in months}
        self.title_label.setText(figure.label)
        self.chart.setAccessibleName(f"{figure.label} menurut bulan")
        whole = key_of(figure.of)
        said = [figure.note] if figure.note else []
        if whole is not None:
            said.append(f"Bagian dihitung dari {whole.label[:1].lower()}{whole.label[1:]}.")
        said.append("" if months else "Bulan-bulan sebelumnya sedang dihitung…")
        if figure.form == "family_planning" and any(one.counts.get("pus_unknown") for one in months):
            said.append("PUS yang belum ditanya pada suatu bulan tidak ikut terhitung di bulan itu.")
        self.note.setText(" ".join(word for word in said if word))
        self.note.setVisible(bool(self.note.text()))
        self.share.setVisible(bool(figure.of))
        self._draw()
        self.table.refresh()
        self.table.set_ids(list(reversed(self.months)))

    def _want(self) -> None:
        if self.figure is not None:
            self.wanted.emit(self.figure.key)

    def _draw(self) -> None:
        figure = self.figure
        if figure is None:
            return
        shares = self.share.isChecked() and bool(figure.of)
        self.chart.unit = "%" if shares else ""
        points = []
        for one in self.months.values():
            value: float | None = one.counts.get(figure.key)
            mark: float | None = None if shares else one.typed.get(figure.key)
            if shares:
                value = _percent(value, one.counts.get(figure.of))
            points.append(Point(month_name(one.month), _short(one.month), value, mark, one.month))
        self.chart.set_points(points)
        self.finding.setText(_finding(points, "%" if shares else ""))
        self.finding.setVisible(bool(self.finding.text()))

    def _turn(self) -> None:
        table = self.table.isHidden()
        self.table.setVisible(table)
        self.picture.setVisible(not table)
        self.turn.setText("Gambar" if table else "Tabel")

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        figure = self.figure
        if figure is None:
            return []
        return [self._row(figure, self.months[str(month)]) for month in ids if str(month) in self.months]

    @staticmethod
    def _row(figure: RegisterKey, one: TrendMonth) -> Row:
        count, typed = one.counts.get(figure.key), one.typed.get(figure.key)
        share = _percent(count, one.counts.get(figure.of)) if figure.of else None
        return Row(
            one.month,
            (
                month_name(one.month),
                "belum ditanyakan" if count is None else number(count),
                "" if share is None else f"{number(share, 1)} %",
                "" if typed is None else number(typed),
            ),
        )


def _finding(points: Sequence[Point], unit: str) -> str:
    """What the line shows, in words: from its first month to its last. Empty where one of both is missing."""
    known = [one for one in points if one.value is not None]
    if len(known) < LEAST_MONTHS:
        return ""
    first, last = known[0], known[-1]
    before, now = (_said(one.value or 0, unit) for one in (first, last))
    if before == now:
        return f"Tetap {now} sejak {first.label}."
    if (last.value or 0) > (first.value or 0):
        return f"Naik dari {before} pada {first.label} menjadi {now}."
    return f"Turun dari {before} pada {first.label} menjadi {now}."


def _said(value: float, unit: str) -> str:
    return f"{number(value, 1)} %" if unit else number(value)


def _percent(part: float | None, whole: int | None) -> float | None:
    """Per cent with one decimal; ``None`` where there is no whole."""
    return None if part is None or not whole else round(part * 100 / whole, 1)


def _short(month: str) -> str:
    return f"{MONTHS[int(month[5:]) - 1][:3]} {month[2:4]}"
