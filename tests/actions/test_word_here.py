"""What the window calls a desa: by the villages of one's own, or as one chose."""

from __future__ import annotations

import pytest

from kampungkb_desktop.actions import settings
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.word_here import usual_word, word_here
from kampungkb_desktop.forms.settings import BY_REGION, Settings
from kampungkb_desktop.rules.local_words import LocalWord


@pytest.mark.parametrize(
    ("villages", "kind"),
    [
        (("13.06.01.2001", "13.06.01.2002", "13.75.01.1001"), "Nagari"),  # kelurahan lie among them
        (("18.04.04.2002",), "Pekon"),
        (("18.12.01.2001",), "Tiyuh"),
        (("11.06.01.2001",), "Gampong"),
        (("31.73.01.1001", "31.73.01.1002"), "Kelurahan"),  # a town: nothing else lies there
        (("51.03.01.2001",), None),  # Bali: desa
        (("64.03.06.2004",), None),  # the window needs "kampung" for the Kampung KB
        (("94.01.01.2001",), None),
        (("13.06.01.2001", "18.04.04.2002"), "Nagari/Pekon"),
        (("13.77.01.2001", "13.06.01.2001", "13.75.01.1001"), "Nagari/Desa"),  # a province, with its towns
        (("13.06.01.2001", "18.04.04.2002", "51.03.01.2001"), None),  # three
        (("64.03.06.2004", "64.02.01.2001"), None),  # kampung and desa
        (("15.08.01.2001",), None),  # the window needs "dusun" for the part of a desa
        ((), None),
    ],
)
def test_one_word_for_all_villages_or_desa(villages: tuple[str, ...], kind: str | None) -> None:
    found = usual_word(villages)
    assert (found.kind if found else None) == kind


def test_two_words_have_their_heads_and_a_head_of_many_names_is_plain() -> None:
    assert usual_word(("13.06.01.2001", "13.77.01.2001")) == LocalWord("Nagari/Desa", "Wali Nagari/Kepala Desa")
    assert usual_word(("18.04.04.2002", "18.06.01.2001")) == LocalWord("Pekon", "Kepala Pekon"), "Peratin in one only"


def test_what_was_chosen_goes_first(officer: Session) -> None:
    assert word_here(officer) is None, "Berau"
    for chosen, word in {
        "kampung": LocalWord("Kampung", "Kepala Kampung"), "nagari": LocalWord("Nagari", "Wali Nagari"),
        "ohoi": LocalWord("Ohoi", "Kepala Ohoi"), "kepenghuluan": LocalWord("Kepenghuluan", "Datuk Penghulu"),
        "kampong": LocalWord("Kampong", "Kepala Kampong"),
        "desa": None, BY_REGION: None,
    }.items():  # fmt: skip
        settings.store(officer, Settings(id="", village_word=chosen))
        assert word_here(officer) == word
