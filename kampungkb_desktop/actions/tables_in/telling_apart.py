"""What tells a record from others where a table carries no id: the number on a card for families and people, the day
and the person for a visit, the month for a village's figures. And the ids that follow from other answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from kampungkb_desktop.actions.lists_in.register import name_key
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.activity_rows import Attendee, MethodService
from kampungkb_desktop.forms.adolescent import AdolescentCheck
from kampungkb_desktop.forms.award import Award
from kampungkb_desktop.forms.catin import CatinCheck
from kampungkb_desktop.forms.data_house import DataHouse
from kampungkb_desktop.forms.family_development import FamilyDevelopment
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.mutation import Mutation
from kampungkb_desktop.forms.pokja import PokjaMember
from kampungkb_desktop.forms.poktan import Poktan
from kampungkb_desktop.forms.population import PopulationSnapshot
from kampungkb_desktop.forms.postpartum import PostpartumCheck
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.problem import Problem
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.regulation import Regulation
from kampungkb_desktop.forms.risk_verification import RiskVerification, verification_id
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.forms.work_plan import PlanLine, WorkPlan
from kampungkb_desktop.store.read.erased import standing

Key = tuple[str, ...]

_SAME_DAY: Final = ("member_id", "measured_on")
TOLD_BY: Final[Mapping[type[Record], tuple[str, ...]]] = {
    FamilyPlanning: ("family_id", "as_of"), FamilyDevelopment: ("family_id", "as_of"),
    Mutation: ("family_id", "member_id", "kind", "happened_on"), RiskVerification: ("family_id", "year", "half"),
    Visit: ("family_id", "member_id", "target", "visited_on"), ChildMeasurement: _SAME_DAY, PregnancyCheck: _SAME_DAY,
    PostpartumCheck: _SAME_DAY, CatinCheck: _SAME_DAY, AdolescentCheck: _SAME_DAY,
    Activity: ("village", "held_on", "title"), Attendee: ("activity_id", "full_name"),
    MethodService: ("activity_id", "method"), MonthlySnapshot: ("village", "month"),
    PopulationSnapshot: ("village", "as_of"), InstitutionProfile: ("village", "month"),
    PokjaMember: ("village", "full_name", "position8", "position4"), Poktan: ("village", "kind", "group_name"),
    DataHouse: ("village", "as_of"), Regulation: ("village", "kind", "number"), Award: ("village", "title", "year"),
    WorkPlan: ("village", "title", "year_from"), PlanLine: ("plan_id", "title", "year"),
    Problem: ("village", "noted_on", "problem"),
}  # fmt: skip
"""The answers that together tell one record of a form from the others. Families and people: see ``finding``."""
_MAY_LACK: Final = frozenset({"member_id", "position8", "position4"})


def key_of(form: type[Record], answers: Mapping[str, Any]) -> Key | None:
    """What tells a record with these answers apart; ``None`` where too little of it is there."""
    found = []
    for name in TOLD_BY.get(form, ()):
        value = answers.get(name)
        if value is None and name not in _MAY_LACK:
            return None
        found.append(name_key(value) if name == "full_name" else str(value or "").casefold().strip())
    return tuple(found) or None


def id_for(session: Session, form: type[Record], answers: Mapping[str, Any]) -> str:
    """The id of a new record: the one that follows from its answers where two people must make the same row."""
    rule = _FOLLOWING.get(form)
    derived = rule(answers) if rule else None
    if derived is None:
        return new_record_id(session)
    with session.database.read() as conn:
        return standing(conn, form.FORM, derived)


def _of_month(form: type[Record]) -> Callable[[Mapping[str, Any]], str | None]:
    def found(answers: Mapping[str, Any]) -> str | None:
        village, month = answers.get("village"), answers.get("month")
        return derived_id(form.FORM, village, month) if village and month else None

    return found


def _of_semester(answers: Mapping[str, Any]) -> str | None:
    family, year, half = (answers.get(name) for name in ("family_id", "year", "half"))
    return verification_id(family, Semester(year, int(half))) if family and year and half in ("1", "2") else None


def _of_visit(form: type[Record]) -> Callable[[Mapping[str, Any]], str | None]:
    def found(answers: Mapping[str, Any]) -> str | None:
        visit = answers.get("visit_id")
        return derived_id(visit, form.FORM) if visit else None

    return found


_DETAILS: Final[Sequence[type[Record]]] = (
    AdolescentCheck, CatinCheck, ChildMeasurement, PostpartumCheck, PregnancyCheck,
)  # fmt: skip
_FOLLOWING: Final[Mapping[type[Record], Callable[[Mapping[str, Any]], str | None]]] = {
    MonthlySnapshot: _of_month(MonthlySnapshot), InstitutionProfile: _of_month(InstitutionProfile),
    RiskVerification: _of_semester, **{form: _of_visit(form) for form in _DETAILS},
}  # fmt: skip
