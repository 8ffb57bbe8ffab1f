"""The English catalogue: complete, nothing stale, the same places and Alt letters on both sides, no Indonesian left."""

from __future__ import annotations

import functools
import json
import re
from collections import Counter
from pathlib import Path

from kampungkb_desktop.base.english_sentences import PLACE, said, sentence
from kampungkb_desktop.base.english_words import in_english_dates, indonesian_words
from kampungkb_desktop.base.in_english import InEnglish
from kampungkb_desktop.base.language import FOLDER, Wording, wordings
from kampungkb_desktop.base.paths import resource
from tests.shown_words import shown

ROOT = Path(__file__).resolve().parents[1]
NOT_SHOWN = ROOT / "tests/data/english_not_shown.json"
"""What the scan takes for a text and no person ever sees: patterns, names of code, what is written to files."""
BY_HAND = "more.json"
"""Wordings of what is put together from several texts, or is one word that the scan takes for a code."""
VALUES = ("7", "Sukamaju", "12", "Budi Santoso", "3,5", "Mekar Jaya", "9", "8", "6")
RUN_TOGETHER = re.compile(r"[A-Za-z]\{\d+\}|\{\d+\}[A-Za-z]|\}\{")
"""Sentences whose places touch a word or each other: what stands there is known only when they are said."""

FIGURE = re.compile(
    r"(?<![\d,.])\d+,\d+(?![\d,])|(?<![\d,.])\d{1,3}\.\d{3}(?![\d.])|(?<![\d,.])\d+\.\d+(?= ?(?:%|SD|kg|cm|GB|MB))"
)

CITED = re.compile(
    r"\[dihapus\]|P = perempuan|Pusat Informasi dan Konseling|Tanggal lahir|means perempuan|\(desa or|“[^”]*”"
)
"""Indonesian that an English reader needs: markers in data, column titles of spreadsheets, proper names, citations."""


@functools.cache
def _catalogue() -> dict[str, Wording]:
    return wordings()


@functools.cache
def _shown() -> dict[str, str]:
    return shown(ROOT / "kampungkb_desktop")


def _forms(english: Wording) -> list[str]:
    return [english] if isinstance(english, str) else [str(english["one"]), str(english["other"])]


def test_every_text_has_its_english() -> None:
    left_out = set(json.loads(NOT_SHOWN.read_text("utf-8")))
    missing = {text: where for text, where in _shown().items() if text not in _catalogue() and text not in left_out}
    assert missing == {}, "add them to resources/i18n/en, under the file of their layer"


def test_nothing_is_stale() -> None:
    by_hand = json.loads((resource(FOLDER) / BY_HAND).read_text("utf-8"))
    assert [text for text in _catalogue() if text not in _shown() and text not in by_hand] == []
    assert [text for text in json.loads(NOT_SHOWN.read_text("utf-8")) if text not in _shown()] == []


def test_places_and_letters_are_the_same_on_both_sides() -> None:
    wrong = [
        (text, form) for text, english in _catalogue().items() for form in _forms(english)
        if Counter(PLACE.findall(text)) != Counter(PLACE.findall(form))
        or _letters(text) != _letters(form) or text.count("\n") != form.count("\n")
        or (text[:1].isspace(), text[-1:].isspace()) != (form[:1].isspace(), form[-1:].isspace())
    ]  # fmt: skip
    assert wrong == []


def _letters(text: str) -> int:
    """How many Alt letters a text marks."""
    return len(re.findall(r"&(?=[^\s&])", text.replace("&&", "")))


def test_figures_are_written_as_in_indonesia() -> None:
    """The window's figures come from the records, and are typed with a comma."""
    wrong = [
        (text, form) for text, english in _catalogue().items() for form in _forms(english)
        if FIGURE.findall(text) != FIGURE.findall(form)
    ]  # fmt: skip
    assert wrong == []


def test_of_two_wordings_the_number_decides() -> None:
    for text, english in _catalogue().items():
        if not isinstance(english, str):
            assert set(english) == {"one", "other", "by"}, text
            assert f"{{{english['by']}}}" in text, text


def test_no_indonesian_is_left() -> None:
    found = {form: words for english in _catalogue().values() for form in _forms(english)
             if (words := indonesian_words(CITED.sub("", form)))}  # fmt: skip
    assert found == {}


def _values(text: str, wording: Wording) -> list[str]:
    """``VALUES`` for the places of a sentence; what decides between two wordings is a number."""
    by = "" if isinstance(wording, str) else str(wording["by"])
    return ["7" if name == by else one for name, one in zip(PLACE.findall(text), VALUES, strict=False)]


def _filled(text: str, values: list[str]) -> str:
    """A sentence with values in its places, as the window shows it."""
    left = iter(values)
    return PLACE.sub(lambda _place: next(left), text).replace("{{", "{").replace("}}", "}")


def test_every_sentence_is_recognized_by_what_it_says() -> None:
    """With values put in its places, each sentence is found among all the others, and its values come through."""
    english = InEnglish(_catalogue())
    wrong = []
    for text, wording in _catalogue().items():
        if PLACE.search(text) and not RUN_TOGETHER.search(text):
            values = _values(text, wording)
            text_said = _filled(text, values)
            given = dict(zip(sentence(text, wording).order, values, strict=False))
            if english.of(text_said) != in_english_dates(said(wording, given, given)):
                wrong.append((text_said, english.of(text_said)))
    assert wrong == []
