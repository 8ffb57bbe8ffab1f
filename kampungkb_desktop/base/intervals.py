"""Sets of counters as sorted, disjoint, closed intervals: what an installation holds of another's changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Interval = tuple[int, int]


def join(*sets: Iterable[Sequence[int]]) -> list[Interval]:
    """The union; overlapping and touching intervals become one, empty ones vanish."""
    merged: list[Interval] = []
    for low, high in sorted((one[0], one[1]) for some in sets for one in some if one[0] <= one[1]):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], high))
        else:
            merged.append((low, high))
    return merged


def without(some: Iterable[Sequence[int]], others: Iterable[Sequence[int]]) -> list[Interval]:
    """What is in ``some`` and not in ``others``."""
    left = join(some)
    for low, high in join(others):
        left = [
            part
            for start, end in left
            for part in ((start, min(end, low - 1)), (max(start, high + 1), end))
            if part[0] <= part[1]
        ]
    return left


def common(*sets: Iterable[Sequence[int]]) -> list[Interval]:
    """What is in every one of the sets; nothing when there are none."""
    left = join(sets[0]) if sets else []
    for other in sets[1:]:
        left = without(left, without(left, other))
    return left


def count(some: Iterable[Sequence[int]]) -> int:
    """How many counters the set holds."""
    return sum(high - low + 1 for low, high in join(some))


def of(counters: Iterable[int]) -> list[Interval]:
    """Single counters as intervals."""
    return join((one, one) for one in counters)


def holds(some: Sequence[Interval], counter: int) -> bool:
    """Whether a counter is in the set; ``some`` is sorted and disjoint."""
    return any(low <= counter <= high for low, high in some)
