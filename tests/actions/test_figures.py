"""Figures read from the database are those of the pure rule over the same records."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

from kampungkb_desktop.actions import figures
from kampungkb_desktop.actions.register_rows import families_on, mutations_after, on_day, people_on
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.mutation import Mutation

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


def test_a_village_on_a_day_reads_only_the_mutations_that_matter_there(officer: Session) -> None:
    """Random moves between three villages, also of those who moved on: the same as looking through all of them."""
    drawn, villages = random.Random(11), (MALUANG, "64.03.06.2001", "64.03.06.2002")
    homes = [Family(id=new_record_id(officer), village=drawn.choice(villages), head_name="B") for _ in range(12)]
    people = [
        Member(id=new_record_id(officer), full_name="A", family_id=drawn.choice(homes).id,
               village=drawn.choice(villages), birth_date=date(1990, 1, 1), relation="istri_suami", marital="kawin")
        for _ in range(30)
    ]  # fmt: skip
    moves = [
        Mutation(
            id=new_record_id(officer), village=drawn.choice(villages),
            kind=drawn.choice(("pindah", "datang", "meninggal")),
            family_id=drawn.choice((*(one.id for one in homes), None)),
            member_id=drawn.choice((*(one.id for one in people), None, None)),
            happened_on=date(2026, drawn.randrange(1, 11), drawn.randrange(1, 28)), before_relation="anak",
        )
        for _ in range(80)
    ]  # fmt: skip
    save(officer, "Isi", [*homes, *people, *moves])
    differing = 0
    with officer.database.read() as conn:
        for village in villages:
            for month in range(1, 12):
                day = date(2026, month, 15)
                every, own = mutations_after(conn, day), mutations_after(conn, day, village)
                differing += len(own) < len(every)
                assert own == {key: every[key] for key in own}
                found = on_day(conn, village, day, figures.COUPLE)
                assert found.late == bool(every)
                assert (found.families, found.people) == (
                    families_on(conn, village, every), people_on(conn, village, every),
                )  # fmt: skip
    assert differing > 10
