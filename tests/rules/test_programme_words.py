"""Finding a kegiatan by words: the search of the picker, and what a title suggests."""

from __future__ import annotations

import pytest

from kampungkb_desktop.forms.programme import ACTIVITIES
from kampungkb_desktop.rules.programme_words import find, suggest


def codes(found: object) -> list[str]:
    assert isinstance(found, tuple)
    return [one.code for one in found]


def test_dashat_finds_its_kegiatan() -> None:
    assert codes(find("dashat")) == ["4.15"]
    assert codes(find("DASH")) == ["4.15"]


def test_no_words_find_all_and_strange_words_none() -> None:
    assert find("  ") == ACTIVITIES
    assert find("zzz") == ()


def test_a_code_finds_by_its_beginning() -> None:
    assert codes(find("4.1"))[:2] == ["4.1", "4.10"]
    assert "4.15" in codes(find("4.1"))
    assert codes(find("8.")) == ["8.1", "8.2", "8.3"]


def test_the_programme_and_the_ministry_find_too_after_the_labels() -> None:
    stunting = codes(find("stunting"))
    assert stunting[0] == "4.15"
    assert {"4.1", "4.7"} <= set(stunting)
    assert codes(find("kkp")) == ["7.10", "7.11"]


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("DASHAT di RT 03: bubur ikan haruan", "4.15"),
        ("Pertemuan Bina Keluarga Balita (BKB) Melati", "2.3"),
        ("Penyuluhan KB pasca persalinan", "4.12"),
        ("Pembagian TTD remaja putri di SMPN 3", "4.5"),
        ("Pelayanan akta dan KIA oleh Dukcapil", "1.2"),
        ("Penyuluhan bahaya rokok", "2.12"),
        ("Bimbingan catin", "2.8"),
    ],
)
def test_a_title_suggests_its_kegiatan(title: str, code: str) -> None:
    assert code in codes(suggest(title))


def test_common_words_suggest_nothing() -> None:
    assert suggest("Kegiatan kampung KB bersama masyarakat") == ()
    assert suggest("") == ()
