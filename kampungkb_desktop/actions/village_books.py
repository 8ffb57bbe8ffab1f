"""Reads what a village keeps in lists: pokja, poktan, Rumah DataKu, regulations, awards, plans and problems. Values
only; what belongs to the kabupaten/kota or the province comes with it."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.award import Award
from kampungkb_desktop.forms.data_house import DataHouse
from kampungkb_desktop.forms.pokja import PokjaMember, position_of, positions_of
from kampungkb_desktop.forms.poktan import Poktan
from kampungkb_desktop.forms.problem import Problem
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.regulation import Regulation
from kampungkb_desktop.forms.work_plan import PlanLine, WorkPlan
from kampungkb_desktop.rules.village_books import VillageBooks
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

R = TypeVar("R", bound=Record)

_FIRST = date(1, 1, 1)


def village_books(conn: Connection, code: str) -> VillageBooks:
    """Everything of one village, each list in the order people read it."""
    plans = _with_area(conn, WorkPlan, code)
    plan_ids = [plan.id for plan in plans]
    here = {"village": code}
    return VillageBooks(
        pokja=tuple(sorted(_with_area(conn, PokjaMember, code), key=_seat)),
        poktan=tuple(sorted(read.records(conn, Poktan, where=here), key=_group)),
        houses=tuple(read.records(conn, DataHouse, where=here, order=("-as_of", "-id"))),
        regulations=tuple(
            sorted(_with_area(conn, Regulation, code), key=lambda r: (r.issued_on or _FIRST, r.id), reverse=True)
        ),
        awards=tuple(read.records(conn, Award, where=here, order=("-year", "-decided_on", "-id"))),
        plans=tuple(sorted(plans, key=lambda p: (p.year_from or 0, p.id), reverse=True)),
        lines=tuple(sorted(read.records(conn, PlanLine, where={"plan_id": plan_ids}), key=_time)) if plan_ids else (),
        problems=tuple(sorted(read.records(conn, Problem, where=here), key=_urgency)),
        files=tuple(read.records(conn, Attachment, where={"owner_id": plan_ids}, order=("position", "id")))
        if plan_ids
        else (),
    )


def _with_area(conn: Connection, form: type[R], code: str) -> list[R]:
    """Records of the village, and those without a village of its kabupaten/kota and province."""
    above = read.records(conn, form, where={"area": [code[:5], code[:2]]})
    return [*read.records(conn, form, where={"village": code}), *(one for one in above if not one.village)]


def _seat(member: PokjaMember) -> tuple[bool, int, int, str]:
    codes, code = positions_of(member).codes(), position_of(member)
    place = codes.index(code) if code in codes else len(codes)
    return member.until is not None, place, 0 if member.part == "koordinator" else 1, member.id


def _group(poktan: Poktan) -> tuple[bool, str, str, str]:
    return poktan.active is False, poktan.kind or "", poktan.group_name or "", poktan.id


def _time(line: PlanLine) -> tuple[int, str, str]:
    return line.year or 9999, min(line.months or ("99",)), line.id


def _urgency(problem: Problem) -> tuple[bool, int, str]:
    return problem.state == "selesai", -(problem.noted_on or _FIRST).toordinal(), problem.id
