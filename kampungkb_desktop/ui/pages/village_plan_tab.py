"""Rencana & masalah: the plans with their files, the lines of one of them, and the log of problems and solutions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QProgressBar, QWidget

from kampungkb_desktop.actions import drafts
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.work_plan import PlanLine, WorkPlan, covers, is_village_plan
from kampungkb_desktop.rules.village_books import plan_progress
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.editors import LineEditor
from kampungkb_desktop.ui.filter_chips import Saved
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.activity_programme import ProgrammeEditor
from kampungkb_desktop.ui.pages.file_strip import FileStrip
from kampungkb_desktop.ui.pages.village_facts import Facts
from kampungkb_desktop.ui.pages.village_list_desk import ListDesk
from kampungkb_desktop.ui.pages.village_lists_tab import ListsTab
from kampungkb_desktop.ui.pages.village_plan_parts import LINES, PLANS, PROBLEMS
from kampungkb_desktop.ui.pages.village_plan_work import LineWork
from kampungkb_desktop.ui.pages.village_snapshot_list import BLANK_KEYS
from kampungkb_desktop.ui.pages.village_tab import VillagePart
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import button, column, label, row


class PlansPart(ListDesk):
    """The plans; under the form of one its files. ``lines_wanted(id of the plan)`` asks for what it says."""

    lines_wanted = Signal(str)

    def __init__(self, session: Session, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(session, PLANS, today, parent)
        body = self.desk.editor.area.body
        self.files = FileStrip(session, self._saved_plan)
        self.files.wrote.connect(self.wrote)
        self.lines = button("Isi rencana ini", self._want, icon="forward", tip="Buka daftar kegiatan rencana ini")
        body.addWidget(self.files)
        body.addLayout(row(self.lines, None))
        body.addStretch(1)  # the room that is left is at the end, not under the answers
        self.opened.connect(lambda _record: self._turned())

    def show_facts(self, facts: Facts) -> None:
        super().show_facts(facts)
        self._turned()

    def _turned(self) -> None:
        self.files.renew()
        self.lines.setEnabled(self._saved_plan() is not None)

    def _want(self) -> None:
        plan = self._saved_plan()
        if plan is not None:
            self.lines_wanted.emit(plan.id)

    def _saved_plan(self) -> Record | None:
        """The plan in the form, once it is saved."""
        shown = self.desk.shown()
        return next((plan for plan in self.around.books.plans if shown is not None and plan.id == shown.id), None)


class LinesPart(VillagePart):
    """The lines of one plan, chosen over the list; how far they are as a bar. ``plans_wanted`` while there is none."""

    plans_wanted = Signal()

    def __init__(self, session: Session, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self.session, self.today = session, today
        self._facts: Facts | None = None
        self.plan = ComboBox()
        self.plan.setAccessibleName("Rencana")
        self.plan.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.plan.setMinimumContentsLength(28)
        self.bar = QProgressBar()
        self.bar.setFixedWidth(tokens().px(160))
        self.bar.setAccessibleName("Kemajuan rencana")
        self.empty = EmptyState(
            "Belum ada rencana", "Catat dahulu rencananya: judul, tahun, dan keadaannya. Setelah itu isi kegiatannya.",
            "&Mulai catat rencana", self.plans_wanted.emit, icon="calendar",
        )  # fmt: skip
        self.empty.begin_by(BLANK_KEYS)
        self.inside = QWidget()
        inner = column(row(label("Rencana", "label"), self.plan, None, self.bar, spacing=10), spacing=8)
        self.inside.setLayout(inner)
        box = column(self.empty, spacing=0)
        box.addWidget(self.inside, 1)
        self.setLayout(box)
        self.list = ListDesk(session, LINES, today, self.inside)
        inner.addWidget(self.list, 1)
        self.work = LineWork(session)
        self.work.go.connect(self.go_place)
        below = self.list.desk.editor.area.body
        below.addWidget(self.work)
        below.addStretch(1)
        if self.list.desk.growing is not None:
            self.list.desk.growing.tail = (self.work,)
        self.list.opened.connect(self._opened)
        self.list.wrote.connect(self.wrote)
        self.list.state.connect(self.state)
        self.plan.activated.connect(lambda _index: self._fill())
        self._suggest_by_title()

    def show_facts(self, facts: Facts) -> None:
        other = self._facts is None or self._facts.code != facts.code
        self._facts = facts
        plans, kept = facts.books.plans, "" if other else self.plan.currentData()
        self.empty.setVisible(not plans)
        self.inside.setVisible(bool(plans))
        self.plan.clear()
        for one in plans:
            self.plan.addItem(one.name(), one.id)
        self.plan.setCurrentIndex(max(0, self.plan.findData(kept or self._usual(plans))))
        self._fill()

    def show_plan(self, plan_id: str) -> None:
        """The lines of a plan."""
        self.list.leave()
        self.plan.setCurrentIndex(max(0, self.plan.findData(plan_id)))
        self._fill()

    def open(self, record_id: str) -> bool:
        if self._facts is None:
            return False
        line = next((one for one in self._facts.books.lines if one.id == record_id), None)
        half = drafts.restore(self.session, PlanLine, record_id)
        if half is not None and isinstance(half.record, PlanLine):
            line = half.record
        if line is not None and line.plan_id:
            self.show_plan(line.plan_id)
        return self.list.open(record_id)

    def leave(self) -> bool:
        return self.list.leave()

    def help_place(self) -> str:
        return self.list.help_place()

    def _usual(self, plans: tuple[WorkPlan, ...]) -> str:
        """The village's own plan of this year, else the newest."""
        year = self.today().year
        ordered = sorted(plans, key=lambda plan: (not is_village_plan(plan), not covers(plan, year)))
        return ordered[0].id if ordered else ""

    def _fill(self) -> None:
        if self._facts is None:
            return
        books = self._facts.books
        plan = next((one for one in books.plans if one.id == self.plan.currentData()), None)
        if plan is not None:
            self.list.show_lines(self._facts.code, books, plan)
            self.bar.setValue(plan_progress([line for line in books.lines if line.plan_id == plan.id]).percent)

    def _opened(self, record: Record) -> None:
        """Beside a line, what was done of it."""
        self.work.show_line(self.list.around.code, record if isinstance(record, PlanLine) else None)

    def _suggest_by_title(self) -> None:
        """The words of the title suggest one of the 59 kegiatan."""
        title, kegiatan = (self.list.view.cells[name].editor for name in ("title", "kegiatan"))
        if isinstance(title, LineEditor) and isinstance(kegiatan, ProgrammeEditor):
            title.left.connect(lambda: kegiatan.suggest_from(str(title.answer() or "")))


class PlanTab(ListsTab):
    """Three parts: rencana, its lines, and the problems."""

    def __init__(self, session: Session, today: Callable[[], date], parent: QWidget | None = None) -> None:
        names = [Saved(one.key, one.chip, one.words.empty) for one in (PLANS, LINES, PROBLEMS)]
        forms = {one.form.FORM: one.key for one in (PLANS, LINES, PROBLEMS)}
        super().__init__(session, today, names, forms, parent)

    @property
    def plans(self) -> PlansPart:
        """The plans."""
        made = self.part(PLANS.key)
        assert isinstance(made, PlansPart)
        return made

    @property
    def lines(self) -> LinesPart:
        """The lines of one of them."""
        made = self.part(LINES.key)
        assert isinstance(made, LinesPart)
        return made

    @property
    def problems(self) -> ListDesk:
        """The log of problems."""
        made = self.part(PROBLEMS.key)
        assert isinstance(made, ListDesk)
        return made

    def make(self, key: str) -> VillagePart:
        if key == PLANS.key:
            plans = PlansPart(self.session, self.today, self.parts)
            plans.lines_wanted.connect(self._lines_of)
            return plans
        if key == LINES.key:
            lines = LinesPart(self.session, self.today, self.parts)
            lines.plans_wanted.connect(self._begin_plan)
            return lines
        return ListDesk(self.session, PROBLEMS, self.today, self.parts)

    def counts(self, facts: Facts) -> Mapping[str, int]:
        books = facts.books
        still = sum(one.state != "selesai" for one in books.problems)
        return {PLANS.key: len(books.plans), LINES.key: len(books.lines), PROBLEMS.key: still}

    def _lines_of(self, plan_id: str) -> None:
        self.show_part(LINES.key)
        self.lines.show_plan(plan_id)

    def _begin_plan(self) -> None:
        self.show_part(PLANS.key)
        self.plans.desk.begin_blank()
