"""Typing finds places the way people write them, and nothing typed breaks it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kampungkb_desktop.forms import region_typed, regions
from kampungkb_desktop.forms.region_search import fold
from kampungkb_desktop.forms.regions import Region

ALL = regions.load()
MALUANG = "64.03.06.2004"
KABUPATEN = [kabupaten.code for province in ALL.children() for kabupaten in ALL.children(province.code)]


def the(code: str) -> Region:
    found = ALL.region(code)
    assert found is not None
    return found


def codes(text: str, level: regions.Level | None = "village", within: str | None = None, limit: int = 20) -> list[str]:
    return [region.code for region in ALL.search(text, level=level, within=within, limit=limit)]


@pytest.mark.parametrize(
    "typed",
    ["maluang", "MALUANG", "malu gunung", "gunung malu", "berau maluang", "maluang kaltim", "kampung maluang",
     "desa maluang", "kp. maluang, kec. gunung tabur", "kampung kb maluang", "maluang kab berau", "kelurahan maluang",
     "mal berau", "64.03 malu", "6403 maluang", "640306 m", "64.03.06.2004", "6403062004", "Ma'luang", "máluang",
     "maluamg berau", "malu ang", "maluang  gunungtabur"],
)  # fmt: skip
def test_maluang_is_found_however_it_is_typed(typed: str) -> None:
    assert MALUANG in codes(typed)


def test_the_whole_name_comes_first_then_beginnings_then_the_rest() -> None:
    found = ALL.search("sidomulyo", limit=200)
    names = [region.name for region in found]
    assert names[:98] == ["Sidomulyo"] * 98
    assert [region.code for region in found[:98]] == sorted(region.code for region in found[:98])
    begins = [name.startswith("Sidomulyo ") for name in names[98:]]
    assert any(begins)
    assert begins == sorted(begins, reverse=True)
    assert codes("gunung tabur")[0] == "64.03.06.1003"
    assert the(codes("kampung baru")[0]).name == "Kampung Baru"
    assert the(codes("baru berau kampung")[0]).at("regency").name == "Kabupaten Berau"


def test_a_name_and_its_kabupaten_in_either_order() -> None:
    for typed in ("sidomulyo langkat", "langkat sidomulyo", "sidomulyo kab. langkat"):
        first, second, *_ = ALL.search(typed)
        assert {first.name, second.name} == {"Sidomulyo"}
        assert first.at("regency") == second.at("regency") == the("12.05")
    kota = ALL.search("kota bontang", limit=100)
    assert {region.code[:5] for region in kota} == {"64.74"}


def test_digits_are_the_beginning_of_a_code() -> None:
    tabur = [village.code for village in ALL.villages("64.03.06")]
    for typed in ("640306", "64.03.06", "64.03.06."):
        assert codes(typed) == tabur
    assert codes("6403", limit=1000) == [village.code for village in ALL.villages("64.03")]
    assert codes("64", level="province") == ["64"]
    assert codes("6403", level="province") == []
    assert codes("64030620041") == []
    assert "11.10.06.2009" in codes("blok 15")


def test_all_levels_wider_first_and_one_level_only() -> None:
    assert codes("berau", level=None)[0] == "64.03"
    assert codes("kota bandung", level="regency") == ["32.73"]
    assert codes("kab bandung", level="regency")[0] == "32.04"
    assert codes("jogja", level="province") == ["34"]
    assert codes("ntt", level="province") == ["53"]
    assert codes("gunung tabur", level="district") == ["64.03.06"]
    assert codes("64", level=None)[:2] == ["64", "64.01"]


def test_within_keeps_to_one_place() -> None:
    inside = codes("s", within="64.03", limit=1000)
    assert inside
    assert {code[:5] for code in inside} == {"64.03"}
    assert codes("maluang", within="63.09") == []
    assert codes("maluang", within="99.99") == []
    assert codes("maluang", within="berau") == []
    assert codes("6309", within="64.03") == []


def test_spelling_is_forgiven_only_where_nothing_fits() -> None:
    assert codes("tanjungredeb") == codes("tanjung redeb")
    assert the(codes("sido mulyo langkat")[0]).name in {"Sidomulyo", "Sido Mulyo"}
    assert all("Sragen" in region.full_name for region in ALL.search("sidomulyo sragen"))
    assert codes("zq") == codes("xxxxxx yyyyyy") == []


@pytest.mark.parametrize(
    "typed", ["", "   ", ".", ",", "'", "kec.", "desa kampung", "\n", "(", "-" * 50, "a" * 5000, "🙂", "1" * 5000]
)
def test_nothing_typed_breaks_it(typed: str) -> None:
    assert len(codes(typed)) <= 20
    assert len(codes(typed, level=None)) <= 20


# --- properties -----------------------------------------------------------------------------------------------------


@st.composite
def typed_from_a_village(draw: st.DrawFn) -> tuple[Region, list[str]]:
    """A village and beginnings of some words of its chain, as somebody might type them."""
    village = draw(st.sampled_from(ALL.villages(draw(st.sampled_from(KABUPATEN)))))
    words = [word for word in chain_words(village) if not word.isdecimal()]
    chosen = draw(st.lists(st.sampled_from(words), min_size=1, max_size=3, unique=True))
    return village, [word[: draw(st.integers(1, len(word)))] for word in chosen]


def chain_words(region: Region) -> list[str]:
    names = [each.name.split(" ", 1)[1] if each.level == "regency" else each.name for each in region.chain]
    return fold(" ".join(names)).split()


def fits(region: Region, typed: list[str]) -> bool:
    words = chain_words(region)
    return all(any(word.startswith(letters) for word in words) for letters in typed)


def only_says_kind(word: str) -> bool:
    return not region_typed.Typed.read(f"{word} maluang").needed[:-1]


@given(typed_from_a_village())
def test_exactly_what_fits_is_found(example: tuple[Region, list[str]]) -> None:
    village, typed = example
    kabupaten = village.at("regency")
    kinds = {"kab", "kabu", "kabup", "kabupa", "kabupat", "kabupate", "kabupaten", "kot", "kota"}
    if any(only_says_kind(word) or word in kinds for word in typed) or any(word.startswith("dae") for word in typed):
        return
    fitting = {each.code for each in ALL.villages(kabupaten.code) if fits(each, typed)}
    found = codes(" ".join(typed), within=kabupaten.code, limit=2000)
    assert village.code in fitting
    assert set(found[: len(fitting)]) == fitting  # after these only two words written as one


@given(typed_from_a_village(), st.integers(1, 30))
def test_a_letter_more_adds_no_place(example: tuple[Region, list[str]], limit: int) -> None:
    village, typed = example
    if any(only_says_kind(word) for word in typed) or len(typed[-1]) < 2:
        return
    before = [*typed[:-1], typed[-1][:-1]]
    kabupaten = village.at("regency").code
    more = codes(" ".join(typed), within=kabupaten, limit=2000)
    assert set(more) <= set(codes(" ".join(before), within=kabupaten, limit=2000))
    assert codes(" ".join(typed), within=kabupaten, limit=limit) == more[:limit]


@given(st.sampled_from(KABUPATEN), st.data())
def test_every_village_is_found_by_its_name_and_kecamatan(kabupaten: str, data: st.DataObject) -> None:
    village = data.draw(st.sampled_from(ALL.villages(kabupaten)))
    found = codes(f"{village.name} {village.at('district').name} {village.at('regency').name}", limit=40)
    assert village.code in found
    assert codes(village.code) == [village.code]


@example("𝐀")
@given(st.text(max_size=40))
def test_whatever_is_typed_gives_places_without_repeats(text: str) -> None:
    found = codes(text, level=None)
    assert len(found) == len(set(found)) <= 20
    assert fold(fold(text)) == fold(text)
