"""Profil & kelembagaan: the identity of the Kampung KB, and its institution profile month by month."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QWidget

from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.base.text import month_name
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.record import DONE, Finding, Record, missing
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.rules.consistency import dated_twice, in_force, profile_findings, village_findings
from kampungkb_desktop.ui.form_view import FormView, Section, default_sections
from kampungkb_desktop.ui.pages.typed_over import typed_over
from kampungkb_desktop.ui.pages.village_facts import Facts
from kampungkb_desktop.ui.pages.village_monthly import months_open
from kampungkb_desktop.ui.pages.village_snapshots import DeskWords, SnapshotDesk
from kampungkb_desktop.ui.pages.village_tab import VillageTab
from kampungkb_desktop.ui.record_editor import RecordEditor
from kampungkb_desktop.ui.widgets import column, label, row


class IdentityForm(QWidget):
    """The identity as a form. A village without Kampung KB gets a new record whose id every laptop makes alike."""

    def __init__(self, session: Session, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: Facts | None = None
        self._shown: Record | None = None
        self.place = label("", "soft")
        self.title = label("", "section")
        self.view = FormView(Village, today=today(), context=self._context)
        box = column(spacing=0)
        self.setLayout(box)
        self.editor = RecordEditor(
            session, self.view, name="Simpan identitas Kampung KB", above=(self._heading(),), parent=self
        )
        box.addWidget(self.editor)
        self.editor.saved_as.connect(self._saved)

    def _heading(self) -> QWidget:
        made = QWidget()
        made.setLayout(column(self.title, self.place, spacing=2))
        return made

    def show_facts(self, facts: Facts) -> None:
        """Show the identity, unless it stands there already as it is."""
        if self._facts is not None and facts.code != self._facts.code:
            self.editor.keep()  # while its findings are still those of the village it belongs to
        self._facts = facts
        self.place.setText(facts.region.full_name if facts.region else facts.code)
        self.title.setText(facts.kampung.name() if facts.kampung else "Kampung KB baru")
        record = facts.kampung or Village(
            id=derived_id(Village.FORM, facts.code), village=facts.code, coverage="desa", active=True
        )
        same = self._shown is not None and self._shown.id == record.id
        if record != self._shown and not (same and typed_over(self.view, self._shown)):
            self.editor.keep()
            self._shown = record
            self.editor.edit(record, new=facts.kampung is None)

    def holds(self, record_id: str) -> bool:
        """Whether this is the record in the form, saved or not."""
        return self._shown is not None and self._shown.id == record_id

    def _context(self, record: Record) -> Iterator[Finding]:
        if self._facts is not None and isinstance(record, Village):
            yield from village_findings(record, self._facts.others)

    def _saved(self, record: Record, _done: Saved) -> None:
        self._shown = record


class ProfileTab(VillageTab):
    """Two parts side by side in time: the identity, which stays, and the profile, which is kept by month."""

    def __init__(self, session: Session, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.today = session, today
        self._facts: Facts | None = None
        self._desk: SnapshotDesk | None = None
        self.parts = QStackedWidget(self)
        self._group = QButtonGroup(self)
        self.switch = [self._part(0, "Identitas Kampung KB"), self._part(1, "Kelembagaan per bulan")]
        box = column(row(*self.switch, None, spacing=6), spacing=12)
        self.setLayout(box)
        box.addWidget(self.parts, 1)
        self.identity = IdentityForm(session, today, parent=self.parts)
        self.parts.addWidget(self.identity)
        self.identity.editor.state.connect(self.state)
        self.identity.editor.saved_as.connect(self._identity_saved)

    @property
    def desk(self) -> SnapshotDesk:
        """The profile by month; a long form, so it is made when it is first asked for."""
        if self._desk is None:
            view = FormView(InstitutionProfile, today=self.today(), sections=_sections(), context=self._context)
            words = DeskWords(
                "profil kelembagaan", "Bulan",
                "Poktan dan sarana yang ada, pokja, pendamping, regulasi, RKM, dan mekanisme operasional. Bulan lalu "
                "dapat disalin, lalu diperbaiki.",
                _line,
            )  # fmt: skip
            self._desk = SnapshotDesk(self.session, words, view, self._begin, parent=self.parts)
            self._desk.wrote.connect(self.wrote)
            self._desk.state.connect(self.state)
            self.parts.addWidget(self._desk)
            self._fill_desk()
        return self._desk

    def show_facts(self, facts: Facts) -> None:
        self._facts = facts
        self.identity.show_facts(facts)
        if self._desk is not None:
            self._fill_desk()

    def show_part(self, number: int) -> None:
        """0 is the identity, 1 the profile by month."""
        self.leave()
        self.switch[number].setChecked(True)
        self.parts.setCurrentWidget(self.desk if number else self.identity)

    def open_record(self, record_id: str) -> None:
        identity = self.identity.holds(record_id)
        self.show_part(0 if identity else 1)
        if not identity:
            self.desk.open(record_id)

    def leave(self) -> bool:
        return self.identity.editor.leave() and (self._desk is None or self._desk.leave())

    def _fill_desk(self) -> None:
        assert self._facts is not None
        assert self._desk is not None
        taken = {p.month for p in self._facts.profiles if p.month}
        self._desk.set_records(self._facts.code, self._facts.profiles, months_open(self.today(), taken))

    def _part(self, number: int, words: str) -> QPushButton:
        made = QPushButton(words)
        made.setCheckable(True)
        made.setChecked(number == 0)
        made.setToolTip(f"Tampilkan {words}")
        made.clicked.connect(lambda _checked=False: self.show_part(number))
        self._group.addButton(made)
        return made

    def _begin(self, last: Record | None, month: str) -> Record:
        assert self._facts is not None
        code = self._facts.code
        made = last if isinstance(last, InstitutionProfile) else InstitutionProfile()
        return made.changed(
            id=derived_id(InstitutionProfile.FORM, code, month), village=code, status=None, month=month
        )

    def _context(self, record: Record) -> Iterator[Finding]:
        if self._facts is None or not isinstance(record, InstitutionProfile):
            return
        yield from dated_twice(record, self._facts.profiles)
        if record.month:
            yield from profile_findings(record, in_force(self._facts.monthlies, record.month))

    def _identity_saved(self, record: Record, done: Saved) -> None:
        self.wrote.emit(done, f"Identitas {record.name()} tersimpan.")


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
