"""The sheet of one visit with what the figures mean beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.family_file import child_file
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.visit_file import DETAIL_FORMS, VisitFile, earlier_detail, earlier_visit, renewed
from kampungkb_desktop.base.text import short_date
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.previous_answers import remind
from kampungkb_desktop.ui.pages.visit_editor import VisitEditor
from kampungkb_desktop.ui.pages.visit_side import VisitSide
from kampungkb_desktop.ui.widgets import row

_REST_MS = 60
"""So long after a key the meaning is told; a fast typist is not slowed."""


class VisitSheet(QWidget):
    """``recorded(visit, Saved)`` after every saving, ``finished(visit)`` when it is complete, ``closed`` by Escape."""

    recorded = Signal(object, object)
    finished = Signal(object)
    closed = Signal()
    state = Signal(str)
    people_wanted = Signal(str)

    def __init__(self, session: Session, *, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.file: VisitFile | None = None
        self._history: dict[str, tuple[ChildMeasurement, ...]] = {}
        self._reminded: tuple[object, ...] = ()
        self.side = VisitSide()
        self.side.setFixedWidth(tokens().px(330))
        self.side.people_wanted.connect(self._people)
        box = row(spacing=14)
        self.setLayout(box)
        self.editor = VisitEditor(session, today=today, parent=self)
        box.addWidget(self.editor, 1)
        box.addWidget(self.side)
        self.editor.saved_as.connect(self._saved)
        self.editor.state.connect(self.state)
        self.editor.closed.connect(self.closed)
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self.tell)
        self.editor.sheet.changed.connect(self._rest.start)
        self.setFocusProxy(self.editor.sheet)

    def open(self, file: VisitFile) -> None:
        """Show a visit; a new one begins at the sasaran."""
        self.editor.leave()
        self.file = file
        self._history.clear()
        self._reminded = ()
        self.editor.edit_visit(file)
        self.tell()
        self.editor.sheet.focus_field("target" if file.visit.target is None else "findings")
        if file.new:
            self.editor.sheet.focus_field("target")

    def renew(self) -> None:
        """Records were written elsewhere: the people may be others now, and what they were measured."""
        if self.file is not None:
            self.file = renewed(self.session, self.file)
            self._history.clear()
            self.editor.renew_people(self.file)
            self.tell()

    def leave(self) -> bool:
        """Keep what was typed."""
        return self.editor.leave()

    def tell(self) -> None:
        """Say what stands on the sheet now."""
        self._rest.stop()
        if self.file is None:
            return
        visit = self.editor.sheet.visit()
        history = self._measured_before(visit)
        self.side.show_visit(
            self.file, visit, self.editor.sheet.detail_record(), history, fits=self.editor.sheet.somebody_fits()
        )
        self._remind(visit, history)

    # --- inside

    def _measured_before(self, visit: Visit) -> tuple[ChildMeasurement, ...]:
        """The child's measurings of other visits, oldest first."""
        child = self.file.member(visit.member_id) if self.file is not None else None
        if child is None or DETAIL_FORMS.get(visit.target or "") is not ChildMeasurement:
            return ()
        if child.id not in self._history:
            found = child_file(self.session, child).measured
            self._history[child.id] = tuple(one.measurement for one in found if one.measurement.visit_id != visit.id)
        return self._history[child.id]

    def _remind(self, visit: Visit, history: tuple[ChildMeasurement, ...]) -> None:
        """What was answered last time, in grey, for the person and sasaran chosen; never copied."""
        if (key := (visit.target, visit.member_id)) == self._reminded:
            return
        self._reminded = key
        before = earlier_visit(self.session, visit)
        self.side.show_before(before, history)
        sheet = self.editor.sheet
        remind(sheet, before, short_date(before.visited_on) if before and before.visited_on else "")
        form = DETAIL_FORMS.get(visit.target or "")
        if sheet.detail is not None and form is not None and visit.member_id is not None:
            last = earlier_detail(self.session, form, visit.member_id, visit)
            remind(sheet.detail, last, short_date(last.measured_on) if last and last.measured_on else "")

    def _people(self) -> None:
        if self.file is not None and self.file.family is not None:
            self.people_wanted.emit(self.file.family.id)

    def _saved(self, record: Record, written: Saved) -> None:
        self.recorded.emit(record, written)
        if record.status == DONE:
            self.finished.emit(record)
