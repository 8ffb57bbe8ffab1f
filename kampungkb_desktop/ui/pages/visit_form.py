"""The questions of a home visit: whose visit it is first, then only what is asked of that person, then the common end.

The visit and its measurement are two records on one sheet; keys walk through both in the order of the paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kampungkb_desktop.actions.visit_file import DETAIL_FORMS, Detail
from kampungkb_desktop.forms.choices_visit import TARGET, YOUNG_CHILD
from kampungkb_desktop.forms.kinds import Kind
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Finding, Record
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.ui.choice_editors import ButtonsEditor, ListEditor
from kampungkb_desktop.ui.editors import Editor
from kampungkb_desktop.ui.form_view import FormView
from kampungkb_desktop.ui.pages.visit_people import numbered
from kampungkb_desktop.ui.pages.visit_proposals import Proposals
from kampungkb_desktop.ui.pages.visit_sections import DETAIL_SECTIONS, HEAD, TAIL

OF_DETAIL = "detail."
"""Begins the names of the measurement's fields where they stand beside the visit's."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A measurement as it comes onto the sheet; ``new`` = never saved."""

    record: Detail
    typed: Mapping[str, str] = field(default_factory=dict)
    new: bool = True


class DetailView(FormView):
    """The questions of one sasaran."""

    def stamp(self, **answers: Any) -> None:
        """Answers that are not asked here but follow from the visit."""
        self._record = self._record.changed(**answers)


class VisitForm(FormView):
    """A ``FormView`` of the visit with the measurement between its head and its end.

    ``load_detail(form)`` gives the measurement of a form for the visit shown; ``candidates(target, day)`` the people
    who fit. Names of the measurement's fields are prefixed with ``OF_DETAIL``.
    """

    def __init__(
        self,
        *,
        today: date,
        load_detail: Callable[[type[Detail]], Opened],
        candidates: Callable[[str | None, date | None], Sequence[Member]],
    ) -> None:
        super().__init__(
            Visit,
            today=today,
            sections=(HEAD, *TAIL),
            overrides={"target": _target_editor, "member_id": _people_editor},
            context=self._about_people,
        )
        self._load_detail, self._candidates = load_detail, candidates
        self._details: dict[type[Detail], DetailView] = {}
        self._loaded: dict[type[Detail], Opened] = {}
        self.detail: DetailView | None = None
        self._proposals = Proposals()
        self._holder = QVBoxLayout()
        self._body.insertLayout(1, self._holder)
        self.changed.connect(self.follow)

    # --- the two records

    def set_record(self, record: Record, typed: Mapping[str, str] | None = None) -> None:
        """Show a visit and bring the measurement that belongs to it."""
        self._loaded.clear()
        self._offer(record)
        super().set_record(record, typed)
        self._proposals = Proposals()
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

    def loaded(self) -> Sequence[Opened]:
        """The measurements that came onto the sheet since the visit was opened."""
        return tuple(self._loaded.values())

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
        form = DETAIL_FORMS.get(visit.target or "")
        view = self._view_of(form) if form is not None else None
        if view is not self.detail:
            for other in self._details.values():
                other.setVisible(other is view)
            self.detail = view
            self._chain()
        self._proposals.next_day(visit, self.cells["next_visit_on"].editor)
        opened = self._loaded.get(ChildMeasurement)
        if self.detail is not None and opened is not None and opened.new and visit.target == YOUNG_CHILD:
            people = self._candidates(visit.target, visit.visited_on)
            child = next((one for one in people if one.id == visit.member_id), None)
            self._proposals.position(visit, child, self.detail.cells["position"].editor)

    def prepare(self, target: str) -> None:
        """Make the questions of a sasaran before they are asked; building them takes a blink."""
        self._made(DETAIL_FORMS[target])

    def _made(self, form: type[Detail]) -> DetailView:
        view = DetailView(form, today=self.today, sections=DETAIL_SECTIONS[form], parent=self)
        view.hide()
        self._details[form] = view
        self._holder.addWidget(view)
        view.changed.connect(self.changed)
        view.paused.connect(self.paused)
        view.finished.connect(self.finished)
        view.ended.connect(lambda: self.focus_field(TAIL[0].fields[0]))
        return view

    def _view_of(self, form: type[Detail]) -> DetailView:
        view = self._details.get(form) or self._made(form)
        view.today = self.today
        if form not in self._loaded:
            opened = self._load_detail(form)
            self._loaded[form] = opened
            view.set_record(opened.record, opened.typed)
        return view

    def _stamp(self) -> None:
        visit = self.visit()
        if self.detail is not None:
            self.detail.stamp(
                member_id=visit.member_id, visit_id=visit.id, measured_on=visit.visited_on, village=visit.village
            )

    def _offer(self, record: Record) -> None:
        """The people who fit the sasaran; the only one there is stands chosen."""
        editor = self.cells["member_id"].editor
        if not isinstance(editor, ListEditor) or not isinstance(record, Visit):
            return
        people = self._candidates(record.target, record.visited_on)
        options = numbered(people, record.visited_on or self.today)
        if options == self._options():
            return
        editor.offer(options)
        if record.member_id is not None and record.member_id not in [one.id for one in people]:
            editor.set_answer(None)
        if editor.answer() is None and len(people) == 1:
            editor.set_answer(people[0].id)

    def _options(self) -> list[tuple[str, str]]:
        editor = self.cells["member_id"].editor
        assert isinstance(editor, ListEditor)
        box = editor.combo
        return [(str(box.itemData(i)), box.itemText(i)) for i in range(1, box.count())]

    def _about_people(self, record: Record) -> Iterable[Finding]:
        if isinstance(record, Visit) and record.target in DETAIL_FORMS:
            if not self._candidates(record.target, record.visited_on):
                yield Finding("member_id", "problem", _nobody_fits(record.target or ""), "tidak_ada_yang_sesuai")
            elif record.member_id is None:
                yield Finding("member_id", "problem", "Pilih siapa yang dikunjungi.", "belum_diisi")

    # --- the keys

    def _walk(self, widget: QWidget, step: int) -> None:
        """From the last answer of the head into the measurement, and back into it from the end."""
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
        cells += [self.cells[name] for section in TAIL for name in section.fields]
        for widget in (one for cell in cells for one in cell.editor.inputs()):
            QWidget.setTabOrder(before, widget)
            before = widget


def _target_editor(kind: Kind) -> Editor:
    return ButtonsEditor(kind, TARGET.items, wrap=True)


def _people_editor(kind: Kind) -> Editor:
    return ListEditor(kind, ())


def _nobody_fits(target: str) -> str:
    who = "anak 0–59 bulan" if target == YOUNG_CHILD else TARGET.label(target).lower()
    return f"Belum ada {who} yang tercatat di keluarga ini. Catat orangnya lebih dahulu di Anggota."
