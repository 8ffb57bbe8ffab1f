"""Figures read from the database are those of the pure rule over the same records."""

from __future__ import annotations

from datetime import date
from typing import Any

from kampungkb_desktop.actions import figures
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member

MALUANG = "64.03.06.2004"
ON = date(2026, 10, 31)


def household(session: Session, state: str = "aktif") -> Member:
    """A couple and a child of two, measured short; returns the child."""
    family = Family(id=new_record_id(session), village=MALUANG, head_name="Budi", state=state, water="air_hujan")
    common: dict[str, Any] = {"village": MALUANG, "family_id": family.id}
    members = [
        Member(id=new_record_id(session), full_name=name, sex=sex, birth_date=birth, relation=relation, marital=marital,
               jkn="bpjs_pbi", **common)
        for name, sex, birth, relation, marital in (
            ("Budi", "laki_laki", date(1988, 3, 1), "kepala_keluarga", "kawin"),
            ("Sri", "perempuan", date(1992, 3, 1), "istri_suami", "kawin"),
            ("Adi", "laki_laki", date(2024, 9, 1), "anak", "belum_kawin"),
        )
    ]  # fmt: skip
    planning = FamilyPlanning(
        id=new_record_id(session), as_of=date(2026, 9, 1), pregnant=False, using=True, method="implan", **common
    )
    measured = ChildMeasurement(
        id=new_record_id(session), village=MALUANG, member_id=members[2].id, measured_on=date(2026, 10, 10),
        weight_kg=9.0, lenhei_cm=76.0, position="berdiri",
    )  # fmt: skip
    save(session, "Simpan keluarga", [family, *members, planning, measured])
    return members[2]


def test_register_of_a_village(officer: Session) -> None:
    child = household(officer)
    found = figures.register(officer, MALUANG, ON)
    assert (found.families.count, found.persons.count, found.insured.count) == (1, 3, 3)
    assert found.balita.ids == (child.id,)
    assert found.couples.methods["implan"].count == 1
    assert found.unsafe_water.count == 1
    assert figures.register(officer, "64.03.06.2001", ON).persons.count == 0


def test_growth_of_a_village(officer: Session) -> None:
    child = household(officer)
    found = figures.toddlers(officer, MALUANG, ON)
    assert found.measured.ids == (child.id,)
    assert found.stunted.affected.count == found.stunted.judged.count == 1
    assert figures.toddlers(officer, MALUANG, date(2027, 6, 30)).measured.count == 0


def test_families_that_moved_take_their_children_along(officer: Session) -> None:
    household(officer, state="pindah")
    assert figures.register(officer, MALUANG, ON).persons.count == 0
    assert figures.toddlers(officer, MALUANG, ON).children.count == 0
