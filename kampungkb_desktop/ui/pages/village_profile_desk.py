"""The institution profile month by month, with what the village's lists say beside it: one click takes their figures
over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.classify_village import month_end
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.base.text import month_name
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.record import DONE, Finding, Record, missing
from kampungkb_desktop.rules.consistency import dated_twice, in_force, profile_findings
from kampungkb_desktop.rules.village_books import Difference, differences, plan_file_known
from kampungkb_desktop.ui.form_view import Section, default_sections
from kampungkb_desktop.ui.growing_form import GrowingForm
from kampungkb_desktop.ui.pages.village_facts import Facts
from kampungkb_desktop.ui.pages.village_monthly import months_open
from kampungkb_desktop.ui.pages.village_snapshots import DeskWords, SnapshotDesk
from kampungkb_desktop.ui.pages.village_tab import VillagePart
from kampungkb_desktop.ui.widgets import Card, button, column, label, row

_TAKE = {"pokja": "Pakai angka dari daftar pengurus", "poktan": "Pakai", "rumah": "Pakai", "regulasi": "Pakai",
         "rkm": "Pakai"}  # fmt: skip
_OPEN = {"pokja": "Buka Pokja", "poktan": "Buka poktan", "rumah": "Buka Rumah DataKu", "regulasi": "Buka regulasi",
         "rkm": "Buka rencana"}  # fmt: skip


class DifferenceCard(Card):
    """What the lists say otherwise than the profile. ``taken(Difference)`` by its button, ``go(part)`` to a list."""

    taken = Signal(object)
    go = Signal(str)

    def __init__(self) -> None:
        super().__init__("Menurut daftar kelembagaan")
        self.shown: tuple[Difference, ...] = ()
        self.body.setSpacing(6)
        self.hide()

    def show_differences(self, found: Sequence[Difference]) -> None:
        """Show these; nothing to say hides the card."""
        if tuple(found) == self.shown:
            return
        self.shown = tuple(found)
        while self.body.count() > 1:
            item = self.body.takeAt(1)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in self.shown:
            self.body.addWidget(self._line(one))
        self.setVisible(bool(self.shown))

    def _line(self, one: Difference) -> QWidget:
        made = QWidget()
        line = row(spacing=10)
        line.addWidget(label(one.sentence, wrap=True), 1)
        if one.answers:
            take = button(_TAKE[one.part], lambda: self.taken.emit(one), icon="check")
            take.setAccessibleDescription(one.sentence)
            line.addWidget(take)
        else:
            line.addWidget(button(_OPEN[one.part], lambda: self.go.emit(one.part), kind="quiet", icon="forward"))
        made.setLayout(line)
        return made


class ProfileDesk(VillagePart):
    """The desk of monthly profiles. ``go(part)`` asks for one of the lists."""

    go = Signal(str)

    def __init__(self, session: Session, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self.today = today
        self._facts: Facts | None = None
        view = GrowingForm(InstitutionProfile, today=today(), sections=_sections(), at_once=2, context=self._context)
        words = DeskWords(
            "profil kelembagaan", "Bulan",
            "Poktan dan sarana yang ada, pokja, pendamping, regulasi, RKM, dan mekanisme operasional. Bulan lalu "
            "dapat disalin, lalu diperbaiki.",
            _line,
        )  # fmt: skip
        box = column(spacing=0)
        self.setLayout(box)
        self.desk = SnapshotDesk(session, words, view, self._begin, parent=self)
        box.addWidget(self.desk)
        self.view = view
        self.lists = DifferenceCard()
        self.desk.editor.area.body.insertWidget(1, self.lists)
        self.lists.taken.connect(self.take)
        self.lists.go.connect(self.go)
        self.desk.opened.connect(lambda _record: self._compare())
        view.changed.connect(self._compare)
        self.desk.wrote.connect(self.wrote)
        self.desk.state.connect(self.state)

    def show_facts(self, facts: Facts) -> None:
        self._facts = facts
        taken = {p.month for p in facts.profiles if p.month}
        self.desk.set_records(facts.code, facts.profiles, months_open(self.today(), taken))
        self._compare()

    def take(self, one: Difference) -> None:
        """Answer as the list says."""
        for name, answer in one.answers:
            self.view.answer(name, answer)
        self._compare()

    def open(self, record_id: str) -> bool:
        self.desk.open(record_id)
        shown = self.desk.shown()
        return shown is not None and shown.id == record_id

    def leave(self) -> bool:
        return self.desk.leave()

    def _compare(self) -> None:
        record = self.view.record()
        if self._facts is None or not isinstance(record, InstitutionProfile) or not record.month:
            self.lists.show_differences(())
            return
        self.lists.show_differences(differences(record, self._facts.books, month_end(record.month)))

    def _begin(self, last: Record | None, month: str) -> Record:
        assert self._facts is not None
        code = self._facts.code
        made = last if isinstance(last, InstitutionProfile) else InstitutionProfile()
        return made.changed(id=derived_id(InstitutionProfile.FORM, code, month), village=code, status=None, month=month)

    def _context(self, record: Record) -> Iterator[Finding]:
        if self._facts is None or not isinstance(record, InstitutionProfile):
            return
        yield from dated_twice(record, self._facts.profiles)
        if record.month:
            yield from profile_findings(record, in_force(self._facts.monthlies, record.month))
        if record.has_plan and not plan_file_known(record, self._facts.books):
            sentence = "Berkas RKM belum dilampirkan; portal memintanya. Lampirkan di Rencana & masalah."
            yield Finding("has_plan", "caution", sentence, "belum_diisi")


def _sections() -> tuple[Section, ...]:
    """The profile in the portal's order; the month is chosen in the list and stands in the title."""
    return tuple(
        Section(section.title, section.fields) for section in default_sections(InstitutionProfile)
        if section.fields != ("month",)
    )  # fmt: skip


def _line(record: Record) -> tuple[str, str]:
    if not isinstance(record, InstitutionProfile):
        return record.name(), ""
    title = month_name(record.month) if record.month else "Tanpa bulan"
    open_answers = len(missing(record))
    if record.status == DONE:
        return title, "selesai"
    return title, f"draf · {open_answers} belum diisi" if open_answers else "draf"
