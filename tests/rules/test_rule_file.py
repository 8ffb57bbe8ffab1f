"""Rule files that did not come with the program: one of each family is read, and what is broken, older or for a newer
program is refused by name."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.paths import resource
from kampungkb_desktop.rules import rule_file, ruleset
from kampungkb_desktop.rules.rule_file import LOADABLE


def next_version(family: str, *changes: tuple[str, str], year: int = 2027) -> str:
    """The text of the program's newest version of a family, a year ahead, with these changes."""
    newest = ruleset.BUILT_IN.versions(family)[-1]
    text = resource(f"rules/{newest.id}.toml").read_text(encoding="utf-8")
    text = text.replace(f'id = "{newest.id}"', f'id = "{family}-{year}"')
    text = re.sub(r"berlaku_sejak = \S+", f"berlaku_sejak = {year}-01-01", text)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def refusal(text: str) -> tuple[str, str]:
    with pytest.raises(KnownError) as caught:
        rule_file.read(text)
    return caught.value.code, caught.value.sentence


@pytest.mark.parametrize("family", sorted(LOADABLE))
def test_a_file_of_every_family_is_read_and_holds_from_its_first_day(family: str) -> None:
    rule = rule_file.read(next_version(family))
    assert (rule.id, rule.family, rule.loaded) == (f"{family}-2027", family, True)
    with ruleset.using(ruleset.shelf_of([rule])):
        assert ruleset.in_force(family, date(2027, 1, 1)) == rule
        assert ruleset.in_force(family, date(2026, 12, 31)) == ruleset.BUILT_IN.versions(family)[-1]
    assert rule not in ruleset.versions(family)


@pytest.mark.parametrize("family", sorted(LOADABLE))
def test_every_family_asks_for_all_it_needs(family: str) -> None:
    text = next_version(family)
    table = ruleset.BUILT_IN.versions(family)[-1].parameters
    for section in table:
        text = text.replace(f"[{section}]", f"[{section}_lain]").replace(f"[[{section}]]", f"[[{section}_lain]]")
    assert refusal(text)[0] == "E-RULE-BROKEN"


@pytest.mark.parametrize(
    ("family", "change"),
    [
        ("krs", ("muda_di_bawah = 20", "muda_di_bawah = 2000")),
        ("krs", ("muda_di_bawah = 20", 'muda_di_bawah = "20"')),
        ("krs", ("muda_di_bawah = 20", "muda_di_bawah = 20.5")),
        ("krs", ("muda_di_bawah = 20", "muda_di_bawah = true")),
        ("krs", ("[0, 23]", "[0, 23, 40]")),
        ("krs", ("[0, 23]", "[23, 0]")),
        ("krs", ("sumber = ", "asal = 1\nsumber_ = ")),
        ("krs", ("judul = ", "judul_ = ")),
        ("krs", ("2027-01-01", '"awal tahun"')),
        ("krs", ("2027-01-01", "1999-01-01")),
        ("krs", ("2027-01-01", "2027-06-01\nberlaku_sampai = 2027-01-01")),
        ("krs", ("[sasaran]", "[sasaran")),
        ("krs", ('id = "krs-2027"', 'id = "krs2027"')),
        ("kms", ("300, 200]", "300]")),
        ("kms", ("garis_merah = -3.0", "garis_merah = nan")),
        ("klasifikasi", ("batas = [1, 2, 5]", "batas = [1, 5, 2]")),
        ("klasifikasi", ('kode = "I1"', 'kode = "I2"')),
        ("klasifikasi", ("batas_indeks = 3", "batas_indeks = -3")),
        ("pendampingan", ("hb_normal = 11.0", "hb_normal = 110.0")),
        ("pendampingan", ("minggu = [20, 24, 28, 32, 36]", "minggu = [20, 28, 24, 32, 36]")),
        ("jadwal", ("mendesak = 0", "mendesak = 9")),
        ("kalender", ("hari = 31", "hari = 45")),
        ("dasar-hukum", ("tahun = 2020", "tahun = 20")),
        ("catatan-kerja", ("paling_sedikit = 22", "paling_sedikit = -1")),
        ("sebutan-desa", ('wilayah = ["13"]', 'wilayah = ["Sumbar"]')),
        ("sebutan-desa", ('kata = "Pekon"', "kata = 7")),
    ],
)  # fmt: skip
def test_what_is_broken_or_out_of_bounds_is_refused(family: str, change: tuple[str, str]) -> None:
    assert refusal(next_version(family, change))[0] in ("E-RULE-BROKEN", "E-RULE-NEWER")
    if "sumber" not in change[0] and "judul" not in change[0]:
        assert refusal(next_version(family, change))[0] == "E-RULE-BROKEN"


@pytest.mark.parametrize(
    ("family", "change"),
    [
        ("krs", ("[aturan]", "[aturan]\nsusunan = 2")),
        ("krs", ('bacaan = "4t_tanpa_kb_modern"', 'bacaan = "menurut_skor"')),
        ("krs", ("muda_di_bawah = 20", "muda_di_bawah = 20\npaling_muda = 15")),
        ("klasifikasi", ('arah = "naik"', 'arah = "melingkar"')),
        ("dimensi", ('program = ["P1"]', 'program = ["P9"]')),
        ("kalender", ('bukti = "kegiatan"', 'bukti = "satelit"')),
    ],
)
def test_what_the_program_cannot_do_yet_waits_for_a_newer_program(family: str, change: tuple[str, str]) -> None:
    assert refusal(next_version(family, change))[0] == "E-RULE-NEWER"


def test_an_unknown_family_is_for_a_newer_program_and_the_growth_standard_comes_with_it() -> None:
    assert refusal(next_version("krs", ('id = "krs-2027"', 'id = "gizi-remaja-2027"')))[0] == "E-RULE-NEWER"
    assert refusal(next_version("antropometri"))[0] == "E-RULE-NEWER"


def test_what_is_no_newer_than_the_program_is_refused() -> None:
    newest = ruleset.BUILT_IN.versions("krs")[-1]
    same = resource(f"rules/{newest.id}.toml").read_text(encoding="utf-8")
    assert refusal(same)[0] == "E-RULE-OLD"
    assert refusal(same.replace(newest.id, "krs-2022b"))[0] == "E-RULE-OLD"


def test_a_version_of_the_program_goes_before_a_loaded_one_of_its_name() -> None:
    newest = ruleset.BUILT_IN.versions("krs")[-1]
    loaded = ruleset.from_table({"aturan": {
        "id": newest.id, "judul": "Lain", "berlaku_sejak": date(2030, 1, 1), "sumber": "rekaan",
    }}, loaded=True)  # fmt: skip
    with ruleset.using(ruleset.shelf_of([loaded])):
        assert ruleset.load(newest.id) == newest
        assert ruleset.versions("krs")[-1] == newest


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    with pytest.raises(KnownError):
        rule_file.read(text)


@given(family=st.sampled_from(sorted(LOADABLE)), data=st.data())
def test_a_file_with_a_line_lost_is_refused_or_sound(family: str, data: st.DataObject) -> None:
    lines = next_version(family).splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    text = "\n".join(lines[:at] + lines[at + 1 :])
    try:
        family_read = rule_file.read(text).family
    except KnownError as error:
        family_read = family if error.code.startswith("E-RULE-") else error.code
    assert family_read == family
