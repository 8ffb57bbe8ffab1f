"""A code on paper is read back as it was, whichever way it is typed, and a slip is noticed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.base.record_code import read_code, record_code

IDS = st.text(alphabet="0123456789abcdef", min_size=32, max_size=32)
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(IDS)
def test_it_is_read_as_people_type_it(record: str) -> None:
    code = record_code(record)
    assert read_code(code) == code
    assert read_code(code.lower().replace("-", " ")) == code
    assert read_code(code.replace("-", "").replace("0", "o").replace("1", "l")) == code


@given(IDS, st.integers(0, 8), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_noticed(record: str, at: int, sign: str) -> None:
    plain = record_code(record).replace("-", "")
    wrong = plain[:at] + sign + plain[at + 1 :]
    assert (read_code(wrong) == "") == (wrong != plain)


@given(IDS, st.integers(0, 7))
def test_two_exchanged_signs_are_noticed(record: str, at: int) -> None:
    plain = record_code(record).replace("-", "")
    wrong = plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]
    assert (read_code(wrong) == "") == (wrong != plain)


@given(st.text(max_size=20))
def test_anything_else_is_no_code(text: str) -> None:
    found = read_code(text)
    assert found == "" or read_code(found) == found
