"""A list still tells of a family and a person by the numbers they had before they were joined with others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kampungkb_desktop.actions.lists_in.plan import Mode
from kampungkb_desktop.actions.merging import Twins, merge
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.forms.choices_family import MAN
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from tests.actions.devices import VILLAGE
from tests.actions.lists_in.making import HEADING, line, planned, xlsx

CARDS, NUMBERS = ("6403061101150001", "6403061101150002"), ("6403060503900001", "6403060503900002")


def test_the_numbers_of_a_joined_record_lead_to_the_one_that_is_shown(officer: Session, tmp_path: Path) -> None:
    homes, people = list[Family](), list[Member]()
    for card, number in zip(CARDS, NUMBERS, strict=True):
        home = Family(id=new_record_id(officer), village=VILLAGE, status="selesai", head_name="Suparman", kk=card)
        homes.append(home)
        people.append(
            Member(
                id=new_record_id(officer), village=VILLAGE, status="selesai", family_id=home.id, full_name="Suparman",
                nik=number, sex=MAN, birth_date=date(1990, 3, 5), relation="kepala_keluarga",
            )
        )  # fmt: skip
    save(officer, "Isi", [*homes, *people])
    merge(officer, Family, homes[0].id, homes[1].id, twins=[Twins(people[0].id, people[1].id)])
    row = [CARDS[1], NUMBERS[1], "Suparman", "L", "05-03-1990", "Kepala keluarga"]
    _, plan = planned(officer, xlsx(tmp_path / "a.xlsx", [HEADING, row]))
    assert plan.counts(Mode.FILL).new_families == 0
    found = line(plan, "Suparman")
    assert found.person is not None
    assert found.person.seen is not None
    assert found.person.seen.id == people[0].id
    assert not found.household.new
