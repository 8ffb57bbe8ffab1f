"""One of a village's lists on the screen: what it adds up to, whose it is, and the list beside the form of one record.

One desk for every such list; what differs stands in its ``ListPart``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from kampungkb_desktop.actions import drafts
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.choices_institution import AREAS, PROVINCE, REGENCY, VILLAGE
from kampungkb_desktop.forms.record import Finding, Record, fields_of
from kampungkb_desktop.forms.work_plan import WorkPlan
from kampungkb_desktop.rules.village_books import VillageBooks
from kampungkb_desktop.rules.village_books_checks import book_findings
from kampungkb_desktop.ui.choice_editors import ListEditor
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.form_view import FormView
from kampungkb_desktop.ui.growing_form import GrowingForm
from kampungkb_desktop.ui.pages.village_facts import Facts
from kampungkb_desktop.ui.pages.village_list_part import Around, ListPart
from kampungkb_desktop.ui.pages.village_snapshots import SnapshotDesk
from kampungkb_desktop.ui.pages.village_tab import VillagePart
from kampungkb_desktop.ui.widgets import column, label, row

SCOPES: tuple[tuple[str, regions.Level], ...] = ((VILLAGE, "village"), (REGENCY, "regency"), (PROVINCE, "province"))
"""Whose records a list can show, and the region's level of each."""


class _Desk(SnapshotDesk):
    """A snapshot desk whose records may belong to more than the village."""

    def __init__(self, owner: ListDesk, view: FormView) -> None:
        self._owner = owner
        part = owner.part
        super().__init__(owner.session, part.words, view, owner.begin, parent=owner)

    def belongs(self, record: Record) -> bool:
        return self._owner.holds(record)

    def removable(self, record: Record) -> bool:
        return self._owner.part.removable(record)

    def gone_with(self, record: Record) -> Sequence[Record]:
        return self._owner.part.gone_with(self._owner.around, record)


class ListDesk(VillagePart):
    """The list of one ``ListPart``. ``show_lines`` instead of ``show_facts`` where it is the list of a plan's lines."""

    opened = Signal(object)

    def __init__(self, session: Session, part: ListPart, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self.session, self.part, self.today = session, part, today
        self.around = Around("", today(), VillageBooks())
        self.told = label("", "soft", wrap=True)
        self.scopes = ComboBox()
        self.scopes.setAccessibleName("Milik siapa")
        self.scopes.setToolTip("Yang milik kabupaten/kota atau provinsi tampil di semua desanya")
        self.scopes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.scopes.activated.connect(lambda _index: self.show_scope(str(self.scopes.currentData())))
        head = row(spacing=12)
        head.addWidget(self.told, 1)
        head.addWidget(self.scopes)
        box = column(head, spacing=8)
        self.setLayout(box)
        self.scopes.setVisible(part.scoped)  # in its place first, lest it is a window of its own for a moment
        self.view = (GrowingForm if part.long else FormView)(
            part.form, today=today(), sections=part.shown_sections(), overrides=part.overrides, context=self._context
        )
        self.desk = _Desk(self, self.view)
        box.addWidget(self.desk, 1)
        self.desk.wrote.connect(self.wrote)
        self.desk.state.connect(self.state)
        self.desk.opened.connect(self.opened)

    def show_facts(self, facts: Facts) -> None:
        self.show_lines(facts.code, facts.books, None)

    def show_lines(self, code: str, books: VillageBooks, plan: WorkPlan | None) -> None:
        """Show the list of a village (or of one of its plans); another village begins with its own records."""
        if code != self.around.code and not self.desk.leave():
            return
        scope = self.around.scope if code == self.around.code else VILLAGE
        self._show(Around(code, self.today(), books, scope, plan))

    def show_scope(self, scope: str) -> None:
        """Whose records are listed."""
        if not self.desk.leave():
            return
        self._show(replace(self.around, scope=scope))

    def open(self, record_id: str) -> bool:
        """Go to a record of the list, whosever it is; False when it is not there."""
        half = drafts.restore(self.session, self.part.form, record_id)
        for scope in [key for key, _ in SCOPES] if self.part.scoped else (self.around.scope,):
            around = replace(self.around, scope=scope)
            typed = half is not None and (around.plan is not None or around.mine(half.record))
            if typed or any(one.id == record_id for one in self.part.records(around)):
                if scope != self.around.scope:
                    self.show_scope(scope)
                self.desk.open(record_id)
                return True
        return False

    def leave(self) -> bool:
        return self.desk.leave()

    def help_place(self) -> str:
        return self.part.help_topic

    def begin(self, _last: Record | None, _month: str) -> Record:
        """Another record of this list."""
        kinds = fields_of(self.part.form)
        answers = self.around.owned(self.part.begin(self.around))
        known = {name: answer for name, answer in answers.items() if name in kinds}
        return self.part.form(id=new_record_id(self.session), **known)

    def holds(self, record: Record) -> bool:
        """Whether a record begun or half typed is of the list shown."""
        plan = self.around.plan
        if plan is not None:
            return getattr(record, "plan_id", None) == plan.id
        return self.around.mine(record)

    # --- inside

    def _show(self, around: Around) -> None:
        self.around = around
        self.view.today = around.today
        self._offer_scopes()
        words = self.part.told(around)
        self.told.setText(words)
        self.told.setVisible(bool(words) or self.part.scoped)
        for name, options in self.part.links(around).items():
            editor = self.view.cells[name].editor
            if isinstance(editor, ListEditor):
                editor.offer(options)
        key = f"{around.code}/{around.scope}/{around.plan.id if around.plan else ''}"
        self.desk.set_records(key, list(self.part.records(around)), None)

    def _offer_scopes(self) -> None:
        region = regions.load().region(self.around.code)
        self.scopes.clear()
        for key, level in SCOPES:
            name = region.at(level).name if region is not None else AREAS.label(key)
            self.scopes.addItem(f"Milik {name}", key)
        self.scopes.setCurrentIndex(self.scopes.findData(self.around.scope))

    def _context(self, record: Record) -> Iterator[Finding]:
        yield from book_findings(record, self.around.books, self.around.today)
