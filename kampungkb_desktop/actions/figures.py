"""The figures of a village's family register, read from the database for one day."""

from __future__ import annotations

from datetime import date

from kampungkb_desktop.actions.register_rows import OnDay, on_day
from kampungkb_desktop.actions.row_answers import answers
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.rules.figures import CoupleRow, RegisterFigures, register_figures
from kampungkb_desktop.rules.figures_growth import (
    WITHIN_MONTHS,
    ChildRow,
    MeasuredRow,
    ToddlerFigures,
    toddler_figures,
)
from kampungkb_desktop.store.connection import Connection

COUPLE = ("id", "family_id", "as_of", "pregnant", "pregnant_weeks", "using", "method", "wants_child")
_CHILD = ("id", "sex", "birth_date")
_MEASURED = ("id", "member_id", "measured_on", "weight_kg", "lenhei_cm", "position", "oedema")


def register(session: Session, village: str, on: date) -> RegisterFigures:
    """Persons, families and couples of a village's register on a day."""
    with session.database.read() as conn:
        return register_of(conn, village, on)


def toddlers(session: Session, village: str, on: date, within_months: int = WITHIN_MONTHS) -> ToddlerFigures:
    """Growth of a village's under-fives on a day, by measurings of the last ``within_months`` months."""
    with session.database.read() as conn:
        return toddlers_of(conn, village, on, within_months)


def register_of(conn: Connection, village: str, on: date, known: OnDay | None = None) -> RegisterFigures:
    """The same within a transaction of the caller, who may have read the rows already (with ``COUPLE`` first)."""
    rows = known or on_day(conn, village, on, COUPLE)
    couples = [CoupleRow(*row[: len(COUPLE)]) for row in rows.couples]
    return register_figures(rows.families, rows.people, couples, on)


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
    children = [ChildRow(*row) for row in answers(conn, Member, _CHILD, village)]
    measurings = [MeasuredRow(*row) for row in answers(conn, ChildMeasurement, _MEASURED, village)]
    if moved := sorted(counted - {child.id for child in children}):  # recorded in another village since
        children += [ChildRow(*row) for row in answers(conn, Member, _CHILD, None, id=moved)]
        measurings += [MeasuredRow(*row) for row in answers(conn, ChildMeasurement, _MEASURED, None, member_id=moved)]
    return toddler_figures([child for child in children if child.id in counted], measurings, on, within_months)
