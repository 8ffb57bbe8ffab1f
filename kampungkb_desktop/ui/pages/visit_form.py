"""The questions of a home visit: whose visit it is first, then only what is asked of that person, then the common end.

The visit and its measurement are two records on one sheet; keys walk through both in the order of the paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.visit_file import DETAIL_FORMS, Detail
from kampungkb_desktop.actions.visit_judging import doubts
from kampungkb_desktop.actions.visit_people import about_people, fitting
from kampungkb_desktop.forms.choices_visit import TARGET
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.kinds import Kind
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Finding, Record
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.visit_checks import consent_findings, visit_findings
from kampungkb_desktop.ui.choice_editors import ButtonsEditor, ListEditor
from kampungkb_desktop.ui.editors import Editor
from kampungkb_desktop.ui.growing_form import GrowingForm
from kampungkb_desktop.ui.pages.visit_copies import Copies
from kampungkb_desktop.ui.pages.visit_detail import Details, DetailView, Opened
from kampungkb_desktop.ui.pages.visit_offer import offer_people
from kampungkb_desktop.ui.pages.visit_proposals import Proposals
from kampungkb_desktop.ui.pages.visit_sections import HEAD, TAIL

OF_DETAIL = "detail."
"""Begins the names of the measurement's fields where they stand beside the visit's."""


class VisitForm(GrowingForm):
    """A form of the visit with the measurement between its head and its end.

    ``load_detail(form)`` gives the measurement of a form for the visit shown; ``members()`` the people of the family;
    ``before(visit)`` the last record of the person. Names of the measurement's fields are prefixed with ``OF_DETAIL``.
    """

    def __init__(
        self, *, today: date, load_detail: Callable[[type[Detail]], Opened], members: Callable[[], Sequence[Member]],
        before: Callable[[Visit], Record | None], family: Callable[[], Family | None] = lambda: None,
    ) -> None:  # fmt: skip
        super().__init__(
            Visit,
            today=today,
            sections=(HEAD, *TAIL),
            overrides={"target": _target_editor, "member_id": _people_editor},
            context=self._about_people,
        )
        self._members, self._before, self._family = members, before, family
        self.detail: DetailView | None = None
        self._proposals = Proposals()
        self.copies: dict[type[Record], Copies] = {}
        self._details = Details(load_detail, self._about_figures, self._wire)
        self._body.insertWidget(1, self._details)
        self.changed.connect(self.follow)

    # --- the two records

    def set_record(self, record: Record, typed: Mapping[str, str] | None = None) -> None:
        """Show a visit and bring the measurement that belongs to it."""
        self._details.forget()
        self._offer(record)
        super().set_record(record, typed)
        self._proposals = Proposals()
        self.copies.clear()
        self.follow()

    def visit(self) -> Visit:
        """The visit as it stands; of a general visit no person."""
        record = self.record()
        assert isinstance(record, Visit)
        return record

    def detail_record(self) -> Detail | None:
        """The measurement as it stands, with what follows from the visit."""
        if self.detail is None:
            return None
        self._stamp()
        record = self.detail.record()
        assert isinstance(record, Detail)
        return record

    def somebody_fits(self) -> bool:
        """Whether there is anybody in the family to choose for this sasaran."""
        visit = self.visit()
        return bool(self._candidates(visit.target, visit.visited_on))

    def person(self) -> Member | None:
        """Who is visited."""
        member = self.visit().member_id
        return next((one for one in self._members() if one.id == member), None)

    def _candidates(self, target: str | None, day: date | None) -> Sequence[Member]:
        return fitting(self._members(), target, day or self.today)

    def is_new(self, form: type[Record]) -> bool:
        """Whether the measurement on the sheet was never saved."""
        return any(opened.new for opened in self.loaded() if type(opened.record) is form)

    def loaded(self) -> Sequence[Opened]:
        """The measurements that came onto the sheet since the visit was opened."""
        return self._details.loaded()

    def typed(self) -> dict[str, str]:
        own = super().typed()
        if self.detail is not None:
            own |= {OF_DETAIL + name: text for name, text in self.detail.typed().items()}
        return own

    def findings(self) -> tuple[Finding, ...]:
        if self.detail is None:
            return super().findings()
        self._stamp()
        inner = tuple(
            Finding(OF_DETAIL + f.field, f.strength, f.sentence, f.code, f.fix)
            for f in self.detail.findings()
            if f.field not in ("member_id", "measured_on")
        )
        return (*super().findings(), *inner)

    def reveal_all(self) -> None:
        super().reveal_all()
        if self.detail is not None:
            self.detail.reveal_all()

    def focus_field(self, name: str) -> None:
        if name.startswith(OF_DETAIL) and self.detail is not None:
            self.detail.focus_field(name.removeprefix(OF_DETAIL))
        else:
            super().focus_field(name)

    # --- following what is typed

    def follow(self) -> None:
        """The right people, the right questions, and the proposals, after the head changed."""
        visit = self.visit()
        self._offer(visit)
        visit = self.visit()
        view = self._details.bring(DETAIL_FORMS.get(visit.target or ""), self.today)
        if view is not self.detail:
            self.detail = view
            self._chain()
        self._stamp()
        self._propose(visit)

    def _propose(self, visit: Visit) -> None:
        """What may be answered for the person, in sight."""
        detail = self.detail
        check = detail.record() if detail is not None else None
        if detail is not None and self.is_new(type(detail.record())):
            self._proposals.measuring(visit, check, detail.cells, self.person(), self._before(visit))
        if "next_visit_on" in self.cells:
            self._proposals.next_day(visit, check, self.cells["next_visit_on"])

    def grow(self) -> bool:
        """The next card: of the measurement first, it stands higher."""
        more = (self.detail is not None and self.detail.grow()) or super().grow()
        if more:
            self._chain()
            if self.whole():
                self.follow()
        return more

    def whole(self) -> bool:
        """Whether everything that is asked now is built."""
        return self.grown() and (self.detail is None or self.detail.grown())

    def prepare(self) -> bool:
        """Build the next card of any sasaran before it is asked for, a blink of work; whether there was one."""
        return self.grow_dressed() or self._details.prepare(self.today)

    def _wire(self, view: DetailView) -> None:
        view.changed.connect(self.changed)
        view.paused.connect(self.paused)
        view.finished.connect(self.finished)
        view.ended.connect(lambda: self.focus_field(TAIL[0].fields[0]))

    def _stamp(self) -> None:
        visit = self.visit()
        if self.detail is not None:
            self.detail.stamp(
                member_id=visit.member_id, visit_id=visit.id, measured_on=visit.visited_on, village=visit.village
            )

    def _offer(self, record: Record) -> None:
        """The people who fit the sasaran; the only one there is stands chosen."""
        editor = self.cells["member_id"].editor
        if isinstance(editor, ListEditor) and isinstance(record, Visit):
            people = self._candidates(record.target, record.visited_on)
            offer_people(editor, people, record.visited_on or self.today, record.member_id)

    def _about_figures(self, record: Record) -> Iterable[Finding]:
        yield from doubts(record, self.person(), self._before(self.visit()))

    def _about_people(self, record: Record) -> Iterable[Finding]:
        if isinstance(record, Visit):
            yield from visit_findings(record, self.person())
            yield from consent_findings(record, self._family())
            yield from about_people(record, self._members(), self.today)

    # --- the keys

    def _walk(self, widget: QWidget, step: int) -> None:
        """From the last answer of the head into the measurement, and back into it from the end."""
        self.grow_whole()
        stops = [cell for cell in self.cells.values() if not cell.isHidden() and cell.editor.inputs()]
        here = next(cell for cell in stops if widget in cell.editor.inputs())
        if self.detail is not None:
            last_of_head = [cell for cell in stops if cell.name in HEAD.fields][-1]
            if step > 0 and here is last_of_head:
                self.detail.focus_first()
                return
            if step < 0 and here.name == TAIL[0].fields[0]:
                inner = [cell for cell in self.detail.cells.values() if not cell.isHidden()]
                inner[-1].editor.setFocus(Qt.FocusReason.BacktabFocusReason)
                return
        super()._walk(widget, step)

    def _chain(self) -> None:
        """Tab goes the same way as Enter."""
        before = self.cells[HEAD.fields[-1]].editor.inputs()[-1]
        cells = [*(self.detail.cells.values() if self.detail is not None else ())]
        cells += [self.cells[name] for section in TAIL for name in section.fields if name in self.cells]
        for widget in (one for cell in cells for one in cell.editor.inputs()):
            QWidget.setTabOrder(before, widget)
            before = widget


def _target_editor(kind: Kind) -> Editor:
    return ButtonsEditor(kind, TARGET.items, wrap=True)


def _people_editor(kind: Kind) -> Editor:
    return ListEditor(kind, ())
