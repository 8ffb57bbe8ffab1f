"""Who of a family fits a visit's sasaran: the young children, the women, those who may marry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kampungkb_desktop.actions.family_file import gone
from kampungkb_desktop.base.text import age_words
from kampungkb_desktop.forms.choices_family import MARRIED, WOMAN
from kampungkb_desktop.forms.choices_visit import ADOLESCENT, BRIDE_GROOM, POSTPARTUM, PREGNANT, YOUNG_CHILD
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.rules.child_growth import under_five
from kampungkb_desktop.rules.visit_signs import age_years

MOTHERS = range(10, 56)
"""Ages at which a woman is offered as expectant or new mother; somebody of unknown age is offered too."""
_MAY_MARRY_FROM = 14
SCHOOL_AGE = range(5, 19)
"""Completed years at which the body mass index is judged by the reference of 5 to 19 years."""


def fitting(members: Sequence[Member], target: str | None, day: date) -> tuple[Member, ...]:
    """The people of a family who may be visited for a sasaran on a day."""
    here = [one for one in members if not gone(one)]
    if target == YOUNG_CHILD:
        return tuple(one for one in here if under_five(one, day))
    if target == ADOLESCENT:
        return tuple(one for one in here if one.birth_date is not None and age_years(one, day) in SCHOOL_AGE)
    if target in (PREGNANT, POSTPARTUM):
        return tuple(one for one in here if one.sex == WOMAN and _aged(one, day, MOTHERS))
    if target == BRIDE_GROOM:
        ages = range(_MAY_MARRY_FROM, 120)
        return tuple(one for one in here if one.marital != MARRIED and _aged(one, day, ages))
    return ()


def numbered(people: Sequence[Member], day: date) -> list[tuple[str, str]]:
    """The people as a list to choose from by number: "1  Budi Lubis (2 tahun 3 bulan)"."""
    return [
        (one.id, f"{at}  {one.name()}" + (f" ({age_words(one.birth_date, day)})" if one.birth_date else ""))
        for at, one in enumerate(people, 1)
    ]


def _aged(person: Member, day: date, ages: range) -> bool:
    age = age_years(person, day)
    return age is None or age in ages
