"""*Desa* said as it is said there, and every name with the word in it left alone."""

from __future__ import annotations

import pytest

from kampungkb_desktop.base.local_speech import LocalSpeech

SAID = {
    "Semua desa": "Semua nagari",
    "DESA ANDA": "NAGARI ANDA",
    "{0} dari {1} desa/kelurahan": "{0} dari {1} nagari/kelurahan",
    "Petugas && desa": "Petugas && nagari",
    "Simpan &desa tugas": "Simpan &nagari tugas",
    "Desa &tugas": "Nagari &tugas",
    "Desanya lain; petugas desanya tahu.": "Nagarinya lain; petugas nagarinya tahu.",
    "laporan atau daftar sedesa": "laporan atau daftar senagari",
    "Nama kepala desa/lurah": "Nama wali nagari/lurah",
    "Kepala Desa": "Wali Nagari",
    "Kampung KB desa ini belum dicatat.": "Kampung KB nagari ini belum dicatat.",
}
SAME = (
    "Dana Desa", "BLT Dana Desa", "Desa Adat", "Kepala Desa Adat", "Pustu/Pusling/Bidan desa", "Kode desa/kelurahan",
    "Pemberdayaan Masyarakat Desa", "Sebutan desa di sini", "Desa Baru, Kec. Lubuk Basung", "2  Desa", "12  Desa",
    "Paling mendesak", "Rapat di Mendesa", "RT atau nagari lain",
)  # fmt: skip


def test_the_word_and_what_is_hung_on_it_and_names_that_hold_it() -> None:
    local = LocalSpeech("Nagari", "Wali Nagari")
    assert {text: local.of(text) for text in SAID} == SAID
    assert [text for text in SAME if local.of(text) != text] == []
    assert {local.of(said) for said in SAID.values()} == set(SAID.values()), "said twice it is the same"


def test_what_people_typed_stays_alone_and_in_a_sentence() -> None:
    local = LocalSpeech("Nagari", "Wali Nagari")
    assert local.of("rapat desa") == "rapat nagari"
    local.note("rapat desa")
    assert local.of("rapat desa") == "rapat desa"
    assert local.of("Kegiatan “rapat desa” di desa ini") == "Kegiatan “rapat desa” di nagari ini"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Desa/kelurahan", "Kelurahan"),
        ("&Desa/kelurahan", "&Kelurahan"),
        ("Kepala desa/lurah", "Lurah"),
        ("perlu desa/kelurahannya.", "perlu kelurahannya."),
        ("Catat desa, kelurahan, atau kecamatan", "Catat kelurahan, atau kecamatan"),
    ],
)
def test_a_town_of_kelurahan_says_the_word_once(text: str, said: str) -> None:
    assert LocalSpeech("Kelurahan", "Lurah").of(text) == said


TWO = {
    "Semua desa": "Semua nagari/desa",
    "Desa &tugas": "Nagari/Desa &tugas",
    "SEMUA DESA": "SEMUA NAGARI/DESA",
    "{0} dari {1} desa/kelurahan": "{0} dari {1} nagari/desa/kelurahan",
    "petugas desanya": "petugas nagari/desanya",
    "daftar sedesa": "daftar senagari/sedesa",
    "Nama kepala desa/lurah": "Nama wali nagari/kepala desa/lurah",
    "Dana Desa": "Dana Desa",
}


def test_two_words_are_said_together_and_not_again() -> None:
    """A text is read back from a widget and painted: what was said once stays."""
    local = LocalSpeech("Nagari/Desa", "Wali Nagari/Kepala Desa")
    assert {text: local.of(text) for text in TWO} == TWO
    assert {local.of(said) for said in TWO.values()} == set(TWO.values())
    assert local.of("Semua nagari/desa di desa ini") == "Semua nagari/desa di nagari/desa ini"
