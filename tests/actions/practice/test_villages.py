"""The villages of the practice district: their classes come out of the rule, and their records obey the identities."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from kampungkb_desktop.actions.practice.book import Book, village_book
from kampungkb_desktop.actions.practice.plan import FIRST_VILLAGE, VillagePlan, Wish, levels_for, village_plans
from kampungkb_desktop.forms.monthly import non_users, users
from kampungkb_desktop.forms.population import total
from kampungkb_desktop.forms.record import DONE, check
from kampungkb_desktop.rules.classification import Level, classify
from kampungkb_desktop.rules.consistency import in_force, monthly_findings, population_findings, profile_findings
from kampungkb_desktop.rules.figures_village import VillageState, inputs_of

TODAY = date(2026, 11, 21)
PKB = ("Rina Contoh", "197610142001031900", "080000000000")
DISTRICT = Wish("64.03", "kabupaten", None, None, 2024, TODAY)


def books(wish: Wish) -> list[Book]:
    return [village_book(wish, plan, PKB) for plan in village_plans(wish)]


@pytest.fixture(scope="module")
def berau() -> list[Book]:
    return books(DISTRICT)


def level_of(book: Book) -> Level:
    agencies = {code for activity in book.activities for code in activity.institutions or ()}
    population = book.populations[-1] if book.populations else None
    monthly = book.monthlies[-1] if book.monthlies else None
    return classify(inputs_of(VillageState(book.profiles[-1], population, monthly, agencies))).level


def test_berau_has_the_classes_its_office_reported(berau: list[Book]) -> None:
    assert Counter(level_of(book) for book in berau) == {
        Level.BERKELANJUTAN: 16, Level.BERKEMBANG: 47, Level.MANDIRI: 2, Level.DASAR: 45,
    }  # fmt: skip


def test_maluang_is_first_and_best(berau: list[Book]) -> None:
    assert berau[0].plan.code == FIRST_VILLAGE
    assert berau[0].village.kkb_name == "Maluang Sejati"
    assert level_of(berau[0]) == Level.BERKELANJUTAN
    first = min(book.village.launched_on or TODAY for book in berau)
    assert berau[0].village.launched_on == first


@pytest.mark.parametrize("regency", ["63.09", "32.04"])
def test_other_regencies_are_mixed_likewise(regency: str) -> None:
    wish = replace(DISTRICT, regency=regency, villages=23, seed=5)
    found = books(wish)
    assert Counter(level_of(book) for book in found) == +Counter(levels_for(23))


def test_fewer_villages_keep_the_mix_and_their_data(berau: list[Book]) -> None:
    few = books(replace(DISTRICT, role="petugas", villages=5))
    assert Counter(level_of(book) for book in few) == +Counter(levels_for(5))
    by_code = {book.plan.code: book for book in berau}
    for book in few:
        assert book.village == by_code[book.plan.code].village
        assert book.monthlies == by_code[book.plan.code].monthlies


def test_mix_adds_up_and_has_a_best_village() -> None:
    for count in range(1, 200):
        levels = levels_for(count)
        assert sum(levels.values()) == count
        assert levels[Level.BERKELANJUTAN] >= 1
        assert min(levels.values()) >= 0


def test_identities_hold_in_every_month(berau: list[Book]) -> None:
    for book in berau:
        for monthly in book.monthlies:
            population = in_force(book.populations, monthly.month or "")
            profile = in_force(book.profiles, monthly.month or "")
            assert population is not None
            assert (users(monthly) or 0) + (non_users(monthly) or 0) == population.pus
            assert (monthly.bpjs or 0) <= (total(population) or 0)
            assert not list(monthly_findings(monthly, population, profile))
        for population in book.populations:
            same = next(m for m in book.monthlies if m.month == (population.as_of or TODAY).isoformat()[:7])
            assert not list(population_findings(population, same))
        for profile in book.profiles:
            newest = in_force(book.monthlies, profile.month or "")
            assert not list(profile_findings(profile, newest))


def test_finished_records_are_finished(berau: list[Book]) -> None:
    for book in berau:
        for record in (book.village, *book.profiles, *book.populations, *book.monthlies, *book.activities):
            problems = [f for f in check(record, today=TODAY) if f.strength == "problem"]
            assert record.status != DONE or not problems, problems


def test_figures_move_slowly(berau: list[Book]) -> None:
    for book in berau:
        for earlier, later in pairwise(book.monthlies):
            before, after = users(earlier) or 0, users(later) or 0
            assert abs(after - before) <= max(6, 0.08 * before)


def test_some_villages_have_hardly_begun(berau: list[Book]) -> None:
    empty: list[VillagePlan] = [book.plan for book in berau if not book.monthlies]
    assert 3 <= len(empty) <= 15
    assert all(plan.level == Level.DASAR for plan in empty)


def test_activities_spread_over_the_programmes(berau: list[Book]) -> None:
    held = [activity for book in berau for activity in book.activities]
    assert 800 <= len(held) <= 1800
    assert len({(activity.kegiatan or "").split(".")[0] for activity in held}) == 8
    assert any(activity.kegiatan == "4.15" and activity.dashat_portions for activity in held)
    assert all(activity.held_on and activity.held_on <= TODAY for activity in held)
