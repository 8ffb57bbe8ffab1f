"""What holds of every due list, whatever is on record, and slow second opinions that count day by day."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.rules.due import (
    Household,
    PregnancyRow,
    Reason,
    WeddingRow,
    due_of,
    horizon,
    ranked,
    schedule_on,
)
from kampungkb_desktop.rules.due_rows import quiet
from kampungkb_desktop.rules.figures_growth import ChildRow, MeasuredRow, judge
from kampungkb_desktop.rules.weight_gain import Gain, Weighing, weight_gains
from tests.rules.due_families_made import TODAY, all_rows, child, days, flat, households, measured, reasons, visit

_BABY = child("bayi", date(2025, 9, 14))
STAYING = {"janji", "krs", "rujukan", "bansos", "draf", "unmet_need", "timbang", "krs_pendampingan", "kb_lama"}
"""Reasons that only a record ends, never the days that pass (a child's fifth birthday apart)."""
CLOSED_ELSEWHERE = {"rujukan", "bansos", "draf", "pus_baru", "kb_lama"}
"""Reasons that closing, finishing or asking ends, not a visit alone."""


@given(households())
def test_nobody_is_due_without_a_reason_that_stands_on_a_record(made: Household) -> None:
    known, people = all_rows(made), {one.id for one in made.people}
    for due in due_of(made, TODAY):
        assert due.reasons
        assert list(due.reasons) == sorted(due.reasons)
        assert due.person in people | {""}
        assert due.family == made.family
        for reason in due.reasons:
            assert reason.record in known
            assert reason.person == due.person
            assert reason.due <= horizon(TODAY)
            assert reason.sentence.endswith(".")


@given(households(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(made: Household, chance: random.Random) -> None:
    def mixed(rows: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(chance.sample(rows, len(rows)))

    names = ("people", "visits", "support", "measured", "checks", "births", "weddings")
    rows: dict[str, Any] = {name: mixed(getattr(made, name)) for name in names}
    shuffled = replace(made, **rows)
    assert flat(due_of(made, TODAY)) == flat(due_of(shuffled, TODAY))


@given(st.lists(households(), max_size=4))
def test_the_ranking_is_a_total_order(several: list[Household]) -> None:
    found = [due for at, made in enumerate(several) for due in due_of(replace(made, family=f"f{at}"), TODAY)]
    ranks = [due.rank() for due in ranked(found)]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)
    assert ranked(reversed(found)) == ranked(found)


@given(households(), st.integers(0, 60))
def test_looking_further_ahead_only_adds(made: Household, more: int) -> None:
    near = set(flat(due_of(made, TODAY)))
    far = set(flat(due_of(made, TODAY, until=horizon(TODAY) + timedelta(days=more))))
    assert near <= far


@given(households(), st.integers(1, 90))
def test_of_equal_urgency_the_longer_overdue_ranks_first(made: Household, earlier: int) -> None:
    for reason in reasons(made):
        before = reason._replace(due=reason.due - timedelta(days=earlier))
        assert before < reason
        assert before.late(TODAY) >= reason.late(TODAY)


@given(households())
def test_what_is_due_stays_due_until_something_is_recorded(made: Household) -> None:
    tomorrow = TODAY + timedelta(days=1)
    quiet_tomorrow = replace(
        made, visits=tuple(one for one in made.visits if one.on != tomorrow),
        measured=tuple(one for one in made.measured if one.measured_on != tomorrow),
        support=tuple(one for one in made.support if one.on != tomorrow),
        people=tuple(one for one in made.people if one.birth != tomorrow),
        checks=tuple(one for one in made.checks if one.on != tomorrow),
        births=tuple(one for one in made.births if tomorrow not in (one.on, one.delivered_on)),
    )  # fmt: skip
    now = {(one.code, one.record) for one in reasons(quiet_tomorrow) if one.code in STAYING and one.due <= TODAY}
    next_day = {(one.code, one.record): one for one in reasons(quiet_tomorrow, tomorrow)}
    five_today = {one.id for one in made.people if one.birth is not None and (TODAY - one.birth).days >= 1_825}
    for code, record in now:
        if code == "timbang" and (
            record in five_today or any(row.id == record and row.member in five_today for row in made.measured)
        ):
            continue  # five years old by tomorrow
        assert next_day[code, record].late(tomorrow) > 0


@given(households())
def test_what_is_dated_later_has_not_happened(made: Household) -> None:
    def past(rows: tuple[Any, ...], *names: str) -> tuple[Any, ...]:
        return tuple(row for row in rows if all((getattr(row, name) or TODAY) <= TODAY for name in names))

    until_now = replace(
        made,
        visits=past(made.visits, "on"),
        measured=past(made.measured, "measured_on"),
        checks=past(made.checks, "on"),
        support=past(made.support, "on"),
        weddings=past(made.weddings, "on"),
        births=past(made.births, "on"),
    )
    assert flat(due_of(made, TODAY)) == flat(due_of(until_now, TODAY))


@given(households())
def test_a_visit_today_takes_its_reason_away(made: Household) -> None:
    for reason in [one for one in reasons(made) if one.code not in CLOSED_ELSEWHERE and one.due <= TODAY]:
        if any(row.id == reason.record and row.measured_on == TODAY for row in made.measured):
            continue  # measured today: the visit that follows it is another day's
        after = reasons(_visited(made, reason))
        left = [one for one in after if (one.code, one.person) == (reason.code, reason.person) and one.due <= TODAY]
        assert left == [], reason


def _visited(made: Household, reason: Reason) -> Household:
    """The family after the visit that the reason asks for, with what is checked on it."""
    came = visit("zz", TODAY, reason.person or None, reason.target, support=True)
    more: dict[str, Any] = {"visits": (*made.visits, came)}
    if reason.target == "anak":
        young = next(one for one in made.people if one.id == reason.person)
        months = (TODAY - (young.birth or TODAY)).days / 30.4
        row = measured("zz", young.id, TODAY, 4 + 0.3 * months + 2, 52 + 1.2 * months, oedema=False)
        more["measured"] = (*made.measured, row)
        if reason.code in ("tidak_naik", "dua_t", "bgm", "gizi_kurang", "gizi_buruk", "pendek", "ukur_ulang", "edema"):
            more["measured"] = (row,)  # what the figures of today say is not the question here
    if reason.target == "ibu_hamil":
        more["checks"] = (*made.checks, PregnancyRow("zz", reason.person, TODAY, None, None))
    if reason.target == "catin":
        more["weddings"] = (*made.weddings, WeddingRow("zz", reason.person, TODAY, None))
    return replace(made, **more)


@given(households())
def test_a_quiet_family_has_no_reason(made: Household) -> None:
    loud = replace(made, visits=(), checks=(), births=(), weddings=(), couple=None, at_risk=None)
    if quiet(loud, TODAY, schedule_on(TODAY)):
        assert reasons(loud, until=horizon(TODAY)) == []


# --- second opinions


@given(households())
def test_planned_visits_agree_with_comparing_every_pair(made: Household) -> None:
    here = {one.id for one in made.people if one.birth is None or one.birth <= TODAY} | {None}
    past = [one for one in made.visits if one.on is not None and one.on <= TODAY]
    expected = {
        (one.id, one.next_on)
        for one in past
        if one.next_on is not None and one.person in here and one.next_on <= horizon(TODAY)
        and not any(
            other.person == one.person and (other.on, other.id) > (one.on, one.id) for other in past if other.on
        )
    }  # fmt: skip
    assert {(one.record, one.due) for one in reasons(made) if one.code == "janji"} == expected


@given(households())
def test_weighing_agrees_with_going_through_the_months(made: Household) -> None:
    expected = {}
    for young in made.people:
        born = young.birth
        if born is None or born > TODAY or _fifth_birthday(born) <= TODAY:
            continue
        weighed = [row.measured_on for row in made.measured
                   if row.member == young.id and row.weight_kg is not None and row.measured_on is not None
                   and row.measured_on <= TODAY]  # fmt: skip
        day = max(weighed, default=born)
        month = (day.year, day.month)
        while (day.year, day.month) == month:
            day += timedelta(days=1)
        while (TODAY.year - day.year) * 12 + TODAY.month - day.month > 3:
            day += timedelta(days=1)
        while (day + timedelta(days=1)).month == day.month:
            day += timedelta(days=1)
        if day <= horizon(TODAY):
            expected[young.id] = day
    assert {one.person: one.due for one in reasons(made) if one.code == "timbang"} == expected


def _fifth_birthday(born: date) -> date:
    return born.replace(year=born.year + 5) if (born.month, born.day) != (2, 29) else date(born.year + 5, 3, 1)


@given(st.lists(st.tuples(st.integers(0, 130), st.floats(6, 11), st.floats(65, 80)), min_size=1, max_size=6))
def test_gains_agree_with_judging_everything(weighings: list[tuple[int, float, float]]) -> None:
    """The list looks at the last months only, and computes z-scores only where they can matter."""
    baby = replace(Household("f"), people=(_BABY,), measured=tuple(
        measured(f"m{at}", "bayi", days(back), round(kg, 2), cm) for at, (back, kg, cm) in enumerate(weighings)
    ))  # fmt: skip
    rows = sorted(baby.measured, key=lambda row: (row.measured_on or TODAY, row.id))
    newest = rows[-1]
    told = {one.code for one in reasons(baby, until=TODAY + timedelta(days=30)) if one.code in ("tidak_naik", "dua_t")}
    growth = judge(ChildRow("bayi", "perempuan", _BABY.birth), newest)
    assert growth is not None
    if growth.fwei or newest.measured_on is None or newest.measured_on <= date(2026, 8, 21):
        assert told == set()
        return
    every = weight_gains(_BABY.birth or TODAY, [_weighing(row) for row in rows])
    expected = {"dua_t" if every[-1].twice else "tidak_naik"} if every[-1].gain is Gain.T else set()
    assert told == expected


def _weighing(row: MeasuredRow) -> Weighing:
    found = judge(ChildRow("bayi", "perempuan", _BABY.birth), row)
    assert row.measured_on is not None
    assert row.weight_kg is not None
    return Weighing(row.measured_on, row.weight_kg, found.zwei if found is not None else None)
