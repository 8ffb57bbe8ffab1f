"""Growth of a village's under-fives: the prevalences with their numerators and denominators.

Each child counts once, by its latest measuring within some months. Values that WHO calls implausible are left out of
both numerator and denominator, and shown as left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final, Literal, NamedTuple

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_family import MAN
from kampungkb_desktop.forms.choices_visit import LYING
from kampungkb_desktop.rules.figures import BALITA_MONTHS, Figure
from kampungkb_desktop.rules.growth import Growth, Measurement, Sex, age_in_days, assess
from kampungkb_desktop.rules.measuring import completed_months

WITHIN_MONTHS: Final = 3
"""How old a measuring may be to speak for a child now; two posyandu days may be missed."""


class ChildRow(NamedTuple):
    """A child of the register."""

    id: str
    sex: str | None
    birth: date | None


class MeasuredRow(NamedTuple):
    """A measuring as it was read."""

    id: str
    member: str | None
    measured_on: date | None
    weight_kg: float | None
    lenhei_cm: float | None
    position: str | None
    oedema: bool | None


@frozen
class Prevalence:
    """Measurings that are ``affected`` among those that could be ``judged``; ``flagged`` are left out of both."""

    affected: Figure
    judged: Figure
    flagged: Figure

    @property
    def percent(self) -> float | None:
        """Per cent with one decimal as people round; ``None`` without a judged child."""
        if not self.judged.count:
            return None
        return (2000 * self.affected.count + self.judged.count) // (2 * self.judged.count) / 10


@frozen
class ToddlerFigures:
    """The under-fives of a village on a day."""

    on: date
    children: Figure
    measured: Figure
    """Children with a measuring within the months asked for."""
    stunted: Prevalence
    wasted: Prevalence
    underweight: Prevalence


def toddler_figures(
    children: Iterable[ChildRow], measurings: Iterable[MeasuredRow], on: date, within_months: int = WITHIN_MONTHS
) -> ToddlerFigures:
    """Prevalences of the children under five on the day, by measurings of the last ``within_months`` months."""
    young = {c.id: c for c in children if c.birth is not None and 0 <= completed_months(c.birth, on) < BALITA_MONTHS}
    latest: dict[str, MeasuredRow] = {}
    for row in measurings:
        if row.member is None or row.member not in young or not _recent(row.measured_on, on, within_months):
            continue
        known = latest.get(row.member)
        if known is None or (known.measured_on or on, known.id) < (row.measured_on or on, row.id):
            latest[row.member] = row
    judged = [(row.id, growth) for member, row in latest.items() if (growth := judge(young[member], row)) is not None]
    return ToddlerFigures(
        on=on,
        children=Figure("member", tuple(young)),
        measured=Figure("member", tuple(latest)),
        stunted=_prevalence(judged, lambda g: g.stunted, lambda g: g.flen),
        wasted=_prevalence(judged, lambda g: g.wasted, lambda g: g.fwfl),
        underweight=_prevalence(judged, lambda g: g.underweight, lambda g: g.fwei),
    )


def judge(child: ChildRow, row: MeasuredRow) -> Growth | None:
    """What a measuring says of a child; ``None`` while sex, birth date or day of measuring is unknown."""
    if child.birth is None or child.sex is None or row.measured_on is None:
        return None
    sex: Sex = "L" if child.sex == MAN else "P"
    position: Literal["L", "H"] | None = None if row.position is None else "L" if row.position == LYING else "H"
    days = age_in_days(child.birth, row.measured_on)
    return assess(Measurement(sex, days, row.weight_kg, row.lenhei_cm, position, row.oedema))


def _recent(day: date | None, on: date, months: int) -> bool:
    return day is not None and day <= on and completed_months(day, on) < months


def _prevalence(
    judged: Iterable[tuple[str, Growth]], holds: Callable[[Growth], bool | None], flag: Callable[[Growth], bool]
) -> Prevalence:
    said = [(row, growth, holds(growth)) for row, growth in judged]
    return Prevalence(
        affected=Figure("measurement", tuple(row for row, _, answer in said if answer)),
        judged=Figure("measurement", tuple(row for row, _, answer in said if answer is not None)),
        flagged=Figure("measurement", tuple(row for row, g, answer in said if answer is None and flag(g))),
    )
