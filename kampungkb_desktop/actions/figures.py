"""The figures of a village's family register, read from the database for one day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.kinds import Day, Scalar, YesNo
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record, fields_of, from_scalar
from kampungkb_desktop.rules.figures import CoupleRow, FamilyRow, PersonRow, RegisterFigures, register_figures
from kampungkb_desktop.rules.figures_growth import (
    WITHIN_MONTHS,
    ChildRow,
    MeasuredRow,
    ToddlerFigures,
    toddler_figures,
)
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

FAMILY = ("id", "state", "water", "latrine")
PERSON = ("id", "family_id", "sex", "birth_date", "relation", "marital", "jkn", "mutation", "mutation_on")
COUPLE = ("id", "family_id", "as_of", "pregnant", "pregnant_weeks", "using", "method", "wants_child")
_MEASURED = ("id", "member_id", "measured_on", "weight_kg", "lenhei_cm", "position", "oedema")


def register(session: Session, village: str, on: date) -> RegisterFigures:
    """Persons, families and couples of a village's register on a day."""
    with session.database.read() as conn:
        return register_of(conn, village, on)


def toddlers(session: Session, village: str, on: date, within_months: int = WITHIN_MONTHS) -> ToddlerFigures:
    """Growth of a village's under-fives on a day, by measurings of the last ``within_months`` months."""
    with session.database.read() as conn:
        return toddlers_of(conn, village, on, within_months)


def register_of(conn: Connection, village: str, on: date) -> RegisterFigures:
    """The same within a transaction of the caller."""
    return register_figures(
        [FamilyRow(*row) for row in answers(conn, Family, FAMILY, village)],
        [PersonRow(*row) for row in answers(conn, Member, PERSON, village)],
        [CoupleRow(*row) for row in answers(conn, FamilyPlanning, COUPLE, village)],
        on,
    )


def toddlers_of(
    conn: Connection,
    village: str,
    on: date,
    within_months: int = WITHIN_MONTHS,
    *,
    known: RegisterFigures | None = None,
) -> ToddlerFigures:
    """The same within a transaction of the caller. Children who died or moved, or whose family is gone, are left out
    as in the register, which the caller may have computed already (``known``)."""
    counted = set((known or register_of(conn, village, on)).balita.ids)
    children = [ChildRow(*row) for row in answers(conn, Member, ("id", "sex", "birth_date"), village)]
    measurings = [MeasuredRow(*row) for row in answers(conn, ChildMeasurement, _MEASURED, village)]
    return toddler_figures([child for child in children if child.id in counted], measurings, on, within_months)


def answers(
    conn: Connection, form: type[Record], fields: Sequence[str], village: str | Sequence[str] | None, **where: Scalar
) -> list[list[Any]]:
    """The answers of some fields of the records of one village, several or (``None``) all, narrowed by ``where``;
    only days and yes or no differ from what a column holds."""
    wanted: dict[str, Any] = dict(where) if village is None else {"village": village, **where}
    kinds = fields_of(form)
    decoded = [(at, kinds[name]) for at, name in enumerate(fields) if isinstance(kinds.get(name), Day | YesNo)]
    rows = [list[Any](row) for row in read.rows(conn, form, fields, wanted, order=("id",))]
    for row in rows:
        for at, kind in decoded:
            if row[at] is not None:
                row[at] = from_scalar(kind, row[at])
    return rows
