"""Body mass index for age, 5 to 19 years: against a plain second computation, and at its limits."""

from __future__ import annotations

from decimal import Decimal, localcontext
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kampungkb_desktop.rules.growth import LAST_DAY, LAST_SCHOOL_DAY, Measurement, Sex, assess, categories, curve
from kampungkb_desktop.rules.growth_categories import category
from kampungkb_desktop.rules.growth_tables import row_of_school_age, sd_value_restricted, table, z_restricted
from tests.rules import growth_by_hand

sexes = st.sampled_from(("L", "P"))
school_days = st.integers(LAST_DAY + 1, LAST_SCHOOL_DAY)


def _by_hand(sex: Sex, day: int, bmi: Decimal) -> Decimal:
    """The rule once more in decimals: the month's row, and straight on to the next."""
    months = Decimal(day) / Decimal("30.4375")
    low = int(months)
    if low < 61:
        return growth_by_hand.restricted(bmi, growth_by_hand.rows("bmi", sex)[Decimal(day)])
    rows = growth_by_hand.rows("bmi_5_19", sex)
    a, b, part = rows[Decimal(low)], rows.get(Decimal(low + 1)), months - low
    row = a if b is None else tuple(p + part * (q - p) for p, q in zip(a, b, strict=True))
    return growth_by_hand.restricted(bmi, row)  # type: ignore[arg-type]


@settings(deadline=None, max_examples=200)
@given(sexes, school_days, st.integers(80, 1500), st.integers(800, 2000))
def test_agrees_with_the_plain_computation(sex: Sex, day: int, weight: int, height: int) -> None:
    got = assess(Measurement(sex, day, weight / 10, height / 10, "H"))
    with localcontext() as context:
        context.prec = 40
        bmi = (Decimal(weight) / 10) / (Decimal(height) / 1000) ** 2
        z = _by_hand(sex, day, bmi)
    assert got.zbmi_5_18 is not None
    if abs(abs(z * 100 % 1) - Decimal("0.5")) > Decimal("1e-9"):
        assert got.zbmi_5_18 == float(round(z, 2))
    assert (got.zwei, got.zlen, got.zbmi) == (None, None, None)


def test_the_printed_medians_are_the_rows_themselves() -> None:
    # WHO 2007, medians at 5 years 1 month and at 19 years.
    assert table("bmi_5_19", "L").rows[0][1] == pytest.approx(15.264, abs=0.001)
    assert table("bmi_5_19", "P").rows[0][1] == pytest.approx(15.244, abs=0.001)
    assert table("bmi_5_19", "L").rows[-1][1] == pytest.approx(22.2, abs=0.05)
    assert table("bmi_5_19", "P").last == 228


def test_where_it_begins_and_ends() -> None:
    def z(day: float) -> float | None:
        return assess(Measurement("P", day, 20, 110, "H")).zbmi_5_18

    assert z(LAST_DAY) is None
    assert z(1826.25) is None  # sixty months to the day of WHO's program round to the last day of the younger standard
    assert z(LAST_DAY + 1) is not None
    assert z(LAST_SCHOOL_DAY) is not None
    assert z(LAST_SCHOOL_DAY + 1) is None
    assert row_of_school_age("L", -5) is None
    assert "19 tahun" in assess(Measurement("P", LAST_SCHOOL_DAY + 1, 50, 160, "H")).findings[0]


@given(sexes, school_days.filter(lambda day: day < LAST_SCHOOL_DAY))
def test_rows_go_on_without_a_jump(sex: Sex, day: int) -> None:
    before, after = row_of_school_age(sex, day), row_of_school_age(sex, day + 1)
    assert before is not None
    assert after is not None
    # The two standards meet within a tenth of a kg/m² at five years; from day to day a median moves a hundredth.
    assert abs(after[1] - before[1]) < (0.1 if day == 1856 else 0.01)


@given(sexes, school_days, st.floats(-5, 5))
def test_z_undoes_the_value(sex: Sex, day: int, z: float) -> None:
    row = row_of_school_age(sex, day)
    assert row is not None
    assert z_restricted(sd_value_restricted(z, row), row) == pytest.approx(z, abs=1e-6)


@given(sexes, school_days, st.floats(10, 100), st.floats(0.1, 20))
def test_heavier_is_higher(sex: Sex, day: int, weight: float, more: float) -> None:
    light, heavy = (assess(Measurement(sex, day, kg, 140, "H")).zbmi_5_18 for kg in (weight, weight + more))
    assert light is not None
    assert heavy is not None
    assert heavy >= light


def test_lines_stand_one_over_the_other() -> None:
    days = range(LAST_DAY + 1, LAST_SCHOOL_DAY + 1, 97)
    lines = [curve("bmi_5_19", "L", z, days) for z in (-3, -2, 0, 1, 2, 3)]
    for low, high in pairwise(lines):
        assert all(a < b for a, b in zip(low, high, strict=True))


@pytest.mark.parametrize(
    ("z", "words"),
    [
        (-3.01, "Gizi buruk"), (-3.0, "Gizi kurang"), (-2.01, "Gizi kurang"), (-2.0, "Gizi baik"), (1.0, "Gizi baik"),
        (1.01, "Gizi lebih"), (2.0, "Gizi lebih"), (2.01, "Obesitas"), (9.0, "Obesitas"),
    ],
)  # fmt: skip
def test_the_words_at_the_limits(z: float, words: str) -> None:
    found = category("bmi_5_18", z)
    assert found is not None
    assert found.label == words


def test_flags_and_oedema() -> None:
    doubtful = assess(Measurement("L", 3000, 150, 120, "H"))
    assert doubtful.fbmi_5_18
    assert any("periksa ulang" in sentence for sentence in doubtful.findings)
    assert assess(Measurement("L", 3000, 30, 130, "H", oedema=True)).zbmi_5_18 is None
    assert len(categories("bmi_5_18")) == 5
