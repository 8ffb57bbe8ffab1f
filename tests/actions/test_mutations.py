"""Mutations in the database: one action each, undone whole, and the figures of the days before stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from kampungkb_desktop.actions import undo
from kampungkb_desktop.actions.family_file import family_file
from kampungkb_desktop.actions.figures import register, toddlers
from kampungkb_desktop.actions.mutations import preview, record, take_back
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.stunting_risk import family_risk
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.choices_family import (
    BORN,
    DIED,
    HEAD,
    MAN,
    MARRIED,
    MARRY,
    MOVED,
    SPOUSE,
    UNMARRIED,
    WOMAN,
)
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.mutation import Mutation
from kampungkb_desktop.forms.mutation_entry import AWAY, OTHER_FAMILY, OWN_AREA, OWN_FAMILY, WHOLE, MutationEntry
from kampungkb_desktop.forms.postpartum import PostpartumCheck
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import lists, read
from tests.actions.devices import VILLAGE

THERE = "64.03.06.2001"
ON = date(2026, 11, 5)
TODAY = date(2026, 11, 21)


@pytest.fixture
def home(officer: Session) -> dict[str, Any]:
    """Suparman with wife and two children, and Darwis alone in the other village."""
    family = Family(id=new_record_id(officer), village=VILLAGE, status=DONE, head_name="Suparman", rt="003")
    other = Family(id=new_record_id(officer), village=THERE, status=DONE, head_name="Darwis")

    def person(of: Family, name: str, sex: str, born: date, relation: str, **more: Any) -> Member:
        return Member(id=new_record_id(officer), village=of.village, status=DONE, family_id=of.id, full_name=name,
                      sex=sex, birth_date=born, relation=relation).changed(**more)  # fmt: skip

    head = person(family, "Suparman", MAN, date(1985, 1, 1), HEAD, marital=MARRIED)
    wife = person(family, "Rina", WOMAN, date(1992, 1, 1), SPOUSE, marital=MARRIED)
    son = person(family, "Bayu", MAN, date(2004, 1, 1), "anak", marital=UNMARRIED)
    baby = person(family, "Wulan", WOMAN, date(2025, 1, 1), "anak", marital=UNMARRIED, mother_id=wife.id)
    alone = person(other, "Darwis", MAN, date(1970, 1, 1), HEAD, marital="cerai_mati")
    measured = ChildMeasurement(id=new_record_id(officer), village=VILLAGE, member_id=baby.id, measured_on=ON)
    save(officer, "Isi", [family, other, head, wife, son, baby, alone, measured])
    return {"family": family, "other": other, "head": head, "wife": wife, "son": son, "baby": baby, "alone": alone,
            "measured": measured}  # fmt: skip


def _entry(kind: str, **answers: Any) -> MutationEntry:
    return MutationEntry(id="e", kind=kind, happened_on=ON, has_others=True).changed(**answers)


def _everything(session: Session) -> dict[str, Record]:
    with session.database.read() as conn:
        return {one.id: one for form in FORMS.values() for one in read.records(conn, form)}


def _persons(session: Session, day: date) -> tuple[int, int]:
    return register(session, VILLAGE, day).persons.count, register(session, THERE, day).persons.count


CASES = {
    "meninggal": ("head", _entry(DIED, is_head=True)),
    "pindah": ("wife", _entry(MOVED, to=AWAY, place_name="Bontang")),
    "menikah": ("son", _entry(MARRY, recorded=False, person_name="Mega", settle=OWN_FAMILY)),
    "lahir": ("wife", _entry(BORN, person_name="Dina", person_sex=WOMAN)),
    "sekeluarga": ("head", _entry(WHOLE, whole_to=OWN_AREA, to_village=THERE)),
}


@pytest.mark.parametrize("case", CASES)
def test_one_action_and_its_undoing_restores_everything(officer: Session, home: dict[str, Any], case: str) -> None:
    who, entry = CASES[case]
    before, day_before = _everything(officer), _persons(officer, ON - timedelta(days=1))
    recorded = record(officer, entry, home[who])
    assert recorded.outcome.said
    assert _persons(officer, ON - timedelta(days=1)) == day_before
    assert _everything(officer) != before
    assert undo.can_undo(officer) == f"Catat mutasi: {case if case != 'sekeluarga' else 'seluruh keluarga pindah'}"
    undo.undo(officer)
    assert _everything(officer) == before
    undo.redo(officer)
    assert _everything(officer) != before


def test_what_happened_first_sorts_first_within_a_millisecond(officer: Session, home: dict[str, Any]) -> None:
    still = replace(officer, clock=lambda: 1_790_000_000_000)
    entry = _entry(WHOLE, whole_to=OWN_AREA, to_village=THERE)
    for _ in range(5):
        events = [one.id for one in preview(still, entry, home["head"]).records if isinstance(one, Mutation)]
        assert events == sorted(events)
        assert len(events) == 5


def test_what_is_shown_before_is_what_is_written(officer: Session, home: dict[str, Any]) -> None:
    _who, entry = CASES["meninggal"]
    assert preview(officer, entry, home["head"]).said == record(officer, entry, home["head"]).outcome.said


def test_moving_takes_the_growth_along_and_leaves_the_past(officer: Session, home: dict[str, Any]) -> None:
    entry = _entry(MOVED, to=OTHER_FAMILY, to_family_id=home["other"].id, along=(home["baby"].id,))
    record(officer, entry, home["wife"])
    assert _persons(officer, TODAY) == (2, 3)
    assert _persons(officer, ON - timedelta(days=1)) == (4, 1)
    assert register(officer, VILLAGE, ON - timedelta(days=1)).couples.all.ids == (home["family"].id,)
    assert register(officer, VILLAGE, TODAY).couples.all.ids == ()
    now = _everything(officer)
    assert now[home["measured"].id].village == THERE
    assert {one.village for one in now.values() if isinstance(one, Mutation)} == {VILLAGE}


def test_a_family_in_another_own_village_counts_there_from_that_day(officer: Session, home: dict[str, Any]) -> None:
    _who, entry = CASES["sekeluarga"]
    record(officer, entry, home["head"])
    assert register(officer, VILLAGE, TODAY).families.count == 0
    assert register(officer, THERE, TODAY).families.count == 2
    assert register(officer, VILLAGE, ON - timedelta(days=1)).families.ids == (home["family"].id,)
    assert register(officer, THERE, ON - timedelta(days=1)).families.ids == (home["other"].id,)
    assert family_risk(officer, home["family"].id, TODAY) is not None


def test_a_birth_is_linked_and_ends_the_pregnancy(officer: Session, home: dict[str, Any]) -> None:
    wife, family = home["wife"], home["family"]
    checked = PregnancyCheck(id=new_record_id(officer), village=VILLAGE, member_id=wife.id,
                             measured_on=ON - timedelta(days=30), gestation_weeks=35)  # fmt: skip
    after = PostpartumCheck(id=new_record_id(officer), village=VILLAGE, member_id=wife.id, delivered_on=ON,
                            measured_on=ON + timedelta(days=3), birth_weight_g=3100)  # fmt: skip
    asked = FamilyPlanning(id=new_record_id(officer), village=VILLAGE, family_id=family.id, births=2, pregnant=True,
                           as_of=ON - timedelta(days=40), born_alive_male=1, living_male=1,
                           living_female=1)  # fmt: skip
    save(officer, "Isi", [checked, after, asked])
    recorded = record(officer, _entry(BORN, person_name="Dina", person_sex=WOMAN, mother_id=wife.id), wife)
    assert any("3.100 g" in line for line in recorded.outcome.said)
    kept = _everything(officer)
    event = next(one for one in kept.values() if isinstance(one, Mutation))
    assert (event.birth_record_id, event.pregnancy_record_id) == (after.id, checked.id)
    new = next(one for one in kept.values() if isinstance(one, FamilyPlanning) and one.as_of == ON)
    assert (new.pregnant, new.births, new.born_alive_male, new.living_female, new.status) == (False, 3, 1, 2, "draf")
    assert register(officer, VILLAGE, TODAY).couples.pregnant.count == 0
    assert register(officer, VILLAGE, ON - timedelta(days=1)).couples.pregnant.count == 1


def test_an_old_mutation_is_taken_back_unless_something_came_after(officer: Session, home: dict[str, Any]) -> None:
    before = _everything(officer)
    record(officer, _entry(DIED), home["baby"])
    event = next(one.id for one in _everything(officer).values() if isinstance(one, Mutation))
    save(officer, "Lain", [home["other"].changed(rt="004")])
    take_back(officer, event)
    kept = _everything(officer)
    assert {k: v for k, v in kept.items() if k != home["other"].id} == {
        k: v for k, v in before.items() if k != home["other"].id
    }
    with pytest.raises(KnownError) as refused:
        take_back(officer, "0" * 32)
    assert refused.value.code == "E-UNDO"


def test_the_register_of_a_month_and_of_a_family(officer: Session, home: dict[str, Any]) -> None:
    record(officer, CASES["pindah"][1], home["wife"])
    record(officer, CASES["menikah"][1], home["son"])
    with officer.database.read() as conn:
        month = lists.mutation_rows(conn, villages=[VILLAGE], since=date(2026, 11, 1), until=date(2026, 11, 30))
        assert lists.mutation_rows(conn, villages=[VILLAGE], until=date(2026, 10, 31)) == []
        new = next(one for one in read.records(conn, Family) if one.formed_on == ON)
        joined = lists.mutation_rows(conn, family=new.id)
    assert {(row.kind, row.full_name) for row in month} == {("pindah", "Rina"), ("menikah", "Bayu"),
                                                             ("anggota_baru", "Mega")}  # fmt: skip
    assert {row.full_name for row in joined} == {"Bayu", "Mega"}
    assert next(row.to_head for row in month if row.full_name == "Bayu") == "Bayu"


def test_a_toddler_who_moved_still_grew_where_he_lived(officer: Session, home: dict[str, Any]) -> None:
    earlier = ON - timedelta(days=3)
    weighed = home["measured"].changed(measured_on=earlier, weight_kg=9.1, lenhei_cm=75.0, position="berbaring")
    save(officer, "Isi", [weighed])
    before = toddlers(officer, VILLAGE, earlier)
    entry = _entry(MOVED, to=OTHER_FAMILY, to_family_id=home["other"].id, along=(home["baby"].id,))
    record(officer, entry, home["wife"])
    assert toddlers(officer, VILLAGE, earlier) == before
    assert home["baby"].id not in str(toddlers(officer, VILLAGE, TODAY))


def test_a_visit_names_the_one_who_moved_on(officer: Session, home: dict[str, Any]) -> None:
    made = Visit(id=new_record_id(officer), village=VILLAGE, family_id=home["family"].id, member_id=home["wife"].id,
                 visited_on=ON, target="umum")  # fmt: skip
    save(officer, "Isi", [made])
    record(officer, _entry(MOVED, to=OTHER_FAMILY, to_family_id=home["other"].id), home["wife"])
    file = family_file(officer, home["family"].id, TODAY)
    assert file is not None
    assert [one.name() for one in file.former] == ["Rina"]


def test_families_that_share_a_card_find_each_other(officer: Session, home: dict[str, Any]) -> None:
    """By the family's own number, or by a member's; the number keys nothing."""
    card = "6403990101209001"
    third = Family(id=new_record_id(officer), village=THERE, status=DONE, head_name="Lain", kk="6403990101209002")
    save(officer, "Isi", [home["family"].changed(kk=card), home["alone"].changed(kk=card), third])
    found = family_file(officer, home["family"].id, TODAY)
    back = family_file(officer, home["other"].id, TODAY)
    assert found is not None
    assert back is not None
    assert [one.id for one in found.same_card] == [home["other"].id]
    assert [one.id for one in back.same_card] == [home["family"].id]
