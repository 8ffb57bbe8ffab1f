"""Drawing by lot, repeatably: every part of the practice data has a source of chance of its own, named by what it is
for, so that one more village or family does not change the others."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


def chance(*parts: object) -> Random:
    """The source of chance called by these parts (the seed first)."""
    return Random("/".join(str(part) for part in parts))


class Lot(Generic[T]):
    """Weighted options, ready to draw from many times."""

    def __init__(self, weights: Mapping[T, float]) -> None:
        self._options = tuple(weights)
        self._sums = tuple(accumulate(weights.values()))

    def draw(self, rng: Random) -> T:
        """One of the options."""
        return self._options[bisect(self._sums, rng.random() * self._sums[-1], 0, len(self._options) - 1)]


def split(total: int, weights: Sequence[float]) -> list[int]:
    """A whole number in parts near these weights that add up to it (largest remainder; earlier parts win ties)."""
    whole = sum(weights)
    if whole <= 0:
        return [0] * len(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(share) for share in exact]
    by_rest = sorted(range(len(parts)), key=lambda i: parts[i] - exact[i])
    for i in by_rest[: total - sum(parts)]:
        parts[i] += 1
    return parts


def around(rng: Random, middle: float, spread: float, low: float, high: float) -> float:
    """A normal draw kept between two bounds."""
    return min(max(rng.gauss(middle, spread), low), high)
