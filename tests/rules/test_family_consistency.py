"""What the records of one family must say together."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.forms.choices_family import CHILD, DIED, HEAD, MAN, MARRIED, RELATION, SPOUSE, UNMARRIED, WOMAN
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.rules.family_consistency import DATA, PEOPLE, PLANNING, family_doubts

ON = date(2026, 11, 21)
HOME = Family(id="f", head_name="Soeparman", members_expected=3)
FATHER = Member(id="a", full_name="Suparman", sex=MAN, birth_date=date(1985, 1, 1), relation=HEAD, marital=MARRIED)
MOTHER = Member(id="b", full_name="Rina", sex=WOMAN, birth_date=date(1990, 1, 1), relation=SPOUSE, marital=MARRIED)
CHILD_ = Member(id="c", full_name="Wulan", sex=WOMAN, birth_date=date(2024, 1, 1), relation=CHILD, mother_id="b",
                marital=UNMARRIED)  # fmt: skip
ASKED = FamilyPlanning(id="k", as_of=ON, pregnant=False, using=False, living_male=0, living_female=1)


def _said(*members: Member, planning: FamilyPlanning | None = ASKED) -> set[tuple[str, str, str]]:
    return {(one.part, one.field, one.record) for one in family_doubts(HOME, members, planning, ON)}


def test_a_family_that_agrees_says_nothing_whatever_the_spelling() -> None:
    assert _said(FATHER, MOTHER, CHILD_) == set()
    assert _said() == set()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"relation": "lainnya"}, (PEOPLE, "relation", "a")),
        ({"full_name": "Darwis"}, (DATA, "head_name", "")),
        ({"sex": WOMAN}, (PEOPLE, "sex", "b")),
        ({"mutation": DIED, "mutation_on": ON}, (DATA, "members_expected", "")),
    ],
)
def test_what_the_head_makes_doubtful(change: dict[str, Any], expected: tuple[str, str, str]) -> None:
    assert expected in _said(FATHER.changed(**change), MOTHER, CHILD_)


def test_two_heads_children_and_planning() -> None:
    assert (PEOPLE, "relation", "b") in _said(FATHER, MOTHER.changed(relation=HEAD), CHILD_)
    assert (PEOPLE, "birth_date", "c") in _said(FATHER, MOTHER, CHILD_.changed(birth_date=date(1995, 1, 1)))
    assert (PEOPLE, "birth_date", "c") in _said(FATHER, MOTHER, CHILD_.changed(birth_date=date(1980, 1, 1)))
    near = CHILD_.changed(birth_date=date(1990, 1, 1), mother_id=None)
    assert (PEOPLE, "birth_date", "c") in _said(FATHER, MOTHER, near)
    assert (PLANNING, "as_of", "") in _said(FATHER, MOTHER, CHILD_, planning=None)
    assert (PLANNING, "living_male", "") in _said(FATHER, MOTHER, CHILD_, planning=ASKED.changed(living_female=0))


_DATES = st.none() | st.dates(date(1930, 1, 1), ON)


@given(st.lists(st.builds(
    Member, id=st.sampled_from("abcdef"), full_name=st.none() | st.just("X"), sex=st.sampled_from([None, MAN, WOMAN]),
    birth_date=_DATES, relation=st.sampled_from([None, *RELATION.codes()]), mother_id=st.sampled_from([None, *"abc"]),
    marital=st.sampled_from([None, MARRIED, UNMARRIED]),
), max_size=6))  # fmt: skip
def test_every_doubt_leads_to_an_answer_that_exists(members: list[Member]) -> None:
    forms = {DATA: Family, PEOPLE: Member, PLANNING: FamilyPlanning}
    for one in family_doubts(HOME, members, None, ON):
        assert one.field in fields_of(forms[one.part])
        assert (one.record in {member.id for member in members}) == (one.part == PEOPLE)
        assert one.sentence.endswith(".")
