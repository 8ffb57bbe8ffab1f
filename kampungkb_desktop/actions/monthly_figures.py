"""What a month of work came to in one village: visits by sasaran, KRS found and accompanied, children measured, the
plan, and who is to be visited next. Counted from records as of the end of the month; nothing is typed for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from kampungkb_desktop.actions.due_rows import households_of_village
from kampungkb_desktop.actions.figures import toddlers_of
from kampungkb_desktop.actions.stunting_risk import reading_of, recap_of
from kampungkb_desktop.actions.village_books import village_books
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.forms.work_plan import PlanLine, covers, is_village_plan
from kampungkb_desktop.rules.due import due_of
from kampungkb_desktop.rules.village_books import PlanProgress, plan_progress
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

Pair = tuple[int, int]
"""How many out of how many."""


@frozen(kw_only=True)
class VillageMonth:
    """One village. ``visits`` are by sasaran, ``due`` people by sasaran until the end of the next month, ``late`` of
    them due before it begins; ``plan`` is ``None`` without an RKM for the year."""

    code: str
    visits: Counter[str]
    families_visited: int
    families: int
    risk: Pair
    """At risk out of the families that are sasaran."""
    risk_visited: int
    verified: Pair
    measured: Pair
    monthly_done: bool
    plan: PlanProgress | None
    planned: Pair
    """Lines of the plan set for this month, and how many of them had an activity."""
    due: Counter[str]
    late: int


def village_month(
    conn: Connection, code: str, month: str, days: tuple[date, date, date], visits: Sequence[Visit],
    activities: Collection[Activity],
) -> VillageMonth:  # fmt: skip
    """Count one village. ``days`` are the last day of the figures, today, and the last day that is looked ahead to;
    ``visits`` and ``activities`` are those of the officer in that month, of all villages."""
    until, today, ahead = days
    mine = [one for one in visits if one.village == code]
    visited = {one.family_id for one in mine if one.family_id}
    semester = Semester.of(until)
    recap = recap_of(conn, code, semester, until, reading_of(conn, until))
    toddlers = toddlers_of(conn, code, until)
    plan, lines = _plan(conn, code, int(month[:4]))
    due, late = _due(conn, code, today, ahead)
    return VillageMonth(
        code=code, visits=Counter(one.target or "" for one in mine), families_visited=len(visited),
        families=recap.families.count, risk=(recap.at_risk.count, recap.target.count),
        risk_visited=len(visited & set(recap.at_risk.ids)),
        verified=(recap.count("verval:total"), recap.target.count),
        measured=(toddlers.measured.count, toddlers.children.count), monthly_done=_monthly_done(conn, code, month),
        plan=plan, planned=_planned(lines, month, activities), due=due, late=late,
    )  # fmt: skip


def _monthly_done(conn: Connection, code: str, month: str) -> bool:
    rows = read.rows(conn, MonthlySnapshot, ("status",), {"village": code, "month": month})
    return any(status == DONE for (status,) in rows)


def _plan(conn: Connection, code: str, year: int) -> tuple[PlanProgress | None, list[PlanLine]]:
    books = village_books(conn, code)
    plans = {one.id for one in books.plans if is_village_plan(one) and covers(one, year)}
    lines = [one for one in books.lines if one.plan_id in plans and one.year in (None, year)]
    return (plan_progress(lines) if plans else None), lines


def _planned(lines: Sequence[PlanLine], month: str, activities: Collection[Activity]) -> Pair:
    set_for = {one.id for one in lines if str(int(month[5:])) in _numbers(one)}
    held = {one.plan_line_id for one in activities if one.plan_line_id}
    return len(set_for & held), len(set_for)


def _numbers(line: PlanLine) -> Iterator[str]:
    """The months of a line as plain numbers, however their codes are written."""
    return (str(int(code)) for code in line.months or () if code.isdecimal())


def _due(conn: Connection, code: str, today: date, ahead: date) -> tuple[Counter[str], int]:
    first, found, late = ahead.replace(day=1), Counter[str](), 0
    for household, _place in households_of_village(conn, code, today):
        for due in due_of(household, today, until=ahead):
            found[due.first.target] += 1
            late += due.due < first
    return found, late
