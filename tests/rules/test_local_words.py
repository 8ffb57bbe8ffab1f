"""What a desa is called there, and who heads it."""

from __future__ import annotations

import re

import pytest

from kampungkb_desktop.base.paths import resource
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.choices_institution import LOCAL_TERMS
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.local_words import LocalWord, by_region, called, local_word, newest


@pytest.mark.parametrize(
    ("code", "kind", "head"),
    [
        ("64.03.06.2004", "Kampung", "Kepala Kampung"),
        ("64.03.01.1001", "Kelurahan", "Lurah"),
        ("11.01.01.2001", "Gampong", "Keuchik"),
        ("11.09.01.2001", "Desa", "Kepala Desa"),
        ("13.77.01.2001", "Desa", "Kepala Desa"),
        ("13.04.01.2001", "Nagari", "Wali Nagari"),
        ("18.12.01.2001", "Tiyuh", "Kepalo Tiyuh"),
        ("34.04.01.2001", "Kalurahan", "Lurah"),
        ("11.10.01.2001", "Kampung", "Keuchik"),
        ("71.09.01.2001", "Kampung", "Kapitalau"),
        ("81.02.01.2001", "Ohoi", "Kepala Ohoi"),
        ("35.07.01.2001", "Desa", "Kepala Desa"),
        ("91.03.01.3001", "Desa Adat", "Kepala Desa Adat"),
    ],
)
def test_the_narrowest_region_decides_and_kelurahan_are_told_by_their_code(code: str, kind: str, head: str) -> None:
    assert local_word(code) == LocalWord(kind, head)


def test_what_a_village_calls_itself_goes_before_its_region() -> None:
    assert called("Nagari", "64.03.06.2004") == LocalWord("Nagari", "Wali Nagari")
    assert called("Kampung", "64.07.01.2001") == LocalWord("Kampung", "Petinggi")
    assert called("Banjar", "51.01.01.2001") == LocalWord("Banjar", "Kepala Banjar")
    assert called("Kampung", "35.07.01.2001") == LocalWord("Kampung", "Kepala Kampung"), "a reje is at home in Gayo"


def test_every_listed_region_is_there_and_listed_once() -> None:
    version = newest()
    listed = [code for one in ruleset.load(version).parameters["sebutan"] for code in one["wilayah"]]
    assert len(listed) == len(set(listed)) == len(by_region(version))
    known = regions.load()
    assert [code for code in listed if known.region(code) is None] == []


def test_every_word_of_the_table_can_also_be_chosen() -> None:
    """A village that its region calls otherwise says so itself."""
    chosen = {one.label for one in LOCAL_TERMS.items}
    told = {one.kind for one in by_region(newest()).values()} | {"Kelurahan", "Desa Adat"}
    assert told - chosen == {"Dusun"}, "the part of a desa, all over this window; paper says it by region"
    assert chosen - told == {"Banjar"}, "known from no regulation: only chosen"


def test_no_district_calls_its_villages_in_two_ways() -> None:
    """Kelurahan and desa adat aside, which their codes tell: an officer's and a district's window say one word, and
    only two provinces read both."""
    known = regions.load()
    districts = [one.code for province in known.children() for one in known.children(province.code)]
    kinds = {code: {local_word(one.code).kind for one in known.villages(code)} for code in districts}
    assert [code for code, found in kinds.items() if len(found - {"Kelurahan", "Desa Adat"}) > 1] == []
    assert len(districts) > 500


def test_above_every_row_stands_from_where_it_is_known() -> None:
    """A law or regulation by its number, or news of those who were elected; what is only remembered says so."""
    text = resource("rules/sebutan-desa-2022.toml").read_text("utf-8")
    rows = re.findall(r"((?:^# .*\n)*)^\[\[sebutan\]\]\nwilayah = (.*)$", text, re.MULTILINE)
    assert len(rows) == text.count("[[sebutan]]")
    unknown = [
        where for above, where in rows if not re.search(r"\b(UU|Perda|Qanun|Pergub|Perbup) .*\d|berita|daftar", above)
    ]
    assert unknown == []
    assert [where for above, where in rows if "ingatan" in above] == ['["81.01"]']
