"""What a visit's sheet proposes in sight until the person answers: the next day and the way to measure."""

from __future__ import annotations

from datetime import date

from kampungkb_desktop.forms.choices_visit import LYING, STANDING
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.growth import TWO_YEARS
from kampungkb_desktop.rules.visit_signs import proposed_next
from kampungkb_desktop.ui.editors import Editor


class Proposals:
    """Remembers its own proposals for the visit on the sheet, to tell them from what a person wrote."""

    def __init__(self) -> None:
        self._next: date | None = None
        self._position: str | None = None

    def next_day(self, visit: Visit, editor: Editor) -> None:
        """A month on, for those who are visited monthly; never for a visit that was saved before."""
        wanted = proposed_next(visit.target, visit.visited_on)
        if wanted == self._next or visit.next_visit_on not in (None, self._next) or visit.status is not None:
            return
        self._next = wanted
        editor.set_answer(wanted)

    def position(self, visit: Visit, child: Member | None, editor: Editor) -> None:
        """Lying below two years, standing from then on."""
        if child is None or child.birth_date is None or visit.visited_on is None:
            return
        wanted = LYING if (visit.visited_on - child.birth_date).days < TWO_YEARS else STANDING
        if wanted != self._position and editor.answer() in (None, self._position):
            self._position = wanted
            editor.set_answer(wanted)
