"""Ids sort by time and say nothing else; a clock that is years off is known as such."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.base import clock, ids
from kampungkb_desktop.base.clock_words import FIRST_DAY, LAST_DAY, wall_of


def ms(year: int, month: int = 11, day: int = 21) -> int:
    return int(datetime(year, month, day, tzinfo=UTC).timestamp() * 1000)


@given(st.integers(0, 2**47), st.integers(1, 10**9))
def test_later_ids_sort_later(wall: int, later: int) -> None:
    assert ids.new_id(wall) < ids.new_id(wall + later)
    assert ids.is_id(ids.new_id(wall))


def test_an_id_is_repeatable_only_when_asked() -> None:
    assert ids.new_id(5, b"0123456789") == ids.new_id(5, b"0123456789")
    assert ids.new_id(5) != ids.new_id(5)
    assert ids.derived_id("a", "b") == ids.derived_id("a", "b") != ids.derived_id("ab")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=4))
def test_a_derived_id_is_the_uuid_that_everybody_makes(parts: list[str]) -> None:
    space = uuid.UUID("6f1d3c0e-2f5e-5b7a-9a54-4b4b42444b31")
    assert ids.derived_id(*parts) == uuid.uuid5(space, "\x1f".join(parts)).hex


def test_clocks_that_cannot_be_trusted() -> None:
    build = "2026-11-21"
    assert clock.trusted(ms(2027), None, build)
    assert not clock.trusted(ms(2011), None, build)
    assert not clock.trusted(0, None, build)
    assert not clock.trusted(ms(2050), None, build)
    assert not clock.trusted(ms(2027, 1, 1), ms(2027, 1, 3), build)
    assert clock.trusted(ms(2027, 1, 2), ms(2027, 1, 2) + 3_600_000, build)


@given(st.integers(-(10**15), 10**16))
def test_any_wall_has_a_day(wall: int) -> None:
    assert 1969 <= clock.day_of(wall).year <= 3000  # Windows knows no local time after that


@given(st.dates(), st.integers(0, 1439))
def test_any_day_has_a_wall(day: date, minutes: int) -> None:
    moment = clock.moment_of(wall_of(day, minutes))
    assert moment.date() == min(max(day, FIRST_DAY), LAST_DAY)  # Windows ends in an error outside these
    assert moment.hour * 60 + moment.minute == minutes
