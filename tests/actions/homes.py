"""A small village whose families are at risk of stunting, or not, each for a reason of its own."""

from __future__ import annotations

from datetime import date
from typing import Any

from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record

MALUANG, TASUK = "64.03.06.2004", "64.03.06.2001"
ON = date(2026, 11, 21)
WELL, SURFACE = "sumur_terlindung", "air_permukaan"
SEPTIC = "septik"


def home(session: Session, **answers: Any) -> Family:
    made = {"village": MALUANG, "head_name": "Budi", "water": WELL, "latrine": SEPTIC, "welfare_rank": 2, **answers}
    return Family(id=new_record_id(session), **made)


def couple(session: Session, family: Family, wife_born: date | None, *children: date) -> list[Record]:
    people = [
        ("laki_laki", date(1988, 3, 1), "kepala_keluarga", "kawin"),
        ("perempuan", wife_born, "istri_suami", "kawin"),
        *(("laki_laki", born, "anak", "belum_kawin") for born in children),
    ]
    return [
        Member(
            id=new_record_id(session), village=family.village, family_id=family.id, full_name="Orang", sex=sex,
            birth_date=birth, relation=relation, marital=marital,
        )
        for sex, birth, relation, marital in people
    ]  # fmt: skip


def planning(session: Session, family: Family, as_of: date, **answers: Any) -> FamilyPlanning:
    return FamilyPlanning(
        id=new_record_id(session), village=family.village, family_id=family.id, as_of=as_of, pregnant=False, **answers
    )


def village(session: Session) -> dict[str, Family]:
    """Five families: fine, river water, three children without KB, unknown water, and one that moved away."""
    fine, river = home(session), home(session, water=SURFACE, welfare_rank=7)
    many, asked = home(session, welfare_rank=None), home(session, water=None)
    moved, old = home(session, water=SURFACE, state="pindah"), home(session, water=SURFACE)
    records: list[Record] = [fine, river, many, asked, moved, old]
    for family in (fine, river, asked, moved):
        records += couple(session, family, date(1998, 3, 1), date(2025, 9, 1))
        records.append(planning(session, family, date(2026, 9, 1), using=True, method="suntik"))
    records += couple(session, many, date(1998, 3, 1), date(2022, 9, 1), date(2025, 9, 1))
    records.append(planning(session, many, date(2025, 9, 1), using=True, method="pil"))
    # The third child lives with its grandmother: only the couple's own number knows it.
    records.append(planning(session, many, date(2026, 9, 1), using=False, living_male=2, living_female=1))
    records += couple(session, old, date(1950, 1, 1))
    save(session, "Isi", records)
    return {"fine": fine, "river": river, "many": many, "asked": asked, "moved": moved, "old": old}
