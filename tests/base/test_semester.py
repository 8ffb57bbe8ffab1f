"""Half years: every day lies in one, and they follow each other without a gap."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.base.semester import Semester

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@given(days)
def test_a_day_lies_in_its_semester_and_the_next_begins_when_it_ends(day: date) -> None:
    now = Semester.of(day)
    assert now.first <= day <= now.last
    assert Semester.of(now.last + timedelta(days=1)) == now.shifted(1)
    assert Semester.parse(now.code) == now
    assert now < now.shifted(1)


@given(days, st.integers(-30, 30))
def test_there_and_back(day: date, by: int) -> None:
    assert Semester.of(day).shifted(by).shifted(-by) == Semester.of(day)


@given(days, days)
def test_the_day_of_a_semester_is_its_last_and_never_in_the_future(day: date, today: date) -> None:
    semester = Semester.of(day)
    assert semester.day(today) == min(semester.last, today)


def test_it_is_written_as_people_say_it() -> None:
    assert Semester(2026, 2).label == "Semester II 2026"
    assert Semester(2026, 1).last == date(2026, 6, 30)
    for wrong in ("2026", "2026-3", "2026-", "-1", "0000-1", "99999-1", "٢٠٢٦-1"):
        with pytest.raises(ValueError, match="no semester"):
            Semester.parse(wrong)


@given(st.integers(-(10**9), 10**9))
def test_a_year_that_no_calendar_has_is_known_before_its_days_are_asked(year: int) -> None:
    if Semester.has_days(year):
        assert Semester(year, 1).first < Semester(year, 2).last < date.max
    else:
        assert year not in range(1, 9999)
