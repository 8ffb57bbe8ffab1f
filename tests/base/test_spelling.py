"""Old and new spelling of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.base.person_name import person_name
from kampungkb_desktop.base.spelling import spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Soeparman", "Suparman"), ("Djumadi", "Jumadi"), ("Tjahyono", "Cahyono"), ("Muh. Ali", "MUHAMMAD  Ali"),
        ("Sitti Aminah", "Siti Aminah"), ("Achmad", "Ahmad"), ("Nūr", "Nur"),
    ],
)  # fmt: skip
def test_two_spellings_are_one_name(one: str, other: str) -> None:
    assert person_name(one).words == person_name(other).words


def test_different_names_stay_different() -> None:
    assert len({person_name(name).words for name in ("Rina", "Rini", "Lina", "Suparman", "Suparmin")}) == 5


@given(st.text(max_size=20))
def test_what_was_typed_is_always_searched_for(word: str) -> None:
    assert spellings(word)[0] == word
    assert len(set(spellings(word))) == len(spellings(word))


def test_numbers_and_short_words_have_one_spelling() -> None:
    assert spellings("0812") == ("0812",)
    assert spellings("su") == ("su",)
    assert "suparman" in spellings("Soeparman")
    assert "soeparman" in spellings("suparman")
