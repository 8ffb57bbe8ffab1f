"""The 3×24 hours: how they are counted and said, and that time unknown counts against the office."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.base.clock_words import clock_minutes, wall_of
from kampungkb_desktop.forms.pdp_request import REQUESTS
from kampungkb_desktop.rules import pdp_clock
from kampungkb_desktop.rules.pdp_clock import HOUR, MINUTE, begins, deadline, due_words, ends, rights, span_words

DAY = date(2026, 11, 21)
NOON = wall_of(DAY, 12 * 60)


@pytest.mark.parametrize(
    ("spent", "state", "words"),
    [
        (44 * HOUR, pdp_clock.RUNNING, "tersisa 1 hari 4 jam"),
        (48 * HOUR + 1, pdp_clock.SOON, "tersisa 23 jam"),
        (71 * HOUR + 25 * MINUTE, pdp_clock.SOON, "tersisa 35 menit"),
        (70 * HOUR + 25 * MINUTE, pdp_clock.SOON, "tersisa 1 jam"),
        (72 * HOUR, pdp_clock.SOON, "tersisa kurang dari 1 menit"),
        (77 * HOUR, pdp_clock.LATE, "lewat 5 jam"),
        (72 * HOUR + 60 * HOUR, pdp_clock.LATE, "lewat 2 hari 12 jam"),
    ],
)
def test_what_is_left_is_said_in_words(spent: int, state: str, words: str) -> None:
    found = deadline(NOON, 72, NOON + spent)
    assert (found.state, found.words, found.open) == (state, words, True)


def test_an_answer_stops_the_clock() -> None:
    in_time = deadline(NOON, 72, NOON + 500 * HOUR, NOON + 72 * HOUR)
    assert (in_time.state, in_time.words, in_time.open) == (pdp_clock.IN_TIME, "dijawab tepat waktu", False)
    late = deadline(NOON, 72, NOON + 500 * HOUR, NOON + 75 * HOUR)
    assert (late.state, late.words) == (pdp_clock.TOO_LATE, "dijawab lewat 3 jam")


def test_a_time_that_nobody_wrote_counts_against_the_office() -> None:
    assert moment_of(begins(DAY, None)).hour == 0
    assert (moment_of(ends(DAY, None)).hour, moment_of(ends(DAY, None)).minute) == (23, 59)
    assert begins(DAY, "bukan jam") == begins(DAY, None)
    assert begins(DAY, "08.30") == ends(DAY, "8:30") == wall_of(DAY, 8 * 60 + 30)


def test_every_kind_of_request_has_its_hours_and_articles() -> None:
    known = rights()
    assert list(known) == list(REQUESTS.codes())
    assert {one.hours for one in known.values()} == {72}
    assert {code for code, one in known.items() if one.certainty == "C"} == {"hapus", "keberatan"}
    assert pdp_clock.loss_hours(DAY) == 72
    assert pdp_clock.right_of("jenis baru", DAY).hours == 72


def test_a_deadline_near_is_named_by_its_day() -> None:
    now = wall_of(DAY, 23 * 60)
    assert due_words(now + 30 * MINUTE, now) == "hari ini pukul 23.30"
    assert due_words(now + 9 * HOUR, now) == "besok pukul 08.00"
    assert due_words(now - 23 * HOUR - 55 * MINUTE, now) == "kemarin pukul 23.05"
    assert due_words(now + 72 * HOUR, now) == "24 November 2026 pukul 23.00"


@given(st.integers(0, 1439), st.integers(0, 400 * HOUR))
def test_the_clock_never_jumps(minutes: int, spent: int) -> None:
    """What is left and what is past meet at the deadline; a minute later never says more is left."""
    begun = wall_of(DAY, minutes)
    now, then = deadline(begun, 72, begun + spent), deadline(begun, 72, begun + spent + MINUTE)
    assert now.left - then.left == MINUTE
    assert (now.state == pdp_clock.LATE) == (spent > 72 * HOUR)
    assert clock_minutes(f"{minutes // 60:02d}.{minutes % 60:02d}") == minutes
    assert span_words(abs(now.left))
