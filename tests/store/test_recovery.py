"""The printed code: forgiving in how it is typed, exact in saying which group is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.store import recovery

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRETS = st.binary(min_size=20, max_size=20)


@given(SECRETS)
def test_a_code_gives_its_secret_back_however_it_is_typed(secret: bytes) -> None:
    code = recovery.code_of(secret)
    assert [len(group) for group in code.split("-")] == [5] * 8
    assert recovery.secret_of(code) == secret
    assert recovery.secret_of(" " + code.lower().replace("-", "  ").replace("0", "o").replace("1", "l")) == secret


@given(SECRETS, st.integers(0, 39), st.sampled_from(ALPHABET))
def test_every_wrong_character_is_found_in_its_group(secret: bytes, place: int, letter: str) -> None:
    letters = recovery.code_of(secret).replace("-", "")
    if letters[place] == letter:
        return
    with pytest.raises(KnownError, match=f"Kelompok ke-{place // 5 + 1} "):
        recovery.secret_of(letters[:place] + letter + letters[place + 1 :])


def test_groups_in_another_order_are_noticed() -> None:
    groups = recovery.code_of(bytes(range(20))).split("-")
    groups[0], groups[1] = groups[1], groups[0]
    with pytest.raises(KnownError, match="Kelompok ke-1 "):
        recovery.secret_of("-".join(groups))


@pytest.mark.parametrize("typed", ["", "abc", "0" * 39, "0" * 41, "é" * 40])
def test_what_is_no_code_at_all_is_said_so(typed: str) -> None:
    with pytest.raises(KnownError) as caught:
        recovery.secret_of(typed)
    assert caught.value.code == "E-RECOVERY"


def test_codes_are_not_repeated() -> None:
    assert len({recovery.new_code() for _ in range(50)}) == 50
