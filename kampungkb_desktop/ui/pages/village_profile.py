"""Profil: the identity of the Kampung KB as a form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.forms.record import Finding, Record
from kampungkb_desktop.forms.village import Village, programme_name
from kampungkb_desktop.rules.consistency import village_findings
from kampungkb_desktop.ui.form_view import FormView, Section, default_sections
from kampungkb_desktop.ui.pages.typed_over import typed_over
from kampungkb_desktop.ui.pages.village_facts import Facts
from kampungkb_desktop.ui.pages.village_tab import VillageTab
from kampungkb_desktop.ui.record_editor import RecordEditor
from kampungkb_desktop.ui.widgets import column, label


class IdentityForm(QWidget):
    """The identity as a form. A village without Kampung KB gets a new record whose id every laptop makes alike."""

    def __init__(self, session: Session, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: Facts | None = None
        self._shown: Record | None = None
        self.place = label("", "soft")
        self.title = label("", "section")
        sections = tuple(
            Section(one.title, one.fields, columns=2 if "latitude" in one.fields else 0)  # and its longitude beside it
            for one in default_sections(Village)
        )
        self.view = FormView(Village, today=today(), sections=sections, context=self._context)
        box = column(spacing=0)
        self.setLayout(box)
        self.editor = RecordEditor(
            session, self.view, name="Simpan identitas Kampung KB", above=(self._heading(),), parent=self
        )
        box.addWidget(self.editor)
        self.editor.saved_as.connect(self._saved)
        self.view.changed.connect(self._remind)

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
            self._remind()

    def holds(self, record_id: str) -> bool:
        """Whether this is the record in the form, saved or not."""
        return self._shown is not None and self._shown.id == record_id

    def _context(self, record: Record) -> Iterator[Finding]:
        if self._facts is not None and isinstance(record, Village):
            yield from village_findings(record, self._facts.others)

    def _remind(self) -> None:
        """What the programme was called on the day of launch."""
        record = self.view.record()
        when = record.launched_on if isinstance(record, Village) else None
        self.view.cells["launched_on"].remind(f"Waktu itu bernama {programme_name(when)}" if when else "")

    def _saved(self, record: Record, _done: Saved) -> None:
        self._shown = record
        self.title.setText(record.name())


class ProfileTab(VillageTab):
    """The identity form as a tab."""

    def __init__(self, session: Session, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = column(spacing=0)
        self.setLayout(box)
        self.identity = IdentityForm(session, today, self)
        box.addWidget(self.identity)
        self.identity.editor.state.connect(self.state)
        self.identity.editor.saved_as.connect(self._identity_saved)

    def show_facts(self, facts: Facts) -> None:
        self.identity.show_facts(facts)

    def leave(self) -> bool:
        return self.identity.editor.leave()

    def _identity_saved(self, record: Record, done: Saved) -> None:
        self.wrote.emit(done, f"Identitas {record.name()} tersimpan.")
