"""Interval sets behave as the sets of counters they stand for."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.base import intervals

pairs = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6)


def members(some: list[tuple[int, int]]) -> set[int]:
    return {n for low, high in some for n in range(low, high + 1)}


@given(pairs, pairs)
def test_they_are_sets(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> None:
    assert members(intervals.join(one, other)) == members(one) | members(other)
    assert members(intervals.without(one, other)) == members(one) - members(other)
    assert members(intervals.common(one, other)) == members(one) & members(other)
    assert intervals.count(one) == len(members(one))
    assert intervals.join(one) == intervals.of(members(one))


@given(pairs)
def test_a_join_is_sorted_and_apart(some: list[tuple[int, int]]) -> None:
    joined = intervals.join(some)
    assert all(low <= high for low, high in joined)
    assert all(left[1] + 1 < right[0] for left, right in pairwise(joined))
    assert all(intervals.holds(joined, n) == (n in members(some)) for n in range(32))


def test_nothing_in_common_of_nothing() -> None:
    assert intervals.common() == []
