"""The monthly record: nine methods kept, seven typed on the portal, the others placed among the reasons."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.forms.monthly import (
    NON_USERS,
    OTHER_METHODS,
    PLACED,
    PORTAL_METHODS,
    MonthlySnapshot,
    portal_roll_up,
    unmet_need,
    users,
)
from kampungkb_desktop.forms.population import PopulationSnapshot
from kampungkb_desktop.forms.record import applies, check
from kampungkb_desktop.rules.consistency import IDENTITY, balance, monthly_findings

TODAY = date(2026, 11, 21)
COUNTS = st.integers(0, 200)
SEVEN = [name for name, _ in PORTAL_METHODS]
REASONS = [name for name, _ in NON_USERS]


@st.composite
def months(draw: st.DrawFn) -> MonthlySnapshot:
    """A month in which every user of the other methods is placed once."""
    placed = {name: draw(st.integers(0, 30)) for name in PLACED.values()}
    lam = draw(st.integers(0, sum(placed.values())))
    answers: dict[str, Any] = {name: draw(COUNTS) for name in (*SEVEN, *REASONS)} | placed
    return MonthlySnapshot(users_lam=lam, users_traditional=sum(placed.values()) - lam, **answers)


@given(months())
def test_seven_methods_and_four_reasons_are_pus_whenever_nine_and_four_are(record: MonthlySnapshot) -> None:
    counted = balance(record, None).counted
    rolled = portal_roll_up(record)
    assert rolled.total == counted
    assert rolled.unplaced == 0
    assert [(name, count) for name, _, count in rolled.methods] == [(name, getattr(record, name)) for name in SEVEN]
    for name in REASONS:
        assert rolled.reason(name) == getattr(record, name) + (getattr(record, PLACED[name]) if name in PLACED else 0)
    assert unmet_need(record) == sum(rolled.reason(name) or 0 for name in ("nonuser_iat", "nonuser_tial"))
    assert not [one for one in record.rules() if one.strength == "problem"]
    population = PopulationSnapshot(pus=counted)
    assert not [one for one in monthly_findings(record, population, None) if one.field == "nonuser_tial"]
    wrong = PopulationSnapshot(pus=counted + 1)
    (said,) = [one for one in monthly_findings(record, wrong, None) if one.field == "nonuser_tial"]
    assert said.strength == "problem"
    assert said.sentence.startswith(IDENTITY)


@given(months(), st.integers(1, 9))
def test_who_is_not_placed_or_placed_twice_is_said(record: MonthlySnapshot, more: int) -> None:
    short = record.changed(users_traditional=(record.users_traditional or 0) + more)
    assert portal_roll_up(short).unplaced == more
    assert [(one.field, one.strength) for one in short.rules()] == [("placed_tial", "caution")]
    over = record.changed(placed_ias=(record.placed_ias or 0) + more)
    assert [(one.field, one.strength) for one in over.rules()] == [("placed_tial", "problem")]


def test_intentions_are_asked_only_where_somebody_uses_such_a_method() -> None:
    assert not any(applies(MonthlySnapshot(users_iud=9), name) for name in PLACED.values())
    for name, _ in OTHER_METHODS:
        one: dict[str, Any] = {name: 1}
        assert all(applies(MonthlySnapshot(**one), place) for place in PLACED.values())
    assert all(applies(MonthlySnapshot(placed_ias=1), place) for place in PLACED.values())
    assert users(MonthlySnapshot(users_iud=9, users_lam=2)) == 11
    assert users(MonthlySnapshot(users_iud=9, users_lam=2), portal_only=True) == 9


def test_a_month_without_other_methods_can_be_done() -> None:
    answers: dict[str, Any] = dict.fromkeys((*SEVEN, *REASONS, "bkb", "bkr", "bkl", "uppka", "pikr", "bpjs"), 0)
    assert check(MonthlySnapshot(month="2026-10", **answers), today=TODAY) == ()
