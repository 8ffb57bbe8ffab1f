"""What the figures say while one types, beside the sheet: growth with its chart, warnings, and the visit before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kampungkb_desktop.actions.visit_file import Detail, VisitFile
from kampungkb_desktop.base.text import age_words, long_date, number
from kampungkb_desktop.forms.adolescent import AdolescentCheck
from kampungkb_desktop.forms.choices_visit import TARGET
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.child_growth import SEX_LETTER, Assessed, assess_child, assess_school
from kampungkb_desktop.rules.growth import Sex
from kampungkb_desktop.rules.signs import rule
from kampungkb_desktop.rules.visit_signs import Sign, signs_of
from kampungkb_desktop.rules.weight_gain import Gain
from kampungkb_desktop.ui.chip import Chip
from kampungkb_desktop.ui.flow_layout import FlowLayout
from kampungkb_desktop.ui.growth_chart import GrowthChart, GrowthPoint
from kampungkb_desktop.ui.growth_curves import ChartScale
from kampungkb_desktop.ui.growth_panel import IndexPicks
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.child_card import growth_chips, measured_words
from kampungkb_desktop.ui.pages.visit_cases import OpenCases
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, label, row

_GRAVEST = ("refer", "watch", "info", "ok")
_TONES = {"ok": Tone.OK, "info": Tone.INFO, "watch": Tone.WARN, "refer": Tone.BAD}


SCHOOL_ADVICE = {
    "gizi_buruk": "Gizi buruk. Rujuk ke puskesmas.",
    "gizi_kurang": "Gizi kurang. Beri konseling gizi dan hubungkan dengan puskesmas.",
    "gizi_baik": "Gizi baik.",
    "gizi_lebih": "Gizi lebih. Bicarakan makanan dan gerak sehari-hari.",
    "obesitas": "Obesitas. Beri konseling gizi dan hubungkan dengan puskesmas.",
}
"""What to do about each category of IMT/U from five years on; this programme's own wording."""


class VisitSide(VerticalScroll):
    """``show_visit`` after every change; what has not changed is left as it is. ``people_wanted`` leads to Anggota,
    ``paper_wanted`` to the growth of the person on paper."""

    people_wanted = Signal()
    paper_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=12)
        self.setAccessibleName("Arti angka yang diketik")
        self.now = Card("Hasil pengukuran")
        self.said = QVBoxLayout()
        self.now.body.addLayout(self.said)
        self.chart = GrowthChart(compact=True)
        self.chart.setFixedHeight(tokens().px(200))
        self.now.body.addWidget(self.chart)
        self.picks = IndexPicks(self.chart, wrap=True)
        self.paper = button("Cetak grafik…", self.paper_wanted.emit, kind="quiet", icon="print")
        self.now.body.addWidget(self.picks)
        self.now.body.addLayout(row(None, self.paper))
        self.before = Card("Kunjungan sebelumnya")
        self.past = QVBoxLayout()
        self.before.body.addLayout(self.past)
        self.open_cases = OpenCases()
        for card in (self.now, self.open_cases, self.before):
            self.body.addWidget(card)
        self.body.addStretch(1)
        self._shown: object = None
        self.words: tuple[str, ...] = ()
        """Every sentence shown about the figures."""
        self.marks: tuple[str, ...] = ()
        """Every chip shown about the figures."""

    def sizeHint(self) -> QSize:
        """As high as what is told now."""
        return QSize(super().sizeHint().width(), self._told_height())

    def minimumSizeHint(self) -> QSize:
        size = super().minimumSizeHint()
        return size.boundedTo(QSize(size.width(), self._told_height()))

    def _told_height(self) -> int:
        told = any(not card.isHidden() for card in (self.now, self.open_cases, self.before))
        return self.body.heightForWidth(self.viewport().width()) if told else 0

    def show_visit(
        self,
        file: VisitFile,
        visit: Visit,
        measured: Detail | None,
        history: Sequence[ChildMeasurement | AdolescentCheck],
        *,
        fits: bool = True,
    ) -> None:
        """Say what the figures mean. ``history`` are the earlier measurings of the person visited; without ``fits``
        nobody in the family can be chosen, and the way to Anggota is shown."""
        person = file.member(visit.member_id)
        if (key := (person, measured, tuple(history), fits)) == self._shown:
            return
        self._shown = key
        _empty(self.said)
        self.words = self.marks = ()
        growth = isinstance(measured, ChildMeasurement | AdolescentCheck)
        for one in (self.chart, self.picks, self.paper):
            one.setVisible(False)
        self.now.setVisible(measured is not None)
        if measured is not None and not fits:
            self._say(f"Belum ada yang sesuai untuk sasaran {TARGET.label(visit.target).lower()} di keluarga ini.")
            self._to_people("Catat di Anggota")
        elif isinstance(measured, ChildMeasurement):
            self._child(person, measured, [one for one in history if isinstance(one, ChildMeasurement)])
            self._signs(signs_of(measured, person), silent=True)
            self._by("antropometri-2020", "kms-2023", rule(measured.measured_on).id)
        elif isinstance(measured, AdolescentCheck):
            self._school(person, measured, [one for one in history if isinstance(one, AdolescentCheck)])
            self._signs(signs_of(measured, person), silent=True)
            self._by("antropometri-2020", rule(measured.measured_on).id)
        elif measured is not None:
            self._signs(signs_of(measured, person))
            self._by(rule(measured.measured_on).id)
        self.now.retitle(f"Pertumbuhan {person.name()}" if growth and person else "Hasil pemeriksaan")
        self.now.setAccessibleDescription(". ".join((*self.marks, *self.words)))

    def clear(self) -> None:
        """Another visit: nothing is said until its figures were read."""
        self._shown = None
        self.now.hide()
        self.before.hide()
        self.open_cases.hide()
        self.open_cases.forget()

    def show_before(self, visit: Visit | None, history: Sequence[ChildMeasurement]) -> None:
        """The visit before this one, as a reminder."""
        _empty(self.past)
        self.before.setVisible(visit is not None)
        if visit is None:
            return
        day = long_date(visit.visited_on) if visit.visited_on else "tanpa tanggal"
        self.past.addWidget(label(f"{day}, {TARGET.label(visit.target).lower()}", "label", wrap=True))
        if visit.findings:
            self.past.addWidget(label(visit.findings, wrap=True))
        if history and history[-1].measured_on is not None:
            last = history[-1]
            said = ", ".join(words for words in (_figure(last.weight_kg, "kg"), _figure(last.lenhei_cm, "cm")) if words)
            self.past.addWidget(label(f"Hasil ukur: {said or 'tidak diukur'}.", "soft", wrap=True))

    # --- inside

    def _child(self, child: Member | None, now: ChildMeasurement, history: Sequence[ChildMeasurement]) -> None:
        if child is None:
            self._say("Pilih anaknya, lalu ketik berat dan panjang atau tinggi badannya.", "soft")
            return
        sex, birth = SEX_LETTER.get(child.sex), child.birth_date
        if sex is None or birth is None:
            self._say("Tanggal lahir atau jenis kelamin anak ini belum diisi, jadi pertumbuhannya belum dapat dinilai.")
            self._to_people("Lengkapi di Anggota")
            return
        found = assess_child(child, [*history, now])
        here = next((one for one in found if one.measurement is now), None)
        self._judged(here, birth_words=age_words(birth, now.measured_on) if now.measured_on else "")
        self._draw(sex, "wei", [GrowthPoint(one.on, birth, one.growth, one.measurement.id) for one in found])

    def _school(self, person: Member | None, now: AdolescentCheck, history: Sequence[AdolescentCheck]) -> None:
        if person is None:
            self._say("Pilih orangnya, lalu ketik berat dan tinggi badannya.", "soft")
            return
        sex, birth = SEX_LETTER.get(person.sex), person.birth_date
        if sex is None or birth is None:
            self._say("Tanggal lahir atau jenis kelaminnya belum diisi, jadi IMT menurut umur belum dapat dinilai.")
            self._to_people("Lengkapi di Anggota")
            return
        found = assess_school(person, [*history, now])
        here = next((one for one in found if one.check is now), None)
        if here is None or here.growth.bmi is None:
            self._say("Ketik berat dan tinggi badannya.", "soft")
        else:
            self._say(f"Umur {age_words(birth, here.on)}; IMT {number(here.growth.bmi, 1)} kg/m².", "soft")
            self._mark(*growth_chips(here.growth, None))
            for sentence in here.growth.findings[1:]:
                self._say(sentence, "caution")
            if here.growth.labels.bmi_5_18 is not None and not here.growth.fbmi_5_18:
                self._say(SCHOOL_ADVICE[here.growth.labels.bmi_5_18.code], "soft")
        self._draw(sex, "bmi_5_18", [GrowthPoint(one.on, birth, one.growth, one.check.id) for one in found])

    def _draw(self, sex: Sex, scale: ChartScale, points: Sequence[GrowthPoint]) -> None:
        if (scale == "bmi_5_18") != (self.chart.scale == "bmi_5_18"):
            self.chart.show_scale(scale)
        self.chart.set_child(sex, points)
        self.picks.renew()
        self.chart.setVisible(True)
        self.paper.setVisible(True)
        self.picks.setVisible(scale != "bmi_5_18")

    def _judged(self, here: Assessed | None, *, birth_words: str) -> None:
        if here is None:
            self._say("Isi tanggal kunjungan agar umur anak dapat dihitung.")
            return
        m = here.measurement
        if m.weight_kg is None and m.lenhei_cm is None and m.oedema is not True:
            self._say(f"Umur {birth_words}. Ketik berat dan panjang atau tinggi badannya.", "soft")
            return
        self._say(f"Umur {birth_words}; {measured_words(here.growth, here.on).split(': ', 1)[1]}.", "soft")
        self._mark(*growth_chips(here.growth, here.gain))
        if here.gain is not None and here.gain.gain is not Gain.B:
            self._say(here.gain.reason, "caution" if here.gain.gain is Gain.T else "soft")
        if here.growth.stunted or here.growth.wasted:
            self._say("Rujuk anak ke puskesmas untuk diperiksa.", "caution")
        for sentence in here.growth.findings:
            self._say(sentence, "caution" if "ulang" in sentence or "rujuk" in sentence.lower() else "soft")

    def _by(self, *rules: str) -> None:
        """The rule versions behind what is said."""
        said = label(f"Aturan: {', '.join(rules)}", "small", wrap=True)
        self.said.addWidget(said)

    def _signs(self, signs: Sequence[Sign], *, silent: bool = False) -> None:
        if not signs and not silent:
            self._say("Belum ada angka yang perlu dibahas.", "soft")
        for sign in sorted(signs, key=lambda one: _GRAVEST.index(one.level)):
            self._mark(Chip(sign.label, _TONES[sign.level]))
            if sign.level != "ok":
                self._say(sign.sentence, "soft")

    def _to_people(self, words: str) -> None:
        self.said.addWidget(button(words, self.people_wanted.emit, icon="users"))

    def _mark(self, *chips: Chip) -> None:
        self.marks = (*self.marks, *(chip.text() for chip in chips))
        box = QWidget()
        box.setLayout(FlowLayout(*chips, spacing=6))
        self.said.addWidget(box)

    def _say(self, sentence: str, role: str = "") -> None:
        self.words = (*self.words, sentence)
        self.said.addWidget(label(sentence, role, wrap=True))


def _figure(value: float | None, unit: str) -> str:
    return "" if value is None else f"{value:g} {unit}".replace(".", ",")


def _empty(box: QVBoxLayout) -> None:
    while (item := box.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
