"""Words near enough, days that are no such days, instansi under all their names, what is asked of an activity."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.base.text import DAYS, long_date
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.choices_activity import INSTITUTIONS
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.rules.activity_checks import activity_findings
from kampungkb_desktop.rules.day_names import wrong_days
from kampungkb_desktop.rules.institution_words import ALSO, counted_names, listed
from kampungkb_desktop.rules.near_words import allowed, holds, nearest, slips

WORDS = st.text(alphabet="abcdefg", max_size=8)
DATES = st.dates(date(2016, 1, 1), date(2030, 12, 31))


@given(WORDS, WORDS)
def test_slips_are_a_distance(one: str, other: str) -> None:
    most = 4
    assert slips(one, other, most) == slips(other, one, most)
    assert (slips(one, other, most) == 0) == (one == other)
    assert slips(one, other, most) >= min(most + 1, abs(len(one) - len(other)))


@pytest.mark.parametrize(
    ("typed", "meant", "count"),
    [("sanitsi", "sanitasi", 1), ("sosail", "sosial", 1), ("suumber", "sumber", 1), ("okeh", "oleh", 1)],
)
def test_what_fingers_do_is_one_slip(typed: str, meant: str, count: int) -> None:
    assert slips(typed, meant, 2) == count


def test_short_words_and_numbers_are_never_read_as_others() -> None:
    assert allowed("data") == 0
    assert allowed("64032") == 0
    assert nearest("anal", ["anak"]) is None
    assert nearest("posyandv", ["posyandu", "posbindu"]) == "posyandu"


def test_a_text_holds_misspelt_words() -> None:
    assert holds("Penyuluhan “Sumber Air” di Maluang", "suumber malaung")
    assert not holds("Penyuluhan air", "jamban")


FORMS = ("({0:%d/%m/%Y})", ", {1}", " {0.day}-{0.month}-{0.year}", " tanggal {1}")


@given(DATES, st.sampled_from(DAYS), st.sampled_from(FORMS))
def test_a_wrong_day_is_found_and_a_right_one_is_not(day: date, said: str, form: str) -> None:
    found = wrong_days(f"Rapat pada {said}{form.format(day, long_date(day))} di balai.")
    assert bool(found) == (DAYS[day.weekday()] != said)
    if found:
        assert found[0].day == day
        assert found[0].name == DAYS[day.weekday()]
        assert found[0].name in found[0].sentence


@given(st.text(max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    assert isinstance(wrong_days(text), tuple)


def test_a_day_without_its_year_needs_one() -> None:
    assert wrong_days("Kamis 24/8") == ()
    assert [w.day for w in wrong_days("Kamis 24/8", 2022)] == [date(2022, 8, 24)]
    assert wrong_days("Senin 31/2/2022") == ()


@pytest.mark.parametrize("option", [o for o in INSTITUTIONS.items if o.code != "lainnya"], ids=lambda o: o.code)
def test_every_listed_instansi_is_known_by_its_own_name(option: object) -> None:
    label, code = option.label, option.code  # type: ignore[attr-defined]
    assert listed(label) == code
    assert listed(f"Dinas {label} Kabupaten Berau") == code
    assert all(listed(name) for name in ALSO.get(code, ()))


@pytest.mark.parametrize(
    "name",
    ["Pekerjaan Umum dan Penataan Ruang", "PU PR", "Pekerjaan Umum dan Perumahan Rakyat"],
)
def test_pupr_is_one_under_both_names(name: str) -> None:
    assert listed(name) == listed(f"Dinas {name} Kab. Tabalong") == "pupr"


@given(st.lists(st.sampled_from(["Yayasan Pelita", "yayasan  pelita", "Dinas PUPR", "BAZNAS", ""]), max_size=6))
def test_instansi_count_once_each(own: list[str]) -> None:
    counted = counted_names(["pupr", "bps"], own)
    assert {"pupr", "bps"} <= counted
    assert len(counted) <= 2 + len({name.lower().replace("  ", " ") for name in own if name})
    assert counted == counted_names(["bps", "pupr"], list(reversed(own)))


def test_what_is_asked_about_an_activity() -> None:
    asked = list(activity_findings(Activity(
        held_on=date(2023, 10, 25), description="Dibuka Kamis (25/10/2023).", own_institutions=("Dinas Kesehatan", "X"),
    )))  # fmt: skip
    assert [(f.field, f.strength) for f in asked] == [("description", "caution"), ("own_institutions", "caution")]
    assert "Rabu" in asked[0].sentence
    assert "Kesehatan" in asked[1].sentence
    assert list(activity_findings(Village())) == []
