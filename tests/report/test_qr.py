"""QR codes: the squares are those an independent reader has read, and too long a text is refused."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.report.qr import MOST, matrix, runs

READ_BY_HAND = (
    "Sidik jari Kampung KB: EJSJ-DA8F-HHG3-VXCX-32RT",
    "7b763fb3e073397a8cc9237db4af26f845ca4077de2c5293eca99a255feaf2b2",
)
"""A text and the digest of its squares; OpenCV's detector read it from the window and from the paper."""
FINDER = ("#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######")


def drawn(text: str) -> list[str]:
    return ["".join("#" if dark else "." for dark in line) for line in matrix(text)]


def test_the_squares_are_those_that_were_read_by_hand() -> None:
    text, digest = READ_BY_HAND
    assert hashlib.sha256("".join(drawn(text)).encode()).hexdigest() == digest


@pytest.mark.parametrize("text", ["a", "Sidik jari Kampung KB: 0000-0000-0000-0000-0000", "é" * 100, "x" * MOST])
def test_three_corners_are_marked_and_the_fourth_is_not(text: str) -> None:
    lines = drawn(text)
    side = len(lines)
    assert side % 4 == 1  # 17 + 4 × version
    assert {len(line) for line in lines} == {side}
    for top, left in ((0, 0), (0, side - 7), (side - 7, 0)):
        assert [line[left : left + 7] for line in lines[top : top + 7]] == list(FINDER)
    assert [line[side - 7 :] for line in lines[side - 7 :]] != list(FINDER)


def test_what_no_phone_could_read_is_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        matrix("x" * (MOST + 1))


@given(st.lists(st.booleans(), max_size=60))
def test_runs_cover_exactly_the_dark_squares(line: list[bool]) -> None:
    dark = {at for begin, length in runs(tuple(line)) for at in range(begin, begin + length)}
    assert dark == {at for at, one in enumerate(line) if one}
