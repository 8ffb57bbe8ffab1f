"""The sheet of one visit with what the figures mean beside it.

The first questions stand at once; the rest of the sheet, the meaning of the figures and the reminders of last time come
card by card in the moments after, so that opening a visit never holds the window.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.referrals import close_case
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.visit_file import VisitFile, open_visit, renewed
from kampungkb_desktop.base.text import short_date
from kampungkb_desktop.forms.adolescent import AdolescentCheck
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.open_referrals import KIND_WORDS, OpenCase
from kampungkb_desktop.rules.what_holds import held_answers, house_answers
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.pages.previous_answers import remind
from kampungkb_desktop.ui.pages.visit_cases import CloseCase, close_with_keys
from kampungkb_desktop.ui.pages.visit_copies import Copies
from kampungkb_desktop.ui.pages.visit_editor import VisitEditor
from kampungkb_desktop.ui.pages.visit_same_again import SameAgain
from kampungkb_desktop.ui.pages.visit_side import VisitSide
from kampungkb_desktop.ui.turning_row import TurningRow

_REST_MS = 60
"""So long after a key the meaning is told; a fast typist is not slowed."""


class VisitSheet(QWidget):
    """``recorded(visit, Saved)`` after every saving, ``finished(visit)`` when it is complete, ``closed`` by Escape."""

    recorded = Signal(object, object)
    finished = Signal(object)
    closed = Signal()
    state = Signal(str)
    people_wanted = Signal(str)
    opened = Signal(str)
    """Another measurement of the person, by its point on the chart."""
    wrote = Signal(object, str)
    """A case of an earlier visit was closed, or answers of last time were taken over: the ``Saved`` and the words."""

    def __init__(self, session: Session, *, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self._today = session, today
        self.file: VisitFile | None = None
        self._reminded: tuple[object, ...] = ()
        self.side = VisitSide()
        self.side.people_wanted.connect(self._people)
        self.side.paper_wanted.connect(self.show_paper)
        self.side.chart.opened.connect(self.opened)
        box = TurningRow(self.side, width=330, height=230, spacing=14, shrinks=True)
        self.setLayout(box)
        self.editor = VisitEditor(session, today=today, parent=self)
        box.addWidget(self.editor, 1)
        box.addWidget(self.side)
        self.editor.saved_as.connect(self._saved)
        self.editor.state.connect(self.state)
        self.editor.photos.wrote.connect(self.wrote)
        self.editor.closed.connect(self.closed)
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self.tell)
        self._growing = QTimer(self, interval=0, singleShot=True)
        self._growing.timeout.connect(self._grow)
        self.editor.sheet.changed.connect(self._rest.start)
        self.setFocusProxy(self.editor.sheet)
        self.side.open_cases.close_wanted.connect(self.close_case)
        close_with_keys(self, self.side.open_cases.close_first)
        self.same_again = SameAgain(self, self.editor)
        self.same_again.said.connect(lambda words: self.wrote.emit(Saved(), words))
        if session.role == DISTRICT:  # it corrects at its own desks, never in a visit's form
            self.editor.only_read()
            self.editor.photos.only_look()
            self.setFocusProxy(self.editor.area)

    def open(self, file: VisitFile) -> None:
        """Show a visit; a new one begins at the sasaran."""
        self.editor.keep()
        self.file = file
        self._reminded = ()
        self.side.clear()
        self.editor.edit_visit(file)
        self.editor.sheet.focus_field("target" if file.new or file.visit.target is None else "visited_on")
        self._growing.start()

    def renew(self) -> None:
        """Records were written elsewhere: the people may be others now, and what they were measured."""
        if self.file is not None:
            self.file = renewed(self.session, self.file)
            self._reminded = ()
            self.editor.renew_people(self.file)
            self.tell()

    def show_paper(self) -> None:
        """The growth of the person visited on paper, with what is saved of it."""
        from kampungkb_desktop.ui.pages.growth_paper import GrowthPaper  # noqa: PLC0415  paper is seldom printed

        person = self.editor.sheet.person()
        if person is not None:
            GrowthPaper(self.session, person, self).open()

    def close_case(self, case: OpenCase) -> None:
        """Ask how a referral or an application ended and write it into the visit that began it."""
        asked = CloseCase(case, self._today(), self)
        if not asked.exec():
            return
        done = attempt(self, lambda: close_case(self.session, case, *asked.answers()))
        if done is not None and done.action:
            self.wrote.emit(done, f"{KIND_WORDS[case.kind]} ditutup.")
            self.renew()

    def leave(self) -> bool:
        """Keep what was typed."""
        return self.editor.leave()

    def measured_target(self) -> str | None:
        """The sasaran, while the keys are in what is measured of it."""
        sheet, here = self.editor.sheet, self.focusWidget()
        inside = sheet.detail is not None and sheet.detail.isAncestorOf(here)
        return sheet.visit().target if inside else None

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._rest.stop()
        self._growing.stop()

    def tell(self) -> None:
        """Say what stands on the sheet now."""
        self._rest.stop()
        if self.file is None:
            return
        sheet, past = self.editor.sheet, self.editor.past
        if sheet.whole():
            self._remind(sheet.visit())  # first: what it copies has a meaning too
        else:
            self._growing.start()
        visit, person = sheet.visit(), sheet.person()
        history: Sequence[ChildMeasurement | AdolescentCheck] = [
            *past.measured(visit, person), *past.school(visit, person)
        ]  # fmt: skip
        self.side.show_visit(self.file, visit, sheet.detail_record(), history, fits=sheet.somebody_fits())
        self.side.open_cases.show_cases(past.cases(visit), visit)

    # --- inside

    def _grow(self) -> None:
        """One card more, or, with the sheet whole, what there is to say."""
        if not self.isVisible() or self.file is None:
            return
        if self.editor.sheet.whole():
            self.tell()
        else:
            self.editor.sheet.grow()
            self._growing.start()

    def _remind(self, visit: Visit) -> None:
        """What was answered last time, in grey, for the person and sasaran chosen; what still holds is copied."""
        if (key := (visit.target, visit.member_id)) == self._reminded:
            return
        self._reminded = key
        sheet, past = self.editor.sheet, self.editor.past
        before, last = past.visit(visit), past.detail(visit)
        self.side.show_before(before, past.measured(visit, sheet.person()))
        when = short_date(before.visited_on) if before is not None and before.visited_on else ""
        remind(sheet, before, when)
        if self.file is not None and self.file.new:
            copies = sheet.copies.setdefault(Visit, Copies())
            source = f"kunjungan {when}" if before is not None and (before.water or before.latrine) else "data keluarga"
            copies.take(sheet.cells, house_answers(visit, before, self.file.family), visit.family_id or "", source)
        if sheet.detail is not None:
            self._remind_detail(visit, last)
        sheet.follow()

    def _remind_detail(self, visit: Visit, last: Record | None) -> None:
        sheet, detail = self.editor.sheet, self.editor.sheet.detail
        assert detail is not None
        day: date | None = getattr(last, "measured_on", None)
        when = short_date(day) if day is not None else ""
        remind(detail, last, when)
        check = detail.record()
        if sheet.is_new(type(check)):
            copies = sheet.copies.setdefault(type(check), Copies())
            held = held_answers(check, last, visit.visited_on)
            copies.take(detail.cells, held, visit.member_id or "", f"kunjungan {when}")

    def _people(self) -> None:
        if self.file is not None and self.file.family is not None:
            self.people_wanted.emit(self.file.family.id)

    def _saved(self, record: Record, written: Saved) -> None:
        now = open_visit(self.session, record.id)
        if now is not None:
            self.file = now
            self.editor.saved_now(now)
        self.recorded.emit(record, written)
        if record.status == DONE:
            self.finished.emit(record)
