"""The WHO rules once more, written plainly and in decimals, to check the program against. Slow on purpose."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal, localcontext
from functools import cache

from kampungkb_desktop.base.paths import resource

D = Decimal
Rows = dict[Decimal, tuple[Decimal, Decimal, Decimal]]


@cache
def rows(index: str, sex: str) -> Rows:
    found: Rows = {}
    for line in resource(f"growth/{index}.txt").read_text("ascii").splitlines():
        if line.startswith("#"):
            continue
        x, *figures = (D(word) for word in line.split())
        found[x] = (figures[0], figures[1], figures[2]) if sex == "L" else (figures[3], figures[4], figures[5])
    return found


def lms(value: Decimal, row: tuple[Decimal, Decimal, Decimal]) -> Decimal:
    power, median, spread = row
    return ((value / median) ** power - 1) / (power * spread)


def sd(z: int, row: tuple[Decimal, Decimal, Decimal]) -> Decimal:
    power, median, spread = row
    return median * (1 + power * spread * z) ** (1 / power)


def restricted(value: Decimal, row: tuple[Decimal, Decimal, Decimal]) -> Decimal:
    z = lms(value, row)
    if z > 3:
        return 3 + (value - sd(3, row)) / (sd(3, row) - sd(2, row))
    if z < -3:
        return -3 - (sd(-3, row) - value) / (sd(-2, row) - sd(-3, row))
    return z


def between(index: str, sex: str, length: Decimal) -> tuple[Decimal, Decimal, Decimal] | None:
    table = rows(index, sex)
    low = (length * 10).to_integral_value(ROUND_FLOOR) / 10
    if length == low:
        return table.get(length)
    if low not in table or low + D("0.1") not in table:
        return None
    part = (length - low) * 10
    a, b = table[low], table[low + D("0.1")]
    return tuple(p + part * (q - p) for p, q in zip(a, b, strict=True))  # type: ignore[return-value]


def z_scores(
    sex: str, day: int, weight: Decimal, length: Decimal, position: str | None
) -> tuple[Decimal, dict[str, Decimal | None]]:
    """The converted length and the four z-scores, not rounded, of a child without oedema below 60 months."""
    with localcontext() as context:
        context.prec = 40
        month = D("30.4375")
        if position == "H" and D(day) / month < 9:
            position = None
        if day < 731 and position == "H":
            length += D("0.7")
        if day >= 731 and position == "L":
            length -= D("0.7")
        row = between("wfl" if day < 731 else "wfh", sex, length)
        bmi = weight / (length / 100) ** 2
        x = D(day)
        return length, {
            "zlen": lms(length, rows("len", sex)[x]),
            "zwei": restricted(weight, rows("wei", sex)[x]),
            "zbmi": restricted(bmi, rows("bmi", sex)[x]),
            "zwfl": None if row is None else restricted(weight, row),
        }
