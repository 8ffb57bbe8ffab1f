"""The next visit proposed: always later, always with its reason, by phase, and sooner after a referral."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.forms.catin import CatinCheck
from kampungkb_desktop.forms.choices_visit import TARGET
from kampungkb_desktop.forms.postpartum import PostpartumCheck
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.next_visit import months_on, next_visit

DAY = date(2026, 11, 21)


def proposed(target: str, check: Record | None = None, **answers: str) -> tuple[int, str] | None:
    found = next_visit(Visit(target=target, visited_on=DAY, **answers), check)  # type: ignore[arg-type]
    return None if found is None else ((found.on - DAY).days, found.reason)


@pytest.mark.parametrize(
    ("weeks", "days", "reason"),
    [
        (8, 28, "tahap kehamilan 12 minggu"), (11, 7, "tahap kehamilan 12 minggu"),
        (12, 28, "tahap kehamilan 16 minggu"),
        (35, 7, "tahap kehamilan 36 minggu"), (36, 28, "perkiraan persalinan 40 minggu"),
        (40, 7, "seminggu lagi, mendekati persalinan"), (44, 7, "seminggu lagi, mendekati persalinan"),
    ],
)  # fmt: skip
def test_a_pregnancy_goes_by_its_phases(weeks: int, days: int, reason: str) -> None:
    assert proposed("ibu_hamil", PregnancyCheck(gestation_weeks=weeks)) == (days, reason)


def test_without_weeks_a_month_on_and_after_birth_a_week() -> None:
    assert proposed("ibu_hamil", PregnancyCheck()) == (30, "sebulan lagi")
    born = proposed("ibu_hamil", PregnancyCheck(gestation_weeks=38, delivered=True))
    assert born == (7, "sudah melahirkan: kunjungan pasca salin")


def test_the_weeks_after_birth_and_before_a_wedding() -> None:
    def after(days: int) -> tuple[int, str] | None:
        return proposed("pasca_salin", PostpartumCheck(delivered_on=DAY - timedelta(days=days)))

    assert after(28) == (14, "dua minggu lagi, masih masa nifas")
    assert after(29) == (30, "sebulan lagi")
    assert proposed("catin", CatinCheck(wedding_on=DAY + timedelta(days=20))) == (19, "sehari sebelum menikah")
    assert proposed("catin", CatinCheck(wedding_on=DAY + timedelta(days=80))) == (30, "sebulan lagi")


def test_a_family_as_such_only_after_a_referral() -> None:
    assert proposed("umum") is None
    assert proposed("umum", referral="proses") == (14, "14 hari, untuk menanyakan hasil rujukan")
    assert proposed("remaja") == (181, "6 bulan lagi")


@given(
    st.sampled_from(TARGET.codes()),
    st.dates(date(1990, 1, 1), date(9990, 12, 31)),
    st.none()
    | st.builds(PregnancyCheck, gestation_weeks=st.none() | st.integers(0, 45), delivered=st.none() | st.booleans())
    | st.builds(PostpartumCheck, delivered_on=st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1)))
    | st.builds(CatinCheck, wedding_on=st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1))),
    st.sampled_from((None, "tidak", "proses", "sudah")),
)
def test_always_later_and_never_without_a_reason(target: str, day: date, check: Record | None, referral: str) -> None:
    found = next_visit(Visit(target=target, visited_on=day, referral=referral), check)
    if found is not None:
        assert day < found.on <= day + timedelta(days=220)
        assert found.reason
        if referral == "proses":
            assert found.on <= day + timedelta(days=14)


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(1, 24))
def test_months_on_keeps_the_day_or_takes_the_last(day: date, months: int) -> None:
    after = months_on(day, months)
    assert (after.year * 12 + after.month) - (day.year * 12 + day.month) == months
    assert after.day == day.day or (after + timedelta(days=1)).day == 1
