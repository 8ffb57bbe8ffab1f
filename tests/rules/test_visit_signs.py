"""Signs of home visits at their thresholds, the proposed next day, and a child's measurements in order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.forms.catin import CatinCheck
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.postpartum import PostpartumCheck
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.rules.child_growth import assess_child, under_five
from kampungkb_desktop.rules.visit_signs import (
    age_years,
    catin_signs,
    postpartum_signs,
    pregnancy_signs,
    proposed_next,
)
from kampungkb_desktop.rules.weight_gain import Gain

TODAY = date(2026, 11, 21)


def _woman(age: int) -> Member:
    return Member(id="w", sex="perempuan", birth_date=date(TODAY.year - age, 1, 1))


@pytest.mark.parametrize(
    ("hb", "level", "words"),
    [
        (11.0, "ok", "normal"), (10.9, "watch", "ringan"), (10.0, "watch", "ringan"), (9.9, "refer", "sedang"),
        (7.0, "refer", "sedang"), (6.9, "refer", "berat"),
    ],
)  # fmt: skip
def test_anaemia(hb: float, level: str, words: str) -> None:
    (sign,) = pregnancy_signs(PregnancyCheck(measured_on=TODAY, hb_g_dl=hb), _woman(27))
    assert (sign.field, sign.level) == ("hb_g_dl", level)
    assert words in sign.label


def test_arm_height_age_and_many_children() -> None:
    check = PregnancyCheck(measured_on=TODAY, lila_cm=23.4, height_cm=144.9, child_number=3, systolic=130, diastolic=85)
    signs = {sign.field: sign.level for sign in pregnancy_signs(check, _woman(36))}
    assert signs == {
        "member_id": "watch", "child_number": "watch", "lila_cm": "refer", "height_cm": "watch", "systolic": "watch"
    }  # fmt: skip
    well = PregnancyCheck(measured_on=TODAY, lila_cm=23.5, height_cm=145, child_number=2, systolic=110, diastolic=70)
    assert [sign.level for sign in pregnancy_signs(well, _woman(35))] == ["ok"]
    assert pregnancy_signs(PregnancyCheck(), None) == ()


def test_a_bride_is_judged_by_more_than_a_groom() -> None:
    figures = {"measured_on": TODAY, "weight_kg": 45.0, "height_cm": 160.0, "hb_g_dl": 11.0, "lila_cm": 22.0}
    bride = catin_signs(CatinCheck(role="calon_istri", **figures), _woman(20))  # type: ignore[arg-type]
    assert [sign.field for sign in bride] == ["member_id", "weight_kg", "lila_cm", "hb_g_dl"]
    groom = Member(sex="laki_laki", birth_date=date(2002, 1, 1))
    assert [s.field for s in catin_signs(CatinCheck(role="calon_suami", **figures), groom)] == [  # type: ignore[arg-type]
        "member_id", "weight_kg"
    ]  # fmt: skip


def test_a_birth() -> None:
    check = PostpartumCheck(
        gestation_weeks=36, birth_weight_g=2499, birth_length_cm=47.9, troubles=("infeksi",),
        exclusive_breastfeeding=False,
    )  # fmt: skip
    assert [sign.field for sign in postpartum_signs(check)] == [
        "gestation_weeks", "birth_weight_g", "birth_length_cm", "troubles", "exclusive_breastfeeding"
    ]  # fmt: skip
    assert postpartum_signs(PostpartumCheck(birth_weight_g=2500, birth_length_cm=48, troubles=("tidak_ada",))) == ()


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_the_next_visit_is_a_month_on(day: date) -> None:
    after = proposed_next("anak", day)
    assert after is not None
    assert 28 <= (after - day).days <= 31
    assert (after.month - day.month) % 12 == 1


def test_no_next_visit_for_a_family_as_such() -> None:
    assert proposed_next("umum", TODAY) is None
    assert proposed_next("ibu_hamil", date(2027, 1, 31)) == date(2027, 2, 28)


def test_a_child_is_judged_in_order_of_days() -> None:
    child = Member(id="c", sex="laki_laki", birth_date=TODAY - timedelta(days=300))
    weighed = [
        ChildMeasurement(id="b", measured_on=TODAY, weight_kg=8.6, lenhei_cm=72.0, position="berbaring"),
        ChildMeasurement(id="a", measured_on=TODAY - timedelta(days=31), weight_kg=8.1),
        ChildMeasurement(id="x", weight_kg=99.0),
        ChildMeasurement(id="l", measured_on=TODAY - timedelta(days=10), lenhei_cm=71.0),
    ]
    found = assess_child(child, weighed)
    assert [one.measurement.id for one in found] == ["a", "l", "b"]
    assert [one.gain.gain if one.gain else None for one in found] == [Gain.B, None, Gain.N]
    assert found[2].growth.zlen is not None
    assert assess_child(child.changed(sex=None), weighed) == ()


def test_under_five_ends_with_the_sixtieth_month() -> None:
    child = Member(birth_date=date(2021, 11, 22))
    assert under_five(child, TODAY)
    assert not under_five(child, TODAY + timedelta(days=1))
    assert not under_five(Member(), TODAY)
    assert age_years(child, TODAY) == 4
