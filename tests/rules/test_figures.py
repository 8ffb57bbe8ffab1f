"""Figures of the register: every person and couple in the one place it belongs to, by the day asked for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.forms.choices_family import METHOD
from kampungkb_desktop.rules.figures import CoupleRow, FamilyRow, PersonRow, RegisterFigures, register_figures

ON = date(2026, 10, 31)


def person(id_: str, family: str, birth: date | None, **answers: Any) -> PersonRow:
    row = PersonRow(id_, family, "perempuan", birth, "anak", "belum_kawin")
    return row._replace(**answers)


def couple(family: str, wife: date, *, husband: dict[str, Any] | None = None, **wife_is: Any) -> list[PersonRow]:
    his = {"sex": "laki_laki", "relation": "kepala_keluarga", "marital": "kawin"} | (husband or {})
    hers = {"relation": "istri_suami", "marital": "kawin"} | wife_is
    return [person(f"{family}h", family, date(1985, 1, 1), **his), person(f"{family}w", family, wife, **hers)]


def answers(id_: str, family: str, **given_: Any) -> CoupleRow:
    return CoupleRow(id_, family, date(2026, 9, 1), False, None, None, None, None)._replace(**given_)


def figures(
    families: list[FamilyRow], people: list[PersonRow], couples: list[CoupleRow] | None = None, on: date = ON
) -> RegisterFigures:
    return register_figures(families, people, couples or [], on)


def test_ages_by_completed_years_on_the_day() -> None:
    people = [
        person("five-today", "f", date(2021, 10, 31)),
        person("five-tomorrow", "f", date(2021, 11, 1)),
        person("old", "f", date(1930, 1, 1)),
        person("unborn", "f", date(2026, 11, 1)),
        person("undated", "f", None),
        person("no-sex", "f", date(2000, 1, 1), sex=None),
        person("boy", "f", date(2021, 1, 1), sex="laki_laki"),
    ]
    found = figures([FamilyRow("f")], people)
    assert found.ages[0][1].ids == ("five-tomorrow",)
    assert found.ages[1][0].ids == ("boy",)
    assert found.ages[1][1].ids == ("five-today",)
    assert found.ages[15][1].ids == ("old",)
    assert set(found.age_unknown.ids) == {"undated", "no-sex"}
    assert "unborn" not in found.persons.ids
    assert found.balita.ids == ("five-tomorrow",)
    assert found.elderly.ids == ("old",)


def test_gone_families_and_people_do_not_count() -> None:
    people = [
        person("a", "here", date(2024, 1, 1)),
        person("b", "gone", date(2024, 1, 1)),
        person("dead", "here", date(2024, 1, 1), mutation="meninggal"),
        person("moves-later", "here", date(2024, 1, 1), mutation="pindah", mutation_on=date(2026, 11, 2)),
        person("married", "here", date(2024, 1, 1), mutation="menikah"),
        person("orphan", "elsewhere", date(2024, 1, 1)),
    ]
    found = figures([FamilyRow("here", "aktif"), FamilyRow("gone", "pindah")], people)
    assert found.families.ids == ("here",)
    assert set(found.persons.ids) == {"a", "moves-later", "married", "orphan"}
    assert found.families_toddler.ids == ("here",)


def test_adolescents_are_unmarried_ten_to_twenty_four() -> None:
    people = [
        person("ten", "f", date(2016, 10, 31)),
        person("nine", "f", date(2016, 11, 1)),
        person("twenty-four", "f", date(2001, 11, 1)),
        person("twenty-five", "f", date(2001, 10, 31)),
        person("wed", "f", date(2005, 1, 1), marital="kawin"),
    ]
    found = figures([FamilyRow("f")], people)
    assert set(found.adolescents.ids) == {"ten", "twenty-four"}
    assert found.families_adolescent.count == 1


def test_pus_is_a_couple_with_a_wife_of_fifteen_to_forty_nine() -> None:
    people = [
        *couple("young", date(2011, 10, 31)),
        *couple("too-young", date(2011, 11, 1)),
        *couple("last-year", date(1976, 11, 1)),
        *couple("too-old", date(1976, 10, 31)),
        *couple("widow", date(1990, 1, 1), husband={"mutation": "meninggal"}),
        *couple("divorced", date(1990, 1, 1), marital="cerai_hidup"),
        *couple("she-heads", date(1990, 1, 1), relation="kepala_keluarga", husband={"relation": "istri_suami"}),
        person("alone", "alone", date(1990, 1, 1), relation="istri_suami", marital="kawin"),
    ]
    found = figures([FamilyRow(row.family or "") for row in people], people)
    assert found.couples.all.ids == ("last-year", "she-heads", "young")
    assert found.wives_under_20.ids == ("young",)


def test_too_old_has_both_ends() -> None:
    people = [
        *couple("34", date(1991, 11, 1)), *couple("35", date(1991, 10, 31)), *couple("40", date(1985, 11, 1)),
        *couple("41", date(1985, 10, 31)),
    ]  # fmt: skip
    found = figures([FamilyRow(name) for name in ("34", "35", "40", "41")], people)
    assert found.wives_35_to_40.ids == ("35", "40")


def test_each_couple_stands_in_one_place_by_its_newest_answers() -> None:
    names = ("pil", "hamil", "ias", "iat", "tial", "stale", "later", "silent", "odd")
    people = [row for name in names for row in couple(name, date(1990, 1, 1))]
    couples = [
        answers("old", "pil", as_of=date(2025, 1, 1), using=False, wants_child="segera"),
        answers("p1", "pil", using=True, method="pil"),
        answers("h1", "hamil", pregnant=True, pregnant_weeks=20),
        answers("s1", "ias", using=False, wants_child="segera"),
        answers("k1", "iat", using=False, wants_child="kemudian"),
        answers("t1", "tial", using=False, wants_child="tidak_ingin_lagi"),
        answers("st", "stale", pregnant=True, as_of=date(2025, 6, 1)),
        answers("la", "later", using=True, method="iud", as_of=date(2026, 11, 1)),
        answers("od", "odd", using=True, method="jamu"),
        answers("no", "not-a-couple", using=True, method="iud"),
    ]
    found = figures([FamilyRow(name) for name in names], people, couples).couples
    assert found.methods["pil"].ids == ("p1",)
    assert (found.pregnant.ids, found.wants_soon.ids) == (("h1",), ("s1",))
    assert (found.wants_later.ids, found.wants_no_more.ids) == (("k1",), ("t1",))
    assert set(found.unknown.ids) == {"stale", "later", "silent", "odd"}
    assert (found.users, found.unmet) == (1, 2)
    assert set(found.methods) == set(METHOD.codes())


def test_houses_and_insurance() -> None:
    families = [FamilyRow("a", None, "air_hujan", "septik"), FamilyRow("b", "aktif", "ledeng", "umum"), FamilyRow("c")]
    people = [person("x", "a", None, jkn="bpjs_pbi"), person("y", "b", None, jkn="swasta")]
    found = figures(families, people)
    assert (found.unsafe_water.ids, found.unsafe_latrine.ids) == (("a",), ("b",))
    assert found.insured.ids == ("x",)


DAYS = st.dates(date(1920, 1, 1), date(2027, 1, 1))
PEOPLE = st.lists(
    st.builds(
        PersonRow, st.uuids().map(str), st.sampled_from(["f1", "f2", "f3", None]),
        st.sampled_from(["laki_laki", "perempuan", None]), st.none() | DAYS,
        st.sampled_from(["kepala_keluarga", "istri_suami", "anak", None]),
        st.sampled_from(["kawin", "belum_kawin", "cerai_mati", None]), st.sampled_from(["bpjs_pbi", "swasta", None]),
        st.sampled_from([None, "meninggal", "pindah", "menikah"]), st.none() | DAYS,
    ),
    max_size=25,
)  # fmt: skip
COUPLES = st.lists(
    st.builds(
        CoupleRow, st.uuids().map(str), st.sampled_from(["f1", "f2", "f3", None]), st.none() | DAYS,
        st.sampled_from([True, False, None]), st.none() | st.integers(0, 45), st.sampled_from([True, False, None]),
        st.sampled_from([*METHOD.codes(), None, "?"]),
        st.sampled_from(["segera", "kemudian", "tidak_ingin_lagi", None]),
    ),
    max_size=8,
)  # fmt: skip


@given(PEOPLE, COUPLES)
def test_nobody_is_counted_twice_or_lost(people: list[PersonRow], couples: list[CoupleRow]) -> None:
    found = figures([FamilyRow("f1"), FamilyRow("f2", "aktif"), FamilyRow("f3", "pindah")], people, couples)
    grouped = [id_ for pair in found.ages for figure in pair for id_ in figure.ids] + list(found.age_unknown.ids)
    assert sorted(grouped) == sorted(found.persons.ids)
    pus = found.couples
    counted = pus.users + pus.unmet + pus.pregnant.count + pus.wants_soon.count + pus.unknown.count
    assert counted == pus.all.count
    assert set(found.baduta.ids) <= set(found.balita.ids) <= set(found.persons.ids)
    for figure in (found.families_toddler, found.families_adolescent, found.families_elderly, pus.all):
        assert set(figure.ids) <= set(found.families.ids)
        assert len(set(figure.ids)) == figure.count


@given(PEOPLE)
def test_people_only_grow_older(people: list[PersonRow]) -> None:
    staying = [row._replace(mutation=None) for row in people]
    now, later = (figures([], staying, on=day) for day in (ON, ON + timedelta(days=400)))
    assert set(now.persons.ids) <= set(later.persons.ids)
    assert set(now.elderly.ids) <= set(later.elderly.ids)
