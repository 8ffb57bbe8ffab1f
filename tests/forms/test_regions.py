"""The list of regions is whole and hangs together, and typing finds places the way people write them."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from kampungkb_desktop.base.paths import resource
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.regions import Region, level_of, normalise_code, village_kind

ALL = regions.load()
MALUANG = "64.03.06.2004"
KABUPATEN = [kabupaten.code for province in ALL.children() for kabupaten in ALL.children(province.code)]


def the(code: str) -> Region:
    found = ALL.region(code)
    assert found is not None
    return found


# --- the list -------------------------------------------------------------------------------------------------------


def test_the_country_is_whole() -> None:
    assert [ALL.count(level) for level in regions.LEVELS] == [38, 514, 7285, 83762]
    assert ALL.source == "idn-area-data 4.0.1"
    kota = [code for code in KABUPATEN if the(code).name.startswith("Kota ")]
    assert (len(KABUPATEN), len(kota)) == (514, 98)
    assert all((code[3:] >= "71") == the(code).name.startswith("Kota ") for code in KABUPATEN)


@pytest.mark.parametrize(
    ("code", "kecamatan", "desa", "kelurahan"),
    [("64.03", 13, 100, 10), ("63.09", 12, 121, 10), ("36", 155, 1238, 314), ("62.13", 10, 100, 3)],
)
def test_the_districts_of_the_sources_have_their_villages(code: str, kecamatan: int, desa: int, kelurahan: int) -> None:
    kinds = Counter(village_kind(village.code) for village in ALL.villages(code))
    assert kinds == {"desa": desa, "kelurahan": kelurahan}
    assert ALL.count("district", code) == kecamatan
    assert ALL.count("village", code) == desa + kelurahan


def test_every_village_hangs_in_its_chain() -> None:
    seen: dict[str, Region] = {}
    kinds: Counter[str] = Counter()
    sidomulyo = 0
    for province in ALL.children():
        for village in ALL.villages(province.code):
            chain = village.chain
            assert [region.level for region in chain] == ["village", "district", "regency", "province"]
            assert [region.code for region in chain] == [village.code[:end] for end in (13, 8, 5, 2)]
            assert all(region.name == region.name.strip() != "" for region in chain)
            seen.update((region.code, region) for region in chain)
            kinds[village_kind(village.code)] += 1
            sidomulyo += village.name == "Sidomulyo"
    assert len(seen) == 38 + 514 + 7285 + 83762
    assert kinds == {"kelurahan": 8496, "desa": 75252, "desa adat": 14}
    assert sidomulyo == 98
    assert max(len(region.name) for region in seen.values()) == 44


def test_names_are_shown_as_people_write_them() -> None:
    text = "\n".join(level.names for level in ALL.levels)
    assert text.isascii()
    assert '"' not in text
    shown = ["31", "34", "64.03", "64.74", "73.10", "33.07.07.2016", "35.26.10.2011", "13.05.15", "63.09.03.2008"]
    assert [the(code).name for code in shown] == [
        "DKI Jakarta", "DI Yogyakarta", "Kabupaten Berau", "Kota Bontang", "Kabupaten Pangkajene dan Kepulauan",
        "Lamuk", "Mano'an", "2 x 11 Kayu Tanam", "Pulau Ku'u",
    ]  # fmt: skip


def test_a_village_is_always_told_with_kecamatan_and_kabupaten() -> None:
    maluang = the(MALUANG)
    assert maluang.full_name == "Maluang, Kec. Gunung Tabur, Kab. Berau, Kalimantan Timur"
    assert maluang.short_name == "Maluang — Gunung Tabur, Berau"
    assert the("64.74.01.1001").short_name.endswith(", Kota Bontang")
    assert the("64.03.06").full_name == "Kec. Gunung Tabur, Kab. Berau, Kalimantan Timur"
    assert the("64.03.06").short_name == "Gunung Tabur — Berau"
    assert the("64.03").short_name == "Kabupaten Berau — Kalimantan Timur"
    assert the("64").short_name == the("64").full_name == "Kalimantan Timur"
    assert maluang.at("regency") == the("64.03")
    assert maluang.at("village") is maluang
    with pytest.raises(ValueError, match="lies in no village"):
        the("64.03").at("village")


def test_children_go_one_step_down() -> None:
    assert [region.name for region in ALL.children("64.03")][:3] == ["Kelay", "Talisayan", "Sambaliung"]
    assert {region.level for region in ALL.children("64.03.06")} == {"village"}
    assert len(ALL.children()) == 38
    assert ALL.villages(MALUANG) == [the(MALUANG)]
    for nothing in (MALUANG, "64.99", "berau", ""):
        assert ALL.children(nothing) == []


@pytest.mark.parametrize("unknown", ["", "6403062004", "64.03.06.2999", "99", "64.3", "64.03.", "64.03.06.2004 ", "٦٤"])
def test_an_unknown_code_is_no_place(unknown: str) -> None:
    assert ALL.region(unknown) is None


def test_the_recipe_packs_what_the_program_reads(tmp_path: Path) -> None:
    script = resource("regions/pack.py")
    (tmp_path / "data").mkdir()
    (tmp_path / "package.json").write_text('{"version": "0.0.1"}', encoding="utf-8")
    lists = {
        "provinces": ["34,Daerah Istimewa Yogyakarta", "11,Aceh"],
        "regencies": ["11.01,Kabupaten Uji", "34.71,Kota Uji"],
        "districts": ["11.01.01,Satu dua", "34.71.01,Grong-grong"],
        "villages": ['34.71.01.1001,"Ja""an  lama"', "11.01.01.2001,2 x 11 uji", "11.01.01.3001,Hilir atas."],
    }
    for name, lines in lists.items():
        (tmp_path / "data" / f"{name}.csv").write_text("\n".join(["code,name", *lines]), encoding="utf-8")
    packed = tmp_path / "packed"
    subprocess.run(
        [sys.executable, str(script), str(tmp_path), "--output", str(packed)], check=True, capture_output=True
    )
    small = regions.unpack(packed.read_bytes())
    assert small.source == "idn-area-data 0.0.1"
    assert [village.full_name for province in small.children() for village in small.villages(province.code)] == [
        "2 x 11 uji, Kec. Satu Dua, Kab. Uji, Aceh",
        "Hilir Atas, Kec. Satu Dua, Kab. Uji, Aceh",
        "Ja'an Lama, Kec. Grong-grong, Kota Uji, DI Yogyakarta",
    ]
    assert [place.code for place in small.search("jaan uji")] == ["34.71.01.1001"]


# --- codes ----------------------------------------------------------------------------------------------------------


def test_codes_are_written_with_points() -> None:
    for typed in ("6403062004", "64.03.06.2004", " 64 03 06 2004 ", "640306.2004"):
        assert normalise_code(typed) == MALUANG
    assert [normalise_code(text) for text in ("64", "6403", "640306")] == ["64", "64.03", "64.03.06"]
    for wrong in ("", "6", "640", "64030620041", "64.03.06.200a", "²²", "٦٤"):
        assert normalise_code(wrong) is None


def test_a_code_tells_its_level_and_kind() -> None:
    assert [level_of(code) for code in ("64", "64.03", "64.03.06", MALUANG)] == list(regions.LEVELS)
    assert [village_kind(f"64.03.06.{digit}001") for digit in "123"] == ["kelurahan", "desa", "desa adat"]
    assert regions.is_village_code(MALUANG)
    for wrong in ("64.03.06", "6403062004", "64.03.06.4001", "64.03.06.0001", f"{MALUANG}\n"):
        assert not regions.is_village_code(wrong)
        with pytest.raises(ValueError, match="village code"):
            village_kind(wrong)
    for wrong in ("6403", "", "64.03.06.20", "64\n"):
        with pytest.raises(ValueError, match="region code"):
            level_of(wrong)
