"""Cautions about a visit's figures: seldom, impossible by the birth date, or unlike the visit before. Never a block."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.forms.catin import CatinCheck
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.postpartum import PostpartumCheck
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.record import check
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.growth import Measurement, assess
from kampungkb_desktop.rules.visit_checks import check_findings, consent_findings, growth_findings, visit_findings

DAY = date(2026, 11, 21)
MOTHER = Member(id="m", full_name="Rina", sex="perempuan", birth_date=date(1996, 5, 2))


@pytest.mark.parametrize(
    ("field", "fine", "seldom"),
    [
        ("hb_g_dl", 4.0, 3.9), ("hb_g_dl", 19.0, 19.1), ("lila_cm", 45.0, 45.1), ("systolic", 220, 221),
        ("diastolic", 40, 39), ("height_cm", 125.0, 124.9),
        ("weight_kg", 150.0, 150.1), ("fundal_height_cm", 45.0, 46.0),
    ],
)  # fmt: skip
def test_figures_seldom_met(field: str, fine: float, seldom: float) -> None:
    mother = PregnancyCheck(measured_on=DAY, hb_checked=True)
    assert list(check_findings(mother.changed(**{field: fine}), MOTHER)) == []
    (found,) = check_findings(mother.changed(**{field: seldom}), MOTHER)
    assert (found.field, found.strength, found.code) == (field, "caution", "jarang_ditemui")


def test_what_cannot_be_is_a_problem_of_the_form_and_said_once() -> None:
    mother = PregnancyCheck(member_id="m", measured_on=DAY, weight_kg=900.0)
    assert [(f.field, f.strength) for f in check(mother, today=DAY)] == [("weight_kg", "problem")]
    assert list(check_findings(mother, MOTHER)) == []


def test_days_before_a_birth() -> None:
    (early,) = visit_findings(Visit(visited_on=date(1990, 1, 1)), MOTHER)
    assert "tanggal lahir Rina (2 Mei 1996)" in early.sentence
    assert list(visit_findings(Visit(visited_on=DAY), MOTHER)) == []
    wrong = (
        PregnancyCheck(last_child_born_on=date(1999, 1, 1)), PostpartumCheck(delivered_on=date(1996, 5, 1)),
        CatinCheck(wedding_on=date(2000, 1, 1)),
    )  # fmt: skip
    for one in wrong:
        assert [f.code for f in check_findings(one, MOTHER)] == ["sebelum_lahir"]
        assert list(check_findings(one, None)) == []


def test_an_adult_does_not_shrink_and_weeks_go_on() -> None:
    before = PregnancyCheck(measured_on=DAY - timedelta(days=28), height_cm=152.0, weight_kg=50.0, gestation_weeks=16)
    now = before.changed(measured_on=DAY, gestation_weeks=20)
    assert list(check_findings(now, MOTHER, before)) == []
    assert [f.field for f in check_findings(now.changed(height_cm=148.9), MOTHER, before)] == ["height_cm"]
    assert [f.field for f in check_findings(now.changed(weight_kg=65.1), MOTHER, before)] == ["weight_kg"]
    (weeks,) = check_findings(now.changed(gestation_weeks=24), MOTHER, before)
    assert "sekitar 20 minggu" in weeks.sentence
    # A new pregnancy long after, or after a birth that was told, is no contradiction.
    assert list(check_findings(now.changed(gestation_weeks=8), MOTHER, before.changed(delivered=True))) == []
    assert list(check_findings(now.changed(gestation_weeks=8, measured_on=DAY + timedelta(days=400)), MOTHER,
                               before)) == []  # fmt: skip


def test_a_child_that_cannot_be_believed() -> None:
    growth = assess(Measurement("P", 400, 78.0, 74.0, "L", head_cm=62))
    found = list(growth_findings(growth))
    assert [f.field for f in found] == ["weight_kg", "head_cm"]
    assert all(f.strength == "caution" and "salah ukur" in f.sentence for f in found)
    shorter = assess(Measurement("P", 400, 9.0, 73.0, "L"))
    assert [f.code for f in growth_findings(shorter, ChildMeasurement(lenhei_cm=74.0))] == ["bertambah_pendek"]
    assert list(growth_findings(shorter, ChildMeasurement(lenhei_cm=73.5))) == []


numbers: dict[str, st.SearchStrategy[Any]] = {
    "weight_kg": st.none() | st.floats(20, 250),
    "height_cm": st.none() | st.floats(80, 230),
    "hb_g_dl": st.none() | st.floats(2, 25),
    "gestation_weeks": st.none() | st.integers(0, 45),
    "measured_on": st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    "last_child_born_on": st.none() | st.dates(date(1950, 1, 1), date(2030, 1, 1)),
}


@given(st.builds(PregnancyCheck, **numbers), st.none() | st.builds(PregnancyCheck, **numbers))
def test_only_ever_cautions(now: PregnancyCheck, before: PregnancyCheck | None) -> None:
    assert {f.strength for f in check_findings(now, MOTHER, before)} <= {"caution"}


def test_a_child_without_a_parents_consent_on_record_is_asked_about_and_never_refused() -> None:
    visit = Visit(id="1" * 32, target="anak", member_id="2" * 32)
    family = Family(id="3" * 32)
    (found,) = consent_findings(visit, family)
    assert (found.field, found.strength, found.code) == ("member_id", "caution", "persetujuan_belum")
    assert not list(consent_findings(visit, family.changed(child_consent_by="Rohana")))
    assert not list(consent_findings(visit.changed(target="umum"), family))
    assert not list(consent_findings(visit.changed(member_id=None), family))
    assert not list(consent_findings(visit, None))
