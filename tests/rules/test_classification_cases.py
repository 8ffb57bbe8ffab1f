"""The six villages of domain.md 2.5, cases A to F, as the records an officer would have typed.

And what must hold of every village: bounds, that more of a good thing never lowers a score, rounding, and the cheapest
way against all ways.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.forms.institution import MECHANISMS, InstitutionProfile
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.population import PopulationSnapshot
from kampungkb_desktop.rules.classification import Level, Path, Rules, VillageInputs, classify, rules, steps_to_next
from kampungkb_desktop.rules.figures_village import VillageState, inputs_of, other_class, output_percentages
from tests.rules.test_classification import villages

FUNDS = ("apbn", "apbd", "dana_desa", "hibah", "csr", "swadaya")
KINDS = ("pk", "rutin", "potensi_desa", "sektoral", "lainnya")
AGENCIES = ("pemdes", "opd_kb", "puskesmas", "bps", "dukcapil", "sosial")


def profile(*, members: int | None = 15, trained: bool = True, funds: int = 3, poktan: int = 5, facilities: bool = True,
            regulation: bool = True, kinds: int = 3, mechanisms: int = 5) -> InstitutionProfile:  # fmt: skip
    """The base village of 2.5 with some of it changed."""
    owned = dict.fromkeys(("has_bkb", "has_bkr", "has_bkl", "has_uppka", "has_pikr")[:poktan], True)
    done = {f"{name}_done": place < mechanisms for place, (name, _) in enumerate(MECHANISMS)}
    answers: dict[str, Any] = {**owned, **done}
    return InstitutionProfile(
        has_secretariat=facilities, has_data_house=facilities, funds=FUNDS[:funds], has_pokja=True,
        pokja_members=members, pokja_trained=trained, has_pkb=True, has_regulation=regulation, has_plan=True,
        uses_data=True, data_kinds=KINDS[:kinds], **answers,
    )  # fmt: skip


def population(pus: int = 480) -> PopulationSnapshot:
    return PopulationSnapshot(
        families_toddler=180, families_adolescent=200, families_elderly=160, families=700, adolescents=520, pus=pus
    )


def monthly(users: int = 290, long_acting: int = 72, unmet: int = 38) -> MonthlySnapshot:
    return MonthlySnapshot(
        bkb=60, bkr=50, bkl=40, uppka=12, pikr=80, users_iud=long_acting, users_mow=0, users_mop=0, users_implant=0,
        users_pill=users - long_acting, nonuser_iat=unmet // 2, nonuser_tial=unmet - unmet // 2,
    )  # fmt: skip


EMPTY = VillageState(
    InstitutionProfile(status="selesai"), PopulationSnapshot(pus=0, families=0, families_toddler=0),
    MonthlySnapshot(bkb=0, users_iud=0, users_pill=0, nonuser_iat=0, nonuser_tial=0), (),
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One line of the table in domain.md 2.5."""

    name: str
    state: VillageState
    scores: str
    percentages: tuple[int, int, int, int]
    indices: tuple[str, str, str]
    level: Level


CASES = (
    Case("2.5 A", VillageState(profile(), population(), monthly(), AGENCIES),
         "434333432443", (20, 60, 25, 8), ("3,40", "3,33", "3,25"), Level.BERKELANJUTAN),
    Case("2.5 B", VillageState(profile(), population(), monthly(long_acting=50, unmet=60), AGENCIES),
         "434333432412", (20, 60, 17, 12), ("3,40", "3,33", "2,25"), Level.BERKEMBANG),
    Case("2.5 C", VillageState(profile(kinds=1, mechanisms=2), population(), monthly(), AGENCIES[:3]),
         "434332222443", (20, 60, 25, 8), ("3,40", "2,00", "3,25"), Level.MANDIRI),
    Case("2.5 D", VillageState(profile(members=None, trained=False, funds=1, poktan=2, facilities=False,
                                       regulation=False, kinds=1, mechanisms=2), population(), monthly(), AGENCIES[:2]),
         "222122222443", (20, 60, 25, 8), ("1,80", "2,00", "3,25"), Level.DASAR),
    Case("2.5 E", EMPTY, "111111111114", (0, 0, 0, 0), ("1,00", "1,00", "1,75"), Level.DASAR),
    Case("2.5 F", VillageState(profile(), population(pus=200), monthly(users=81, long_acting=20, unmet=10), AGENCIES),
         "434333432244", (20, 40, 25, 5), ("3,40", "3,33", "3,00"), Level.BERKELANJUTAN),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_cases_of_domain_2_5(case: Case) -> None:
    found = classify(inputs_of(case.state))
    rates = output_percentages(case.state)
    assert "".join(str(score.score) for score in found.scores) == case.scores
    assert (rates.poktan, rates.cpr, rates.mkjp, rates.unmet) == case.percentages
    assert tuple(index.text for index in found.indices) == case.indices
    assert found.level is case.level


def test_the_other_reading_is_told_only_where_it_changes_the_class() -> None:
    """Domain.md 2.4: instansi 26 and 34 count on the portal and were not meant to."""
    base = CASES[0].state
    assert other_class(base) is None
    edge = replace(base, agencies=("opd_kb", "bkkbn", "pemdes", "bps"), profile=profile(kinds=3, mechanisms=4))
    other = other_class(edge)
    assert other is not None
    assert (classify(inputs_of(edge)).level, other.level) == (Level.BERKELANJUTAN, Level.MANDIRI)
    assert other_class(edge.other_reading) == classify(inputs_of(edge))


def test_users_of_other_methods_count_in_the_reasons_they_are_placed_in() -> None:
    """Domain.md 1.3: the portal has no box for MAL and traditional methods, so they stand among the reasons."""
    typed = monthly().changed(users_lam=6, users_traditional=4, placed_iat=7, placed_tial=3)
    rates = output_percentages(VillageState(profile(), population(), typed))
    assert (rates.cpr, rates.unmet) == (60, 10)


GOOD = (
    "pokja_pengurusan_flag", "pokja_jumlah", "pokja_pelatihan_flag", "total_sumber_dana", "total_poktan",
    "total_sarana", "plkb_pendamping_flag", "regulasi_flag", "total_penggunaan_data", "total_operasional",
    "total_lintas_sektor", "output_persentase_poktan", "output_persentase_cpr", "output_persentase_mkjp",
)  # fmt: skip


@given(villages, st.sampled_from(GOOD), st.integers(1, 30))
def test_more_of_a_good_thing_never_lowers_a_score_or_the_class(inputs: VillageInputs, name: str, more: int) -> None:
    now = getattr(inputs, name)
    better: dict[str, Any] = {name: True if name.endswith("_flag") else (now or 0) + more}
    before, after = classify(inputs), classify(replace(inputs, **better))
    assert all(new.score >= old.score for old, new in zip(before.scores, after.scores, strict=True))
    assert all(new.value >= old.value for old, new in zip(before.indices, after.indices, strict=True))
    assert after.level >= before.level
    assert min(score.score for score in after.scores) >= 1
    assert all(score.score <= score.highest for score in after.scores)


@given(villages, st.integers(0, 100), st.integers(0, 100))
def test_less_unmet_need_never_lowers_a_score(inputs: VillageInputs, one: int, other: int) -> None:
    low, high = (
        classify(replace(inputs, output_persentase_unmet=figure)).score("O4").score for figure in sorted((one, other))
    )
    assert low >= high


@given(st.integers(1, 400), st.data())
def test_percentages_of_records_round_half_to_even(pus: int, data: st.DataObject) -> None:
    users = data.draw(st.integers(0, pus))
    unmet = data.draw(st.integers(0, pus - users))
    rates = output_percentages(
        VillageState(None, population(pus=pus), monthly(users=users, long_acting=users // 3, unmet=unmet))
    )
    assert rates.cpr == round(Fraction(100 * users, pus))
    assert rates.unmet == round(Fraction(100 * unmet, pus))
    assert rates.mkjp == (round(Fraction(100 * (users // 3), users)) if users else 0)


SMALL = ("I2", "I4", "P1", "P3", "O2", "O4")
"""Two indicators of each group: every way of raising them can be tried."""


def small_rules() -> Rules:
    known = rules()
    return replace(known, indicators=tuple(known.indicator(code) for code in SMALL))


def all_ways(inputs: VillageInputs, by: Rules) -> Iterator[tuple[Level, int, int]]:
    """(class, points, work) of every way to raise scores, nothing lowered: tried one after the other."""
    now = classify(inputs, by)
    for wanted in product(*(range(score.score, score.highest + 1) for score in now.scores)):
        good = {
            group: Fraction(sum(own), len(own)) >= 3
            for group in "IPO"
            if (own := [w for w, s in zip(wanted, now.scores, strict=True) if s.code[0] == group])
        }
        pair = (good["I"], good["P"])
        level = (
            (Level.BERKELANJUTAN if good["O"] else Level.BERKEMBANG) if all(pair)
            else Level.MANDIRI if good["O"] and any(pair) else Level.DASAR
        )  # fmt: skip
        pairs = list(zip(wanted, now.scores, strict=True))
        points = sum(w - s.score for w, s in pairs)
        yield level, points, sum(s.indicator.distance(s.figure, w) for w, s in pairs if w > s.score)


@given(villages)
def test_the_cheapest_way_is_the_cheapest_of_all_ways(inputs: VillageInputs) -> None:
    by = small_rules()
    now = classify(inputs, by).level
    best: dict[Level, tuple[int, int]] = {}
    for level, points, work in all_ways(inputs, by):
        if level > now and (level not in best or (points, work) < best[level]):
            best[level] = (points, work)
    found: dict[Level, Path] = {path.level: path for path in steps_to_next(inputs, by)}
    assert set(found) == set(best)
    for level, path in found.items():
        work = sum(step.indicator.distance(step.score.figure, step.after) for step in path.raises)
        assert (path.points, work) == best[level]
