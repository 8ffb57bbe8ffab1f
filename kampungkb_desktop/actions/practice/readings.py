"""What somebody read on the portal for a practice village: the class as it was computed some months before, because
portals lag behind, so that there is a difference to explain."""

from __future__ import annotations

from datetime import date, timedelta

from kampungkb_desktop.actions.practice.book import Book
from kampungkb_desktop.base import ids
from kampungkb_desktop.base.text import month_of, month_shift
from kampungkb_desktop.forms.official_class import LEVELS, OfficialClass
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.rules.classification import Classification
from kampungkb_desktop.rules.classification_history import VillageRecords

LAG = 4
"""Months that the portal's figures are behind those of the village."""
EARLIER = 170
"""Days between both readings."""


def readings(book: Book, on: date) -> list[OfficialClass]:
    """Two readings: a recent one with every score, and an earlier one of which only the class was noted."""
    past = {one.month: one.found for one in _records(book).history(month_of(on))}
    made = []
    for day, whole in ((on - timedelta(days=EARLIER), False), (on, True)):
        found = past.get(month_shift(month_of(day), -LAG))
        if found is not None:
            made.append(_reading(book, day, found, whole=whole))
    return made


def _records(book: Book) -> VillageRecords:
    return VillageRecords(
        profiles=tuple(book.profiles),
        populations=tuple(book.populations),
        monthlies=tuple(book.monthlies),
        activities=tuple(
            (month_of(one.held_on) if one.held_on else None, frozenset(one.institutions or ()))
            for one in book.activities
        ),
    )


def _reading(book: Book, day: date, found: Classification, *, whole: bool) -> OfficialClass:
    code = book.plan.code
    made = OfficialClass(
        id=ids.derived_id(OfficialClass.FORM, code, day.isoformat()), village=code, status=DONE, read_on=day,
        level=LEVELS.codes()[found.level - 1],
    )  # fmt: skip
    if not whole:
        return made
    first, second, third = (index.hundredths / 100 for index in found.indices)
    scores = {score.code.lower(): score.score for score in found.scores}
    return made.changed(index_input=first, index_process=second, index_output=third, **scores)
