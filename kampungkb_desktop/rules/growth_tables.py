"""The WHO growth standards as LMS rows, read when first asked for, and the arithmetic on one row.

0 to 60 months by day (rows exist to day 1856), and body mass index from 61 to 228 months by month. Figures and source:
``resources/growth/NOTICE.txt``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.paths import resource

Sex = Literal["L", "P"]
"""L = laki-laki, P = perempuan, as in the forms of this programme."""

Index = Literal["wei", "len", "wfl", "wfh", "bmi", "head", "bmi_5_19"]
"""Weight, length/height, BMI and head for age (by day); weight for length and for height (by cm); BMI by month."""

Row = tuple[float, float, float]
"""L, M and S of one day or one 0.1 cm."""

WEIGHT_BASED: Final = frozenset({"wei", "wfl", "wfh", "bmi", "bmi_5_19"})
"""Indices whose tails beyond three standard deviations are straightened (SD23); the others are plain LMS."""

_BY_LENGTH: Final = frozenset({"wfl", "wfh"})
_SAME_TENTH = 1e-6


@frozen
class Table:
    """The rows of one index and sex. Row ``i`` stands at ``first + i`` days, or tenths of a centimetre."""

    index: Index
    first: int
    rows: tuple[Row, ...]

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


@cache
def table(index: Index, sex: Sex) -> Table:
    """One table, about 2 ms the first time."""
    first, boys, girls = _both(index)
    return Table(index, first, boys if sex == "L" else girls)


@cache
def _both(index: Index) -> tuple[int, tuple[Row, ...], tuple[Row, ...]]:
    body = resource(f"growth/{index}.txt").read_text("ascii").rpartition("#")[2].partition("\n")[2]
    figures = tuple(map(float, body.split()))
    boys = tuple(zip(figures[1::7], figures[2::7], figures[3::7], strict=True))
    girls = tuple(zip(figures[4::7], figures[5::7], figures[6::7], strict=True))
    return round(figures[0] * (10 if index in _BY_LENGTH else 1)), boys, girls


@frozen
class Standards:
    """Every table of one sex, so that a child is judged with one look-up."""

    weight: tuple[Row, ...]
    length: tuple[Row, ...]
    bmi: tuple[Row, ...]
    head: tuple[Row, ...]
    for_length: Table
    for_height: Table


@cache
def standards(sex: Sex) -> Standards:
    """All tables of a sex; the first call reads six files, some 15 ms."""
    return Standards(
        weight=table("wei", sex).rows,
        length=table("len", sex).rows,
        bmi=table("bmi", sex).rows,
        head=table("head", sex).rows,
        for_length=table("wfl", sex),
        for_height=table("wfh", sex),
    )


def row_for_length(standard: Table, length_cm: float) -> Row | None:
    """The row of a length or height in cm, interpolated between tenths; ``None`` outside the table.

    The tenth is found in integers: truncating ``10 * length`` errs by a row where the float falls short.
    """
    tenths = length_cm * 10
    near = round(tenths)
    if abs(tenths - near) < _SAME_TENTH:
        inside = standard.first <= near <= standard.last
        return standard.rows[near - standard.first] if inside else None
    low = int(tenths)
    if not standard.first <= low < standard.last:
        return None
    part = tenths - low
    (l0, m0, s0), (l1, m1, s1) = standard.rows[low - standard.first : low - standard.first + 2]
    return l0 + part * (l1 - l0), m0 + part * (m1 - m0), s0 + part * (s1 - s0)


def row_of_school_age(sex: Sex, day: int) -> Row | None:
    """The BMI row of a child from 60 months on, by day of age; ``None`` before and beyond 228 months.

    WHO's program (``anthroplus``) begins at 61 months and goes straight from month to month; the one month that neither
    standard judges takes the daily rows of the younger one, which reach to day 1856. A month is 487/16 days, so the
    month and the part of it are found in integers.
    """
    if day <= LAST_DAY:
        return None
    standard = table("bmi_5_19", sex)
    month, part = divmod(day * 16, 487)
    if month < standard.first:
        return table("bmi", sex).rows[day]
    if month >= standard.last:
        return standard.rows[-1] if (month, part) == (standard.last, 0) else None
    (l0, m0, s0), (l1, m1, s1) = standard.rows[month - standard.first : month - standard.first + 2]
    share = part / 487
    return l0 + share * (l1 - l0), m0 + share * (m1 - m0), s0 + share * (s1 - s0)


def z_plain(value: float, row: Row) -> float:
    """The LMS z-score: ((y/M)^L - 1) / (S L). Value must be positive."""
    power, median, spread = row
    return float(((value / median) ** power - 1) / (spread * power))


def z_restricted(value: float, row: Row) -> float:
    """The LMS z-score with WHO's straight tails: beyond three SD, steps of the distance from SD 2 to SD 3."""
    z = z_plain(value, row)
    if z > 3:
        third = sd_value(3, row)
        return 3 + (value - third) / (third - sd_value(2, row))
    if z < -3:
        third = sd_value(-3, row)
        return -3 + (value - third) / (sd_value(-2, row) - third)
    return z


def sd_value(z: float, row: Row) -> float:
    """The measurement at ``z`` by plain LMS: M (1 + L S z)^(1/L)."""
    power, median, spread = row
    return float(median * (1 + power * spread * z) ** (1 / power))


def sd_value_restricted(z: float, row: Row) -> float:
    """The measurement at ``z`` with WHO's straight tails; undoes ``z_restricted``."""
    if z > 3:
        third = sd_value(3, row)
        return third + (z - 3) * (third - sd_value(2, row))
    if z < -3:
        third = sd_value(-3, row)
        return third + (z + 3) * (sd_value(-2, row) - third)
    return sd_value(z, row)


def span(index: Index) -> tuple[float, float]:
    """The first and last x of an index: days of age, or centimetres. By age to 60 months (day 1826); BMI of older
    children from there to 228 months."""
    if index == "bmi_5_19":
        return LAST_DAY + 1, LAST_SCHOOL_DAY
    if index in _BY_LENGTH:
        standard = table(index, "L")
        return standard.first / 10, standard.last / 10
    return 0, LAST_DAY


def curve(index: Index, sex: Sex, z: float, at: Sequence[float]) -> tuple[float, ...]:
    """The line of ``z`` standard deviations at each x (days of age, or cm for ``wfl`` and ``wfh``).

    Ages between days take the row of the nearest day. Raises ``ValueError`` for an x outside the table.
    """
    standard = table(index, sex)
    value = sd_value_restricted if index in WEIGHT_BASED else sd_value
    return tuple(value(z, _row_at(standard, sex, x)) for x in at)


def _row_at(standard: Table, sex: Sex, x: float) -> Row:
    if standard.index == "bmi_5_19":
        row = row_of_school_age(sex, int(x + 0.5))
    else:
        row = row_for_length(standard, x) if standard.index in _BY_LENGTH else _row_of_day(standard, int(x + 0.5))
    if row is None:
        raise ValueError(f"{standard.index} has no row at {x}")
    return row


def _row_of_day(standard: Table, day: int) -> Row | None:
    return standard.rows[day] if 0 <= day <= standard.last else None


LAST_DAY: Final = 1826
"""The last whole day below 60 months of 30.4375 days."""

LAST_SCHOOL_DAY: Final = 6939
"""The last whole day of 228 months (19 years)."""
