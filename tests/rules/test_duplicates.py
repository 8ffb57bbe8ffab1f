"""Whether two records are one person or one family: what decides, what ends the question, and that order is nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.base.person_name import person_name
from kampungkb_desktop.forms.choices_family import CHILD, HEAD, MAN, SPOUSE, WOMAN
from kampungkb_desktop.rules.duplicates import STRENGTHS, Person, same_person, weights
from kampungkb_desktop.rules.duplicates_families import Household, same_family
from kampungkb_desktop.rules.number_likeness import (
    DIFFERENT,
    SAME,
    SLIP,
    birth_slip,
    number_likeness,
    real_nik,
    real_number,
)

NIK, OTHER_NIK, KK = "6403994505900011", "6403991203880007", "6403062505180011"
BORN = date(1990, 5, 5)


def person(called: str = "Siti Aminah", **answers: Any) -> Person:
    said: dict[str, Any] = {
        "id": "a", "family": "f1", "village": "v", "name": person_name(called), "nik": "", "born": BORN, "sex": WOMAN,
        "relation": SPOUSE, "card": "", "place": "3/1", "address": "", "gone": False,
    }  # fmt: skip
    return Person(**{**said, **answers})


def home(called: str = "Suparman", **answers: Any) -> Household:
    said: dict[str, Any] = {
        "id": "f1", "village": "v", "head": person_name(called), "kk": "", "kki": "", "place": "3/1", "address": "",
        "phone": "", "members": 0, "person": None, "gone": False,
    }  # fmt: skip
    return Household(**{**said, **answers})


@pytest.mark.parametrize(
    ("one", "other", "strength"),
    [
        ({"nik": NIK}, {"nik": NIK, "family": "f2"}, "pasti"),
        ({"nik": NIK}, {"nik": NIK[:-1] + "2", "family": "f2", "village": "w"}, "pasti"),  # a slip
        ({}, {"family": "f2", "address": "melati 3", "place": "9/1"}, "mungkin"),
        ({}, {"family": "f2", "village": "w"}, "mungkin"),
        ({}, {}, "pasti"),  # twice in one family
        ({"card": KK}, {"card": KK, "family": "f2"}, "pasti"),
        ({"born": date(1990, 5, 6)}, {"born": date(1990, 6, 5)}, "mungkin"),  # day and month exchanged
        ({"nik": NIK}, {"nik": OTHER_NIK, "family": "f2"}, None),
        ({}, {"sex": MAN, "family": "f2"}, None),
        ({}, {"born": date(1960, 1, 9), "family": "f2"}, None),
        ({}, {"name": person_name("Dewi Lestari"), "family": "f2"}, None),
        ({"nik": NIK}, {"nik": NIK, "name": person_name("Rudi"), "sex": MAN, "born": None}, "mirip"),  # one is mistyped
        ({"nik": "9999999999999999"}, {"nik": "9999999999999999", "born": None, "family": "f2"}, None),  # a dummy
        ({"born": date(1990, 1, 1), "place": ""}, {"born": date(1990, 1, 1), "family": "f2", "place": ""}, "mirip"),
    ],
)  # fmt: skip
def test_two_records_of_people(one: dict[str, Any], other: dict[str, Any], strength: str | None) -> None:
    found = same_person(person(**one), person(**{"id": "b", **other}))
    assert (found.strength if found else None) == strength


def test_father_and_son_of_one_name_are_two() -> None:
    father = person("Suparman", sex=MAN, relation=HEAD, born=date(1960, 3, 5))
    son = person("Suparman", id="b", sex=MAN, relation=CHILD, born=date(1990, 3, 5))
    assert same_person(father, son) is None
    assert same_person(father, son._replace(born=date(1961, 3, 5))) is not None  # a generation needs years


def test_twins_are_asked_only_where_no_nik_parts_them() -> None:
    one, other = (person(name, id=name, relation=CHILD) for name in ("Nur Aini", "Nur Aina"))
    found = same_person(one, other)
    assert found is not None
    assert found.strength == "mirip"
    assert any("kembar" in doubt for doubt in found.doubts)
    assert same_person(one._replace(nik=NIK), other._replace(nik=OTHER_NIK)) is None


def test_every_sign_is_a_sentence_and_those_against_come_last() -> None:
    found = same_person(person(nik=NIK), person("Aminah", id="b", nik=NIK, sex=MAN, family="f2"))
    assert found is not None
    assert [sign.against for sign in found.signs] == sorted(sign.against for sign in found.signs)
    assert all(sign.sentence.endswith(".") for sign in found.signs)
    assert found.points == sum(sign.weight for sign in found.signs)


@pytest.mark.parametrize(
    ("one", "other", "shared", "strength"),
    [
        ({"kk": KK}, {"kk": KK, "head": person_name("H. Soeparman")}, 2, "pasti"),
        ({"kk": KK}, {"kk": KK}, 0, "mungkin"),
        ({"kk": KK}, {"kk": KK, "head": person_name("Rudi Hartono")}, 0, None),  # one card, two families
        ({"kk": KK}, {"kk": KK, "head": person_name("Rudi Hartono")}, 3, "pasti"),  # another head of the same people
        ({"address": "melati 3"}, {"address": "melati 3"}, 0, "mirip"),
        ({"members": 4}, {"members": 3}, 0, None),  # namesakes in one RT
        ({"kki": "K1", "village": "v"}, {"kki": "K1", "village": "w"}, 0, "mungkin"),
    ],
)
def test_two_records_of_families(one: dict[str, Any], other: dict[str, Any], shared: int, strength: str | None) -> None:
    found = same_family(home(**one), home(**{"id": "f2", **other}), shared)
    assert (found.strength if found else None) == strength


def test_namesakes_with_a_nik_each_head_two_families() -> None:
    heads = [person("Suparman", id=key, sex=MAN, relation=HEAD, nik=nik) for key, nik in (("a", NIK), ("b", OTHER_NIK))]
    one, other = home(kk=KK, person=heads[0]), home(id="f2", kk=KK, person=heads[1])
    assert same_family(one, other, 0) is None


def test_numbers() -> None:
    assert number_likeness(NIK, NIK) == SAME
    assert number_likeness(NIK, NIK[:3] + NIK[4] + NIK[3] + NIK[5:]) == SLIP
    assert number_likeness(NIK, OTHER_NIK) == DIFFERENT
    assert real_nik(NIK)
    assert not real_nik("6403994513900011")  # month 13
    assert not real_nik("6403994505900000")
    assert not real_number("1111111111111111")
    assert not real_number("64039")
    assert birth_slip(date(1990, 5, 6), date(1990, 6, 5))
    assert birth_slip(date(1990, 5, 6), date(1991, 5, 6))
    assert not birth_slip(date(1990, 5, 6), date(1987, 11, 20))


_PEOPLE = st.builds(
    person,
    st.sampled_from(("Siti Aminah", "St. Aminah", "Aminah", "Suparman", "Soeparman", "Nur Aini", "Nur Aina", "")),
    id=st.sampled_from(("a", "b")),
    family=st.sampled_from(("", "f1", "f2")),
    nik=st.sampled_from(("", NIK, OTHER_NIK, NIK[:-1] + "2")),
    born=st.sampled_from((None, BORN, date(1990, 1, 1), date(1960, 2, 2), BORN + timedelta(days=31))),
    sex=st.sampled_from((MAN, WOMAN, "")),
    relation=st.sampled_from((HEAD, CHILD, "")),
    card=st.sampled_from(("", KK)),
    gone=st.booleans(),
)


@given(_PEOPLE, _PEOPLE)
def test_the_order_of_two_people_does_not_matter(one: Person, other: Person) -> None:
    one, other = one._replace(id="a"), other._replace(id="b")
    assert same_person(one, other) == same_person(other, one)


@given(_PEOPLE)
def test_whoever_says_who_he_is_is_himself(one: Person) -> None:
    if one.name.words and one.born == BORN and len(one.name.words) > 1 and one.family:
        found = same_person(one, one._replace(id="c"))
        assert found is not None
        assert found.strength == "pasti"


def test_the_weights_are_whole_and_in_order() -> None:
    by = weights()
    assert [by.least[one] for one in STRENGTHS] == sorted(by.least.values(), reverse=True)
    assert all(isinstance(one, int) for one in (*by.person.values(), *by.family.values()))
