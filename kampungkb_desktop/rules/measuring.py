"""One measuring of a child, and how WHO reads it: age in days, lying or standing, and the 0,7 cm between.

Figures stay as typed; what arithmetic cannot take counts as not measured.
"""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.rules.growth_tables import Sex

DAYS_PER_MONTH: Final = 30.4375
TWO_YEARS: Final = 731
"""First day on which a child is measured standing; before it, lying."""
NINE_MONTHS: Final = 9
STANDING_GAP_CM: Final = 0.7
"""How much longer a child is lying than standing."""
LYING_BELOW_CM: Final = 87
"""Without age and position, shorter children are taken as lying."""

_LOWEST_FIGURE = 0.001
_HIGHEST_FIGURE = 1000


@frozen
class Measurement:
    """One measuring of one child. ``position`` is L lying, H standing; ``None`` anywhere means not known.

    ``age_days`` may have a fraction (it is rounded half up, as WHO does); kilograms and centimetres.
    """

    sex: Sex
    age_days: float | None
    weight_kg: float | None
    lenhei_cm: float | None
    position: Literal["L", "H"] | None = None
    oedema: bool | None = None
    head_cm: float | None = None


def age_in_days(birth: date, measured: date) -> int:
    """Days from birth to the measuring; negative when the dates are the wrong way round."""
    return (measured - birth).days


def completed_months(birth: date, on: date) -> int:
    """Whole calendar months lived, as a KIA book counts them."""
    return (on.year - birth.year) * 12 + on.month - birth.month - (on.day < birth.day)


def usable(figure: float | None) -> float | None:
    """A figure that arithmetic can take; typing errors far beyond any child are treated as not measured."""
    return figure if figure is not None and _LOWEST_FIGURE <= figure < _HIGHEST_FIGURE else None


def stands_too_early(position: str | None, age: float | None) -> bool:
    """WHO: a standing height below nine months is not believable, so the position is dropped (no 0,7 cm)."""
    return position == "H" and age is not None and age / DAYS_PER_MONTH < NINE_MONTHS


def is_lying(day: int | None, position: str | None, length: float | None) -> bool | None:
    """Which standard holds: by age; without it by position; without both by length."""
    if day is not None:
        return day < TWO_YEARS
    if position is not None:
        return position == "L"
    return None if length is None else length < LYING_BELOW_CM


def converted(length: float | None, day: int | None, position: str | None) -> float | None:
    """The length as the standard of this age wants it. Sums are cleaned of float noise (110.7 - 0.7)."""
    if length is None or day is None:
        return length
    if day < TWO_YEARS and position == "H":
        return round(length + STANDING_GAP_CM, 9)
    if day >= TWO_YEARS and position == "L":
        return usable(round(length - STANDING_GAP_CM, 9))
    return length
