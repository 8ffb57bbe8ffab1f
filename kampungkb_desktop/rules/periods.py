"""Years, semesters, months and ISO weeks as periods with a code, a name and their days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.base.text import month_name, month_of, short_date
from kampungkb_desktop.rules.days import first_of, last_of, month_index

Cycle = Literal["mingguan", "bulanan", "semesteran", "tahunan"]


class Period(NamedTuple):
    """``code`` is what records keep: ``2026``, ``2026-2``, ``2026-11`` or ``2026-W47``."""

    code: str
    label: str
    first: date
    last: date


def period_of(cycle: Cycle, day: date) -> Period:
    """The period of a cycle that a day lies in."""
    if cycle == "tahunan":
        return Period(f"{day.year:04d}", f"Tahun {day.year}", date(day.year, 1, 1), date(day.year, 12, 31))
    if cycle == "semesteran":
        half = Semester.of(day)
        return Period(half.code, half.label, half.first, half.last)
    if cycle == "bulanan":
        index = month_index(day)
        return Period(month_of(day), month_name(month_of(day)), first_of(index), last_of(index))
    year, week, weekday = day.isocalendar()
    first = day - timedelta(days=weekday - 1)
    last = first + timedelta(days=6)
    begin = f"{first.day}" if first.month == last.month else " ".join(short_date(first).split(" ")[:2])
    label = f"{begin}–{short_date(last)}" if first.month == last.month else f"{begin} – {short_date(last)}"
    return Period(f"{year:04d}-W{week:02d}", label, first, last)


def periods_from(cycle: Cycle, day: date) -> Iterator[Period]:
    """The period a day lies in, and those that follow, without end."""
    period = period_of(cycle, day)
    while True:
        yield period
        period = period_of(cycle, period.last + timedelta(days=1))
