"""Calendar arithmetic of schedules: ends of months and the same day some months on, or the month's last."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache


def month_index(day: date) -> int:
    """Months since year 0, to count calendar months between days."""
    return day.year * 12 + day.month - 1


def first_of(index: int) -> date:
    """The first day of a month by its index."""
    return date(index // 12, index % 12 + 1, 1)


@lru_cache(maxsize=512)
def last_of(index: int) -> date:
    """The last day of a month by its index."""
    year, month = index // 12, index % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def month_end(day: date) -> date:
    """The last day of the month of a day."""
    return last_of(month_index(day))


def months_after(day: date, months: int) -> date:
    """The same day some months later (earlier when negative), or that month's last day where it is shorter."""
    last = last_of(month_index(day) + months)
    return last.replace(day=min(day.day, last.day))
