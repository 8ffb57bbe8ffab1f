"""A family at a glance: who lives here, when it is visited next, how its children grow, and its house and KB."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kampungkb_desktop.actions.family_file import FamilyFile, gone
from kampungkb_desktop.actions.restricting import person_called
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import short_date
from kampungkb_desktop.base.typed_texts import as_typed
from kampungkb_desktop.forms.choices_visit import TARGET
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.ui.chip import Chip
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.child_card import ChildCard
from kampungkb_desktop.ui.pages.doubts_card import DoubtsCard
from kampungkb_desktop.ui.pages.duplicates_merged import MergedCard
from kampungkb_desktop.ui.pages.family_facts import FamilyFacts, empty
from kampungkb_desktop.ui.pages.family_words import (
    age_on,
    due_sentence,
    masked_nik,
    relation_words,
    sex_words,
)
from kampungkb_desktop.ui.pages.ibangga_card import IbanggaCard
from kampungkb_desktop.ui.pages.line_words import due_tag
from kampungkb_desktop.ui.pages.pdp_card import PdpCard
from kampungkb_desktop.ui.pages.risk_card import RiskCard
from kampungkb_desktop.ui.record_table import ROW_HEIGHT, Column, Id, RecordTable, Row
from kampungkb_desktop.ui.turning_row import Turning
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, column, flush, label, row

_PEOPLE = (
    Column("name", "Nama", 16, sortable=False, stretch=True),
    Column("relation", "Hubungan", 15, sortable=False),
    Column("age", "Umur", 14, sortable=False, firm=True),
    Column("sex", "Kelamin", 11, sortable=False, extra=True),
    Column("nik", "NIK", 10, sortable=False, firm=True, tip="Empat angka terakhir; lengkapnya ada di Anggota"),
)
_VISITS = (
    Column("day", "Tanggal", 12, sortable=False, firm=True),
    Column("target", "Sasaran", 16, sortable=False),
    Column("who", "Orang", 14, sortable=False),
    Column("findings", "Hasil kunjungan", 18, sortable=False, stretch=True),
)
_LAST_VISITS = 4


class FamilySummary(QWidget):
    """``tab(str)`` leads to another part, ``question(tab, field, record)`` to one answer, ``go`` to a visit."""

    tab = Signal(str)
    question = Signal(str, str, str)
    go = Signal(str, object)
    brought_back = Signal(object, str)
    gone = Signal(object, str)
    said = Signal(str, bool)
    recorded = Signal(object, object)

    def __init__(self, *, today: Callable[[], date], session: Session | None = None) -> None:
        super().__init__()
        self._today, self._session = today, session
        self._family: Family | None = None
        self.merged = MergedCard(session)
        self.merged.settled.connect(self._settled)
        self._people: dict[str, Member] = {}
        self._past: dict[str, Visit] = {}
        self.table = RecordTable(_PEOPLE, self._rows, name="Yang tinggal di sini")
        self.table.opened.connect(lambda _id: self.tab.emit("anggota"))
        self._visits = QVBoxLayout()
        self._children = QVBoxLayout()
        self.children_box = QWidget()
        self.children_box.setLayout(self._children)
        self._children.setContentsMargins(0, 0, 0, 0)
        people = Card("Yang tinggal di sini", self.table)
        self.away = button("", lambda: self.tab.emit("mutasi"), kind="quiet", tip="Lihat mutasinya")
        people.title_row.addWidget(self.away)
        self.sheet = button("Cetak lembar keluarga…", self.show_sheet, kind="quiet", icon="print", shortcut="Ctrl+P",
                            tip="Semua tentang keluarga ini di satu sampai dua halaman")  # fmt: skip
        people.title_row.addWidget(flush(self.sheet, "right"))
        self.visits = RecordTable(_VISITS, self._visit_rows, name="Kunjungan terakhir")
        self.visits.opened.connect(lambda record: self.go.emit("kunjungan", record))
        self.more = button("", lambda: self.tab.emit("kunjungan"), kind="quiet")
        visits = Card("Kunjungan")
        visits.title_row.addWidget(flush(self.more, "right"))
        visits.body.addLayout(self._visits)
        visits.body.addWidget(self.visits)
        self.facts, self.ibangga = FamilyFacts(), IbanggaCard(today=today)
        self.facts.opened.connect(lambda family: self.go.emit("", family))
        self.doubts, self.risk, self._at = DoubtsCard(today=today), RiskCard(), ""
        self.personal = PdpCard(session, today)
        for name in ("go", "brought_back", "gone"):
            getattr(self.personal, name).connect(getattr(self, name))
        for asking in (self.facts, self.ibangga, self.doubts, self.risk, self.personal):
            asking.question.connect(self.question)
        self.risk.verify.connect(lambda: self.go.emit("kampung", self._at))
        self._lay_out(visits, people)

    def _lay_out(self, visits: Card, people: Card) -> None:
        """What is of the house at the left, its children at the right."""
        left = QWidget()
        left.setLayout(
            column(
                self.merged,
                visits,
                people,
                self.doubts,
                self.risk,
                self.facts,
                self.ibangga,
                self.personal,
                None,
                spacing=14,
            )
        )
        both = Turning(spacing=14)
        both.addWidget(left, 3)
        both.addWidget(self.children_box, 2)
        inside = QWidget()
        inside.setLayout(both)
        self.area = VerticalScroll(inside)
        self.setLayout(column(self.area))
        self.setFocusProxy(self.table)

    def show_family(self, file: FamilyFile) -> None:
        """Show what is kept."""
        self._family = file.family
        self.merged.show_record(file.family)
        self._people = {one.id: one for one in (*file.members, *file.former)}
        here = [one.id for one in file.members if not gone(one)]
        self.table.set_ids(here)
        _sized(self.table, min(len(here), 12))
        away = len(file.members) - len(here)
        self.away.setText(f"{away} orang sudah pindah atau meninggal")
        self.away.setVisible(bool(away))
        empty(self._visits)
        self._fill_visits(file)
        self._at = f"{file.family.village}/krs/{file.family.id}"
        self.risk.show_risk(file.risk, {one.id: person_called(one) for one in file.members})
        self.risk.show_verval(file.verifications, self._today(), reads=self._reads())
        self.facts.show_family(file)
        self.ibangga.show_family(file, reads=self._reads())
        self.doubts.show_family(file)
        self.personal.show_family(file)
        empty(self._children)
        for child in file.children:
            card = ChildCard(child, self._today(), self._session)
            card.opened.connect(lambda record: self.go.emit("kunjungan", record))
            self._children.addWidget(card)
        self._children.addStretch(1)
        self.children_box.setVisible(bool(file.children))

    def show_sheet(self) -> None:
        """The sheet of this family in its window."""
        from kampungkb_desktop.ui.pages.handing_papers import family_paper  # noqa: PLC0415  paper is seldom printed

        if self._session is not None and self._family is not None:
            family_paper(self, self._session, self._family).open()

    def leave(self) -> bool:
        """Nothing is typed here."""
        return True

    def _settled(self, words: str, saved: Saved) -> None:
        self.recorded.emit(self._family, Saved(forms=saved.forms))  # it was said already: in words of its own
        self.said.emit(words, bool(saved.action))

    def _reads(self) -> bool:
        """Whether this office only reads what its officers recorded."""
        return self._session is not None and self._session.role == DISTRICT

    def _fill_visits(self, file: FamilyFile) -> None:
        planned = file.next_visit
        tag = due_tag(planned, self._today())
        words = label(due_sentence(planned, self._today()), "label", wrap=True)
        line = row(*([Chip(*tag)] if tag else []), spacing=8)
        line.addWidget(words, 1)
        self._visits.addLayout(line)
        if not file.visits:
            how = "" if self._reads() else " Tekan Ctrl+Shift+K untuk mencatat kunjungan."
            self._visits.addWidget(label(f"Belum pernah dikunjungi.{how}", "soft"))
        self._past = {one.id: one for one in file.visits[:_LAST_VISITS]}
        self.visits.set_ids(list(self._past))
        _sized(self.visits, len(self._past))
        self.more.setText(f"Semua {len(file.visits)} kunjungan")
        self.more.setVisible(len(file.visits) > _LAST_VISITS)

    def _visit_rows(self, ids: Sequence[Id]) -> list[Row]:
        found = (self._past[str(one)] for one in ids if str(one) in self._past)
        return [
            Row(
                one.id,
                (
                    short_date(one.visited_on) if one.visited_on else "tanpa tanggal",
                    TARGET.label(one.target),
                    person_called(self._people[one.member_id]) if one.member_id in self._people else "",
                    as_typed(one.findings),
                ),
            )
            for one in found
        ]

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        today = self._today()
        return [
            Row(
                one.id,
                _cells(one, today),
                faint=gone(one),
            )
            for one in (self._people[str(i)] for i in ids if str(i) in self._people)
        ]


def _cells(one: Member, today: date) -> tuple[str, ...]:
    """A line of the people; of one who is restricted only that he is there."""
    if one.restricted:
        return person_called(one), relation_words(one), "", "", ""
    return one.name(), relation_words(one), age_on(one, today), sex_words(one), masked_nik(one.nik)


def _sized(table: RecordTable, rows: int) -> None:
    """As high as its rows, so that the page scrolls and not the table."""
    table.setFixedHeight(tokens().px(36 + ROW_HEIGHT * rows + 4))
    table.setVisible(bool(rows))
