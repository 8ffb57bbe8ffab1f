"""What the growth chart draws, as plain numbers: the WHO lines of an index and a child's own points on it.

Four indices and the head by sex up to five years, the body mass index from then to nineteen; ages in months of 30.4375
days, lengths in centimetres. Nothing here paints.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from math import floor
from typing import Final, Literal

from kampungkb_desktop.base.frozen import frozen
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
ChartScale = Scale | Literal["head"]
"""What a chart can show: the indices, and the head, which has no categories."""
SCALES: Final[tuple[Scale, ...]] = ("wei", "len", "wfl", "bmi")
CHARTS: Final[tuple[ChartScale, ...]] = (*SCALES, "head")
"""The charts of a child under five, in the order of their keys 1 to 5."""
TITLES: Final[dict[ChartScale, str]] = {
    "wei": "Berat badan menurut umur",
    "len": "Panjang/tinggi badan menurut umur",
    "wfl": "Berat badan menurut panjang/tinggi badan",
    "bmi": "Indeks massa tubuh menurut umur",
    "head": "Lingkar kepala menurut umur",
    "bmi_5_18": "Indeks massa tubuh menurut umur, 5–18 tahun",
}
UNITS: Final[dict[ChartScale, str]] = {
    "wei": "kg", "len": "cm", "wfl": "kg", "bmi": "kg/m²", "head": "cm", "bmi_5_18": "kg/m²"
}  # fmt: skip
Months = tuple[int, int]
YOUNG: Final[Months] = (0, 24)
OLDER: Final[Months] = (24, 60)
WHOLE: Final[Months] = (0, 60)
SCHOOL: Final[Months] = (60, 228)
_LENGTHS_SHOWN: Final = 34.0
"""Centimetres across the weight-for-length chart: wide enough for a year of growth, so the lines stay apart."""


@frozen
class GrowthPoint:
    """One measuring of the child; ``record`` is the id of its measurement, to open it."""

    on: date
    birth: date
    growth: Growth
    record: str = ""


@frozen
class Mark:
    """A point on the chart: its place, its z-score and category, and the words that are read aloud."""

    x: float
    y: float
    z: float | None
    category: Category | None
    doubtful: bool
    words: str
    record: str = ""


@frozen
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


def marks(scale: ChartScale, points: Sequence[GrowthPoint]) -> tuple[Mark, ...]:
    """The child's points of an index; a measuring without that figure has none."""
    return tuple(mark for point in points if (mark := _mark(scale, point)) is not None)


def axis(scale: ChartScale, months: Months, points: Sequence[GrowthPoint]) -> tuple[float, float]:
    """The ends of the x axis: months of age, or for ``wfl`` centimetres around the child's own lengths."""
    if scale == "bmi_5_18":
        return SCHOOL
    if scale != "wfl":
        return months
    low, high = span(_table(scale, points))
    own = [p.growth.clenhei for p in points if p.growth.clenhei is not None]
    middle = own[-1] if own else 62.0
    left = min(max(low, floor((middle - _LENGTHS_SHOWN * 0.65) / 5) * 5), high - _LENGTHS_SHOWN)
    first = min((x for x in own if x >= low), default=left)
    return min(left, floor(first)), min(high, left + _LENGTHS_SHOWN)


def curves(scale: ChartScale, sex: Sex, months: Months, points: Sequence[GrowthPoint]) -> Curves:
    """The five lines of an index over ``axis``."""
    left, right = axis(scale, months, points)
    return _curves(_table(scale, points), sex, left, right)


def name_of(scale: ChartScale, points: Sequence[GrowthPoint]) -> str:
    """``PB/U`` or ``TB/U``, as the newest measuring is judged."""
    if scale == "head":
        return "LK/U"
    return index_name(scale, points[-1].growth.lying if points else True)


def _table(scale: ChartScale, points: Sequence[GrowthPoint]) -> Index:
    if scale == "bmi_5_18":
        return "bmi_5_19"
    if scale == "wfl" and points and points[-1].growth.lying is False:
        return "wfh"
    return scale


@lru_cache(maxsize=64)
def _curves(index: Index, sex: Sex, left: float, right: float) -> Curves:
    if index in ("wfl", "wfh"):
        steps = round((right - left) * 2)
        xs = tuple(left + i / 2 for i in range(steps + 1))
        return Curves(xs, tuple(curve(index, sex, z, xs) for z in LINES))
    if index == "bmi_5_19":
        low, high = span(index)
        days = [*range(int(low), int(high), 60), int(high)]
        return Curves(tuple(d / DAYS_PER_MONTH for d in days), tuple(curve(index, sex, z, days) for z in LINES))
    first, last = round(left * DAYS_PER_MONTH), round(right * DAYS_PER_MONTH)
    newborn = range(first, min(last, 120), 5)  # the lines bend most in the first weeks
    turn = (d for d in (TWO_YEARS - 1, TWO_YEARS) if first <= d <= last)
    days = [min(day, int(span(index)[1])) for day in sorted({*newborn, *range(first, last, 15), *turn, last})]
    return Curves(tuple(d / DAYS_PER_MONTH for d in days), tuple(curve(index, sex, z, days) for z in LINES))


def _mark(scale: ChartScale, point: GrowthPoint) -> Mark | None:
    g = point.growth
    months = None if g.day is None else g.day / DAYS_PER_MONTH
    x = g.clenhei if scale == "wfl" else months
    y = {
        "wei": g.measurement.weight_kg, "len": g.clenhei, "wfl": g.measurement.weight_kg, "bmi": g.bmi,
        "head": g.measurement.head_cm, "bmi_5_18": g.bmi,
    }[scale]  # fmt: skip
    if x is None or y is None or x < 0:
        return None
    z: float | None = getattr(g, f"z{scale}")
    kind: Category | None = getattr(g.labels, scale, None)
    doubtful = bool(getattr(g, f"f{scale}"))
    return Mark(x, y, z, kind, doubtful, _words(scale, point, y, z, kind, doubtful=doubtful), point.record)


def _words(
    scale: ChartScale, point: GrowthPoint, y: float, z: float | None, kind: Category | None, *, doubtful: bool
) -> str:
    said = [short_date(point.on), age_words(point.birth, point.on)]
    said.append(f"{number(y, 1 if scale != 'wei' else 2)} {UNITS[scale]}")
    if z is not None:
        said.append(f"{signed(z)} SD")
    if doubtful:
        said.append("periksa ulang, tidak ikut direkap")
    elif kind is not None:
        said.append(kind.label)
    return " · ".join(said)
