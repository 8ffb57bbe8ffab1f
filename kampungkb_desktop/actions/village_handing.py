"""What one officer hands over with a village to the next: how much is recorded of it, what is only a draft, what was
begun and is still open, who is to be visited, and what was last sent. Counts only; families are named by their codes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from kampungkb_desktop.actions.due import begin_book, read_on
from kampungkb_desktop.actions.due_view import counts as due_counts
from kampungkb_desktop.actions.own_records import own_officer
from kampungkb_desktop.actions.receipts import told
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_risk import village_recap
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.record_code import record_code
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.choices_visit import IN_PROGRESS
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_development import FamilyDevelopment
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.officer import DISTRICT, Assignment, Officer
from kampungkb_desktop.forms.pokja import PokjaMember
from kampungkb_desktop.forms.poktan import Poktan
from kampungkb_desktop.forms.population import PopulationSnapshot
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.problem import Problem
from kampungkb_desktop.forms.record import DRAFT, Record, fields_of
from kampungkb_desktop.forms.risk_verification import RiskVerification
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.forms.work_plan import PlanLine
from kampungkb_desktop.rules.open_referrals import OpenCase, open_cases
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import OUT, FileEntry

HANDED: Final[tuple[tuple[type[Record], str], ...]] = (
    (Family, ""), (Member, ""), (FamilyPlanning, "as_of"), (FamilyDevelopment, "as_of"),
    (RiskVerification, "verified_on"), (Visit, "visited_on"), (ChildMeasurement, "measured_on"),
    (PregnancyCheck, "measured_on"), (Activity, "held_on"), (Attachment, "taken_on"), (PopulationSnapshot, "as_of"),
    (MonthlySnapshot, "month"), (InstitutionProfile, "month"), (PokjaMember, ""), (Poktan, ""), (PlanLine, ""),
    (Problem, "noted_on"),
)  # fmt: skip
"""What is counted, in the order of the paper, with the field that says how far it reaches."""


@frozen
class Held:
    """One kind of record: how many, how many of them drafts, and the newest day or month as it is stored."""

    title: str
    count: int
    drafts: int
    newest: str


@frozen
class OpenLine:
    """Something still open, by the code of its family."""

    case: OpenCase
    code: str
    rt: str


@frozen(kw_only=True)
class VillageHanding:
    """Everything of a village as it is handed over. ``due`` are people by window of ``due_view``; ``sent`` is the last
    file that went from here, ``received`` whether its receiver has said so."""

    village: str
    day: date
    giver: Officer | None
    taker: Officer | None
    held: tuple[Held, ...]
    at_risk: int
    targets: int
    due: dict[str, int]
    cases: tuple[OpenLine, ...]
    unfinished: int
    conflicts: int
    sent: FileEntry | None
    received: bool


def village_handing(session: Session, village: str, day: date, progress: Progress) -> VillageHanding:
    """Gather it as of today, for a hand-over on ``day``."""
    today = day_of(session.clock())
    book = begin_book(session, today, only=village)
    while not book.whole:
        progress.check()
        book = read_on(session, book)
    recap = village_recap(session, village, today)
    with session.database.read() as conn:
        giver, taker = parties(conn, session, village, day)
        last = next(iter(read.files(conn, direction=OUT)), None)
        return VillageHanding(
            village=village, day=day, giver=giver, taker=taker,
            held=tuple(_held(conn, form, field, village) for form, field in HANDED),
            at_risk=recap.at_risk.count, targets=recap.target.count, due=due_counts(book),
            cases=_open(conn, village), unfinished=sum(one.village == village for one in read.drafts(conn)),
            conflicts=len(read.conflicts(conn, villages=[village])), sent=last,
            received=last is not None and bool(told(last)[0]),
        )  # fmt: skip


def parties(conn: Connection, session: Session, village: str, day: date) -> tuple[Officer | None, Officer | None]:
    """Who had the village the day before and who has it from ``day`` on, as far as assignments say. While nothing is
    arranged yet, the one who has it (at his own laptop he himself) hands it over, to somebody still to be written."""
    assigned = read.records(conn, Assignment, where={"village": village}, order=("since", "id"))
    if session.role == DISTRICT:  # whoever works at the office has its villages too, and hands none over
        assigned = [one for one in assigned if one.officer_id != session.author]
    before, now = _on(assigned, day - timedelta(days=1)), _on(assigned, day)
    gone, come = [one for one in before if one not in now], [one for one in now if one not in before]
    giver = (gone or before or [None])[-1]
    if giver is None and session.role != DISTRICT:
        return own_officer(session), _officer(conn, (come or [None])[-1])
    return _officer(conn, giver), _officer(conn, (come or [None])[-1])


def _on(assigned: Iterable[Assignment], day: date) -> list[str | None]:
    """Whose the village was on a day."""
    return [
        one.officer_id
        for one in assigned
        if (one.since is None or one.since <= day) and (one.until is None or one.until >= day)
    ]


def _officer(conn: Connection, officer: str | None) -> Officer | None:
    return read.record(conn, Officer, officer) if officer else None


def _held(conn: Connection, form: type[Record], field: str, village: str) -> Held:
    assert form.FORM in FORMS
    names = ("status", field) if field in fields_of(form) else ("status",)
    rows = read.rows(conn, form, names, {"village": village})
    newest = max((str(row[1]) for row in rows if len(row) > 1 and row[1]), default="")
    states = Counter(row[0] for row in rows)
    return Held(form.TITLE, len(rows), states[DRAFT], newest)


def _open(conn: Connection, village: str) -> tuple[OpenLine, ...]:
    begun = {
        one.id: one
        for field in ("referral", "social_aid")
        for one in read.records(conn, Visit, where={"village": village, field: IN_PROGRESS})
    }
    cases = open_cases(begun.values())
    families = read.by_ids(conn, Family, {case.visit.family_id for case in cases if case.visit.family_id})
    return tuple(
        OpenLine(
            case, record_code(case.visit.family_id or case.visit.id), _rt(families.get(case.visit.family_id or ""))
        )
        for case in cases
    )


def _rt(family: Family | None) -> str:
    return (family.rt or "") if family is not None else ""
