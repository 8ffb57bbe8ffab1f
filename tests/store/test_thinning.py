"""Which copies grow old together: near ones all, far ones few, the newest always."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.store.thinning import ALL_FOR, BELIEVED, DAY, HOUR, LEAST, keepers, onward, within

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


def test_the_borders_of_each_age() -> None:
    later = NOW + HOUR // 2
    young = later - 3 * HOUR
    assert keepers({young - 5, young, young + 5, later}, later) == {young - 5, young, young + 5, later}
    hour = (NOW - 10 * HOUR) // HOUR * HOUR
    assert keepers({hour, hour + 1, hour + HOUR, NOW}, NOW) == {hour, hour + HOUR, NOW}, "the oldest of each hour"
    day = (NOW - 3 * DAY) // DAY * DAY
    assert keepers({day, day + 5 * HOUR, day + DAY - 1, NOW}, NOW) == {day, NOW}
    days = {(NOW // DAY - back) * DAY + HOUR for back in range(1, 7)}
    assert keepers({*days, NOW}, NOW) == {*days, NOW}, "one of each day for a week"
    wednesday = NOW - NOW % DAY + 3 * DAY - ((NOW // DAY + 3) % 7 - 2) * DAY
    wednesday += 12 * HOUR
    week = {wednesday - 7 * DAY - HOUR, wednesday - 7 * DAY - 14 * HOUR}
    assert keepers({*week, wednesday}, wednesday) == {min(week), wednesday}, "of each week from then on"
    monday = (NOW // DAY - 17) * DAY
    monday -= ((monday // DAY + 3) % 7) * DAY
    assert keepers({monday, monday + 7 * DAY - 1, NOW}, NOW) == {monday, NOW}, "a week is Monday to Sunday"
    assert keepers({monday - 1, monday, NOW}, NOW) == {monday - 1, monday, NOW}
    month = (NOW // DAY - 100) // 30 * 30 * DAY
    assert keepers({month, month + 30 * DAY - 1, NOW}, NOW) == {month, NOW}
    assert keepers({month, month + 30 * DAY, NOW}, NOW) == {month, month + 30 * DAY, NOW}
    months = {(NOW // DAY // 30 - back) * 30 * DAY for back in range(2, 12)}
    assert keepers({*months, NOW}, NOW) == {*months, NOW}
    old = NOW - 370 * DAY
    assert keepers({old - 1, old, NOW}, NOW) == {old, NOW}, "after a year they go"
    assert keepers({old - 1}, NOW) == {old - 1}, "but never the newest"
    assert keepers({NOW - 9 * HOUR, NOW + DAY, NOW + 2 * DAY}, NOW) == {NOW - 9 * HOUR, NOW + DAY, NOW + 2 * DAY}


def test_the_borders_of_the_weight() -> None:
    sizes = [(at, 5) for at in range(1, 6)]
    assert within(sizes, 20) == {2, 3, 4, 5}, "what fits just so stays"
    assert within(sizes, 19) == {3, 4, 5}
    assert within(sizes, 0) == {3, 4, 5}, "the last three whatever they weigh"
    assert within(sizes, 25) == {1, 2, 3, 4, 5}


def test_the_time_of_copies_only_goes_on_and_never_by_years() -> None:
    assert onward(100, NOW, NOW + DAY) == 100 + DAY, "as long as no clock jumps it is the clock's"
    assert onward(100, NOW, NOW + BELIEVED) == 100 + BELIEVED
    assert onward(100, NOW, NOW + BELIEVED + 1) == 100 + ALL_FOR
    assert onward(100, NOW, NOW) == onward(100, NOW, NOW - 1) == onward(100, NOW, 0) == 101


@given(st.lists(st.tuples(st.sampled_from([-40, -5, -1, 1, 5, 40]), st.integers(0, 40)), max_size=4))
def test_a_clock_that_jumps_about_costs_none_of_the_days_before(jumps: list[tuple[int, int]]) -> None:
    """Copies of a year, then a clock that is turned by years again and again while work goes on."""
    before = frozenset(NOW - days * DAY for days in (300, 250, 200, 150, 100, 60, 30, 21, 14, 7, 6, 5, 4, 3, 2, 1))
    before = keepers(before, NOW)
    kept, clock, steady, made_at = before, NOW, NOW, NOW
    for years, copies in jumps:
        clock += years * 366 * DAY
        for _ in range(copies):
            clock += HOUR // 2
            steady, made_at = onward(steady, made_at, clock), clock
            kept = keepers(kept | {steady}, steady)
    assert max(kept) == (steady if any(copies for _years, copies in jumps) else max(before))
    worked = steady - NOW
    assert worked <= sum(ALL_FOR + copies * HOUR // 2 for _years, copies in jumps) + 1
    assert kept >= keepers(before | {steady}, steady) & before
    assert len(before - kept) <= 2 + worked // DAY
