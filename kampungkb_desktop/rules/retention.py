"""How long records about people are kept, form by form, and on which day that time is over. No law names the years:
every figure of ``resources/rules/retensi-*.toml`` is a proposal or the office's own, and says so. Nothing is erased
here.
"""

from __future__ import annotations

from datetime import date

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.rules import ruleset


@frozen
class Keeping:
    """The time of one form: ``years`` from the day in its field ``since``; ``words`` say that day to people, and
    ``certainty`` whether the figure is an office's parameter."""

    form: str
    since: str
    years: int
    certainty: str
    words: str

    @property
    def sentence(self) -> str:
        """``5 tahun sejak tanggal kunjungan``."""
        return f"{self.years} tahun {self.words}"

    def over_before(self, today: date) -> date:
        """What began before this day is past its time today."""
        return _years_back(today, self.years)


@ruleset.kept
def keepings(version: str = "retensi-2026") -> tuple[Keeping, ...]:
    """The time of every form that has one, in the order of the file."""
    lines = ruleset.load(version).parameters["simpan"]
    return tuple(Keeping(one["kode"], one["sejak"], one["lama"], one["keyakinan"], one["kata"]) for one in lines)


def in_force(on: date) -> tuple[Keeping, ...]:
    """The times of keeping of a day."""
    return keepings(ruleset.in_force("retensi", on).id)


def in_force_id(on: date) -> str:
    """The version of a day, for the foot of papers."""
    return ruleset.in_force("retensi", on).id


def _years_back(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)
