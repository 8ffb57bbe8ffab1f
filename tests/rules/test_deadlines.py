"""The reporting calendar: periods, days, ends of months, clocks that jump, and what shows a duty done."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.rules.days import first_of, last_of, month_end, month_index, months_after
from kampungkb_desktop.rules.deadlines import (
    Deadline,
    Evidence,
    State,
    calendar_on,
    deadlines,
    duties,
    reminders,
    tasks,
)
from kampungkb_desktop.rules.periods import Cycle, period_of, periods_from

TODAY = date(2026, 11, 21)
VILLAGE, OTHER = "64.03.06.2004", "64.03.06.2005"
RULE = "kalender-2023"
CYCLES: tuple[Cycle, ...] = ("mingguan", "bulanan", "semesteran", "tahunan")
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def due(code: str, near: date, today: date = TODAY, shown: Evidence | None = None, village: str = VILLAGE) -> Deadline:
    """The deadline of a duty on one day."""
    found = deadlines(near, near, today, (VILLAGE, OTHER), shown or Evidence(), RULE)
    mine = [one for one in found if one.duty.code == code and one.village in ("", village)]
    assert len(mine) == 1, [(one.duty.code, one.village, one.due) for one in found]
    return mine[0]


@pytest.mark.parametrize(("code", "day", "period"), [
    ("register_ri", date(2026, 11, 3), "2026-10"),
    ("register_ri", date(2027, 1, 3), "2026-12"),
    ("kkbpk_bulanan", date(2026, 3, 3), "2026-02"),
    ("evisum", date(2027, 1, 5), "2026-12"),
    ("kampung_bulanan", date(2026, 2, 28), "2026-02"),
    ("kampung_bulanan", date(2028, 2, 29), "2028-02"),
    ("kampung_bulanan", date(2026, 11, 30), "2026-11"),
    ("kartu_k0", date(2027, 1, 3), "2027"),
    ("data_keluarga", date(2026, 7, 31), "2026"),
    ("verval_krs", date(2026, 10, 31), "2026-2"),
    ("verval_krs", date(2026, 4, 30), "2026-1"),
    ("staff_meeting", date(2026, 11, 20), "2026-W47"),
    ("staff_meeting", date(2027, 1, 1), "2026-W53"),
])  # fmt: skip
def test_each_duty_is_due_on_its_day(code: str, day: date, period: str) -> None:
    assert due(code, day).period.code == period


def test_the_rule_names_its_sources() -> None:
    assert calendar_on(TODAY).id == RULE
    found = duties(RULE)
    assert len({one.code for one in found}) == len(found)
    assert all(one.title and one.who and one.source for one in found)
    assert {one.cycle for one in found} == set(CYCLES)


def test_how_a_deadline_stands_as_the_days_pass() -> None:
    day = date(2026, 11, 3)
    around = (day + timedelta(days=n) for n in range(-20, 20))
    stands = {today: due("register_ri", day, today).state for today in around}
    assert stands[date(2026, 10, 26)] is State.AHEAD
    assert stands[date(2026, 10, 27)] is stands[day] is State.SOON
    assert stands[day + timedelta(days=1)] is State.LATE
    assert due("register_ri", day, date(2026, 11, 13)).late(date(2026, 11, 13)) == 10
    assert due("register_ri", day, day).late(day) == 0


def test_records_show_what_is_done() -> None:
    shown = Evidence(
        activities={VILLAGE: [date(2026, 11, 2)], OTHER: [date(2026, 10, 31), date(2026, 12, 1)]},
        monthly={(VILLAGE, "2026-10"): True, (OTHER, "2026-10"): False},
        counselling={"2026-10": (22, 22), "2026-09": (21, 22)},
        verified={(VILLAGE, "2026-2"): 34},
    )
    end = date(2026, 11, 30)
    assert due("kampung_bulanan", end, shown=shown).state is State.DONE
    assert due("kampung_bulanan", end, shown=shown).words == "1 kegiatan tercatat dalam masa ini."
    assert (
        due("kampung_bulanan", end, shown=shown, village=OTHER).words == "Belum ada kegiatan tercatat dalam masa ini."
    )
    assert due("kkbpk_bulanan", date(2026, 11, 3), shown=shown).state is State.DONE
    half = due("kkbpk_bulanan", date(2026, 11, 3), shown=shown, village=OTHER)
    assert (half.state, half.words) == (State.LATE, "Data bulanan Oktober 2026 masih draf.")
    assert due("kkbpk_bulanan", date(2026, 10, 3), shown=shown).words == "Data bulanan September 2026 belum ada."
    assert due("evisum", date(2026, 11, 5), shown=shown).state is State.DONE
    assert due("evisum", date(2026, 10, 5), shown=shown).words == "21 entri penyuluhan; paling sedikit 22."
    verval = due("verval_krs", date(2026, 10, 31), shown=shown)
    assert (verval.state, verval.words[:24]) == (State.LATE, "34 keluarga diverifikasi")


def test_a_tick_counts_for_its_village_and_period_only() -> None:
    shown = Evidence(ticks={(VILLAGE, "verval_krs", "2026-2"): date(2026, 10, 30), ("", "evisum", "2026-10"): TODAY})
    ticked = due("verval_krs", date(2026, 10, 31), shown=shown)
    assert (ticked.state, ticked.ticked_on) == (State.DONE, date(2026, 10, 30))
    assert ticked.words == "Ditandai sudah dikerjakan 30 Oktober 2026."
    assert due("verval_krs", date(2026, 10, 31), shown=shown, village=OTHER).state is State.LATE
    assert due("verval_krs", date(2026, 4, 30), shown=shown).state is State.LATE
    assert due("evisum", date(2026, 11, 5), shown=shown).state is State.DONE


def test_nothing_is_late_from_before_the_data_began() -> None:
    def missed(since: date | None) -> set[str]:
        shown = Evidence(since=since)
        return {one.duty.code for one in deadlines(date(2026, 1, 1), TODAY, TODAY, (VILLAGE,), shown, RULE)}

    assert "data_keluarga" in missed(None)
    assert missed(date(2026, 11, 16)) == {"staff_meeting"}
    assert "register_ri" not in missed(date(2026, 11, 1))  # October ended before
    assert "register_ri" in missed(date(2026, 10, 31))
    assert due("kampung_bulanan", date(2026, 11, 30), shown=Evidence(since=TODAY)).state is State.AHEAD


def test_reminders_are_few_and_the_longest_overdue_first() -> None:
    found = reminders(TODAY, (VILLAGE,), Evidence(), RULE)
    assert [one.due for one in found] == sorted(one.due for one in found)
    assert {one.state for one in found} <= {State.LATE, State.SOON}
    assert all(one.duty.reminds for one in found)
    assert "register_ri" in {one.duty.code for one in found}
    assert "staff_meeting" not in {one.duty.code for one in found}
    ticks = {(one.village, one.duty.code, one.period.code): TODAY for one in found}
    assert reminders(TODAY, (VILLAGE,), Evidence(ticks=ticks), RULE) == ()


def test_tasks_gather_the_villages() -> None:
    shown = Evidence(ticks={(VILLAGE, "verval_krs", "2026-2"): TODAY})
    day = date(2026, 10, 31)
    found = {one.first.duty.code: one for one in tasks(deadlines(day, day, TODAY, (OTHER, VILLAGE), shown, RULE))}
    verval = found["verval_krs"]
    assert [one.village for one in verval.deadlines] == [VILLAGE, OTHER]
    assert ([one.village for one in verval.open], verval.state) == ([OTHER], State.LATE)
    shown = Evidence(ticks={(one, "verval_krs", "2026-2"): TODAY for one in (VILLAGE, OTHER)})
    again = tasks(deadlines(day, day, TODAY, (OTHER, VILLAGE), shown, RULE))
    assert next(one for one in again if one.first.duty.code == "verval_krs").state is State.DONE


# --- properties


@given(st.sampled_from(CYCLES), days)
def test_periods_tile_the_calendar(cycle: Cycle, day: date) -> None:
    first = period_of(cycle, day)
    assert first.first <= day <= first.last
    assert period_of(cycle, first.first) == period_of(cycle, first.last) == first
    for one, after in pairwise(islice(periods_from(cycle, day), 6)):
        assert after.first == one.last + timedelta(days=1)
        assert after.code != one.code


@given(days, days)
def test_every_deadline_of_a_stretch_is_found_once(one: date, other: date) -> None:
    first, last = sorted((one, min(other, one + timedelta(days=500)) if other > one else other))
    first = max(first, last - timedelta(days=500))
    found = deadlines(first, last, TODAY, (VILLAGE,), Evidence(), RULE)
    keys = [(each.duty.code, each.period.code) for each in found]
    assert len(set(keys)) == len(keys)
    expected = set()
    for duty in duties(RULE):
        day = first - timedelta(days=800)
        while day <= last:
            period = period_of(duty.cycle, day)
            if first <= duty.due(period) <= last:
                expected.add((duty.code, period.code))
            day = period.last + timedelta(days=1)
    assert set(keys) == expected


@given(days, st.integers(-1_500, 1_500))
def test_a_clock_that_jumps_changes_only_how_things_stand(today: date, jump: int) -> None:
    """What is due in a month is the same on whichever day one looks; only before or after differs."""
    index = month_index(today)
    first, last = first_of(index), last_of(index)
    here = deadlines(first, last, today, (VILLAGE,), Evidence(), RULE)
    there = deadlines(first, last, today + timedelta(days=jump), (VILLAGE,), Evidence(), RULE)
    assert [(one.duty, one.period, one.due) for one in here] == [(one.duty, one.period, one.due) for one in there]
    assert all((one.state is State.LATE) == (one.due < today) for one in here)


@given(days, st.integers(-240, 240))
def test_months_after_stays_in_its_month(day: date, by: int) -> None:
    found = months_after(day, by)
    assert month_index(found) == month_index(day) + by
    assert found.day == min(day.day, monthrange(found.year, found.month)[1])
    assert month_end(day).day == monthrange(day.year, day.month)[1]
