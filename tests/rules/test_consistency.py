"""The records of a village against each other: each bound with its figure and source, the identity with its gap."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.monthly import NON_USERS, POKTAN, PORTAL_METHODS, MonthlySnapshot
from kampungkb_desktop.forms.population import PopulationSnapshot
from kampungkb_desktop.forms.record import Finding
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.rules import consistency as rule

VILLAGE = "64.03.06.2004"
POPULATION = PopulationSnapshot(
    id="p", village=VILLAGE, as_of=date(2026, 10, 1), male_0_4=1200, female_0_4=1100, pus=480, families=700,
    adolescents=520, families_toddler=180, families_adolescent=200, families_elderly=160,
)  # fmt: skip
OWNS: dict[str, Any] = {f"has_{name}": True for name, _ in POKTAN}
PROFILE = InstitutionProfile(id="i", village=VILLAGE, month="2026-10", **OWNS)
USERS: dict[str, Any] = dict.fromkeys((name for name, _ in PORTAL_METHODS), 40)
NON: dict[str, Any] = dict(zip((name for name, _ in NON_USERS), (20, 80, 60, 40), strict=True))
MONTHLY = MonthlySnapshot(
    id="m", village=VILLAGE, month="2026-10", bkb=60, bkr=50, bkl=40, uppka=12, pikr=80, bpjs=2000, **USERS, **NON
)


def findings(record: MonthlySnapshot, profile: InstitutionProfile | None = PROFILE) -> list[Finding]:
    return list(rule.monthly_findings(record, POPULATION, profile))


def test_a_sound_month_has_nothing_to_say() -> None:
    assert findings(MONTHLY) == []


def test_participants_above_the_target_name_the_target_and_its_source() -> None:
    (found,) = findings(MONTHLY.changed(bkb=181))
    assert (found.field, found.strength) == ("bkb", "problem")
    assert found.sentence == (
        "Tidak boleh lebih dari Keluarga yang Memiliki Balita: 180 (Kependudukan 1 Oktober 2026)."
    )


def test_each_poktan_is_bound_by_its_own_target() -> None:
    for field, most in (("bkb", 180), ("bkr", 200), ("bkl", 160), ("uppka", 700), ("pikr", 520)):
        assert findings(MONTHLY.changed(**{field: most})) == []
        assert [f.field for f in findings(MONTHLY.changed(**{field: most + 1}))] == [field]


def test_a_poktan_that_is_not_there_has_no_participants() -> None:
    without = PROFILE.changed(has_bkl=False)
    (found,) = findings(MONTHLY, without)
    assert (found.field, found.fix) == ("bkl", 0)
    assert "tidak memiliki BKL menurut Profil Oktober 2026" in found.sentence
    assert findings(MONTHLY.changed(bkl=0), without) == []


def test_the_identity_says_by_how_much_it_differs() -> None:
    (found,) = findings(MONTHLY.changed(nonuser_tial=30))
    assert found.sentence == (
        "Total pengguna kontrasepsi dan non kontrasepsi harus sama dengan total PUS. "
        "Sekarang 470, PUS 480 (Kependudukan 1 Oktober 2026): kurang 10."
    )
    (found,) = findings(MONTHLY.changed(users_iud=52))
    assert found.sentence.endswith("lebih 12.")


def test_mal_and_traditional_count_as_users() -> None:
    assert findings(MONTHLY.changed(users_iud=30, users_lam=7, users_traditional=3)) == []


def test_an_unfinished_month_is_not_reproached_with_the_identity() -> None:
    assert findings(MONTHLY.changed(users_pill=None)) == []
    assert rule.balance(MONTHLY.changed(users_pill=None), POPULATION).difference == -40


def test_without_population_the_identity_asks_for_it() -> None:
    (found,) = rule.monthly_findings(MONTHLY, None, PROFILE)
    assert found.strength == "caution"
    assert "Isi dahulu Kependudukan" in found.sentence


def test_bpjs_is_bound_by_all_people() -> None:
    assert findings(MONTHLY.changed(bpjs=2300)) == []
    (found,) = findings(MONTHLY.changed(bpjs=2301))
    assert found.sentence == "Tidak boleh lebih dari jumlah jiwa: 2.300 (Kependudukan 1 Oktober 2026)."


@given(st.lists(st.integers(0, 400), min_size=11, max_size=11), st.integers(0, 5000))
def test_the_identity_holds_exactly_when_the_sums_agree(counts: list[int], pus: int) -> None:
    names = [*USERS, *NON]
    record = MONTHLY.changed(**dict(zip(names, counts, strict=True)))
    state = rule.balance(record, POPULATION.changed(pus=pus))
    assert state.counted == sum(counts)
    assert state.difference == sum(counts) - pus
    said = any(f.code == "tidak_sama" for f in rule.monthly_findings(record, POPULATION.changed(pus=pus), PROFILE))
    assert said == (sum(counts) != pus)


def test_the_population_in_force_is_the_newest_not_later() -> None:
    old, new = POPULATION.changed(id="a", as_of=date(2026, 1, 31)), POPULATION.changed(id="b")
    undated = POPULATION.changed(id="c", as_of=None)
    assert rule.in_force([new, undated, old], "2026-09") is old
    assert rule.in_force([old, new], "2026-10") is new
    assert rule.in_force([old, new], "2025-03") is old
    assert rule.newest([new, old, undated]) is new
    assert rule.in_force([undated], "2026-10") is None


def test_a_new_population_is_held_against_the_month() -> None:
    found = list(rule.population_findings(POPULATION.changed(pus=490, families_toddler=50), MONTHLY))
    assert [f.field for f in found] == ["pus", "families_toddler"]
    assert found[0].sentence.startswith("Bangga Kencana Oktober 2026 mencatat 480 pasangan; PUS di sini 490.")
    assert list(rule.population_findings(POPULATION, MONTHLY)) == []


def test_a_profile_without_a_poktan_that_has_participants_asks() -> None:
    (found,) = rule.profile_findings(PROFILE.changed(has_uppka=False), MONTHLY)
    assert (found.field, found.strength) == ("has_uppka", "caution")
    assert "12 peserta UPPKA" in found.sentence


def test_one_month_has_one_record() -> None:
    other = MONTHLY.changed(id="n")
    (found,) = rule.dated_twice(MONTHLY, [MONTHLY, other])
    assert (found.field, found.strength) == ("month", "problem")
    assert list(rule.dated_twice(MONTHLY, [MONTHLY, other.changed(month="2026-09")])) == []
    assert list(rule.dated_twice(MONTHLY.changed(month=None), [other.changed(month=None)])) == []
    (found,) = rule.dated_twice(POPULATION, [POPULATION.changed(id="q")])
    assert found.field == "as_of"


def test_a_village_has_one_active_kampung_kb() -> None:
    mine = Village(id="v", village=VILLAGE, kkb_name="Maluang Sejati", active=True)
    other = Village(id="w", village=VILLAGE, kkb_name="Maluang Lama", active=True)
    (found,) = rule.village_findings(mine, [mine, other])
    assert found.field == "active"
    assert "Maluang Lama" in found.sentence
    assert list(rule.village_findings(mine, [other.changed(active=False)])) == []
    assert list(rule.village_findings(mine.changed(active=False), [other])) == []


def test_one_model_village_per_regency_and_province() -> None:
    mine = Village(id="v", village=VILLAGE, model_regency=True, model_province=True)
    near = Village(id="w", village="64.03.01.2001", kkb_name="Tetangga", model_regency=True, model_province=True)
    far = Village(id="x", village="64.02.01.2001", kkb_name="Jauh", model_regency=True, model_province=True)
    assert [f.field for f in rule.village_findings(mine, [near])] == ["model_province", "model_regency"]
    assert [f.field for f in rule.village_findings(mine, [far])] == ["model_province"]
