"""Signs of home visits at their thresholds, the proposed next day, and a child's measurements in order."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.forms.adolescent import AdolescentCheck
from kampungkb_desktop.forms.catin import CatinCheck
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.postpartum import PostpartumCheck
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.rules.child_growth import assess_child, under_five
from kampungkb_desktop.rules.pregnancy_signs import fundal_range, weight_range
from kampungkb_desktop.rules.visit_signs import (
    Sign,
    adolescent_signs,
    age_years,
    catin_signs,
    catin_verdict,
    child_signs,
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
    assert [sign.field for sign in bride] == ["member_id", "weight_kg", "lila_cm", "hb_g_dl", ""]
    groom = Member(sex="laki_laki", birth_date=date(2002, 1, 1))
    assert [s.field for s in catin_signs(CatinCheck(role="calon_suami", **figures), groom)] == [  # type: ignore[arg-type]
        "member_id", "weight_kg", ""
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


def of(field: str, signs: tuple[Sign, ...]) -> tuple[str, str]:
    """Level and label of the one sign of a field; empty where there is none."""
    found = [(one.level, one.label) for one in signs if one.field == field]
    assert len(found) <= 1
    return found[0] if found else ("", "")


@pytest.mark.parametrize(
    ("weeks", "low", "high"),
    [(20, 17, 23), (24, 20, 26), (28, 24, 30), (32, 27, 33), (36, 31, 37), (22, 17, 26), (35, 27, 37)],
)
def test_fundal_height_at_its_limits(weeks: int, low: float, high: float) -> None:
    assert fundal_range(weeks) == (low, high)
    for height, level in ((low, "ok"), (high, "ok"), (low - 0.1, "refer"), (high + 0.1, "refer")):
        check = PregnancyCheck(gestation_weeks=weeks, fundal_height_cm=height)
        assert of("fundal_height_cm", pregnancy_signs(check, None))[0] == level


def test_fundal_height_is_not_judged_where_the_source_is_silent() -> None:
    for weeks in (None, 0, 19, 37, 45):
        assert fundal_range(weeks) is None
        assert pregnancy_signs(PregnancyCheck(gestation_weeks=weeks, fundal_height_cm=5.0), None) == ()


@given(st.integers(20, 36), st.integers(20, 36))
def test_ranges_grow_with_the_weeks(a: int, b: int) -> None:
    early, late = min(a, b), max(a, b)
    for ranges in (fundal_range, weight_range):
        first, last = ranges(early), ranges(late)
        assert first is not None
        assert last is not None
        assert first[0] < first[1]
        assert first[0] <= last[0]
        assert first[1] <= last[1]


def test_the_childs_weight_is_only_told() -> None:
    check = PregnancyCheck(gestation_weeks=28, estimated_weight_g=700)
    (sign,) = pregnancy_signs(check, None)
    assert (sign.level, sign.label) == ("info", "TBJ 700 g")
    assert "1.000–1.150 g" in sign.sentence


def test_spacing() -> None:
    def level(years: int, days: int = 0) -> str:
        born = date(TODAY.year - years, TODAY.month, TODAY.day) + timedelta(days=days)
        check = PregnancyCheck(measured_on=TODAY, last_child_born_on=born)
        return of("last_child_born_on", pregnancy_signs(check, None))[1]

    assert [level(4), level(4, 1), level(2), level(2, 1)] == [
        "", "Jarak kehamilan dekat", "Jarak kehamilan dekat", "Jarak terlalu dekat"
    ]  # fmt: skip
    future = PregnancyCheck(measured_on=TODAY, last_child_born_on=TODAY + timedelta(days=1))
    assert pregnancy_signs(future, None) == ()


def test_mean_pressure_of_exactly_ninety_is_fine() -> None:
    fine = PregnancyCheck(systolic=110, diastolic=80)
    assert pregnancy_signs(fine, None) == ()
    assert of("systolic", pregnancy_signs(fine.changed(systolic=111), None))[0] == "watch"


@pytest.mark.parametrize(
    ("weight", "label"),
    [(46.2, "kurus"), (46.25, "normal"), (62.4, "normal"), (62.5, "gemuk"), (74.9, "gemuk"), (75.0, "obesitas")],
)
def test_mass_of_the_first_trimester(weight: float, label: str) -> None:
    check = PregnancyCheck(weight_first_trimester_kg=weight, height_cm=158.11388300841898, weight_kg=90.0)
    assert of("weight_first_trimester_kg", pregnancy_signs(check, None))[1].endswith(label)


def test_a_rounded_figure_never_contradicts_its_word() -> None:
    check = PregnancyCheck(weight_first_trimester_kg=46.15, height_cm=158.0)  # 18,487: not yet 18,5
    assert of("weight_first_trimester_kg", pregnancy_signs(check, None))[1] == "IMT 18,49 (trimester 1): kurus"


def test_other_things_of_a_pregnancy() -> None:
    check = PregnancyCheck(
        measured_on=TODAY, hb_checked=False, babies=2, heart_rate=161, moves=False, protein_urine="positif",
        illnesses=("asma",),
    )  # fmt: skip
    assert {sign.field: sign.level for sign in pregnancy_signs(check, None)} == {
        "hb_checked": "info", "babies": "watch", "heart_rate": "refer", "moves": "refer", "protein_urine": "refer",
        "illnesses": "watch",
    }  # fmt: skip
    well = PregnancyCheck(babies=1, heart_rate=160, moves=True, protein_urine="negatif", illnesses=("tidak_ada",))
    assert pregnancy_signs(well, None) == ()


@pytest.mark.parametrize(
    ("weight", "word"), [(46.2, "kurus"), (46.25, "ideal"), (62.5, "ideal"), (62.6, "gemuk")]
)  # fmt: skip
def test_a_brides_mass(weight: float, word: str) -> None:
    check = CatinCheck(role="calon_istri", weight_kg=weight, height_cm=158.11388300841898)
    assert of("weight_kg", catin_signs(check, None))[1].endswith(word)


def test_the_verdict_beside_elsimil() -> None:
    ideal = CatinCheck(role="calon_istri", hb_g_dl=12.0, lila_cm=23.5, elsimil_certificate=True, elsimil_result="ideal")
    assert [sign.label for sign in catin_signs(ideal, None)][-1] == "Ideal (hijau)"
    assert catin_verdict(()) is None
    risky = catin_signs(ideal.changed(hb_g_dl=11.9), None)
    assert [sign.label for sign in risky][-2:] == ["Berisiko (merah)", "Beda dengan Elsimil"]
    smoking = catin_signs(CatinCheck(role="calon_suami", smoker=True), None)
    assert catin_verdict(smoking) == "berisiko"
    soon = CatinCheck(measured_on=TODAY, wedding_on=TODAY + timedelta(days=89))
    assert [sign.label for sign in catin_signs(soon, None)] == ["Menikah 89 hari lagi"]
    assert catin_signs(soon.changed(wedding_on=TODAY + timedelta(days=90)), None) == ()


def test_the_ages_of_both_at_the_wedding() -> None:
    wedding = date(2027, 3, 1)
    for sex, years in (("perempuan", 21), ("laki_laki", 25)):
        role = "calon_istri" if sex == "perempuan" else "calon_suami"
        check = CatinCheck(role=role, measured_on=TODAY, wedding_on=wedding)
        birthday = Member(sex=sex, birth_date=date(wedding.year - years, 3, 1))
        assert of("member_id", catin_signs(check, birthday)) == ("", "")
        late = birthday.changed(birth_date=date(wedding.year - years, 3, 2))
        assert of("member_id", catin_signs(check, late))[1] == f"Umur {years - 1} tahun: terlalu muda"


@pytest.mark.parametrize(
    ("answers", "field", "level"),
    [
        ({"birth_weight_g": 3900}, "birth_weight_g", ""), ({"birth_weight_g": 3901}, "birth_weight_g", "watch"),
        ({"birth_length_cm": 53.0}, "birth_length_cm", ""), ({"birth_length_cm": 53.1}, "birth_length_cm", "info"),
        ({"gestation_weeks": 37}, "gestation_weeks", ""), ({"gestation_weeks": 42}, "gestation_weeks", ""),
        ({"gestation_weeks": 43}, "gestation_weeks", "watch"), ({"postpartum_kb": False}, "postpartum_kb", "watch"),
        ({"iron_tablets": False}, "iron_tablets", "watch"),
    ],
)  # fmt: skip
def test_birth_at_its_limits(answers: dict[str, Any], field: str, level: str) -> None:
    assert of(field, postpartum_signs(PostpartumCheck(**answers)))[0] == level


def test_food_turns_at_six_months() -> None:
    child = Member(birth_date=date(2026, 5, 21))
    check = ChildMeasurement(measured_on=TODAY, exclusive_breastfeeding=False, complementary_food=False)
    assert [sign.field for sign in child_signs(check, child)] == ["complementary_food"]
    younger = check.changed(measured_on=TODAY - timedelta(days=1), complementary_food=True)
    assert [sign.label for sign in child_signs(younger, child)] == ["Tidak ASI eksklusif", "MP-ASI terlalu dini"]
    assert child_signs(check, None) == ()
    small = ChildMeasurement(measured_on=date(2028, 5, 20), birth_weight_g=2400)
    assert [sign.field for sign in child_signs(small, child)] == ["birth_weight_g"]
    assert child_signs(small.changed(measured_on=date(2028, 5, 21)), child) == ()
    late = ChildMeasurement(kka_result="tidak_sesuai", posyandu_this_month=False, birth_weight_g=2400)
    assert [sign.level for sign in child_signs(late, child)] == ["refer", "watch", "refer"]


def test_an_adolescent() -> None:
    girl = Member(sex="perempuan", birth_date=date(2012, 1, 1))
    check = AdolescentCheck(measured_on=TODAY, hb_g_dl=11.9, iron_tablets=False, smoker=True, in_school=False)
    assert [sign.field for sign in adolescent_signs(check, girl)] == ["hb_g_dl", "iron_tablets", "smoker", "in_school"]
    assert [sign.field for sign in adolescent_signs(check, girl.changed(sex="laki_laki"))] == ["smoker", "in_school"]
    assert [s.level for s in adolescent_signs(AdolescentCheck(measured_on=TODAY, hb_g_dl=12.0), girl)] == ["ok"]


@given(st.floats(2, 25), st.floats(2, 25), st.floats(10, 60), st.floats(10, 60))
def test_better_blood_and_arm_never_look_worse(hb: float, more: float, arm: float, bigger: float) -> None:
    ranks = {"ok": 0, "info": 0, "watch": 1, "refer": 2}

    def rank(field: str, value: float) -> int:
        return ranks[of(field, pregnancy_signs(PregnancyCheck(**{field: value}), None))[0]]  # type: ignore[arg-type]

    assert rank("hb_g_dl", max(hb, more)) <= rank("hb_g_dl", min(hb, more))
    assert rank("lila_cm", max(arm, bigger)) <= rank("lila_cm", min(arm, bigger))


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
