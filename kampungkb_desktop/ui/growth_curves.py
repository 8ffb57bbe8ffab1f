"""What the growth chart draws, as plain numbers: the WHO lines of an index and a child's own points on it.

Four indices, by sex; ages in months of 30.4375 days, lengths in centimetres. Nothing here paints.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import floor
from typing import Final

from kampungkb_desktop.base.text import age_words, number, short_date
from kampungkb_desktop.rules.growth import (
    DAYS_PER_MONTH,
    TWO_YEARS,
    Category,
    Growth,
    Index,
    Scale,
    Sex,
    curve,
    index_name,
    signed,
    span,
)

LINES: Final = (-3, -2, 0, 2, 3)
SCALES: Final[tuple[Scale, ...]] = ("wei", "len", "wfl", "bmi")
TITLES: Final[dict[Scale, str]] = {
    "wei": "Berat badan menurut umur",
    "len": "Panjang/tinggi badan menurut umur",
    "wfl": "Berat badan menurut panjang/tinggi badan",
    "bmi": "Indeks massa tubuh menurut umur",
}
UNITS: Final[dict[Scale, str]] = {"wei": "kg", "len": "cm", "wfl": "kg", "bmi": "kg/m²"}
Months = tuple[int, int]
YOUNG: Final[Months] = (0, 24)
OLDER: Final[Months] = (24, 60)
WHOLE: Final[Months] = (0, 60)
_LENGTHS_SHOWN: Final = 34.0
"""Centimetres across the weight-for-length chart: wide enough for a year of growth, so the lines stay apart."""


@dataclass(frozen=True, slots=True)
class GrowthPoint:
    """One measuring of the child."""

    on: date
    birth: date
    growth: Growth


@dataclass(frozen=True, slots=True)
class Mark:
    """A point on the chart: its place, its z-score and category, and the words that are read aloud."""

    x: float
    y: float
    z: float | None
    category: Category | None
    doubtful: bool
    words: str


@dataclass(frozen=True, slots=True)
class Curves:
    """The five lines over one stretch of the x axis; ``lines`` follow ``LINES``."""

    xs: tuple[float, ...]
    lines: tuple[tuple[float, ...], ...]


def months_for(points: Sequence[GrowthPoint]) -> Months:
    """The stretch of ages that shows a child best: the first two years, the later ones, or all."""
    ages = [p.growth.day for p in points if p.growth.day is not None]
    if not ages or max(ages) < TWO_YEARS:
        return YOUNG
    return OLDER if min(ages) >= TWO_YEARS else WHOLE


def months_near(points: Sequence[GrowthPoint]) -> Months:
    """A stretch of at least a year around the child's newest measurings, for a small picture."""
    ages = [p.growth.day / DAYS_PER_MONTH for p in points if p.growth.day is not None and p.growth.day >= 0]
    if not ages:
        return YOUNG
    right = min(60, floor(max(ages)) + 3)
    left = max(0, min(floor(min(ages)) - 1, right - 12, 48))
    return max(left, right - 24), max(right, 12)


def marks(scale: Scale, points: Sequence[GrowthPoint]) -> tuple[Mark, ...]:
    """The child's points of an index; a measuring without that figure has none."""
    return tuple(mark for point in points if (mark := _mark(scale, point)) is not None)


def axis(scale: Scale, months: Months, points: Sequence[GrowthPoint]) -> tuple[float, float]:
    """The ends of the x axis: months of age, or for ``wfl`` centimetres around the child's own lengths."""
    if scale != "wfl":
        return months
    low, high = span(_table(scale, points))
    own = [p.growth.clenhei for p in points if p.growth.clenhei is not None]
    middle = own[-1] if own else 62.0
    left = min(max(low, floor((middle - _LENGTHS_SHOWN * 0.65) / 5) * 5), high - _LENGTHS_SHOWN)
    first = min((x for x in own if x >= low), default=left)
    return min(left, floor(first)), min(high, left + _LENGTHS_SHOWN)


def curves(scale: Scale, sex: Sex, months: Months, points: Sequence[GrowthPoint]) -> Curves:
    """The five lines of an index over ``axis``."""
    left, right = axis(scale, months, points)
    return _curves(_table(scale, points), sex, left, right)


def name_of(scale: Scale, points: Sequence[GrowthPoint]) -> str:
    """``PB/U`` or ``TB/U``, as the newest measuring is judged."""
    return index_name(scale, points[-1].growth.lying if points else True)


def _table(scale: Scale, points: Sequence[GrowthPoint]) -> Index:
    if scale == "wfl" and points and points[-1].growth.lying is False:
        return "wfh"
    return scale


@lru_cache(maxsize=64)
def _curves(index: Index, sex: Sex, left: float, right: float) -> Curves:
    if index in ("wfl", "wfh"):
        steps = round((right - left) * 2)
        xs = tuple(left + i / 2 for i in range(steps + 1))
        return Curves(xs, tuple(curve(index, sex, z, xs) for z in LINES))
    first, last = round(left * DAYS_PER_MONTH), round(right * DAYS_PER_MONTH)
    newborn = range(first, min(last, 120), 5)  # the lines bend most in the first weeks
    turn = (d for d in (TWO_YEARS - 1, TWO_YEARS) if first <= d <= last)
    days = [min(day, int(span(index)[1])) for day in sorted({*newborn, *range(first, last, 15), *turn, last})]
    return Curves(tuple(d / DAYS_PER_MONTH for d in days), tuple(curve(index, sex, z, days) for z in LINES))


def _mark(scale: Scale, point: GrowthPoint) -> Mark | None:
    g = point.growth
    months = None if g.day is None else g.day / DAYS_PER_MONTH
    x = g.clenhei if scale == "wfl" else months
    y = {"wei": g.measurement.weight_kg, "len": g.clenhei, "wfl": g.measurement.weight_kg, "bmi": g.bmi}[scale]
    if x is None or y is None or x < 0:
        return None
    z: float | None = getattr(g, f"z{scale}")
    kind: Category | None = getattr(g.labels, scale)
    return Mark(x, y, z, kind, bool(getattr(g, f"f{scale}")), _words(scale, point, y, z, kind))


def _words(scale: Scale, point: GrowthPoint, y: float, z: float | None, kind: Category | None) -> str:
    said = [short_date(point.on), age_words(point.birth, point.on)]
    said.append(f"{number(y, 1 if scale != 'wei' else 2)} {UNITS[scale]}")
    if z is not None:
        said.append(f"{signed(z)} SD")
    if kind is not None:
        said.append(kind.label)
    return " · ".join(said)
