"""The whole verification of one family in one semester, with its earlier ones beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_verval import VervalLine, begun, history_of, with_verdict
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.forms.risk_verification import RiskVerification
from kampungkb_desktop.ui.chip import Chip
from kampungkb_desktop.ui.form_view import FormView, Section
from kampungkb_desktop.ui.pages.family_words import address_line
from kampungkb_desktop.ui.pages.risk_words import VERDICTS, past_words
from kampungkb_desktop.ui.record_editor import RecordEditor, unread_in
from kampungkb_desktop.ui.widgets import Card, button, column, label, row

SECTIONS = (
    Section("Hasil", ("found", "origin", "welfare_rank", "wedding_plan")),
    Section("Pendampingan", ("assistance", "note")),
    Section("Verifikasi", ("verified_on", "verified_by", "official")),
)


class _Editor(RecordEditor):
    """Notes what the rule says on the day of verification before it saves."""

    def __init__(self, owner: VervalForm, view: FormView) -> None:
        self._owner = owner
        super().__init__(owner.session, view, name="Simpan verval KRS", parent=owner)

    def _write(self, status: str) -> None:
        if not unread_in(self.view):
            record = self.view.record()
            assert isinstance(record, RiskVerification)
            self.view.set_record(with_verdict(self.session, record, self._owner.today()))
        super()._write(status)


class VervalForm(QWidget):
    """``saved(record, Saved)``, ``closed()`` back to the list, ``step(by)`` to a neighbour of the list."""

    saved = Signal(object, object)
    closed = Signal()
    step = Signal(int)
    state = Signal(str)
    family_wanted = Signal(str)

    def __init__(self, session: Session, today: Callable[[], date]) -> None:
        super().__init__()
        self.session, self.today = session, today
        self.family_id = ""
        self.title, self.place = label("", "section"), label("", "soft", wrap=True)
        self.chip = Chip()
        self.past = Card("Semester sebelumnya")
        self.view = FormView(RiskVerification, today=today(), sections=SECTIONS)
        self.editor = _Editor(self, self.view)
        self.editor.saved_as.connect(self._saved)
        self.editor.closed.connect(self.closed)
        self.editor.state.connect(self.state)
        if session.role == DISTRICT:  # it corrects at its own desks, never in a family's form
            self.editor.only_read()
        back = button("Kembali", self.closed.emit, tip="Kembali ke daftar (Esc)")
        earlier = button("Sebelumnya", lambda: self.step.emit(-1), icon="chevron-left", shortcut="Alt+Up")
        later = button("Berikutnya", lambda: self.step.emit(1), icon="chevron-right", shortcut="Alt+Down")
        family = button("Buka keluarga", lambda: self.family_wanted.emit(self.family_id), kind="quiet")
        words = column(row(self.title, self.chip, None, spacing=10), self.place, spacing=2)
        head = row(back, spacing=12)
        head.addLayout(words, 1)
        for one in (family, earlier, later):
            head.addWidget(one)
        box = column(head, spacing=10)
        box.addWidget(self.editor, 1)
        self.setLayout(box)
        self.editor.area.body.addWidget(self.past)

    def show_line(self, line: VervalLine, semester: Semester) -> None:
        """Show a family's verification; what is begun gets the answers that are known."""
        if not self.leave():
            return
        self.family_id = line.family.id
        self.title.setText(f"{line.family.name()} · {semester.label}")
        self.place.setText(address_line(line.family))
        self.chip.show_tag(VERDICTS[line.at_risk])
        record = line.record or begun(self.session, line.family, semester, self.today())
        self.editor.edit(with_verdict(self.session, record, self.today()), new=line.record is None)
        self._show_past(semester)

    def leave(self) -> bool:
        """Keep what is typed."""
        return self.editor.leave()

    def _saved(self, record: Record, written: Saved) -> None:
        self.saved.emit(record, written)
        if record.status == DONE:
            self.step.emit(1)

    def _show_past(self, semester: Semester) -> None:
        while self.past.body.count() > 1:
            item = self.past.body.takeAt(1)
            if item is not None and (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        earlier = [one for one in history_of(self.session, self.family_id) if one.semester != semester]
        for one in earlier:
            self.past.body.addWidget(label(past_words(one), wrap=True))
        self.past.setVisible(bool(earlier))
