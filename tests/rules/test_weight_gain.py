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


def test_the_days_between_count_where_they_are_far_from_a_month() -> None:
    found = weight_gains(BIRTH, [Weighing(date(2026, 6, 28), 7.0), Weighing(date(2026, 7, 2), 7.07)])
    assert (found[1].gain, found[1].minimal_g) == (Gain.N, 66)  # four days of 500 g a month
    assert "dalam 4 hari" in found[1].reason
    late = weight_gains(BIRTH, [Weighing(date(2026, 6, 1), 7.0), Weighing(date(2026, 7, 31), 7.7)])
    assert (late[1].gain, late[1].minimal_g) == (Gain.T, 789)  # sixty days of 400 g a month
    usual = weight_gains(BIRTH, [Weighing(date(2026, 6, 1), 7.0), Weighing(date(2026, 7, 7), 7.5)])
    assert (usual[1].gain, usual[1].minimal_g) == (Gain.N, 500)


def test_twins_have_a_sequence_each() -> None:
    heavy = notes((1, 10, 3.2), (2, 11, 4.1), (3, 11, 5.1))
    light = notes((1, 10, 2.1), (2, 11, 2.2), (3, 11, 2.2))
    assert (heavy, light) == (["B", "N", "N"], ["B", "T", "2T"])


def test_a_corrected_day_changes_the_notes() -> None:
    assert notes((1, 10, 3.2), (2, 11, 4.0), (4, 11, 4.9)) == ["B", "N", "O"]
    assert notes((1, 10, 3.2), (2, 11, 4.0), (3, 11, 4.9)) == ["B", "N", "N"]


def test_letters_of_the_card() -> None:
    found = weight_gains(
        BIRTH, [Weighing(date(2026, m, 10), kg, z) for m, kg, z in ((2, 3.0, -3.1), (3, 3.0, -3.6), (4, 2.9, -4.0))]
    )
    assert [result.letters for result in found] == ["B BGM", "T BGM", "2T BGM"]
    assert [result.above_orange_line for result in found] == [False] * 3


@given(st.integers(0, 70), st.integers(1, 400), st.integers(1, 60))
def test_more_days_never_ask_for_less(month: int, days: int, more: int) -> None:
    rules = gain_rules()
    low, high = rules.month_days
    assert rules.due(month, days) > 0
    if days + more < low or days > high:
        assert rules.due(month, days + more) >= rules.due(month, days)


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
