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
TERMS = ROOT / "tests/data/english_terms.json"
"""Words of the field (glossary.md) to what the window calls them in English: one of these, and nothing else."""
NEVER = re.compile(r"(?i)\b(regenc(y|ies)|acceptors?|under-fives?|back-ups?|puerper\w+)\b")
"""Other words for what has a name here already."""
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


def test_one_thing_has_one_name() -> None:
    wrong = {}
    for term, allowed in json.loads(TERMS.read_text("utf-8")).items():
        said_so = re.compile(rf"(?i)(?<!\w)(?:{term})(?:nya)?(?!\w)")
        for text, english in _catalogue().items():
            forms = [form.replace("&", "").casefold() for form in _forms(english)]
            if said_so.search(text.replace("&", "")) and not any(
                word.casefold() in form for word in allowed for form in forms
            ):
                wrong[text] = (term, english)
    assert wrong == {}
    assert [form for english in _catalogue().values() for form in _forms(english) if NEVER.search(form)] == []


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


TOGETHER = {
    "1: kurang dari 10 % · 2: 10–20 % · 3: 21–30 %": "1: less than 10 % · 2: 10–20 % · 3: 21–30 %",
    "1: belum ada · 2: Pokja dibentuk": "1: none yet · 2: Pokja formed",
    "I3  Kepemilikan poktan": "I3  Poktan present",
    "I4  Sekretariat dan Rumah DataKu": "I4  Secretariat and Rumah DataKu",
    "SK Pokja *": "Pokja decree (SK) *",
    "KIE: 10; Pelayanan dan Penggerakan: 1": "KIE: 10; Service and Mobilisation: 1",
    "120 keluarga, 71 keluarga berencana, dan 24 jenis data lain, dengan 5 foto (99 kB).":
        "120 families, 71 family planning records and 24 other kinds of data, with 5 photos (99 kB).",
    "Data dan kependudukan: 1; Keluarga berencana: 0; Kesejahteraan dan ekonomi: 1; Lingkungan: 0":
        "Data and population: 1; Family planning: 0; Welfare and economy: 1; Environment: 0",
    "3.1 Penggerakan Pelayanan KB dan Kesehatan Reproduksi":
        "3.1 Mobilisation of family planning and reproductive health services",
    "Coba dan simpan (Alt+C)": "Try and save (Alt+C)",
    "Hanya indeks Output baik: kelas Dasar.": "Only index Output is good: class Dasar.",
    "1.1 Rumah Data Kependudukan dan Informasi Keluarga (Rumah DataKu)":
        "1.1 House of population data and family information (Rumah DataKu)",
    "Batal (Alt+T)": "Cancel (Alt+T)",
    "Hasil rujukan: Batal": "Result of referral: Cancelled",
    "Coba lagi yang ditolak (3) (Alt+C)": "Try the refused ones again (3) (Alt+C)",
    "    Terlalu muda, Tidak berlaku: lihat 1 keluarga": "    Too young, Does not apply: see 1 family",
    "PUS, Keluarga: lihat 43 keluarga": "PUS, Families: see 43 families",
    "Halaman 1 dari 6. Tekan Enter untuk membacanya sebagai teks.": "Page 1 of 6. Press Enter to read it as text.",
    "Keluarga Noor Ikhsan": "Family of Noor Ikhsan",
    "3 anggota keluarga": "3 family members",
    "1 kunjungan": "1 visit",
    "• 3 anggota keluarga\n• 1 pengukuran anak": "• 3 family members\n• 1 child measurement",
}  # fmt: skip
"""Texts that screens put together, which came out half Indonesian or wrong."""


def test_what_is_put_together_is_english_to_the_end() -> None:
    english = InEnglish(_catalogue())
    assert {text: english.of(text) for text in TOGETHER} == TOGETHER


def test_a_family_is_that_of_its_head() -> None:
    english = InEnglish(_catalogue())
    english.note("Purwanto Susilo")
    assert english.of("Keluarga Purwanto Susilo") == "Family of Purwanto Susilo"
    assert english.of("Hapus keluarga Purwanto Susilo?") == "Remove family of Purwanto Susilo?"


def test_an_example_stays_whole_where_somebody_typed_the_same_title() -> None:
    english = InEnglish(_catalogue())
    english.note("RKM Maluang Sejati 2026")
    assert english.of("misalnya RKM Maluang Sejati 2026") == "for example RKM Maluang Sejati 2026"
    assert english.of("Rencana RKM Maluang Sejati 2026").endswith("RKM Maluang Sejati 2026")
