"""A family at a glance: who lives here, when it is visited next, how its children grow, and its house and KB."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kampungkb_desktop.actions.family_file import Child, FamilyFile, gone
from kampungkb_desktop.base.text import long_date, number, short_date
from kampungkb_desktop.forms.choices_housing import LATRINE, WATER, latrine_safe, water_safe
from kampungkb_desktop.forms.choices_visit import TARGET
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.child_growth import SEX_LETTER
from kampungkb_desktop.rules.growth import Growth, index_name, signed
from kampungkb_desktop.rules.weight_gain import Gain, GainResult
from kampungkb_desktop.ui.chip import Chip, Tag
from kampungkb_desktop.ui.flow_layout import FlowLayout
from kampungkb_desktop.ui.growth_chart import GrowthChart, GrowthPoint
from kampungkb_desktop.ui.growth_curves import SCALES
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.dated_panel import planning_words
from kampungkb_desktop.ui.pages.family_words import (
    age_on,
    card_number,
    due_sentence,
    due_tag,
    growth_tag,
    masked_nik,
    relation_words,
    sex_words,
)
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.record_table import ROW_HEIGHT, Column, Id, RecordTable, Row
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, column, label, row

_PEOPLE = (
    Column("name", "Nama", 18, sortable=False, stretch=True),
    Column("relation", "Hubungan", 13, sortable=False),
    Column("age", "Umur", 13, sortable=False),
    Column("sex", "Jenis kelamin", 11, sortable=False),
    Column("nik", "NIK", 19, sortable=False, tip="Ditampilkan sebagian; lengkapnya ada di Anggota"),
)
_LAST_VISITS = 4


class FamilySummary(QWidget):
    """``tab(str)`` leads to another part, ``go`` to a visit."""

    tab = Signal(str)
    go = Signal(str, object)

    def __init__(self, *, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._people: dict[str, Member] = {}
        self.table = RecordTable(_PEOPLE, self._rows, name="Yang tinggal di sini")
        self.table.opened.connect(lambda _id: self.tab.emit("anggota"))
        self._facts, self._visits = QVBoxLayout(), QVBoxLayout()
        self._children = QVBoxLayout()
        self.children_box = QWidget()
        self.children_box.setLayout(self._children)
        self._children.setContentsMargins(0, 0, 0, 0)
        left = QWidget()
        people = Card("Yang tinggal di sini", self.table)
        visits, facts = Card("Kunjungan"), Card("Tentang keluarga ini")
        visits.body.addLayout(self._visits)
        facts.body.addLayout(self._facts)
        left.setLayout(column(visits, people, facts, None, spacing=14))
        both: QHBoxLayout = row(spacing=14)
        both.addWidget(left, 3)
        both.addWidget(self.children_box, 2)
        inside = QWidget()
        inside.setLayout(both)
        self.area = VerticalScroll(inside)
        self.setLayout(column(self.area))
        self.setFocusProxy(self.table)

    def show_family(self, file: FamilyFile) -> None:
        """Show what is kept."""
        self._people = {one.id: one for one in file.members}
        self.table.set_ids([one.id for one in file.members])
        rows = max(1, min(len(file.members), 12))
        self.table.setFixedHeight(tokens().px(36 + ROW_HEIGHT * rows + 4))
        self.table.setVisible(bool(file.members))
        _empty(self._visits)
        self._fill_visits(file)
        _empty(self._facts)
        self._fill_facts(file)
        _empty(self._children)
        for child in file.children:
            self._children.addWidget(ChildCard(child, self._today()))
        self._children.addStretch(1)
        self.children_box.setVisible(bool(file.children))

    def leave(self) -> bool:
        """Nothing is typed here."""
        return True

    def _fill_visits(self, file: FamilyFile) -> None:
        planned = file.next_visit
        tag = due_tag(planned, self._today())
        words = label(due_sentence(planned, self._today()), "label", wrap=True)
        line = row(*([Chip(*tag)] if tag else []), spacing=8)
        line.addWidget(words, 1)
        self._visits.addLayout(line)
        names = {one.id: one.name() for one in file.members}
        for visit in file.visits[:_LAST_VISITS]:
            self._visits.addWidget(self._visit_line(visit, names))
        if not file.visits:
            self._visits.addWidget(label("Belum pernah dikunjungi. Tekan Ctrl+K untuk mencatat kunjungan.", "soft"))
        elif len(file.visits) > _LAST_VISITS:
            more = button(f"Semua {len(file.visits)} kunjungan", lambda: self.tab.emit("kunjungan"), kind="quiet")
            self._visits.addLayout(row(more, None))

    def _visit_line(self, visit: Visit, names: dict[str, str]) -> QWidget:
        day = short_date(visit.visited_on) if visit.visited_on else "tanpa tanggal"
        about = [TARGET.label(visit.target), names.get(visit.member_id or "", ""), visit.findings or ""]
        made = button(f"{day}   " + " · ".join(part for part in about if part), kind="quiet")
        made.setStyleSheet("text-align: left")
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        made.setToolTip("Buka kunjungan ini")
        made.clicked.connect(lambda _on=False: self.go.emit("kunjungan", visit.id))
        return made

    def _fill_facts(self, file: FamilyFile) -> None:
        family = file.family
        lines: list[tuple[str, str, Tag | None]] = [
            ("Nomor KK", card_number(family.kk) or "belum diisi", None),
            ("Nomor HP", family.phone or "belum diisi", None),
        ]
        if family.welfare_rank:
            lines.append(("Peringkat kesejahteraan", f"desil {family.welfare_rank}", None))
        lines.append(("Air minum", WATER.label(family.water) or "belum diisi", _safe(water_safe(family.water))))
        lines.append(("Jamban", LATRINE.label(family.latrine) or "belum diisi", _safe(latrine_safe(family.latrine))))
        planning = file.planning
        day = f" ({long_date(planning.as_of)})" if planning is not None and planning.as_of else ""
        lines.append(("KB", planning_words(planning) + day if planning is not None else "belum dicatat", None))
        for name, words, tag in lines:
            self._facts.addLayout(_fact(name, words, tag))

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        today = self._today()
        return [
            Row(
                one.id,
                (one.name(), relation_words(one), age_on(one, today), sex_words(one), masked_nik(one.nik)),
                faint=gone(one),
            )
            for one in (self._people[str(i)] for i in ids if str(i) in self._people)
        ]


class ChildCard(Card):
    """How one child grows: the newest measuring in words and chips, over a small chart."""

    def __init__(self, child: Child, today: date) -> None:
        member = child.member
        super().__init__(member.name())
        self.title_row.addWidget(label(f"{age_on(member, today)}, {sex_words(member).lower()}", "soft"))
        latest = child.latest
        if latest is None:
            self.body.addWidget(label(_not_judged(member), "soft", wrap=True))
            return
        said = label(measured_words(latest.growth, latest.on), "soft", wrap=True)
        self.body.addWidget(said)
        chips = QFrame()
        chips.setLayout(FlowLayout(*growth_chips(latest.growth, latest.gain), spacing=6))
        self.body.addWidget(chips)
        self.chart = GrowthChart(compact=True)
        self.chart.setFixedHeight(tokens().px(190))
        sex, birth = SEX_LETTER.get(member.sex), member.birth_date
        if sex is not None and birth is not None:
            self.chart.set_child(sex, [GrowthPoint(one.on, birth, one.growth) for one in child.measured])
        self.body.addWidget(self.chart)
        picks = [self._pick(scale) for scale in SCALES]
        self.body.addLayout(row(*picks, None, spacing=4))

    def _pick(self, scale: str) -> QWidget:
        chart = self.chart
        name = index_name(scale, chart.points[-1].growth.lying if chart.points else True)  # type: ignore[arg-type]
        return button(name, lambda: chart.show_scale(scale), kind="quiet", tip=f"Grafik {name}")  # type: ignore[arg-type]


def growth_chips(growth: Growth, gain: GainResult | None) -> list[Chip]:
    """The four categories that could be judged and the weight gain, each with its figure."""
    found = []
    for scale in SCALES:
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
    """``3 Okt 2026: 8,4 kg, 71,5 cm``."""
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


def _safe(safe: bool | None) -> Tag | None:
    if safe is None:
        return None
    return Tag("Layak", Tone.OK) if safe else Tag("Tidak layak", Tone.BAD)


def _fact(name: str, words: str, tag: Tag | None) -> QHBoxLayout:
    caption = label(name, "soft")
    caption.setFixedWidth(caption.fontMetrics().averageCharWidth() * 26)
    made = row(caption, spacing=8)
    made.addWidget(label(words, wrap=True, selectable=True), 1 if tag is None else 0)
    if tag is not None:
        made.addWidget(Chip(*tag))
        made.addStretch(1)
    return made


def _empty(box: QVBoxLayout | QHBoxLayout) -> None:
    while (item := box.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if isinstance(inner, QVBoxLayout | QHBoxLayout):
            _empty(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()
