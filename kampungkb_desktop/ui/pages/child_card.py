"""How one child grows: the newest measuring in words and chips over a small chart, and the whole of it on request."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from kampungkb_desktop.actions.family_file import Child
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import age_words, long_date, number, short_date
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.rules.child_growth import SEX_LETTER, Assessed
from kampungkb_desktop.rules.growth import Growth, Scale, index_name, signed
from kampungkb_desktop.rules.weight_gain import Gain, GainResult
from kampungkb_desktop.ui.chip import Chip
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.flow_layout import FlowLayout
from kampungkb_desktop.ui.growth_chart import GrowthChart, GrowthPoint
from kampungkb_desktop.ui.growth_curves import CHARTS, SCALES
from kampungkb_desktop.ui.growth_panel import GrowthPanel, IndexPicks
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.family_words import age_on, growth_tag, sex_words
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.record_table import ROW_HEIGHT, Align, Column, Id, RecordTable, Row
from kampungkb_desktop.ui.widgets import Card, button, column, label, row

_MEASURED = (
    Column("day", "Tanggal", 12, sortable=False, firm=True),
    Column("age", "Umur", 15, sortable=False, firm=True),
    Column("weight", "Berat", 11, Align.RIGHT, sortable=False),
    Column("length", "Panjang/tinggi", 12, Align.RIGHT, sortable=False),
    *(Column(scale, name, 9, Align.RIGHT, sortable=False)
      for scale, name in zip(SCALES, ("BB/U", "PB/U, TB/U", "BB/PB, BB/TB", "IMT/U"), strict=True)),
    Column("gain", "N/T", 8, sortable=False),
)  # fmt: skip


_OLDER: Final = "bmi_5_18"


class ChildCard(Card):
    """The small view; "Perbesar" opens the whole. ``opened(str)`` leads to the measurement whose point was chosen;
    with a ``session`` the whole can be printed."""

    opened = Signal(str)

    def __init__(self, child: Child, today: date, session: Session | None = None) -> None:
        member = child.member
        super().__init__(member.name())
        self.child, self.session = child, session
        self.title_row.addWidget(label(f"{age_on(member, today)}, {sex_words(member).lower()}", "soft"))
        latest, sex, birth = child.latest, SEX_LETTER.get(member.sex), member.birth_date
        if latest is None or sex is None or birth is None:
            self.body.addWidget(label(_not_judged(member), "soft", wrap=True))
            return
        self.body.addWidget(label(measured_words(latest.growth, latest.on), "soft", wrap=True))
        chips = QFrame()
        chips.setLayout(FlowLayout(*growth_chips(latest.growth, latest.gain), spacing=6))
        self.body.addWidget(chips)
        self.chart = GrowthChart(compact=True)
        self.chart.setFixedHeight(tokens().px(180))
        self.chart.set_child(sex, points_of(child))
        self.chart.opened.connect(self.opened)
        self.body.addWidget(self.chart)
        bigger = button("Perbesar", self.enlarge, kind="quiet", icon="chart", tip="Grafik besar dan semua hasil ukur")
        foot = row(spacing=4)
        foot.addWidget(IndexPicks(self.chart, wrap=True), 1)
        foot.addWidget(bigger)
        self.body.addLayout(foot)

    def enlarge(self) -> None:
        """The big chart with every measuring under it."""
        whole = GrowthDialog(self.child, self.window(), scale=self.chart.scale, session=self.session)
        whole.opened.connect(self.opened)
        whole.open()


_BAR = 14
"""Pixels of a bar to scroll sideways, which may cover no line."""


class GrowthDialog(Dialog):
    """The whole growth of one child: chart and measurings. ``opened(str)`` is the measurement of a point or a line."""

    help_topic = "mengukur#grafik"
    opened = Signal(str)

    def __init__(
        self, child: Child, parent: QWidget | None, *, scale: str = "wei", session: Session | None = None
    ) -> None:
        super().__init__(parent)
        self.child, self.session = child, session
        self.setWindowTitle(f"Pertumbuhan {child.member.name()}")
        self.panel = GrowthPanel()
        sex = SEX_LETTER.get(child.member.sex)
        if sex is not None:
            self.panel.set_child(sex, points_of(child))
        for one in CHARTS:
            if one == scale:
                self.panel.chart.show_scale(one)
                self.panel.chart.indexed.emit(one)
        self.table = RecordTable(_MEASURED, self._rows, name="Semua hasil ukur")
        self.table.set_ids(list(reversed(range(len(child.measured)))))
        rows = min(5, max(1, len(child.measured)))
        self.table.setFixedHeight(tokens().px(36 + ROW_HEIGHT * rows + 4) + _BAR)
        self.panel.chart.opened.connect(self._open)
        self.table.opened.connect(lambda at: self._open(child.measured[int(at)].measurement.id))
        done = button("&Tutup", self.accept, kind="primary")
        self.print = button("&Cetak…", self.print_paper, icon="print", shortcut="Ctrl+P", tip="Lihat, simpan, cetak")
        note = label("Dihitung menurut hari umur (WHO); tabel cetak per bulan dapat berbeda sekitar 0,1 SD.", "small")
        note.setWordWrap(True)
        box = column(spacing=10, margins=(16, 14, 16, 14))
        box.addWidget(self.panel, 1)
        box.addWidget(self.table)
        box.addLayout(row(note, None, self.print, done))
        self.setLayout(box)
        self.print.setVisible(session is not None)
        self.resize(tokens().px(960), tokens().px(660))
        self.panel.chart.setFocus()

    def print_paper(self) -> None:
        """The paper of this child, to be seen first."""
        from kampungkb_desktop.ui.pages.growth_paper import GrowthPaper  # noqa: PLC0415  paper is seldom printed

        if self.session is not None:
            GrowthPaper(self.session, self.child.member, self).open()

    def _open(self, record: str) -> None:
        self.accept()
        self.opened.emit(record)

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        return [self._row(int(one), self.child.measured[int(one)]) for one in ids]

    def _row(self, at: int, one: Assessed) -> Row:
        m, birth = one.measurement, self.child.member.birth_date
        figures = [_figure(one.growth, scale) for scale in SCALES]
        return Row(
            at,
            (
                short_date(one.on),
                age_words(birth, one.on) if birth else "",
                f"{number(m.weight_kg, 2)} kg" if m.weight_kg is not None else "",
                f"{number(m.lenhei_cm, 1)} cm" if m.lenhei_cm is not None else "",
                *figures,
                one.gain.letters if one.gain is not None else "",
            ),
        )


def _figure(growth: Growth, scale: Scale) -> str:
    """A z-score in the table; a doubtful one with a question mark."""
    z = getattr(growth, f"z{scale}")
    return "" if z is None else f"{signed(z)} ?" if getattr(growth, f"f{scale}") else signed(z)


def points_of(child: Child) -> list[GrowthPoint]:
    """The child's measurings as points of the chart."""
    birth = child.member.birth_date
    if birth is None:
        return []
    return [GrowthPoint(one.on, birth, one.growth, one.measurement.id) for one in child.measured]


def growth_chips(growth: Growth, gain: GainResult | None) -> list[Chip]:
    """The four categories that could be judged and the weight gain, each with its figure."""
    found = []
    for scale in (*SCALES, _OLDER):
        tag, z = growth_tag(scale, growth), getattr(growth, f"z{scale}")
        if tag is not None:
            figure = f" {signed(z)}" if z is not None else ""
            found.append(Chip(f"{index_name(scale, growth.lying)}{figure}: {tag.text}", tag.tone, tag.icon))
    if gain is not None and gain.gain in (Gain.N, Gain.T):
        tone = Tone.OK if gain.gain is Gain.N else Tone.BAD
        said = f"{gain.gain.value}: {gain.gain.label}{' (2T)' if gain.twice else ''}"
        found.append(Chip(said, tone))
    return found


def measured_words(growth: Growth, on: date) -> str:
    """``3 Oktober 2026: 8,4 kg, 71,5 cm``."""
    m = growth.measurement
    figures = [
        f"{number(m.weight_kg, 2).rstrip('0').rstrip(',')} kg" if m.weight_kg is not None else "",
        f"{number(m.lenhei_cm, 1)} cm" if m.lenhei_cm is not None else "",
    ]
    return f"{long_date(on)}: {', '.join(one for one in figures if one) or 'tidak diukur'}"


def _not_judged(member: Member) -> str:
    if member.sex is None or member.birth_date is None:
        return "Lengkapi tanggal lahir dan jenis kelamin agar pertumbuhannya dapat dinilai."
    return "Belum pernah diukur."
