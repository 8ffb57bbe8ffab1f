"""The categories of Permenkes 2/2020 over z-scores, and the limits beyond which WHO calls one implausible.

Limits and words stand in ``resources/rules/antropometri-2020.toml``; here a number is placed between them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache, lru_cache
from typing import Final, Literal

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.rules import ruleset

RULE: Final = "antropometri-2020"

Scale = Literal["wei", "len", "wfl", "bmi", "bmi_5_18"]
"""The indices that have Permenkes categories; ``wfl`` stands for weight for length and for height, ``bmi_5_18`` for the
body mass index from five years on."""


@frozen
class Category:
    """A category: a stable code, the official words, and its place from the lowest (0) upwards."""

    code: str
    label: str
    rank: int


@frozen
class _Limits:
    """What the rule file says of one index."""

    lower: tuple[float, ...]
    """Below each is a category of its own; the limit itself belongs above."""
    upper: tuple[float, ...]
    """Above each is a category of its own; the limit itself belongs below."""
    plausible: tuple[float, float]
    known: tuple[Category, ...]
    names: tuple[str, str]


@cache
def _limits(scale: Scale) -> _Limits:
    found = ruleset.load(RULE).parameters[scale]
    known = tuple(Category(c["kode"], c["label"], rank) for rank, c in enumerate(found["kategori"]))
    low, high = found["tanda"]
    lying, standing = found["nama"]
    return _Limits(
        tuple(found["batas_bawah"]), tuple(found["batas_atas"]), (low, high), known, (lying, standing)
    )  # fmt: skip


def categories(scale: Scale) -> tuple[Category, ...]:
    """Every category of an index from the lowest to the highest, for legends and counts."""
    return _limits(scale).known


@lru_cache(maxsize=4096)
def category(scale: Scale, z: float | None) -> Category | None:
    """The category of a z-score with two decimals: -3,00 is *kurang*; -2,00 and +1,00 are normal."""
    if z is None:
        return None
    limits = _limits(scale)
    below = bisect_right(limits.lower, z)
    return limits.known[below if below < len(limits.lower) else below + bisect_left(limits.upper, z)]


def index_name(scale: Scale, lying: bool | None) -> str:
    """``PB/U`` where the standard is for lying children, ``TB/U`` for standing ones, and so on."""
    return _limits(scale).names[0 if lying else 1]


@lru_cache(maxsize=4096)
def implausible(scale: Scale, z: float | None) -> bool:
    """Whether WHO calls a z-score implausible (strictly beyond the limits of the index)."""
    if z is None:
        return False
    low, high = _limits(scale).plausible
    return z < low or z > high
