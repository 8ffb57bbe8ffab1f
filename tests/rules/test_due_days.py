"""No family is to be visited otherwise on a day before the one that was named for it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kampungkb_desktop.rules.due import Household, due_of, due_until, schedule_on
from kampungkb_desktop.rules.due_days import DueDays, rules_on
from kampungkb_desktop.rules.due_rows import quiet
from kampungkb_desktop.rules.figures_rows import FamilyRow
from kampungkb_desktop.rules.stunting_risk import terms
from tests.rules.due_families_made import TODAY, households

DAYS = 45
"""So many days are looked at, one by one: the horizon turns to the next month within them."""
_FAMILY = FamilyRow("f", None, "ledeng", "septik")


@st.composite
def moving(draw: st.DrawFn) -> Household:
    """A family of which now and then somebody marries, comes or goes about now, or comes to an age that counts."""
    made, chance = draw(households()), random.Random(draw(st.integers(0, 10**9)))
    people = list(made.people)
    for at, one in enumerate(people):
        if chance.random() < 0.25:
            on = TODAY + timedelta(days=chance.choice((chance.randint(-40, 60), chance.randint(-380, -310))))
            kind = chance.choice(("menikah", "pindah", "meninggal"))
            people[at] = one._replace(mutation=kind, mutation_on=on)
        elif chance.random() < 0.1:
            people[at] = one._replace(joined_on=TODAY + timedelta(days=chance.randint(-30, 60)))
        elif one.id == "ibu" and chance.random() < 0.2:
            years = chance.choice((15, 50))
            people[at] = one._replace(birth=date(2026 - years, 11, 5) + timedelta(days=chance.randint(0, 60)))
    return replace(made, people=tuple(people)) if chance.random() < 0.8 else Household("f", tuple(people))


@settings(max_examples=400)
@given(moving(), st.dates(TODAY - timedelta(days=25), TODAY + timedelta(days=25)))
def test_nobody_is_due_otherwise_before_the_day_that_is_named(made: Household, on: date) -> None:
    couples = [made.couple] if made.couple is not None else []
    made = replace(made, couple=made.couple if made.couple and (made.couple.as_of or on) <= on else None)
    found, until = due_until(made, _FAMILY, couples, DueDays(terms(on), schedule_on(on)))
    assert found == due_of(made, on)
    assert until > on
    day = on
    while day < min(until, on + timedelta(days=DAYS)):
        assert due_of(made, day) == found, day
        day += timedelta(days=1)


@given(moving())
def test_a_family_away_comes_back_on_the_day_that_is_named(made: Household) -> None:
    until = TODAY + timedelta(days=9)
    away = _FAMILY._replace(formed_on=until)
    assert DueDays(terms(TODAY), schedule_on(TODAY)).away(away, made, ()) <= until


def test_most_families_keep_their_visits_for_days() -> None:
    """Else a new day would judge everybody again, and be right."""
    quietly = [replace(made, checks=(), births=(), weddings=(), couple=None, mothers={}, visits=()) for made in _made()]
    days = DueDays(terms(TODAY), schedule_on(TODAY))
    loud = [made for made in quietly if not quiet(made, TODAY, schedule_on(TODAY))]
    late = [until for made in loud for _found, until in [due_until(made, _FAMILY, (), days)]]
    assert len(loud) > 100
    assert sum(until > TODAY + timedelta(days=1) for until in late) > 0.8 * len(loud)


def _made() -> list[Household]:
    from tests.rules.due_families_made import _household

    return [_household(random.Random(seed)) for seed in range(200)]


def test_the_versions_of_a_day_are_named() -> None:
    assert rules_on(TODAY) == ("jadwal-2022", *rules_on(TODAY)[1:])
    assert len(set(rules_on(TODAY))) == 3
