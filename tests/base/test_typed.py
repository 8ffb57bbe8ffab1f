"""What people type becomes the day, month or number they mean, or nothing at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kampungkb_desktop.base.text import MONTHS, number
from kampungkb_desktop.base.typed import missing_day, read_day, read_measure, read_month, read_number

TODAY = date(2026, 11, 21)
days = st.dates(date(1930, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5/3", date(2026, 3, 5)),
        ("050326", date(2026, 3, 5)),
        ("05032026", date(2026, 3, 5)),
        ("5-3-26", date(2026, 3, 5)),
        ("5 Maret 2026", date(2026, 3, 5)),
        ("5 mar 26", date(2026, 3, 5)),
        ("2026-03-05", date(2026, 3, 5)),
        ("17/8/45", date(1945, 8, 17)),
        ("31/12", date(2025, 12, 31)),
        ("20/12", date(2026, 12, 20)),
        ("1 agt 2026", date(2026, 8, 1)),
        ("29/2/2024", date(2024, 2, 29)),
    ],
)
def test_days_as_officers_type_them(text: str, day: date) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize("text", ["", "35/13", "29/2/2026", "kemarin", "5", "1/2/3/4", "5/3/202", "12345", "0/0/0"])
def test_what_is_no_day_is_nothing(text: str) -> None:
    assert read_day(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("31-02-2020", ("31 Februari 2020", 29)),
        ("310426", ("31 April 2026", 30)),
        ("2026-02-29", ("29 Februari 2026", 28)),
        ("0/5/2026", ("0 Mei 2026", 31)),
        ("31/11", ("31 November 2026", 30)),
        ("29/2/2024", None), ("35/13", None), ("100/2/2020", None), ("kemarin", None), ("", None),
    ],
)  # fmt: skip
def test_a_day_that_does_not_exist_is_told_from_one_written_wrong(text: str, told: object) -> None:
    assert missing_day(text, TODAY) == told


@given(days)
def test_every_way_of_writing_a_day_means_it(day: date) -> None:
    ways = (
        day.isoformat(), day.strftime("%d/%m/%Y"), day.strftime("%d%m%Y"), day.strftime("%d-%m-%Y"),
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    )  # fmt: skip
    assert {read_day(way, TODAY) for way in ways} == {day}


@given(st.text(max_size=20))
@example("²")  # digits that are no numbers
@example("①/②/2026")
@example("٣/٥/٢٠٢٦")
def test_any_text_is_read_without_failing(text: str) -> None:
    read_day(text, TODAY)
    read_month(text, TODAY)
    read_number(text)
    read_measure(text, 2)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("10/2026", "2026-10"),
        ("1026", "2026-10"),
        ("okt 2026", "2026-10"),
        ("2026-10", "2026-10"),
        ("12", "2025-12"),
        ("3", "2026-03"),
    ],
)
def test_months(text: str, month: str) -> None:
    assert read_month(text, TODAY) == month


@given(st.integers(-(10**9), 10**12))
def test_a_number_is_read_as_it_is_written(value: int) -> None:
    assert read_number(number(value)) == value
    assert read_number(str(value)) == value


@given(st.integers(-(10**6), 10**7), st.integers(0, 2))
def test_a_measure_is_read_as_it_is_written(units: int, places: int) -> None:
    value = units / 10**places
    assert read_measure(number(value, places), places) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [("7,35", 7.35), ("7.35", 7.35), ("1.234,5", 1234.5), (" 10 ", 10.0), ("1.200", 1200.0)],
)
def test_comma_or_point(text: str, value: float) -> None:
    assert read_measure(text, 2, 5000) == value


def test_a_scale_s_three_decimals_are_no_tonnes() -> None:
    assert read_measure("7.350", 2, 60) == 7.35
