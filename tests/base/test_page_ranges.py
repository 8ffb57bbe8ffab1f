"""Pages for the printer as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.base.page_ranges import pages_asked


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("", (0, 1, 2, 3, 4, 5)),
        ("1-3,5", (0, 1, 2, 4)),
        (" 2 ; 2, 1 ", (1, 0)),
        ("4-", (3, 4, 5)),
        ("3–4,", (2, 3)),
        ("6", (5,)),
    ],
)
def test_what_people_write(text: str, pages: tuple[int, ...]) -> None:
    assert pages_asked(text, 6) == pages


@pytest.mark.parametrize("text", ["0", "7", "1-7", "9-", "3-1", "a", "1--2", ",", "-3", "1.5"])
def test_what_is_no_page_is_said(text: str) -> None:
    with pytest.raises(ValueError, match=r"[.]"):
        pages_asked(text, 6)


@given(st.integers(1, 300).flatmap(lambda last: st.tuples(st.just(last), st.lists(st.integers(1, last), min_size=1))))
def test_every_list_of_pages_is_read_as_itself(case: tuple[int, list[int]]) -> None:
    last, pages = case
    assert pages_asked(",".join(map(str, pages)), last) == tuple(dict.fromkeys(page - 1 for page in pages))
