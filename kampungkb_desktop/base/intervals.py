"""Sets of counters as sorted, disjoint, closed intervals: what an installation holds of another's changes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import itemgetter

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
    """What is in ``some`` and not in ``others``; one walk along both, however many there are."""
    left, holes, at = list[Interval](), join(others), 0
    for low, high in join(some):
        while at < len(holes) and holes[at][1] < low:
            at += 1
        begin, next_hole = low, at
        while next_hole < len(holes) and holes[next_hole][0] <= high:
            if begin < holes[next_hole][0]:
                left.append((begin, holes[next_hole][0] - 1))
            begin = holes[next_hole][1] + 1
            next_hole += 1
        if begin <= high:
            left.append((begin, high))
        at = max(at, next_hole - 1)
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
    found = list[Interval]()
    for one in sorted(counters):
        if found and one <= found[-1][1] + 1:
            found[-1] = found[-1][0], one
        else:
            found.append((one, one))
    return found


def holds(some: Sequence[Interval], counter: int) -> bool:
    """Whether a counter is in the set; ``some`` is sorted and disjoint."""
    at = bisect_right(some, counter, key=itemgetter(0))
    return at > 0 and some[at - 1][1] >= counter
