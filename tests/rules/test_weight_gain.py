"""N, T, O, B and 2T of the KMS card."""

from __future__ import annotations

import itertools
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.rules.weight_gain import Gain, Weighing, gain_rules, weight_gains

BIRTH = date(2026, 1, 10)


def notes(*weighings: tuple[int, int, float] | tuple[int, int, float, float]) -> list[str]:
    """Gains of (month, day, kg, z) in 2026, with a 2 for 2T."""
    found = weight_gains(
        BIRTH, [Weighing(date(2026, w[0], w[1]), w[2], w[3] if len(w) > 3 else None) for w in weighings]
    )
    return [("2" if result.twice else "") + result.gain.value for result in found]


def test_minimal_gain_by_month() -> None:
    rules = gain_rules()
    found = [rules.minimal_gain(month) for month in range(14)]
    assert found == [800, 800, 900, 800, 600, 500, 400, 300, 300, 300, 300, 200, 200, 200]
    assert rules.minimal_gain(59) == 200


def test_first_then_up_then_flat_then_down() -> None:
    assert notes((1, 10, 3.2), (2, 11, 4.0), (3, 11, 4.9), (4, 11, 4.9), (5, 11, 4.8)) == ["B", "N", "N", "T", "2T"]


def test_a_gram_too_little() -> None:
    assert notes((1, 10, 3.2), (2, 11, 3.999)) == ["B", "T"]
    assert notes((1, 10, 3.2), (2, 11, 4.0)) == ["B", "N"]


def test_a_missed_month_cannot_be_judged_and_breaks_twice() -> None:
    assert notes((1, 10, 3.2), (2, 11, 3.3), (4, 11, 3.4), (5, 11, 3.4)) == ["B", "T", "O", "T"]


def test_two_weighings_in_a_month_compare_with_the_month_before() -> None:
    assert notes((1, 10, 3.2), (1, 30, 3.9), (2, 11, 4.8)) == ["B", "B", "N"]


def test_a_curve_that_keeps_its_line_is_up() -> None:
    assert notes((8, 10, 8.0, -0.5), (9, 10, 8.2, -0.5)) == ["B", "N"]
    assert notes((8, 10, 8.0, -0.5), (9, 10, 8.2, -0.6)) == ["B", "T"]


def test_referral() -> None:
    low, high, fine = weight_gains(
        BIRTH, [Weighing(date(2026, m, 10), kg, z) for m, kg, z in ((2, 2.0, -3.01), (4, 9.0, 1.01), (6, 8.0, 0.0))]
    )
    assert (low.refer, high.refer, fine.refer) == (True, True, False)
    (_, lost) = weight_gains(BIRTH, [Weighing(date(2026, 2, 10), 5.0), Weighing(date(2026, 3, 10), 4.8)])
    assert lost.refer
    assert lost.reason.startswith("Turun 200 g")


@given(st.lists(st.tuples(st.dates(BIRTH, date(2030, 1, 10)), st.floats(1, 30)), max_size=15))
def test_order_does_not_matter_and_the_first_is_b(points: list[tuple[date, float]]) -> None:
    by_day = dict(points)
    weighings = [Weighing(day, kg) for day, kg in by_day.items()]
    found = weight_gains(BIRTH, weighings)
    assert found == weight_gains(BIRTH, weighings[::-1])
    if found:
        assert found[0].gain is Gain.B
    for before, after in itertools.pairwise(found):
        assert not after.twice or before.gain is Gain.T or before.weighing.on.month == after.weighing.on.month
        assert after.gain.label
