"""Kependudukan: dated counts of people by age and sex and of families, typed down the columns as on paper, with the
pyramid growing beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base.text import long_date, number, percent
from kampungkb_desktop.base.typed_texts import Several
from kampungkb_desktop.forms.population import AGE_GROUPS, PopulationSnapshot, age_counts, total
from kampungkb_desktop.forms.record import Finding, Record
from kampungkb_desktop.rules.consistency import dated_twice, in_force, month_of_record, population_findings
from kampungkb_desktop.ui.charts import AgeGroup, PopulationPyramid
from kampungkb_desktop.ui.form_view import Section
from kampungkb_desktop.ui.growing_form import LaterForm
from kampungkb_desktop.ui.pages.figure_editors import AgeEditor, CountEditor
from kampungkb_desktop.ui.pages.register_offer import RegisterOffer
from kampungkb_desktop.ui.pages.side_panel import SidePanel
from kampungkb_desktop.ui.pages.village_facts import Facts
from kampungkb_desktop.ui.pages.village_grids import AGE_WORDS, AgeGrid, CountList
from kampungkb_desktop.ui.pages.village_snapshots import DeskWords, SnapshotDesk
from kampungkb_desktop.ui.pages.village_tab import VillageTab
from kampungkb_desktop.ui.widgets import Card, column, label

AGES = tuple(f"{sex}_{group}" for sex in ("male", "female") for group in AGE_GROUPS)
FAMILIES = ("pus", "families", "adolescents", "families_toddler", "families_adolescent", "families_elderly")
SIDE_WIDTH = 310
ROOM_BESIDE = 1000
"""The table of ages with the register's figures beside it wants more room than other forms."""


def groups_of(snapshot: PopulationSnapshot) -> list[AgeGroup]:
    """The steps of the pyramid, youngest first."""
    return [
        AgeGroup(words, men or 0, women or 0)
        for words, (men, women) in zip(AGE_WORDS, age_counts(snapshot), strict=True)
    ]


class PopulationTab(VillageTab):
    """The desk of population snapshots with its pyramid."""

    def __init__(self, session: Session, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.today = session, today
        self._facts: Facts | None = None
        self.ages, self.families = AgeGrid(), CountList()
        self.view = LaterForm(
            PopulationSnapshot,
            today=today(),
            sections=(
                Section("", ("as_of",)),
                Section("Penduduk menurut umur dan jenis kelamin", AGES, grid=lambda: self.ages),
                Section(Several("Keluarga"), FAMILIES, grid=lambda: self.families),
            ),
            overrides={**dict.fromkeys(FAMILIES, CountEditor), **dict.fromkeys(AGES, AgeEditor)},
            context=self._context,
            at_once=1,
        )
        self.pyramid = PopulationPyramid()
        self.words = label("", "soft", wrap=True)
        words = DeskWords(
            "kependudukan", "Riwayat kependudukan",
            "Jumlah penduduk menurut umur dan jenis kelamin serta jumlah keluarga, menurut tanggal. Yang terbaru "
            "dipakai untuk sasaran poktan, PUS, dan klasifikasi.",
            _line,
        )  # fmt: skip
        side = SidePanel(Card("Piramida penduduk", self.pyramid, self.words), SIDE_WIDTH)
        box = column(spacing=0)
        self.setLayout(box)
        self.desk = SnapshotDesk(session, words, self.view, self._begin, side, parent=self)
        self.desk.room = ROOM_BESIDE
        box.addWidget(self.desk)
        self.offer = RegisterOffer(session, self.view, (self.ages, self.families), self._day)
        self.desk.editor.area.body.insertWidget(1, self.offer)
        self.offer.opened.connect(lambda route: self.go_place.emit("keluarga", route))
        self.offer.more.connect(lambda: self.go_tab.emit("angka"))
        self.view.changed.connect(self._draw)
        self.view.card_grew.connect(self._draw)
        self.desk.opened.connect(self._opened)
        self.desk.wrote.connect(self.wrote)
        self.desk.state.connect(self.state)

    def show_facts(self, facts: Facts) -> None:
        self._facts = facts
        self.desk.set_records(facts.code, facts.populations, None)
        self.offer.set_village(facts.code, facts.families)

    def open_record(self, record_id: str) -> None:
        self.desk.open(record_id)

    def leave(self) -> bool:
        return self.desk.leave()

    def _begin(self, last: Record | None, _month: str) -> Record:
        assert self._facts is not None
        begun = PopulationSnapshot(id=new_record_id(self.session), village=self._facts.code)
        if isinstance(last, PopulationSnapshot):
            return last.changed(id=begun.id, status=None, as_of=None)
        return begun

    def _context(self, record: Record) -> Iterator[Finding]:
        if self._facts is None or not isinstance(record, PopulationSnapshot):
            return
        yield from dated_twice(record, self._facts.populations)
        newest = max((p.as_of for p in self._facts.populations if p.as_of), default=None)
        if record.as_of is not None and (newest is None or record.as_of >= newest):
            month = month_of_record(record)
            monthly = in_force([m for m in self._facts.monthlies if (m.month or "") >= month], "9999-12")
            yield from population_findings(record, monthly)

    def _day(self, record: Record) -> date:
        """The day the register is asked for: that of the count, never later than today."""
        as_of = record.as_of if isinstance(record, PopulationSnapshot) else None
        return min(as_of or self.today(), self.today())

    def _opened(self, _record: Record) -> None:
        self.offer.opened_record()
        self._draw()

    def _draw(self) -> None:
        """The pyramid and the sums of what stands on the screen."""
        self.ages.count()
        record = self.view.record()
        if not isinstance(record, PopulationSnapshot):
            return
        self.pyramid.set_groups(groups_of(record))
        people, families = total(record), record.families
        said = []
        if people and families:
            said.append(f"{number(people / families, 2)} jiwa per keluarga.")
        if people and record.pus is not None and families:
            said.append(f"{number(record.pus / families, 2)} PUS per keluarga.")
        if people:
            young = sum((m or 0) + (w or 0) for m, w in age_counts(record)[:3])
            old = sum((m or 0) + (w or 0) for m, w in age_counts(record)[12:])
            said.append(f"Umur 0–14: {percent(young, people)}, 60 ke atas: {percent(old, people)}.")
        self.words.setText(" ".join(said) or "Piramida tumbuh sambil angka diketik.")


def _line(record: Record) -> tuple[str, str]:
    if not isinstance(record, PopulationSnapshot):
        return record.name(), ""
    people = total(record)
    draft = "" if record.status == "selesai" else " · draf"
    when = long_date(record.as_of) if record.as_of else "Tanpa tanggal"
    return when, (f"{number(people)} jiwa" if people is not None else "belum diisi") + draft
