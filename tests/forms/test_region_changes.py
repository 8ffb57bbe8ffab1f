"""Regions after a decree: new, renamed and gone places, and what does not fit the list."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.region_change import GONE, NEW, RENAMED, RegionChange
from kampungkb_desktop.forms.region_changes import changed, fitting

SHIPPED = regions.shipped()
TODAY = date(2027, 3, 1)
MALUANG, KECAMATAN = "64.03.06.2004", "64.03.06"
NEW_VILLAGE = "64.03.06.2099"


def change(kind: str, code: str, name: str | None = None, **more: Any) -> RegionChange:
    usual: dict[str, Any] = {"id": f"{kind}{code}", "since": date(2027, 1, 1), "source": "Perda"}
    return RegionChange(kind=kind, code=code, place_name=name, **(usual | more))


def after(*said: RegionChange) -> regions.Regions:
    found = changed(SHIPPED, said, TODAY)
    assert found.left_out == ()
    return found.regions


def test_a_new_village_is_found_by_code_by_name_and_in_its_kecamatan() -> None:
    places = after(change(NEW, NEW_VILLAGE, "Maluang  Baru"))
    found = places.region(NEW_VILLAGE)
    assert found is not None
    assert found.full_name == "Maluang Baru, Kec. Gunung Tabur, Kab. Berau, Kalimantan Timur"
    assert places.search("maluang baru")[0] == found
    assert found in places.villages(KECAMATAN)
    assert places.count("village") == SHIPPED.count("village") + 1
    assert SHIPPED.region(NEW_VILLAGE) is None


def test_another_name_is_shown_and_found() -> None:
    places = after(change(RENAMED, MALUANG, "Maluang Permai"))
    assert [one.name for one in places.search("maluang permai")] == ["Maluang Permai"]
    assert places.count("village") == SHIPPED.count("village")


def test_a_place_that_is_gone_keeps_its_name_for_old_records_and_is_offered_nowhere() -> None:
    places = after(change(GONE, MALUANG, successor="64.03.06.2003"))
    found = places.region(MALUANG)
    assert found is not None
    assert found.full_name.startswith("Maluang, Kec. Gunung Tabur")
    assert MALUANG not in {one.code for one in (*places.search("maluang"), *places.villages(KECAMATAN))}


def test_a_new_kecamatan_takes_villages_on_the_same_day() -> None:
    places = after(change(NEW, "64.03.99.2001", "Muara Baru"), change(NEW, "64.03.99", "Tabur Hulu"))
    found = places.region("64.03.99.2001")
    assert found is not None
    assert [one.name for one in found.chain] == ["Muara Baru", "Tabur Hulu", "Kabupaten Berau", "Kalimantan Timur"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (change(NEW, "64.03.98.2001", "Tanpa Kecamatan"), "tidak ada dalam daftar"),
        (change(NEW, "64.98.01", "Tanpa Kabupaten"), "tidak ada dalam daftar"),
        (change(RENAMED, NEW_VILLAGE, "Belum Ada"), "tidak ada dalam daftar"),
        (change(GONE, NEW_VILLAGE), "tidak ada dalam daftar"),
        (change(GONE, KECAMATAN), "masih mempunyai desa"),
    ],
)
def test_what_does_not_fit_is_left_out_and_named(said: RegionChange, words: str) -> None:
    found = changed(SHIPPED, [said], TODAY)
    assert [one for one, _reason in found.left_out] == [said.id]
    assert words in found.left_out[0][1] == fitting(SHIPPED, [], said)
    assert found.regions.count("village") == SHIPPED.count("village")


def test_what_does_not_hold_yet_or_is_not_whole_changes_nothing() -> None:
    drafts = [
        change(NEW, NEW_VILLAGE, "Nanti", since=date(2027, 3, 2)), change(NEW, NEW_VILLAGE, " "),
        change(NEW, "64.3", "Salah"), RegionChange(id="x", kind=NEW, code=NEW_VILLAGE, place_name="Tanpa tanggal"),
    ]  # fmt: skip
    assert after(*drafts).region(NEW_VILLAGE) is None


@given(st.permutations([
    change(NEW, NEW_VILLAGE, "Satu"), change(RENAMED, NEW_VILLAGE, "Maluang Dua", since=date(2027, 2, 1)),
    change(GONE, "64.03.06.2005"), change(RENAMED, KECAMATAN, "Tabur"),
]))  # fmt: skip
def test_the_order_they_arrive_in_does_not_matter(said: list[RegionChange]) -> None:
    places = after(*said)
    assert places.region(NEW_VILLAGE) == after(*reversed(said)).region(NEW_VILLAGE)
    assert [one.name for one in places.villages(NEW_VILLAGE)] == ["Maluang Dua"]


def test_the_regions_in_use_are_those_of_the_office() -> None:
    regions.use(after(change(NEW, NEW_VILLAGE, "Maluang Baru")))
    try:
        assert regions.load().region(NEW_VILLAGE) is not None
    finally:
        regions.use(None)
    assert regions.load() is SHIPPED
