"""The tables themselves: from day to day and from tenth to tenth nothing jumps, and rows are found in integers."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.rules.growth import Index, Measurement, Sex, assess
from kampungkb_desktop.rules.growth_tables import LAST_DAY, row_for_length, sd_value, table

STEP: dict[Index, float] = {"wei": 0.06, "len": 0.25, "bmi": 0.25, "head": 0.14, "wfl": 0.06, "wfh": 0.06}
"""The most a median moves from one row to the next; the first days move most."""


@pytest.mark.parametrize("sex", ["L", "P"])
@pytest.mark.parametrize("index", STEP)
def test_medians_go_on_without_a_jump(index: Index, sex: Sex) -> None:
    rows = table(index, sex).rows
    jumps = [at for at, (before, after) in enumerate(pairwise(rows)) if abs(after[1] - before[1]) > STEP[index]]
    # On day 731 the standard turns from lying to standing: 0.7 cm, and the mass that follows from it.
    assert jumps == ([730] if index in ("len", "bmi") else [])
    assert all(median > 0 and spread > 0 for _power, median, spread in rows)


@given(st.sampled_from(("L", "P")), st.integers(0, LAST_DAY - 1), st.floats(-2.5, 2.5))
def test_a_day_changes_a_score_little(sex: Sex, day: int, z: float) -> None:
    weight = sd_value(z, table("wei", sex).rows[day])
    today, tomorrow = (assess(Measurement(sex, on, weight, None)).zwei for on in (day, day + 1))
    assert today is not None
    assert tomorrow is not None
    assert abs(today - tomorrow) <= 0.2


@given(st.sampled_from(("wfl", "wfh")), st.sampled_from(("L", "P")), st.integers(0, 549), st.floats(0, 1))
def test_between_two_tenths_lies_what_is_between_their_rows(index: Index, sex: Sex, at: int, part: float) -> None:
    standard = table(index, sex)
    low, high = standard.rows[at], standard.rows[min(at + 1, len(standard.rows) - 1)]
    found = row_for_length(standard, (standard.first + at + part) / 10)
    if found is None:  # beyond the last row
        assert at + part > len(standard.rows) - 1
        return
    for value, a, b in zip(found, low, high, strict=True):
        assert min(a, b) - 1e-9 <= value <= max(a, b) + 1e-9


@pytest.mark.parametrize("index", ["wfl", "wfh"])
def test_a_tenth_as_people_write_it_finds_its_row(index: Index) -> None:
    standard = table(index, "P")
    for at, row in enumerate(standard.rows):
        assert row_for_length(standard, float(f"{(standard.first + at) / 10:.1f}")) == row
