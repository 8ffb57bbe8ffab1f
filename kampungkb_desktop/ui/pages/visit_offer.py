"""The list of people on a visit's sheet: who fits is offered by number, the only one stands chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kampungkb_desktop.actions.visit_people import numbered
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.ui.choice_editors import ListEditor


def offer_people(editor: ListEditor, people: Sequence[Member], day: date, chosen: str | None) -> None:
    """Offer ``people``; who was chosen and does not fit any more is let go."""
    options = numbered(people, day)
    box = editor.combo
    if options == [(str(box.itemData(i)), box.itemText(i)) for i in range(1, box.count())]:
        return
    editor.offer(options)
    if chosen is not None and chosen not in [one.id for one in people]:
        editor.set_answer(None)
    if editor.answer() is None and len(people) == 1:
        editor.set_answer(people[0].id)
