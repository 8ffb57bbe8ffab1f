"""The rules of visits and of what is measured on them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from kampungkb_desktop.forms.catin import CatinCheck
from kampungkb_desktop.forms.choices_visit import SUPPORT_RECEIVED
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.postpartum import PostpartumCheck
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.record import Finding, Record, applies, check, missing
from kampungkb_desktop.forms.visit import Visit, referral_open, social_aid_open

TODAY = date(2026, 11, 21)
DAY = timedelta(days=1)


def codes(findings: Iterable[Finding]) -> set[str]:
    return {finding.code for finding in findings}


def test_a_visit_is_complete_with_family_target_and_day() -> None:
    assert missing(Visit()) == ("family_id", "target", "visited_on")
    assert check(Visit(family_id="f", target="umum", visited_on=TODAY), today=TODAY) == ()


def test_a_visit_to_a_person_asks_who_and_never_blocks() -> None:
    visit = Visit(family_id="f", target="ibu_hamil", visited_on=TODAY)
    found = check(visit, today=TODAY)
    assert codes(found) == {"sasaran_tanpa_orang"}
    assert {finding.strength for finding in found} == {"caution"}
    assert not applies(Visit(target="umum"), "member_id")


def test_only_the_next_visit_may_lie_ahead_and_it_must_follow_this_one() -> None:
    ahead = Visit(family_id="f", target="umum", visited_on=TODAY, next_visit_on=TODAY + 30 * DAY)
    assert check(ahead, today=TODAY) == ()
    assert codes(ahead.changed(next_visit_on=TODAY).rules()) == {"sebelum_kunjungan"}
    assert "di_luar_batas" in codes(check(ahead.changed(visited_on=TODAY + DAY), today=TODAY))


def test_a_referral_asks_where_to_and_stays_open_until_it_is_closed() -> None:
    assert not applies(Visit(referral="tidak"), "referral_to")
    begun = Visit(referral="proses", visited_on=TODAY)
    assert codes(begun.rules()) == {"tujuan_rujukan"}
    assert referral_open(begun)
    assert not referral_open(begun.changed(referral_closed_on=TODAY))
    assert codes(begun.changed(referral_to="Puskesmas", referral_closed_on=TODAY).rules()) == set()
    early = begun.changed(referral_to="Puskesmas", referral_closed_on=TODAY - DAY)
    assert codes(early.rules()) == {"sebelum_kunjungan"}
    assert not referral_open(Visit(referral="sudah"))


def test_social_aid_asks_its_kinds_and_stays_open_until_it_arrives() -> None:
    asked = Visit(social_aid="proses", social_aid_kinds=("pkh", "lainnya"))
    assert social_aid_open(asked)
    assert applies(asked, "social_aid_other")
    assert not applies(asked.changed(social_aid="tidak"), "social_aid_other")
    assert not social_aid_open(asked.changed(social_aid_closed_on=TODAY))


def test_support_is_the_official_list_and_nothing_stands_alone() -> None:
    assert [item.number for item in SUPPORT_RECEIVED.items] == list(range(1, 9))
    assert codes(Visit(support_received=("kie", "tidak_ada")).rules()) == {"tidak_ada_bersama"}
    assert not list(Visit(support_received=("tidak_ada",)).rules())


def test_half_a_place_is_a_caution() -> None:
    half = list(Visit(latitude=2.1).rules())
    assert [(f.field, f.strength) for f in half] == [("longitude", "caution")]


def test_other_water_is_asked_when_other_is_chosen() -> None:
    assert applies(Visit(water=("ledeng", "lainnya")), "water_other")
    assert not applies(Visit(water=("ledeng",)), "water_other")
    assert applies(Visit(latrine=("lainnya",)), "latrine_other")


def test_a_length_asks_how_it_was_measured() -> None:
    child = ChildMeasurement(member_id="m", measured_on=TODAY, weight_kg=8.4, lenhei_cm=71.2)
    assert codes(check(child, today=TODAY)) == {"cara_ukur_kosong"}
    assert check(child.changed(position="berbaring"), today=TODAY) == ()
    assert not applies(child.changed(lenhei_cm=None), "position")
    low = list(child.changed(lenhei_cm=58.0, position="berdiri").rules())
    assert [(f.code, f.fix) for f in low] == [("terlalu_pendek_berdiri", "berbaring")]
    high = list(child.changed(lenhei_cm=114.0, position="berbaring").rules())
    assert [(f.code, f.fix) for f in high] == [("terlalu_panjang_berbaring", "berdiri")]


@pytest.mark.parametrize(
    ("field", "value", "fits"),
    [
        ("weight_kg", 0.3, True), ("weight_kg", 60.0, True), ("weight_kg", 60.1, False),
        ("lenhei_cm", 30.0, True), ("lenhei_cm", 150.5, False),
        ("birth_weight_g", 299, False), ("gestation_weeks", 46, False),
    ],
)  # fmt: skip
def test_impossible_numbers_are_problems(field: str, value: float, fits: bool) -> None:
    child = ChildMeasurement(member_id="m", measured_on=TODAY, position="berbaring").changed(**{field: value})
    problems = [f for f in check(child, today=TODAY) if f.strength == "problem"]
    assert (problems == []) is fits


def test_oedema_says_what_to_do_and_an_empty_measuring_is_noticed() -> None:
    assert codes(ChildMeasurement(oedema=True).rules()) == {"belum_diukur", "edema"}
    assert codes(ChildMeasurement(weight_kg=9.0, immunisations=("bcg", "tidak_ada")).rules()) == {"belum_ada_bersama"}
    assert applies(ChildMeasurement(kka_filled=True), "kka_result")
    assert not applies(ChildMeasurement(), "kka_result")


def test_blood_and_arm_are_asked_of_the_bride() -> None:
    assert applies(CatinCheck(role="calon_istri"), "hb_g_dl")
    assert applies(CatinCheck(), "lila_cm")
    assert not applies(CatinCheck(role="calon_suami"), "hb_g_dl")
    assert codes(CatinCheck().rules()) == {"peran_kosong"}


def test_a_wedding_lies_ahead_of_the_check() -> None:
    person = CatinCheck(member_id="m", role="calon_istri", measured_on=TODAY, wedding_on=TODAY + 90 * DAY)
    assert check(person, today=TODAY) == ()
    assert codes(person.changed(wedding_on=TODAY - DAY).rules()) == {"nikah_sebelum_periksa"}


def test_pregnancy_follows_its_answers() -> None:
    assert not applies(PregnancyCheck(child_number=1), "last_child_born_on")
    assert applies(PregnancyCheck(child_number=2), "last_child_born_on")
    assert applies(PregnancyCheck(hb_checked=False), "hb_reason")
    assert not applies(PregnancyCheck(hb_checked=False), "hb_g_dl")
    assert not applies(PregnancyCheck(delivered=False), "mother_alive")
    assert applies(PregnancyCheck(delivered=True, postpartum_kb=True), "postpartum_method")


@pytest.mark.parametrize(
    ("mother", "code"),
    [
        (PregnancyCheck(tablets_received=30, tablets_taken=31), "ttd_diminum"),
        (PregnancyCheck(systolic=110, diastolic=110), "tekanan_darah"),
        (PregnancyCheck(measured_on=TODAY, last_child_born_on=TODAY + DAY), "anak_sesudah_periksa"),
        (PregnancyCheck(illnesses=("asma", "tidak_ada")), "tidak_ada_bersama"),
        (PostpartumCheck(measured_on=TODAY, delivered_on=TODAY + DAY), "lahir_sesudah_periksa"),
        (PostpartumCheck(postpartum_kb=True), "metode_kosong"),
        (PostpartumCheck(troubles=("kejang", "tidak_ada")), "tidak_ada_bersama"),
    ],
)
def test_contradictions_of_mothers_are_cautions(mother: Record, code: str) -> None:
    assert [(f.code, f.strength) for f in mother.rules()] == [(code, "caution")]


def test_values_that_agree_are_silent() -> None:
    assert not list(PregnancyCheck(tablets_received=30, tablets_taken=30, systolic=110, diastolic=70).rules())
    assert not list(PostpartumCheck(postpartum_kb=True, kb_method="iud", troubles=("tidak_ada",)).rules())
    assert applies(PostpartumCheck(postpartum_kb=False), "kb_reason")
    assert not applies(PostpartumCheck(postpartum_kb=False), "kb_method")


def test_names_carry_the_day() -> None:
    assert Visit(visited_on=date(2026, 3, 5)).name() == "Kunjungan 5 Maret 2026"
    assert ChildMeasurement(measured_on=date(2026, 3, 5)).name() == "Pengukuran anak 5 Maret 2026"
    assert PregnancyCheck().name() == "Pemeriksaan ibu hamil"
