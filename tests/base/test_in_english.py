"""A text is found whole, by its sentence or in parts; what nobody wrote comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kampungkb_desktop.base.english_words import in_english_dates, indonesian_words, one_of_a_kind
from kampungkb_desktop.base.in_english import KEPT, InEnglish
from kampungkb_desktop.base.language import Wording
from kampungkb_desktop.base.typed_texts import HELD, Typed

CATALOGUE: dict[str, Wording] = {
    "Simpan": "Save",
    "&Buka catatan": "&Open the record",
    "Laki-laki": "Male",
    "Belum dikirim": "Not sent yet",
    "kantor kabupaten": "the district office",
    "NIK": "NIK",
    "{0} keluarga": {"one": "{0} family", "other": "{0} families", "by": 0},
    "{0} keluarga di {1}": "{0} families in {1}",
    "{0} dan {1}": "{0} and {1}",
    "Dikirim ke {0} pada {1}.": "Sent to {0} on {1}.",
    "Dikirim ke {0} pada {1}. Tanda terima belum ada.": "Sent to {0} on {1}. There is no receipt yet.",
    ", lahir {0}": ", born {0}",
    "Ditulis {{begini}}: {0}": "Written {{like this}}: {0}",
    "{0} memberi {1}": "{1} is given by {0}",
    "Bertiga: {} dan {}": "Three: {} and {}",
    "Isi {0}": "Fill in {0}",
    "Isi rencana": "Contents of the plan",
    "Dikirim": "Sent",
    "Dikirim: {0}": "On its way: {0}",
    "SK Pokja": "Decree (SK)",
    "Kata (lama)": "Old word",
    "{0} poktan": "{0} groups",
    "Kepemilikan poktan": "Groups there are",
}


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Simpan", "Save"),
        ("SIMPAN", "SAVE"),
        ("simpan", "save"),
        ("  Simpan: ", "  Save: "),
        ("Buka catatan…", "Open the record…"),
        ("1 keluarga", "1 family"),
        ("12 keluarga", "12 families"),
        ("12 keluarga di Sukamaju", "12 families in Sukamaju"),
        ("Dikirim ke kantor kabupaten pada 5 Maret 2026.", "Sent to the district office on 5 March 2026."),
        ("Dikirim ke Budi pada 5 Mar 2026. Tanda terima belum ada.",
         "Sent to Budi on 5 Mar 2026. There is no receipt yet."),
        ("Dikirim ke Budi pada 5 Mar 2026. Belum dikirim.", "Sent to Budi on 5 Mar 2026. Not sent yet."),
        ("Siti Aminah · Laki-laki", "Siti Aminah · Male"),
        ("Siti, lahir 5 Okt 2020", "Siti, born 5 Oct 2020"),
        ("12 keluarga\nBelum dikirim", "12 families\nNot sent yet"),
        ("Ditulis {begini}: 7", "Written {like this}: 7"),
        ("Ani memberi Budi", "Budi is given by Ani"),
        ("Bertiga: Ani dan Budi", "Three: Ani and Budi"),
        ("Ani dan Budi", "Ani and Budi"),
        ("Laki-laki, Simpan, dan NIK", "Male, Save, and NIK"),
        ("Sabtu, 21 November 2026", "Saturday, 21 November 2026"),
        ("Dikirim ke Budi pada 2027.", "Sent to Budi in 2027."),
        ("Dikirim ke Budi pada Maret 2027.", "Sent to Budi in March 2027."),
        ("Agu 26", "Aug 26"),
        ("Isi rencana  5", "Contents of the plan  5"),
        ("Dikirim: Simpan", "On its way: Save"),
        ("SK Pokja *", "Decree (SK) *"),
        ("Kata (lama):", "Old word:"),
        ("I3  Kepemilikan poktan", "I3  Groups there are"),
    ],
)  # fmt: skip
def test_a_text_is_said_in_english(text: str, english: str) -> None:
    assert InEnglish(CATALOGUE).of(text) == english


@pytest.mark.parametrize(
    "text",
    ["", "Siti Aminah", "6403990305219004", "Jalan Mawar 5", "tinggal dan bekerja di kota", "E-PASSWORD", "12.345,6 %"],
)
def test_what_nobody_wrote_stays(text: str) -> None:
    assert InEnglish(CATALOGUE).of(text) == text


ENGLISH = InEnglish(CATALOGUE)
"""Of nobody: nothing is noted in it."""


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_any_text_at_all_is_answered_and_remembered(text: str) -> None:
    assert ENGLISH.of(text) == ENGLISH.of(text)
    assert text in ENGLISH.said() or text in ENGLISH.said().values()


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.from_regex(r"[A-Z][a-z]{2,10}( [A-Z][a-z]{2,10})?", fullmatch=True))
def test_values_come_through_as_they_are(count: int, place: str) -> None:
    said = InEnglish({"{0} keluarga di {1}": "In {1}: {0}"}).of(f"{count} keluarga di {place}")
    assert said == f"In {place}: {count}"


def test_memory_is_bounded() -> None:
    english = InEnglish(CATALOGUE)
    for at in range(KEPT + 5):
        english.of(f"{at}")
    assert len(english.said()) <= KEPT


TITLE = "Laki-laki dan kantor kabupaten"
"""Of the catalogue's words alone."""


@pytest.mark.parametrize(
    ("text", "english"),
    [
        (TITLE, TITLE),
        (f"5 keluarga di {TITLE}", f"5 families in {TITLE}"),
        (f"Dikirim ke Simpan pada {TITLE}. Tanda terima belum ada.",
         f"Sent to Simpan on {TITLE}. There is no receipt yet."),
        (f"{TITLE} · Laki-laki", f"{TITLE} · Male"),
        (f"Simpan {TITLE}", f"Save {TITLE}"),
        ("Simpan · 5 keluarga di Sukamaju", "Simpan · 5 families in Sukamaju"),
        ("Simpan", "Save"),
        ("kantor kabupaten", "the district office"),
    ],
)  # fmt: skip
def test_what_people_typed_stays_in_a_sentence_too(text: str, english: str) -> None:
    """A person called "Simpan" and a title of known words; the window's own words alone are the window's."""
    said = InEnglish(CATALOGUE)
    assert said.of(TITLE) != TITLE, "nobody knows yet that it was typed"
    for typed in (TITLE, "Simpan", "siti tinggal di kota"):
        said.note(typed)
    assert said.of(text) == english


def test_of_very_many_typed_texts_the_oldest_are_forgotten() -> None:
    typed = Typed()
    for at in range(2 * HELD + 1):
        typed.add(f"{at}")
    assert "0" not in typed
    assert f"{HELD}" in typed
    assert f"{2 * HELD}" in typed


def test_one_is_one() -> None:
    assert one_of_a_kind("1 families and 1 visits, 11 families, 1,1 points") == (
        "1 family and 1 visit, 11 families, 1,1 points"
    )
    assert one_of_a_kind("1 person is here, the 1 address, 1 class") == "1 person is here, the 1 address, 1 class"


def test_dates_anywhere() -> None:
    assert in_english_dates("sampai 5–7 Mei 2026 dan Kamis, 1 Agustus 2030 14.05; Oktober 2026") == (
        "sampai 5–7 May 2026 dan Thursday, 1 August 2030 14.05; October 2026"
    )
    assert in_english_dates("Mei Lestari, Agustus Salim") == "Mei Lestari, Agustus Salim"


def test_indonesian_is_noticed() -> None:
    assert indonesian_words("families yang belum sent") == ["yang", "belum"]
    assert indonesian_words("Desa Sukamaju, Ibu Budi, DASHAT, e-visum") == []
