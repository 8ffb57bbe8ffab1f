"""WHO growth standards and Permenkes 2/2020 categories, against published values and a plain second computation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kampungkb_desktop.rules import growth
from kampungkb_desktop.rules.growth import Growth, Index, Measurement, Sex, assess
from kampungkb_desktop.rules.growth_tables import row_for_length, sd_value_restricted, table, z_restricted
from tests.rules import growth_by_hand

sexes = st.sampled_from(("L", "P"))
positions = st.sampled_from(("L", "H", None))
days = st.integers(0, growth.LAST_DAY)


def child(
    sex: Sex = "L", age: float | None = 500, weight: float | None = 9.5, length: float | None = 78.0,
    position: Literal["L", "H"] | None = "L", oedema: bool | None = False, head: float | None = None,
) -> Growth:  # fmt: skip
    return assess(Measurement(sex, age, weight, length, position, oedema, head))


# Values that WHO's own tests of its reference implementation expect.
def test_published_length_for_age() -> None:
    assert child("L", 987, None, 72.86, "L").zlen == -6.09
    assert child("L", 987, None, 72.86, "L").flen
    assert child("P", 730.5, None, 77.5, None).zlen == -2.55
    assert child("P", 730.5, None, 77.5, "H").clenhei == 77.5


def test_published_weight_for_age() -> None:
    assert child("P", 1522, 17, None).zwei == 0.24
    assert child("P", 1, 10.37, None).fwei


def test_published_standing_below_nine_months() -> None:
    early = child("L", 8 * 30.4375, None, 60, "H")
    later = child("L", 9 * 30.4375, None, 60, "H")
    assert (early.clenhei, early.zlen) == (60.0, -4.81)
    assert (later.clenhei, later.zlen) == (60.7, -5.02)
    assert any("ukur ulang berbaring" in sentence for sentence in early.findings)
    assert not any("ukur ulang" in sentence for sentence in later.findings if "0,7" in sentence)


@pytest.mark.parametrize(
    ("index", "sex", "x", "lines"),
    [
        # The SD lines of WHO's expanded tables.
        ("wei", "L", 0, (2.08, 2.459, 2.881, 3.346, 3.859, 4.419, 5.031)),
        ("wfl", "L", 45.0, (1.877, 2.043, 2.23, 2.441, 2.68, 2.951, 3.261)),
        ("wfl", "L", 45.1, (1.89, 2.057, 2.245, 2.458, None, None, None)),
    ],
)
def test_published_sd_lines(index: Index, sex: Sex, x: float, lines: tuple[float | None, ...]) -> None:
    for z, line in zip(range(-3, 4), lines, strict=True):
        if line is not None:
            assert growth.curve(index, sex, z, [x])[0] == pytest.approx(line, abs=0.00051)


def test_length_standard_gives_way_to_height_after_two_years() -> None:
    lying, standing = growth.curve("len", "P", 0, [730, 731])
    assert (lying, standing) == (86.4008, 85.7299)


@settings(deadline=None, max_examples=300)
@given(sexes, days, st.integers(100, 4000), st.integers(4000, 13000), positions)
def test_agrees_with_the_plain_computation(
    sex: Sex, day: int, weight: int, length: int, position: Literal["L", "H"] | None
) -> None:
    g = child(sex, day, weight / 100, length / 100, position)
    converted, expected = growth_by_hand.z_scores(sex, day, Decimal(weight) / 100, Decimal(length) / 100, position)
    assert g.clenhei == float(converted)
    for name, z in expected.items():
        got = getattr(g, name)
        if z is None:
            assert got is None, name
        elif abs(abs(z * 100 % 1) - Decimal("0.5")) > Decimal("1e-9"):
            assert got == float(round(z, 2)), name


@given(sexes, days, st.floats(0.5, 40), st.floats(40, 130), positions)
def test_never_raises_and_keeps_two_decimals(
    sex: Sex, day: int, weight: float, length: float, position: Literal["L", "H"] | None
) -> None:
    g = child(sex, day, weight, length, position)
    for z in (g.zlen, g.zwei, g.zbmi, g.zwfl):
        assert z is None or z == round(z, 2)
        assert str(z) != "-0.0"


@given(
    sexes,
    st.none() | st.floats(allow_nan=True, allow_infinity=True),
    st.none() | st.floats(allow_nan=True, allow_infinity=True),
    st.none() | st.floats(allow_nan=True, allow_infinity=True),
    positions,
    st.none() | st.booleans(),
)
def test_any_figures_are_survived(
    sex: Sex,
    age: float | None,
    weight: float | None,
    length: float | None,
    position: Literal["L", "H"] | None,
    oedema: bool | None,
) -> None:
    g = child(sex, age, weight, length, position, oedema, weight)
    assert all(g.findings)
    assert g.labels.len is None or g.zlen is not None


@given(sexes, days, st.floats(1, 39), st.floats(0.01, 1))
def test_weight_scores_rise_with_weight(sex: Sex, day: int, weight: float, more: float) -> None:
    low, high = child(sex, day, weight, 80), child(sex, day, weight + more, 80)
    for name in ("zwei", "zwfl", "zbmi"):
        assert getattr(low, name) <= getattr(high, name)


@given(sexes, days, st.floats(40, 129), st.floats(0.01, 1))
def test_length_score_rises_with_length(sex: Sex, day: int, length: float, more: float) -> None:
    low, high = child(sex, day, None, length, None).zlen, child(sex, day, None, length + more, None).zlen
    assert low is not None
    assert high is not None
    assert low <= high


@given(sexes, days)
def test_the_median_is_zero(sex: Sex, day: int) -> None:
    weight, length, head = (growth.curve(index, sex, 0, [day])[0] for index in ("wei", "len", "head"))
    g = child(sex, day, weight, length, None, head=head)
    assert (g.zwei, g.zlen, g.zhead) == (0, 0, 0)


@pytest.mark.parametrize("index", ["wei", "len", "wfl", "wfh", "bmi", "head"])
@given(sex=sexes, z=st.integers(-6, 6), part=st.floats(0, 1))
def test_sd_lines_invert(index: Index, sex: Sex, z: int, part: float) -> None:
    low, high = growth.span(index)
    x = low + round(part * (high - low), 1)
    value = growth.curve(index, sex, z, [x])[0]
    standard = table(index, sex)
    row = row_for_length(standard, x) if index in ("wfl", "wfh") else standard.rows[int(x + 0.5)]
    assert row is not None
    back = z_restricted(value, row) if index not in ("len", "head") else (value / row[1] - 1) / row[2]
    assert back == pytest.approx(z, abs=1e-9)


@given(sexes, days, st.floats(-7, 7))
def test_sd_lines_never_cross(sex: Sex, day: int, z: float) -> None:
    for index in ("wei", "bmi"):
        row = table(index, sex).rows[day]
        assert sd_value_restricted(z, row) < sd_value_restricted(z + 0.01, row)


def test_day_731_turns_lying_into_standing() -> None:
    before, after = child(age=730, position="L"), child(age=731, position="L")
    assert before.clenhei == 78.0
    assert before.lying
    assert after.clenhei == 77.3
    assert not after.lying
    assert child(age=730, position="H").clenhei == 78.7
    assert child(age=731, position="H").clenhei == 78.0
    assert child(age=730.5).lying is False  # half a day rounds up
    assert child(age=730.4).lying


def test_conversion_leaves_no_float_noise() -> None:
    assert child(age=800, length=110.7).clenhei == 110.0
    assert child(age=800, length=120.7, weight=20).zwfl is not None
    assert child(age=400, length=109.3, weight=20, position="H").zwfl is not None
    assert child(age=400, length=109.4, weight=20, position="H").zwfl is None
    assert child(age=800, length=65.7, weight=7).zwfl is not None
    assert child(age=800, length=65.6, weight=7).zwfl is None


def test_every_tenth_of_a_centimetre_finds_its_own_row() -> None:
    for index in ("wfl", "wfh"):
        standard = table(index, "L")
        for at, row in enumerate(standard.rows):
            tenths = standard.first + at
            assert row_for_length(standard, tenths / 10) == row
            assert row_for_length(standard, round(tenths / 10 - 0.7 + 0.7, 9)) == row
        assert row_for_length(standard, standard.first / 10 - 0.05) is None
        assert row_for_length(standard, standard.last / 10 + 0.05) is None


def test_lengths_between_tenths_are_interpolated() -> None:
    standard = table("wfl", "L")
    low, high = row_for_length(standard, 66.6), row_for_length(standard, 66.7)
    middle = row_for_length(standard, 66.65)
    assert low
    assert high
    assert middle == pytest.approx([(a + b) / 2 for a, b in zip(low, high, strict=True)])


def test_without_age_only_weight_for_length_is_computed() -> None:
    g = child(age=None, weight=9, length=75, position=None)
    assert (g.zlen, g.zwei, g.zbmi) == (None, None, None)
    assert g.zwfl is not None
    assert g.lying
    assert child(age=None, length=86.9, position=None).lying
    assert not child(age=None, length=87, position=None).lying
    assert not child(age=None, length=75, position="H").lying
    assert child(age=None, length=75, position="H").clenhei == 75


def test_nothing_from_sixty_months_on() -> None:
    assert child(age=1826, weight=18, length=108, position="H").zwei is not None
    for age in (1826.25, 1827, 4000):
        g = child(age=age, weight=18, length=108, position="H", oedema=True)
        assert (g.zlen, g.zwei, g.zwfl, g.zbmi) == (None, None, None, None)
    assert child(age=1827).labels.wei is None
    assert child(age=1827, oedema=True).wasted is None
    assert "60 bulan" in child(age=1827).findings[0]


def test_dates_the_wrong_way_round() -> None:
    g = child(age=-3)
    assert (g.zlen, g.zwei, g.zwfl, g.zbmi) == (None, None, None, None)
    assert "mendahului" in g.findings[0]


def test_oedema_counts_as_severe_without_weight() -> None:
    g = child(oedema=True)
    assert (g.zwei, g.zwfl, g.zbmi) == (None, None, None)
    assert g.zlen is not None
    assert g.labels.wfl is not None
    assert g.labels.wfl.label == "Gizi buruk"
    assert g.labels.bmi is not None
    assert g.labels.bmi.label == "Gizi buruk"
    assert g.labels.wei is not None
    assert g.labels.wei.label == "Berat badan sangat kurang"
    assert g.wasted
    assert g.underweight
    assert any("edema" in sentence for sentence in g.findings)
    assert child(oedema=None).zwei == child(oedema=False).zwei


def test_flagged_values_are_kept_but_not_counted() -> None:
    g = child(age=987, weight=None, length=72.86)
    assert g.zlen == -6.09
    assert g.flen
    assert g.stunted is None
    assert g.labels.len is not None
    assert g.labels.len.code == "sangat_pendek"
    assert any("periksa ulang" in sentence for sentence in g.findings)


def test_findings_name_what_was_assumed() -> None:
    assert child().findings == ()
    assert "berbaring" in child(position=None).findings[0]
    assert "dikurangi 0,7 cm menjadi 77,3 cm" in child(age=800).findings[0]
    assert "ditambah 0,7 cm menjadi 78,7 cm" in child(position="H").findings[0]
    assert "45–110 cm" in child(age=40, length=44.0, weight=2).findings[0]
    assert "Timbang ulang" in child(weight=8500).findings[0]
    assert "Ukur ulang" in child(length=0.0).findings[0]


def test_ages_by_dates() -> None:
    assert growth.age_in_days(date(2024, 2, 29), date(2024, 3, 1)) == 1
    assert growth.age_in_days(date(2024, 3, 1), date(2024, 2, 29)) == -1
    assert growth.completed_months(date(2024, 1, 31), date(2024, 2, 29)) == 0
    assert growth.completed_months(date(2024, 1, 31), date(2024, 3, 31)) == 2
    assert growth.completed_months(date(2021, 11, 21), date(2026, 11, 21)) == 60


def test_curve_refuses_what_no_table_has() -> None:
    with pytest.raises(ValueError, match="wfl"):
        growth.curve("wfl", "L", 0, [44.9])
    with pytest.raises(ValueError, match="wei"):
        growth.curve("wei", "L", 0, [1857])
