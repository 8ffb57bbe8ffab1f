"""Days in lists: typed, counted as serials, in a row of figures; and what a column says about its own."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.base.sheet_cells import Cell
from kampungkb_desktop.base.sheet_days import DayColumn, cell_day, survey_days
from kampungkb_desktop.base.text import full_date, long_date, short_date

TODAY = date(2026, 11, 21)
DAY = date(1990, 3, 5)


@pytest.mark.parametrize("cell", [
    "5/3/1990", "05-03-1990", "5.3.1990", "05 03 90", "5 Maret 1990", "5 Mar 90", "Senin, 5 Maret 1990",
    "Berau, 05-03-1990", "Tanjung Redeb, 5 Maret 1990", "1990-03-05", "1990-03-05T00:00:00", "05/03/1990 00:00",
    "050390", "05031990", "19900305", 32937, 32937.0, "32937", 5031990, date(1990, 3, 5), "5 March 1990", "Mar 5, 1990",
])  # fmt: skip
def test_every_usual_way_to_write_a_day(cell: Cell) -> None:
    assert cell_day(cell, TODAY, past=True) == DAY


@pytest.mark.parametrize("cell", ["31/02/1990", "5/3", "tahun 90", "", None, True, 12, 45.5, "1990", "00/00/0000", "-"])
def test_what_is_no_day(cell: Cell) -> None:
    assert cell_day(cell, TODAY, past=True) is None


def test_a_birth_never_lies_ahead() -> None:
    assert cell_day("5/3/34", TODAY, past=True) == date(1934, 3, 5)
    assert cell_day("5/3/34", TODAY) == date(2034, 3, 5)
    assert cell_day("5/3/2034", TODAY, past=True) == date(2034, 3, 5)  # four figures are meant, and judged by the form


def test_a_column_answers_for_its_cells() -> None:
    assert survey_days(["050324", 50324]) == DayColumn(figures=True)
    assert cell_day(50324, TODAY, survey_days(["050324", 50324])) == date(2024, 3, 5)
    assert cell_day(45356, TODAY, survey_days([45356, 32937])) == date(2024, 3, 5)
    american = survey_days(["3/25/1990", "1/2/1990"])
    assert cell_day("1/2/1990", TODAY, american) == date(1990, 1, 2)
    mixed = survey_days(["3/25/1990", "25/3/1990", "1/2/1990"])
    assert cell_day("1/2/1990", TODAY, mixed) == date(1990, 2, 1)
    assert cell_day("3/25/1990", TODAY, mixed) is None


@given(st.dates(min_value=date(1930, 1, 1), max_value=TODAY))
def test_every_day_comes_back_from_every_way_of_writing(day: date) -> None:
    written: list[Cell] = [
        long_date(day), short_date(day), full_date(day), f"{day:%d/%m/%Y}", f"{day:%d-%m-%Y}", day.isoformat(),
        f"{day:%d%m%Y}", (day - date(1899, 12, 30)).days, f"Berau, {long_date(day)}",
    ]  # fmt: skip
    assert {cell_day(one, TODAY, past=True) for one in written} == {day}


@given(st.text(max_size=30) | st.integers() | st.floats(allow_nan=True))
def test_anything_may_stand_there(cell: Cell) -> None:
    found = cell_day(cell, TODAY, past=True)
    assert found is None or isinstance(found, date)
    assert survey_days([cell]) is not None


@given(st.integers(min_value=2_101, max_value=110_000))
def test_serials_count_days(serial: int) -> None:
    assert cell_day(serial, TODAY) == date(1899, 12, 30) + timedelta(days=serial)
