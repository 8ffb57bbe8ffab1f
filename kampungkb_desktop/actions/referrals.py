"""Referrals and applications for aid that are open: who they concern, and how one is closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from kampungkb_desktop.actions.restricting import is_restricted, veiled
from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_visit import IN_PROGRESS
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.forms.record import from_scalars
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.open_referrals import KIND_WORDS, OpenCase, closed, open_cases
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.lists import HIDDEN

N = TypeVar("N", Family, Member, Officer)


@frozen
class CaseFile:
    """An open case with the names it needs; empty where the record is not on this laptop."""

    case: OpenCase
    family: str
    person: str
    rt: str
    officer: str


def every_case(session: Session) -> tuple[CaseFile, ...]:
    """Everything open on this laptop, the longest open first. Reads only the visits that began something."""
    with session.database.read() as conn:
        begun = {one.id: one for field in ("referral", "social_aid")
                 for one in read.records(conn, Visit, where={field: IN_PROGRESS})}  # fmt: skip
        cases = open_cases(begun.values())
        families = veiled(conn, _told(conn, Family, ("head_name", "rt", "restricted"), _ids(cases, "family_id")))
        people = _told(conn, Member, ("full_name", "restricted"), _ids(cases, "member_id"))
        officers = _told(conn, Officer, ("full_name",), _ids(cases, "officer_id"))
    return tuple(_file(case, families, people, officers) for case in cases)


def family_cases(session: Session, family_id: str | None) -> tuple[OpenCase, ...]:
    """What is open for one family."""
    if family_id is None:
        return ()
    with session.database.read() as conn:
        return open_cases(read.records(conn, Visit, where={"family_id": family_id}))


def close_case(session: Session, case: OpenCase, on: date, result: str, note: str | None) -> Saved:
    """Write how a case ended into the visit that began it: one action that can be undone."""
    ended = closed(case, on, result, note)
    return save(session, f"Tutup {KIND_WORDS[case.kind].lower()}", [ended], seen=[case.visit])


def _ids(cases: Sequence[OpenCase], field: str) -> list[str]:
    return sorted({found for case in cases if (found := getattr(case.visit, field))})


def _told(conn: Connection, form: type[N], fields: Sequence[str], ids: Sequence[str]) -> dict[str, N]:
    """These records with nothing but what a line says of them; to be read and never to be saved."""
    rows = read.rows(conn, form, ("id", *fields), {"id": ids})
    return {str(id_): from_scalars(form, str(id_), dict(zip(fields, row, strict=True))) for id_, *row in rows}


def _file(
    case: OpenCase, families: dict[str, Family], people: dict[str, Member], officers: dict[str, Officer]
) -> CaseFile:
    visit = case.visit
    family, person = families.get(visit.family_id or ""), people.get(visit.member_id or "")
    officer = officers.get(visit.officer_id or "")
    hidden = is_restricted(family, person)
    return CaseFile(
        case,
        family=HIDDEN if hidden else family.name() if family is not None else "(keluarga belum diterima)",
        person=person.name() if person is not None and not hidden else "",
        rt=(family.rt or "") if family is not None else "",
        officer=officer.name() if officer is not None else "",
    )
