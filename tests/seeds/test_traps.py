"""The traps of domain.md 10 that forms, places, lists and dates can fall into; those of figures and classes stand in
``tests/rules/test_domain_traps.py``, and the last test holds that none of the seventeen is forgotten."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.actions.lists_in.guessing import guess
from kampungkb_desktop.actions.lists_in.heading import Table
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.summary import local_kind
from kampungkb_desktop.base.sheet_cells import cell_measure, cell_number
from kampungkb_desktop.base.text import number, percent
from kampungkb_desktop.base.typed import read_day, read_measure, read_number
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.choices_family import CHILD, HEAD, MAN, MARRIED, METHOD, SPOUSE, WOMAN
from kampungkb_desktop.forms.choices_village import COVERAGE, FREQUENCY, FUNDS, REGULATIONS
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_development import FamilyDevelopment
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.record import DONE, check, fields_of, missing
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.rules.figures_rows import CoupleRow, FamilyRow, PersonRow
from kampungkb_desktop.rules.figures_village import VillageState, inputs_of
from kampungkb_desktop.rules.stunting_recap import recap
from kampungkb_desktop.rules.stunting_risk import Answer, Risk, stunting_risk
from kampungkb_desktop.store import read
from tests.actions.devices import VILLAGE
from tests.seeds.telling import TODAY, keep

FOUR_T = ("terlalu_muda", "terlalu_tua", "terlalu_dekat", "terlalu_banyak")


def test_trap_6_uppka_is_what_uppks_was() -> None:
    for heading in ("UPPKA Kesertaan", "UPPKS Kesertaan", "uppks"):
        table = Table("", ("Nama", heading), (), (), 1)
        assert guess(table)[1] == "family_development.uppka"
    assert "UPPKA/UPPKS" in fields_of(FamilyDevelopment)["uppka"].label


def test_trap_7_a_family_is_no_card_and_no_household(officer: Session) -> None:
    card = "6403061234567890"
    first, second = keep(
        officer,
        Family(village=VILLAGE, head_name="Suparman", kk=card, residents=7),
        Family(village=VILLAGE, head_name="Adi Suparman", kk=card, residents=7),
    )
    assert first.id != second.id, "one card may hold several families"
    with officer.database.read() as conn:
        assert len(read.records(conn, Family, where={"kk": card})) == 2
    moved = first.changed(kk="6403069999999999")
    keep(officer, moved)
    with officer.database.read() as conn:
        assert read.record(conn, Family, first.id) == moved, "a new card is no new family"


def test_trap_9_funds_are_known_by_words_and_never_by_somebodys_number() -> None:
    assert len(FUNDS.items) == 6
    for options in (FUNDS, FREQUENCY, METHOD, COVERAGE, REGULATIONS):
        assert not [code for code in options.codes() if code.isdigit() or len(code) == 1]
    for order in (("apbn", "csr", "dana_desa"), ("dana_desa", "csr", "apbn")):
        state = VillageState(InstitutionProfile(funds=order, status=DONE))
        assert inputs_of(state).total_sumber_dana == 3


def born(years: int, months: int = 0) -> date:
    total = TODAY.year * 12 + TODAY.month - 1 - years * 12 - months
    return date(total // 12, total % 12 + 1, 1)


def judged(family: str, wife_years: int, *children_months: int, using: bool = False) -> Risk:
    people = [
        PersonRow(f"{family}h", family, MAN, born(45), HEAD, MARRIED),
        PersonRow(f"{family}w", family, WOMAN, born(wife_years), SPOUSE, MARRIED),
        *(PersonRow(f"{family}{m}", family, MAN, born(0, m), CHILD, None) for m in children_months),
    ]
    couple = CoupleRow(f"{family}k", family, TODAY, False, None, using, "suntik" if using else None, None)
    return stunting_risk(FamilyRow(family, None, "ledeng", "tangki"), people, couple, TODAY)


@pytest.mark.parametrize("years", range(41, 50))
def test_trap_10_a_wife_of_41_to_49_is_not_too_old(years: int) -> None:
    found = judged("f", years, 90)
    assert found.factor("terlalu_tua").answer is Answer.NO
    assert judged("f", 40, 90).factor("terlalu_tua").answer is Answer.YES


def test_trap_13_old_ones_may_cover_an_rw() -> None:
    old = Village(village=VILLAGE, kkb_name="Mawar", coverage="rw", rw="003", launched_on=date(2017, 5, 1),
                  description="RW 003", status=DONE)  # fmt: skip
    assert [f for f in check(old, today=TODAY) if f.strength == "problem"] == []
    assert "rw" in missing(old.changed(rw=None))
    assert "rw" not in missing(old.changed(rw=None, coverage="dusun"))


def test_trap_14_dates_and_numbers_are_indonesian() -> None:
    assert read_day("05/03/2026", TODAY) == date(2026, 3, 5), "the day comes first"
    assert read_measure("63,07", 2) == 63.07
    assert read_number("12.881.374") == 12_881_374
    assert cell_measure("63,07", 2, 100) == 63.07
    assert cell_number("1.552") == 1552
    assert (number(12_881_374), percent(979, 1552, 2)) == ("12.881.374", "63,08 %")


@given(st.dates(date(1950, 1, 1), date(2035, 12, 31)))
def test_trap_14_every_day_comes_back_as_it_is_written(day: date) -> None:
    for written in (f"{day.day}/{day.month}/{day.year}", f"{day:%d%m%Y}", f"{day:%d-%m-%Y}"):
        assert read_day(written, TODAY) == day


def test_trap_15_codes_from_71_are_cities() -> None:
    known = regions.load()
    for province in known.children():
        for place in known.children(province.code):
            assert place.name.startswith("Kota") == (int(place.code[3:]) >= 71), place.name


def test_trap_16_desa_adat_begin_with_three() -> None:
    adat = [one.code for one in regions.load().villages("91") if regions.village_kind(one.code) == "desa adat"]
    assert adat
    assert all(code.split(".")[3].startswith("3") for code in adat)
    place = regions.load().region(adat[0])
    assert place is not None
    assert local_kind(place) == "Desa Adat"
    assert regions.village_kind(VILLAGE) == "desa"
    assert regions.village_kind("64.03.06.1003") == "kelurahan"


@given(st.lists(st.tuples(st.integers(16, 49), st.lists(st.integers(0, 90), max_size=5)), min_size=1, max_size=12))
def test_trap_17_the_four_t_overlap_and_are_never_added(families: list[tuple[int, list[int]]]) -> None:
    risks = [judged(f"f{n}", years, *sorted(set(children))) for n, (years, children) in enumerate(families)]
    found = recap(risks, {})
    each = [found.factors[code].count for code in FOUR_T]
    unique = found.factors["empat_terlalu"].count
    assert max(each) <= unique <= sum(each)
    assert unique == sum(any(risk.factor(code).answer is Answer.YES for code in FOUR_T) for risk in risks)


def test_trap_17_one_family_with_three_of_them_counts_once() -> None:
    found = recap([judged("f", 37, 40, 20, 10)], {})
    assert sum(found.factors[code].count for code in FOUR_T) == 3
    assert found.factors["empat_terlalu"].count == 1


def test_no_trap_is_forgotten() -> None:
    folder = Path(__file__).parents[1]
    names = ("rules/test_domain_traps.py", "seeds/test_traps.py")
    text = "\n".join((folder / name).read_text(encoding="utf-8") for name in names)
    cited = re.findall(r"^def test_traps?_((?:\d+_)(?:and_\d+_)?)", text, re.MULTILINE)
    assert {int(n) for one in cited for n in re.findall(r"\d+", one)} == set(range(1, 18))
