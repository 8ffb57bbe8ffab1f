"""Numbers, dates and lists as Indonesian people write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.base import text


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (1234.5, 1, "1.234,5"),
        (0, 0, "0"),
        (2.5, 0, "3"),
        (1_000_000, 0, "1.000.000"),
        (-7.25, 1, "-7,3"),
        (63.0799, 2, "63,08"),
    ],
)
def test_numbers(value: float, places: int, shown: str) -> None:
    assert text.number(value, places) == shown


def test_dates_and_moments() -> None:
    assert text.long_date(date(2026, 3, 5)) == "5 Maret 2026"
    assert text.full_date(date(2023, 10, 25)) == "Rabu, 25 Oktober 2023"
    assert text.moment(datetime(2026, 3, 5, 14, 5)) == "5 Mar 2026 14.05"  # noqa: DTZ001  only its digits matter
    assert text.month_name("2026-10") == "Oktober 2026"
    assert [text.month_name(said) for said in ("2026-13", "x", "2026", "")] == ["2026-13", "x", "2026", ""]


def test_shares_and_lists() -> None:
    assert text.percent(979, 1552, 2) == "63,08 %"
    assert text.percent(1, 0) == "–"
    assert [text.listing("abc"[:n]) for n in range(4)] == ["", "a", "a dan b", "a, b, dan c"]


@given(st.integers(1, 9000 * 12), st.integers(-600, 600))
def test_months_shift_there_and_back(index: int, by: int) -> None:
    month = f"{1900 + index // 240:04d}-{index % 12 + 1:02d}"
    assert text.month_shift(text.month_shift(month, by), -by) == month


def test_ages() -> None:
    born = date(2024, 1, 5)
    assert text.age_words(born, date(2024, 1, 20)) == "15 hari"
    assert text.age_words(born, date(2024, 3, 4)) == "1 bulan"
    assert text.age_words(born, date(2026, 3, 5)) == "2 tahun 2 bulan"
    assert text.age_words(date(1990, 1, 5), date(2026, 3, 5)) == "36 tahun"
    assert text.age_words(born, date(2023, 1, 1)) == "belum lahir"
