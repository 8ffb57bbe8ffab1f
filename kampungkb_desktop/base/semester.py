"""A half year, in which families at risk of stunting are verified once (domain.md 0.8): its name and days."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple, Self


class Semester(NamedTuple):
    """``half`` is 1 (January to June) or 2 (July to December); sorts by time."""

    year: int
    half: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The semester a day lies in."""
        return cls(day.year, 1 if day.month <= 6 else 2)

    @classmethod
    def parse(cls, code: str) -> Self:
        """``2026-2``. Raises ValueError for anything else."""
        year, _, half = code.partition("-")
        if half not in {"1", "2"} or not year.isascii() or not year.isdigit() or len(year) != 4 or year < "1000":
            raise ValueError(f"no semester: {code}")
        return cls(int(year), int(half))

    @staticmethod
    def has_days(year: int) -> bool:
        """Whether a calendar has both halves of this year and the day after: files may say any year."""
        return MINYEAR <= year < MAXYEAR

    @property
    def code(self) -> str:
        """``2026-2``: for keys and file names."""
        return f"{self.year}-{self.half}"

    @property
    def label(self) -> str:
        """``Semester II 2026``."""
        return f"Semester {'I' * self.half} {self.year}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.shifted(1).first - timedelta(days=1)

    def shifted(self, by: int) -> Semester:
        """So many semesters later, or earlier when negative."""
        year, half = divmod(self.year * 2 + self.half - 1 + by, 2)
        return Semester(year, half + 1)

    def day(self, today: date) -> date:
        """The day whose state stands for the semester: its last, or today while it runs."""
        return min(self.last, today)
