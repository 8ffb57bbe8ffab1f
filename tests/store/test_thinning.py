"""Which copies grow old together: near ones all, far ones few, the newest always."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.store.thinning import ALL_FOR, DAY, HOUR, LEAST, keepers, within

NOW = 1_795_233_600_000
AGES = st.lists(st.integers(-DAY, 500 * DAY), max_size=60)


def walked(days: int, every: int) -> frozenset[int]:
    """The copies left when one was made every so often for some days, and thinned each time."""
    kept: frozenset[int] = frozenset()
    for at in range(NOW, NOW + days * DAY, every):
        kept = keepers(kept | {at}, at)
    return kept


def test_half_a_year_of_half_hours_leaves_a_few_of_each_age() -> None:
    kept = walked(200, HOUR // 2)
    now = NOW + 200 * DAY - HOUR // 2
    ages = sorted(now - at for at in kept)
    assert sum(age <= ALL_FOR for age in ages) == 7
    assert 20 <= sum(age <= DAY for age in ages) <= 34
    assert 6 <= sum(DAY < age <= 7 * DAY for age in ages) <= 8
    assert 3 <= sum(7 * DAY < age <= 35 * DAY for age in ages) <= 6
    assert 4 <= sum(age > 35 * DAY for age in ages) <= 8
    assert len(kept) < 60


@given(AGES)
def test_the_newest_stays_and_nothing_is_made_up(ages: list[int]) -> None:
    times = {NOW - age for age in ages}
    kept = keepers(times, NOW)
    assert kept <= times
    assert not times or max(times) in kept
    assert {at for at in times if 0 <= NOW - at <= ALL_FOR} <= kept


@given(AGES)
def test_thinning_twice_is_thinning_once(ages: list[int]) -> None:
    kept = keepers({NOW - age for age in ages}, NOW)
    assert keepers(kept, NOW) == kept


@given(
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 100)), unique_by=lambda one: one[0]), st.integers(0, 500)
)
def test_what_weighs_too_much_goes_the_oldest_first(sizes: list[tuple[int, int]], most: int) -> None:
    kept = within(sizes, most)
    newest = sorted((at for at, _size in sizes), reverse=True)
    assert kept == set(newest[: len(kept)]), "never an older one instead of a newer one"
    assert len(kept) >= min(LEAST, len(sizes))
    if len(kept) > LEAST:
        assert sum(size for at, size in sizes if at in kept) <= most
