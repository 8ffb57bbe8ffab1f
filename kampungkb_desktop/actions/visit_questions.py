"""Which questions a visit's paper form asks of each sasaran, in their order: one list for whoever prints the form and
for whoever types it in again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kampungkb_desktop.actions.visit_file import DETAIL_FORMS
from kampungkb_desktop.forms.kinds import Blob, Kind, Link
from kampungkb_desktop.forms.record import Record, fields_of
from kampungkb_desktop.forms.visit import Visit

BEGIN: Final = ("visited_on", "visited_by")
END: Final = (
    "findings", "counselling", "referral", "referral_to", "next_visit_on", "note",
)  # fmt: skip
"""What a form of one person asks of the visit; the house and the rest stand on the family's own."""
SKIPPED: Final = frozenset({"village", "status", "family_id", "member_id", "visit_id", "target", "officer_id"})
ELSEWHERE: Final = frozenset({
    "latitude", "longitude", "phone", "referral_closed_on", "referral_result", "referral_note", "social_aid_closed_on",
    "social_aid_result", "social_aid_note",
})  # fmt: skip
"""Not asked at the door: where it was the program knows, and how a referral ended is told when it has."""


def paper_questions(target: str) -> Iterator[tuple[type[Record], str]]:
    """(form, field) of every question on the paper form of a sasaran, from the top of the page."""
    form = DETAIL_FORMS.get(target)
    if form is None:
        rest = [name for name in fields_of(Visit) if name not in ELSEWHERE and name not in BEGIN]
        yield from ((Visit, name) for name in (*BEGIN, *rest) if on_paper(Visit, name))
        return
    yield from ((Visit, name) for name in BEGIN)
    yield from (
        (form, name) for name in fields_of(form) if name not in ("measured_on", "note") and on_paper(form, name)
    )
    yield from ((Visit, name) for name in END)


def on_paper(form: type[Record], name: str) -> bool:
    """Whether a field is asked on paper at all."""
    kind: Kind = fields_of(form)[name]
    return name not in SKIPPED and not isinstance(kind, Link | Blob)
