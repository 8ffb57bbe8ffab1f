"""The categories of Permenkes 2/2020 over z-scores, and the limits beyond which WHO calls a z-score implausible.

Limits and words stand in ``resources/rules/antropometri-2020.toml``; this module only places a number between them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from kampungkb_desktop.rules import ruleset

RULE: Final = "antropometri-2020"

Scale = Literal["wei", "len", "wfl", "bmi"]
"""The four indices that have Permenkes categories; ``wfl`` stands for weight for length and for height."""


@dataclass(frozen=True, slots=True)
class Category:
    """A Permenkes 2/2020 category: a stable code, the official words, and its place from the lowest (0) upwards."""

    code: str
    label: str
    rank: int


def categories(scale: Scale) -> tuple[Category, ...]:
    """Every category of an index from the lowest to the highest, for legends and counts."""
    return _scale(scale)[3]


def category(scale: Scale, z: float | None) -> Category | None:
    """The category of a z-score with two decimals: -3,00 is *kurang*, -2,00 normal, +1,00 normal, +3,00 not over."""
    if z is None:
        return None
    lower, upper, _, known = _scale(scale)
    rank = bisect_right(lower, z)
    return known[rank if rank < len(lower) else rank + bisect_left(upper, z)]


def index_name(scale: Scale, lying: bool | None) -> str:
    """``PB/U`` for a child measured lying, ``TB/U`` standing, and so on."""
    names = ruleset.load(RULE).parameters[scale]["nama"]
    return str(names[0 if lying else 1])


@cache
def _scale(
    scale: Scale,
) -> tuple[tuple[float, ...], tuple[float, ...], tuple[float, float], tuple[Category, ...]]:
    """Lower limits, upper limits, plausible range and categories of an index."""
    found = ruleset.load(RULE).parameters[scale]
    known = tuple(Category(c["kode"], c["label"], rank) for rank, c in enumerate(found["kategori"]))
    low, high = found["tanda"]
    return tuple(found["batas_bawah"]), tuple(found["batas_atas"]), (low, high), known


def implausible(scale: Scale, z: float | None) -> bool:
    """Whether WHO calls a z-score implausible (strictly beyond the limits of the index)."""
    if z is None:
        return False
    low, high = _scale(scale)[2]
    return z < low or z > high
