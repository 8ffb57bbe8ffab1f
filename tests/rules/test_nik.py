"""NIK and family-card numbers. Every number here is invented: the kecamatan codes 99.99.xx do not exist."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.record import Finding
from kampungkb_desktop.rules.growth_tables import Sex
from kampungkb_desktop.rules.nik import check_kk, check_nik, only_digits, parse_nik

TODAY = date(2026, 11, 21)


def known(region: str) -> bool:
    return region == "999901"


def nik_of(birth: date, sex: Sex, region: str = "999901", serial: str = "9001") -> str:
    return f"{region}{birth.day + (40 if sex == 'P' else 0):02d}{birth:%m%y}{serial}"


def codes(found: tuple[Finding, ...]) -> list[str]:
    assert all(finding.strength == "caution" for finding in found)
    return [finding.code for finding in found]


@given(st.dates(date(1930, 1, 1), TODAY), st.sampled_from(("L", "P")))
def test_a_nik_that_agrees_says_nothing(birth: date, sex: Sex) -> None:
    assert check_nik(nik_of(birth, sex), birth, sex, known, today=TODAY) == ()


@given(st.dates(date(1930, 1, 1), TODAY), st.sampled_from(("L", "P")))
def test_parts_come_back(birth: date, sex: Sex) -> None:
    nik = parse_nik(nik_of(birth, sex))
    assert nik is not None
    assert (nik.region, nik.sex, nik.serial) == ("999901", sex, "9001")
    assert nik.born_near(birth) == birth


@given(st.text(max_size=20))
def test_any_text_is_survived_and_never_blocks(text: str) -> None:
    codes(check_nik(text, None, None, known, today=TODAY))
    codes(check_kk(text, known, today=TODAY))


def test_mother_and_baby_born_a_century_apart_in_two_digits() -> None:
    nik = parse_nik(nik_of(date(2025, 3, 5), "P"))
    assert nik is not None
    assert nik.born_by(TODAY) == date(2025, 3, 5)
    old = parse_nik(nik_of(date(1961, 3, 5), "P"))
    assert old is not None
    assert old.born_by(TODAY) == date(1961, 3, 5)


def test_disagreements_stand_at_the_answer_and_propose_what_the_nik_says() -> None:
    nik = nik_of(date(2021, 3, 5), "P")
    (finding,) = check_nik(nik, date(2021, 5, 3), "P", known, today=TODAY)
    assert (finding.field, finding.code, finding.fix) == ("birth_date", "tanggal_beda", date(2021, 3, 5))
    assert "5 Maret 2021" in finding.sentence
    assert nik not in finding.sentence
    (finding,) = check_nik(nik, date(2021, 3, 5), "L", known, today=TODAY)
    assert (finding.field, finding.code, finding.fix) == ("sex", "kelamin_beda", "P")


def test_what_is_not_filled_in_is_proposed() -> None:
    found = check_nik(nik_of(date(2021, 3, 5), "P"), None, None, None, today=TODAY, fields=("nik", "lahir", "jk"))
    assert [(f.field, f.fix) for f in found] == [("lahir", date(2021, 3, 5)), ("jk", "P")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("999901050321900", ["panjang"]),
        ("99990105032190O1", ["bukan_angka"]),
        ("9999010503219001", []),
        ("9999 0105 0321 9001", ["tanda_baca"]),
        ("9999020503219001", ["wilayah"]),
        ("9999010503210000", ["urut"]),
        ("9999013202219001", ["tanggal"]),
        ("9999010513219001", ["tanggal"]),
        ("9999010003219001", ["tanggal"]),
        ("9999014003219001", ["tanggal", "kelamin_beda"][:1]),
    ],
)
def test_each_caution(text: str, wanted: list[str]) -> None:
    found = check_nik(text, date(2021, 3, 5), "L", known, today=TODAY)
    assert codes(found) == wanted


def test_spaces_are_offered_away() -> None:
    (finding,) = check_nik("9999 0105 0321 9001", date(2021, 3, 5), "L", known, today=TODAY)
    assert finding.fix == "9999010503219001"


def test_arabic_digits_are_no_digits_of_a_nik() -> None:
    assert only_digits("٠١٢٣") is None


def test_family_card() -> None:
    assert check_kk("9999010503199001", known, today=TODAY) == ()
    assert codes(check_kk("9999010503199", known, today=TODAY)) == ["panjang"]
    (finding,) = check_kk("9999014503859001", known, today=TODAY)
    assert finding.code == "tanggal"
    assert "NIK" in finding.sentence
    assert codes(check_kk("9999020503190000", known, today=TODAY)) == ["wilayah", "urut"]


def test_a_year_of_two_digits_names_the_other_century_where_somebody_may_be_that_old() -> None:
    today = date(2026, 11, 21)
    old = next(f for f in check_nik("9999994503200001", None, None, today=today) if f.code == "tanggal_dari_nik")
    assert "bisa juga 1920" in old.sentence
    young = next(f for f in check_nik("9999994503900001", None, None, today=today) if f.code == "tanggal_dari_nik")
    assert "bisa juga" not in young.sentence


def test_a_number_with_marks_is_mended_by_one_click() -> None:
    found = [f for f in Family(kk="6403.9901 0120-9001").rules() if f.field == "kk"]
    assert [(f.strength, f.code, f.fix) for f in found] == [("caution", "tanda_baca", "6403990101209001")]
    letters = [f for f in Family(kk="64O3990101209001").rules() if f.field == "kk"]
    assert [(f.code, f.fix) for f in letters] == [("nomor_kartu", None)]
