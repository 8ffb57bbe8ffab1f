"""What a visit's sheet proposes in sight until the person answers: the next day with its reason, the way to measure and
the phase of a pregnancy. Never for a record that was saved before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kampungkb_desktop.actions.visit_judging import phase_of, position_of
from kampungkb_desktop.forms.kinds import Answer
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.next_visit import next_visit
from kampungkb_desktop.ui.form_cell import FormCell


class Proposals:
    """Remembers its own proposals for the visit on the sheet, to tell them from what a person wrote."""

    def __init__(self) -> None:
        self._made: dict[str, Answer] = {}

    def next_day(self, visit: Visit, check: Record | None, cell: FormCell) -> None:
        """The next visit, with its reason under the question until another day is written."""
        if visit.status is not None:
            return
        wanted = next_visit(visit, check)
        self._propose(cell, wanted.on if wanted is not None else None)
        mine = wanted is not None and cell.editor.answer() == wanted.on
        cell.remind(f"Usulan: {wanted.reason}" if wanted is not None and mine else "")

    def measuring(
        self,
        visit: Visit,
        check: Record | None,
        cells: Mapping[str, FormCell],
        person: Member | None,
        before: Record | None,
    ) -> None:
        """What follows from the person's age and history; cells that are not built yet are left for later."""
        if isinstance(check, ChildMeasurement) and "position" in cells:
            self.position(visit, person, cells["position"])
        if isinstance(check, PregnancyCheck) and "phase" in cells:
            self.phase(check, cells["phase"], first=visit.member_id is not None and before is None)

    def position(self, visit: Visit, child: Member | None, cell: FormCell) -> None:
        """Lying below two years, standing from then on."""
        wanted = position_of(visit.visited_on, child)
        if wanted is not None:
            self._propose(cell, wanted)

    def phase(self, check: PregnancyCheck, cell: FormCell, *, first: bool) -> None:
        """The first contact, or the phase that is near in weeks."""
        wanted = phase_of(check, first=first)
        if wanted is not None:
            self._propose(cell, wanted)

    def _propose(self, cell: FormCell, wanted: date | str | None) -> None:
        mine = self._made.get(cell.name)
        if wanted == mine or cell.editor.typed() or cell.editor.answer() not in (None, mine):
            return
        self._made[cell.name] = wanted
        cell.editor.set_answer(wanted)
