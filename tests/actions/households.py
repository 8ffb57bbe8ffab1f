"""A small invented village for tests of the register: families of every kind, some gone, some half recorded."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.forms.choices_family import METHOD
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_development import FamilyDevelopment
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record

VILLAGE = "64.03.06.2004"
NOW = date(2026, 11, 20)


def settle(session: Session, families: int = 14, seed: int = 1) -> list[Record]:
    """Save the village and give its records."""
    chance = Random(seed)
    made: list[Record] = []
    for place in range(families):
        made += _household(session, chance, place)
    save(session, "Isi desa contoh", made)
    return made


def _household(session: Session, chance: Random, place: int) -> list[Record]:
    gone: Any = {"state": "pindah", "state_on": date(2026, 8, 3)} if place % 7 == 6 else {}
    family = Family(
        id=new_record_id(session), village=VILLAGE, head_name=f"Kepala {place:02d}", rt=f"00{1 + place % 4}",
        status="draf" if place % 5 == 0 else "selesai", water=chance.choice(["ledeng", "air_hujan", None]),
        latrine=chance.choice(["septik", "umum", None]), **gone,
    )  # fmt: skip
    people = [
        _member(session, chance, family, f"Suami {place}", "laki_laki", "kepala_keluarga", (25, 60)),
        _member(session, chance, family, f"Istri {place}", "perempuan", "istri_suami", (17, 52)),
    ]
    children = [
        _member(
            session, chance, family, f"Anak {place}.{n}", chance.choice(["laki_laki", "perempuan"]), "anak", (0, 22)
        )
        for n in range(chance.randrange(4))
    ]
    measured = [
        ChildMeasurement(
            id=new_record_id(session), village=VILLAGE, member_id=child.id,
            measured_on=NOW - timedelta(days=chance.randrange(120)), weight_kg=round(chance.uniform(3, 16), 1),
            lenhei_cm=round(chance.uniform(50, 105), 1), position="berdiri",
        )
        for child in children
        if child.birth_date is not None and (NOW - child.birth_date).days < 1800
    ]  # fmt: skip
    answers: list[Record] = []
    if place % 4:
        answers.append(_planning(session, chance, family))
    if place % 3:
        yes: Any = {name: chance.choice(["ya", "tidak", None]) for name in ("bkb", "bkr", "bkl", "uppka", "pik_r")}
        answers.append(
            FamilyDevelopment(id=new_record_id(session), village=VILLAGE, family_id=family.id, as_of=date(2026, 9, 4),
                              **yes)
        )  # fmt: skip
    return [family, *people, *children, *measured, *answers]


def _member(
    session: Session, chance: Random, family: Family, name: str, sex: str, relation: str, ages: tuple[int, int]
) -> Member:
    born = NOW - timedelta(days=chance.randrange(ages[0] * 365, ages[1] * 365))
    married = relation != "anak"
    return Member(
        id=new_record_id(session), village=VILLAGE, family_id=family.id, full_name=name, sex=sex, relation=relation,
        marital="kawin" if married else "belum_kawin", birth_date=None if chance.random() < 0.05 else born,
        jkn=chance.choice(["bpjs_pbi", "bpjs_non_pbi", "swasta", None]),
    )  # fmt: skip


def _planning(session: Session, chance: Random, family: Family) -> FamilyPlanning:
    using = chance.random() < 0.7
    return FamilyPlanning(
        id=new_record_id(session), village=VILLAGE, family_id=family.id, as_of=date(2026, chance.randrange(6, 11), 9),
        pregnant=chance.random() < 0.1, using=using, method=chance.choice(METHOD.codes()) if using else None,
        wants_child=chance.choice(["segera", "kemudian", "tidak_ingin_lagi"]),
    )  # fmt: skip
