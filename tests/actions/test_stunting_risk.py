"""KRS read from the database: one family, all of them, and the recap of a village under the official columns."""

from __future__ import annotations

from datetime import date
from typing import Any

from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.stunting_book import RiskBook
from kampungkb_desktop.actions.stunting_risk import family_risk, risks, village_recap
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.rules.stunting_risk import Answer, Reading

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


def test_each_family_is_judged_by_its_newest_answers(officer: Session) -> None:
    families = village(officer)
    found = {name: family_risk(officer, family.id, ON) for name, family in families.items()}
    assert {name: risk and risk.at_risk for name, risk in found.items()} == {
        "fine": Answer.NO, "river": Answer.YES, "many": Answer.YES, "asked": Answer.UNKNOWN, "moved": None,
        "old": Answer.NOT_APPLICABLE,
    }  # fmt: skip
    many, asked = found["many"], found["asked"]
    assert many is not None
    assert asked is not None
    assert [factor.code for factor in many.deciding] == ["empat_terlalu", "bukan_kb_modern"]
    assert many.factor("terlalu_banyak").reason == "3 anak masih hidup."
    assert [factor.code for factor in asked.missing] == ["air"]
    assert (many.rule_version, many.reading) == ("krs-2022", Reading.FOUR_WITHOUT_MODERN)


def test_an_earlier_day_is_judged_by_what_was_said_then(officer: Session) -> None:
    many = village(officer)["many"]
    risk = family_risk(officer, many.id, date(2026, 3, 1))
    assert risk is not None
    assert risk.at_risk is Answer.NO


def test_all_at_once_says_what_each_says(officer: Session) -> None:
    families = village(officer)
    elsewhere = home(officer, village=TASUK, water=SURFACE)
    save(officer, "Isi", [elsewhere, *couple(officer, elsewhere, date(1998, 3, 1))])
    every = risks(officer, None, ON)
    assert every == {one: family_risk(officer, one, ON) for one in every}
    assert families["moved"].id not in every
    assert set(risks(officer, [TASUK], ON)) == {elsewhere.id}
    assert set(RiskBook(officer).at_risk(ON)) == {families["river"].id, families["many"].id, elsewhere.id}


def test_the_recap_adds_up_as_the_official_one(officer: Session) -> None:
    families = village(officer)
    found = village_recap(officer, MALUANG, ON)
    counts = (found.families, found.target, found.not_target, found.at_risk, found.not_at_risk, found.unknown)
    assert tuple(figure.count for figure in counts) == (5, 4, 1, 2, 1, 1)
    assert found.at_risk.count + found.not_at_risk.count + found.unknown.count == found.target.count
    assert {name: figure.count for name, figure in found.ranks.items()} == {
        "1": 0, "2": 0, "3": 0, "4": 0, ">4": 1, "tidak diketahui": 1,
    }  # fmt: skip
    # The family that is no sasaran has river water too; only sasaran are counted.
    assert found.factors["air"].ids == (families["river"].id,)
    assert found.factors["empat_terlalu"].ids == (families["many"].id,)
    assert {code: figure.count for code, figure in found.targets.items()} == {
        "baduta": 4, "balita": 1, "pus": 4, "hamil": 0,
    }  # fmt: skip


def test_the_recap_under_another_reading(officer: Session) -> None:
    village(officer)
    by_method = village_recap(officer, MALUANG, ON, reading=Reading.WITHOUT_MODERN_ALONE)
    assert by_method.at_risk.count == 2
    assert village_recap(officer, TASUK, ON).families.count == 0
