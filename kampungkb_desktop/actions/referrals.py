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
from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.forms.record import from_scalars
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.open_referrals import KIND_WORDS, OpenCase, closed, open_cases
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.lists import HIDDEN

N = TypeVar("N", Family, Member, Officer)
_OF_VISIT = (
    "village", "visited_on", "family_id", "member_id", "officer_id",
    "referral", "referral_to", "referral_closed_on", "referral_result", "referral_note",
    "social_aid", "social_aid_kinds", "social_aid_other", "social_aid_closed_on", "social_aid_result",
    "social_aid_note",
)  # fmt: skip
"""What a line and the dialog that closes a case say of a visit. An office has ten thousands of them open."""


@frozen
class CaseFile:
    """An open case with the names it needs; empty where the record is not on this laptop."""

    case: OpenCase
    family: str
    person: str
    rt: str
    officer: str


def every_case(session: Session) -> tuple[CaseFile, ...]:
    """Everything open on this laptop, the longest open first. Reads only the visits that began something, and of them
    only what is shown: they are to be read and never to be saved, ``close_case`` takes the whole visit."""
    with session.database.read() as conn:
        cases = open_cases(_begun(conn))
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
    with session.database.read() as conn:
        found = whole_cases(conn, [case])
    if not found:
        return Saved()
    (case,) = found
    ended = closed(case, on, result, note)
    return save(session, f"Tutup {KIND_WORDS[case.kind].lower()}", [ended], seen=[case.visit])


def whole_cases(conn: Connection, cases: Sequence[OpenCase]) -> list[OpenCase]:
    """The same with the whole visit, but as whoever closes them saw what concerns them, so that what was written there
    meanwhile is noticed. Without those whose visit was deleted."""
    visits = read.by_ids(conn, Visit, sorted({case.visit.id for case in cases}))
    seen = {id_: {name: getattr(case.visit, name) for name in _OF_VISIT} for case in cases if (id_ := case.visit.id)}
    return [
        OpenCase(visits[case.visit.id].changed(**seen[case.visit.id]), case.kind, case.what)
        for case in cases if case.visit.id in visits
    ]  # fmt: skip


def _begun(conn: Connection) -> list[Visit]:
    """The visits that began something. Their villages, officers and days are said again and again: one text each."""
    rows = {row[0]: row for field in ("referral", "social_aid")
            for row in read.rows(conn, Visit, ("id", *_OF_VISIT), {field: IN_PROGRESS})}  # fmt: skip
    texts: dict[str, str] = {}

    def once(said: Scalar) -> Scalar:
        return texts.setdefault(said, said) if isinstance(said, str) else said

    return [
        from_scalars(Visit, str(id_), dict(zip(_OF_VISIT, map(once, told), strict=True)))
        for id_, *told in rows.values()
    ]


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
