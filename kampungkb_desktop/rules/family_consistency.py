"""What the records of one family must say together: findings that no single record can make.

All are cautions, for families are as they are; each names the answer where the remedy is typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.person_name import person_name
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.choices_family import CHILD, HEAD, MARRIED, SPOUSE, WOMAN
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning, living_children
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.rules.figures_couples import PUS_AGES
from kampungkb_desktop.rules.figures_rows import age
from kampungkb_desktop.rules.presence import lives

MOTHER_AGES: Final = (12, 55)
"""Completed years of a mother at a birth; outside, one of the birth dates is probably wrong [inference]."""
PARENT_YEARS: Final = 12
DATA, PEOPLE, PLANNING = "data", "anggota", "kb"
"""Where the answers of a family are typed."""


@frozen
class Doubt:
    """What it is about, a sentence, and the answer it leads to: the part of the family's page, the field, the member
    ("" for none)."""

    about: str
    sentence: str
    part: str
    field: str
    record: str = ""


def family_doubts(
    family: Family, members: Sequence[Member], planning: FamilyPlanning | None, on: date
) -> tuple[Doubt, ...]:
    """Everything that does not go together on a day; ``planning`` are the newest KB answers. Nothing for a family
    without members: that is only unfinished."""
    here = [one for one in members if lives(one, on)]
    if not here:
        return ()
    return (*_heads(family, here), *_count(family, here), *_parents(here), *_couple(here, planning, on))


def _heads(family: Family, here: Sequence[Member]) -> Iterator[Doubt]:
    heads = [one for one in here if one.relation == HEAD]
    if not heads:
        yield Doubt(
            "Kepala keluarga", "Belum ada kepala keluarga di antara anggotanya.", PEOPLE, "relation", here[0].id
        )
        return
    if len(heads) > 1:
        names = " dan ".join(one.name() for one in heads)
        yield Doubt("Kepala keluarga", f"Tercatat lebih dari satu: {names}.", PEOPLE, "relation", heads[1].id)
    name, head = family.head_name or "", heads[0]
    if name and all(person_name(name).joined != person_name(one.full_name or "").joined for one in heads):
        sentence = f"Namanya di Data keluarga “{name}”, di Anggota “{head.name()}”."
        yield Doubt("Kepala keluarga", sentence, DATA, "head_name")
    for spouse in (one for one in here if one.relation == SPOUSE):
        if spouse.sex is not None and spouse.sex == head.sex:
            sentence = f"{head.name()} dan {spouse.name()} tercatat suami istri dengan jenis kelamin yang sama."
            yield Doubt("Suami dan istri", sentence, PEOPLE, "sex", spouse.id)


def _count(family: Family, here: Sequence[Member]) -> Iterator[Doubt]:
    expected = family.members_expected
    if expected is not None and expected != len(here):
        sentence = f"Menurut Data keluarga {number(expected)} orang, menurut Anggota {len(here)}."
        yield Doubt("Jumlah anggota", sentence, DATA, "members_expected")


def _parents(here: Sequence[Member]) -> Iterator[Doubt]:
    people = {one.id: one for one in here}
    head = next((one for one in here if one.relation == HEAD), None)
    for child in here:
        mother = people.get(child.mother_id or "")
        if child.birth_date is None:
            continue
        if mother is not None and mother.birth_date is not None:
            years = age(mother.birth_date, child.birth_date) if mother.birth_date <= child.birth_date else -1
            if not MOTHER_AGES[0] <= years <= MOTHER_AGES[1]:
                then = f"berumur {years} tahun" if years >= 0 else "belum lahir"
                sentence = f"{mother.name()} {then} ketika {child.name()} lahir. Periksa kedua tanggal lahir."
                yield Doubt("Umur orang tua dan anak", sentence, PEOPLE, "birth_date", child.id)
        elif child.relation == CHILD and head is not None and head.birth_date is not None:
            born = head.birth_date
            if born > child.birth_date or age(born, child.birth_date) < PARENT_YEARS:
                sentence = f"{child.name()} tercatat anak {head.name()}, tetapi umurnya terlalu dekat."
                yield Doubt("Umur orang tua dan anak", sentence, PEOPLE, "birth_date", child.id)


def _couple(here: Sequence[Member], planning: FamilyPlanning | None, on: date) -> Iterator[Doubt]:
    wives = [
        one for one in here
        if one.sex == WOMAN and one.marital == MARRIED and one.relation in (HEAD, SPOUSE) and one.birth_date is not None
        and PUS_AGES[0] <= age(one.birth_date, on) <= PUS_AGES[1]
    ]  # fmt: skip
    couple = wives and any(one.relation in (HEAD, SPOUSE) and one.sex != WOMAN for one in here)
    if couple and planning is None:
        yield Doubt("Catatan KB", "Pasangan usia subur ini belum punya catatan KB.", PLANNING, "as_of")
    alive = living_children(planning) if planning is not None else None
    own = sum(1 for one in here if wives and one.mother_id == wives[0].id)
    if alive is not None and own > alive:
        sentence = f"Menurut catatan KB {alive} anak masih hidup; di Anggota {own} anak dari {wives[0].name()}."
        yield Doubt("Jumlah anak", sentence, PLANNING, "living_male")
