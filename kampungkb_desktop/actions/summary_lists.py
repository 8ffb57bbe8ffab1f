"""Pokja, plan, regulations, contests and problems of a village as its summary prints them."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from datetime import date

from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.award import Award, result_words
from kampungkb_desktop.forms.choices_institution import CONTEST_LEVELS, VILLAGE
from kampungkb_desktop.forms.pokja import PokjaMember, in_section, position_label, position_of, positions_of, serves
from kampungkb_desktop.forms.regulation import Regulation
from kampungkb_desktop.forms.work_plan import covers, is_village_plan
from kampungkb_desktop.report import lists_content as paper
from kampungkb_desktop.report.summary_content import Institution, Officer
from kampungkb_desktop.rules.village_books import VillageBooks, plan_progress, pokja_count

AWARD_YEARS = 5
"""Contests older than this are history and not news."""


_SOURCE, _PLAN_SOURCE = "Dicatat di daftar kelembagaan dan rencana", "Dihitung dari keadaan tiap kegiatan RKM"
LONGEST = 170
"""Letters of a problem: two lines of the paper."""


def with_officers(institution: Institution, books: VillageBooks, on: date) -> Institution:
    """The profile with the names of who holds an office in the Pokja: its heads and the koordinator of each seksi."""
    holders = _holders(books, on)
    shown = [m for m in holders if not in_section(m) or m.part == "koordinator"]
    return replace(institution, officers=tuple(Officer(_seat(m), m.full_name) for m in shown))


def chair(books: VillageBooks, on: date) -> str | None:
    """Who leads the Pokja on a day: its ketua, or its pelaksana under the four-seat model."""
    return next((m.full_name for m in _holders(books, on) if position_of(m) in ("ketua", "pelaksana")), None)


def _holders(books: VillageBooks, on: date) -> list[PokjaMember]:
    """Who sits in the village's Pokja of today's model on a day."""
    model = pokja_count(books.pokja, on).generation
    return [m for m in books.pokja if m.level in (None, VILLAGE) and m.generation == model and serves(m, on)]


def village_lists(books: VillageBooks, on: date) -> paper.VillageLists:
    """What stood in the lists on a day."""
    still = [p for p in books.problems if p.state != "selesai" and (p.noted_on is None or p.noted_on <= on)]
    closed = [p.closed_on for p in books.problems if p.state == "selesai" and p.closed_on is not None]
    found = paper.VillageLists(
        plan=_plan(books, on),
        regulations=tuple(_regulation(one) for one in books.regulations if _valid(one, on)),
        awards=tuple(_award(one) for one in books.awards if on.year - AWARD_YEARS < (one.year or 0) <= on.year),
        problems=tuple(textwrap.shorten(p.problem or p.name(), LONGEST, placeholder=" …") for p in still),
        solved=sum(day.year == on.year and day <= on for day in closed),
    )
    return found if found.nothing else replace(found, source=_SOURCE, plan_source=_PLAN_SOURCE)


def _seat(member: PokjaMember) -> str:
    code = member.position4 or member.position8
    return positions_of(member).label(code) if in_section(member) else position_label(member)


def _plan(books: VillageBooks, on: date) -> paper.Plan | None:
    plan = next((one for one in books.plans if is_village_plan(one) and covers(one, on.year)), None)
    if plan is None:
        return None
    done = plan_progress([line for line in books.lines if line.plan_id == plan.id])
    return paper.Plan(
        title=plan.name(), lines=done.lines, finished=done.finished, running=done.running, percent=done.percent,
        cost=done.cost or None, spent=done.spent or None,
    )  # fmt: skip


def _valid(one: Regulation, on: date) -> bool:
    return one.in_force is not False and (one.issued_on is None or one.issued_on <= on)


def _regulation(one: Regulation) -> str:
    when = f", {long_date(one.issued_on)}" if one.issued_on else ""
    return f"{one.name()}{when}"


def _award(one: Award) -> str:
    level = CONTEST_LEVELS.label(one.level).lower()
    return f"{one.name()}, tingkat {level} {one.year or ''}: {result_words(one)}" if level else one.name()
