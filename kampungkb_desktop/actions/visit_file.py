"""One home visit with what was measured on it, opened from its record, from a draft left half-way, or begun anew.

Reading only. The measurement of a visit is a record of its own whose id follows from the visit's, so that a draft of
it is found again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from kampungkb_desktop.actions import drafts, trail
from kampungkb_desktop.actions.family_file import in_order
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.forms.adolescent import AdolescentCheck
from kampungkb_desktop.forms.catin import CatinCheck
from kampungkb_desktop.forms.choices_visit import (
    ADOLESCENT,
    BRIDE_GROOM,
    POSTPARTUM,
    PREGNANT,
    YOUNG_CHILD,
)
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.postpartum import PostpartumCheck
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read

Detail = ChildMeasurement | PregnancyCheck | PostpartumCheck | CatinCheck | AdolescentCheck
D = TypeVar("D", bound=Detail)
DETAIL_FORMS: Mapping[str, type[Detail]] = {
    YOUNG_CHILD: ChildMeasurement,
    PREGNANT: PregnancyCheck,
    POSTPARTUM: PostpartumCheck,
    BRIDE_GROOM: CatinCheck,
    ADOLESCENT: AdolescentCheck,
}
"""What is measured for each sasaran; the general visit measures nobody."""


@frozen
class VisitFile:
    """A visit and what it is about. ``new`` = never saved; ``family`` is ``None`` when it is not here (yet)."""

    visit: Visit
    new: bool
    family: Family | None
    members: tuple[Member, ...]
    details: tuple[Detail, ...]
    """The measurements saved with this visit, usually one."""

    def member(self, member_id: str | None) -> Member | None:
        """A person of the family."""
        return next((one for one in self.members if one.id == member_id), None)


def begin_visit(session: Session, family_id: str, today: date) -> VisitFile | None:
    """A new visit of today by the person who works here; ``None`` when there is no such family."""
    with session.database.read() as conn:
        family = read.record(conn, Family, family_id)
        members = read.records(conn, Member, where={"family_id": family.id}) if family else []
    if family is None:
        return None
    visit = Visit(
        id=new_record_id(session),
        village=family.village,
        family_id=family.id,
        visited_on=today,
        officer_id=session.author,
    )
    return VisitFile(visit, new=True, family=family, members=in_order(members), details=())


def open_visit(session: Session, visit_id: str) -> VisitFile | None:
    """A visit by its id or that of its measurement, saved or only a draft; ``None`` when it is none of these."""
    with session.database.read() as conn:
        saved = read.record(conn, Visit, visit_id)
    visit = saved or _draft_of(session, visit_id)
    if visit is None:
        owners = (visit_of_detail(session, form, visit_id) for form in DETAIL_FORMS.values())
        owner = next((one for one in owners if one), None)
        return open_visit(session, owner) if owner else None
    trail.seen(session, Visit.FORM, visit.id)
    with session.database.read() as conn:
        family = read.record(conn, Family, visit.family_id) if visit.family_id else None
        members = read.records(conn, Member, where={"family_id": family.id if family else visit.family_id})
        details = [
            one for form in DETAIL_FORMS.values() for one in read.records(conn, form, where={"visit_id": visit_id})
        ]
    return VisitFile(visit, saved is None, family, in_order(members), tuple(details))


def renewed(session: Session, file: VisitFile) -> VisitFile:
    """The same visit with the family and its people as they are now."""
    family_id = file.visit.family_id
    if family_id is None:
        return file
    with session.database.read() as conn:
        family = read.record(conn, Family, family_id)
        members = read.records(conn, Member, where={"family_id": family.id if family else family_id})
    return replace(file, family=family, members=in_order(members))


def visit_of_detail(session: Session, form: type[Record], record_id: str) -> str | None:
    """The visit that a measurement, saved or only a draft, belongs to."""
    with session.database.read() as conn:
        found = read.record(conn, form, record_id)
    kept = None if found is not None else drafts.restore(session, form, record_id)
    visit_id = getattr(found or (kept.record if kept else None), "visit_id", None)
    return visit_id if isinstance(visit_id, str) else None


def detail_id(visit_id: str, form: type[Detail]) -> str:
    """The id of the measurement that a new visit makes."""
    return derived_id(visit_id, form.FORM)


def earlier_detail(session: Session, form: type[Detail], member_id: str, before: Visit) -> Detail | None:
    """The newest measurement of a person that is not of this visit and not later than it."""
    with session.database.read() as conn:
        found = read.records(conn, form, where={"member_id": member_id}, order=("-measured_on",))
    return detail_before(found, before)


def detail_before(found: Iterable[D], visit: Visit) -> D | None:
    """The first of these measurements that is not of this visit and not later than it."""
    limit = visit.visited_on or date.max
    return next((one for one in found if one.visit_id != visit.id and (one.measured_on or date.max) <= limit), None)


def school_checks(session: Session, person: Member) -> tuple[AdolescentCheck, ...]:
    """Every check of an older child that has a day, oldest first."""
    with session.database.read() as conn:
        found = read.records(conn, AdolescentCheck, where={"member_id": person.id}, order=("measured_on",))
    return tuple(one for one in found if one.measured_on is not None)


def earlier_visit(session: Session, visit: Visit) -> Visit | None:
    """The visit before this one: of the same person, else of the same family."""
    with session.database.read() as conn:
        found = read.records(conn, Visit, where={"family_id": visit.family_id}, order=("-visited_on",))
    return visit_before(found, visit)


def visit_before(found: Iterable[Visit], visit: Visit) -> Visit | None:
    """Of a family's visits, the newest first, the one before: of the same person, else of the same family."""
    limit = visit.visited_on or date.max
    past = [one for one in found if one.id != visit.id and (one.visited_on or date.max) <= limit]
    same = [one for one in past if one.member_id == visit.member_id and one.target == visit.target]
    return next(iter(same or past), None)


def _draft_of(session: Session, visit_id: str) -> Visit | None:
    kept = drafts.restore(session, Visit, visit_id)
    return kept.record if kept is not None and isinstance(kept.record, Visit) else None
