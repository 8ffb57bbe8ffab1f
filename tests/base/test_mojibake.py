"""Text from news pages is mended where an encoding mangled it, and only there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.base.mojibake import mended

UNDEFINED = {0x81, 0x8D, 0x8F, 0x90, 0x9D}


def mangled(text: str) -> str:
    """UTF-8 read as Windows-1252, as browsers and word processors do it."""
    return "".join(chr(b) if b in UNDEFINED else bytes((b,)).decode("cp1252") for b in text.encode())


MARKS = "“”‘’–—…é•€ "


@given(st.text(alphabet=st.sampled_from("abc XYZ 1.(" + MARKS)))
def test_what_was_mangled_once_or_twice_comes_back(text: str) -> None:
    assert mended(mangled(text)) == text
    assert mended(mangled(mangled(text))) == text


@given(st.text(alphabet=st.characters(max_codepoint=0x7F)))
def test_plain_text_is_not_touched(text: str) -> None:
    assert mended(text) == text


@given(st.text(max_size=60))
def test_no_letter_of_the_alphabet_is_ever_lost(text: str) -> None:
    def plain(words: str) -> list[str]:
        return [letter for letter in words if letter.isascii()]

    assert plain(mended(text)) == plain(text)


@pytest.mark.parametrize("text", ["Désa Ba’u", "Rp25.000,-", "Â", "50 %, â", "Ünal"])
def test_lone_letters_stay(text: str) -> None:
    assert mended(text) == text


def test_a_closing_quote_cut_in_half_is_closed() -> None:
    assert mended("â€œKampung KBâ€ adalah") == "“Kampung KB” adalah"


def test_quotes_read_as_thai_are_quotes_again_and_thai_stays() -> None:
    assert mended("di Kampung KB. โMelalui keterpaduan, di Kampung KB,โ jelasnya") == (
        "di Kampung KB. “Melalui keterpaduan, di Kampung KB,” jelasnya"
    )
    assert mended("โ€\x9cBaikโ€\x9d") == "“Baik”"
    assert mended("ภาษาไทยโลก") == "ภาษาไทยโลก"
