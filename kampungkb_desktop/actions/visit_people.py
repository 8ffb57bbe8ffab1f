"""Who of a family fits a visit's sasaran: the young children, the women, those who may marry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kampungkb_desktop.actions.family_file import gone
from kampungkb_desktop.base.text import age_words, long_date
from kampungkb_desktop.forms.choices_family import MARRIED, WOMAN
from kampungkb_desktop.forms.choices_visit import (
    ADOLESCENT,
    BRIDE_GROOM,
    GENERAL,
    POSTPARTUM,
    PREGNANT,
    TARGET,
    YOUNG_CHILD,
)
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Finding
from kampungkb_desktop.forms.visit import Visit
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


def about_people(visit: Visit, members: Sequence[Member], today: date) -> Iterator[Finding]:
    """A visit to a person needs one who fits, and one chosen."""
    if visit.target in (None, GENERAL):
        return
    day = visit.visited_on or today
    if not fitting(members, visit.target, day):
        why = why_nobody(members, visit.target or "", day)
        yield Finding("member_id", "problem", why, "tidak_ada_yang_sesuai")
    elif visit.member_id is None:
        yield Finding("member_id", "problem", "Pilih siapa yang dikunjungi.", "belum_diisi")


def why_nobody(members: Sequence[Member], target: str, day: date) -> str:
    """What to do where nobody of a family fits: the date may be wrong, or the person is not recorded yet."""
    who = {YOUNG_CHILD: "anak 0–59 bulan", ADOLESCENT: "anak atau remaja 5–18 tahun"}.get(
        target, TARGET.label(target).lower()
    )
    born = [one.birth_date for one in members if one.birth_date is not None and not gone(one)]
    if born and day < max(born) and target in (YOUNG_CHILD, ADOLESCENT):
        return (
            f"Pada {long_date(day)} belum ada {who} di keluarga ini; anak termuda lahir {long_date(max(born))}. "
            "Periksa tanggal kunjungannya."
        )
    return f"Belum ada {who} yang tercatat di keluarga ini. Catat orangnya lebih dahulu di Anggota."


def numbered(people: Sequence[Member], day: date) -> list[tuple[str, str]]:
    """The people as a list to choose from by number: "1  Budi Lubis (2 tahun 3 bulan)"."""
    return [
        (one.id, f"{at}  {one.name()}" + (f" ({age_words(one.birth_date, day)})" if one.birth_date else ""))
        for at, one in enumerate(people, 1)
    ]


def _aged(person: Member, day: date, ages: range) -> bool:
    age = age_years(person, day)
    return age is None or age in ages
