"""One family with everything that is kept of it, read in one picture of the data, and which families a filter means.

Reading only. Every child's growth comes judged, so that screens show and never compute.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from kampungkb_desktop.actions.own_area import DUE_DAYS
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.shared_cards import families_with_card
from kampungkb_desktop.actions.stunting_risk import family_risk_of
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.catalog import FORMS, LINKS
from kampungkb_desktop.forms.choices_family import CHILD, HEAD, SPOUSE
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_development import FamilyDevelopment
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.risk_verification import RiskVerification
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.child_growth import Assessed, assess_child, under_five
from kampungkb_desktop.rules.presence import LEFT
from kampungkb_desktop.rules.stunting_risk import Risk
from kampungkb_desktop.store import lists, read
from kampungkb_desktop.store.connection import Connection

OF_FAMILY = tuple(FORMS[form] for form, field, _to in LINKS if field == "family_id")
"""The forms whose records belong to a family."""
OF_PERSON = tuple(FORMS[form] for form, field, _to in LINKS if field == "member_id" and FORMS[form] not in OF_FAMILY)
"""Those that belong to a person, wherever he lives."""
OF_THE_PLACE = ("mutation", "served_family")
_LONGEST_PREGNANCY = timedelta(days=310)
_RELATIONS = {HEAD: 0, SPOUSE: 1, CHILD: 2}


@frozen
class Child:
    """A child under five of the family with every measuring, judged, oldest first."""

    member: Member
    measured: tuple[Assessed, ...]

    @property
    def latest(self) -> Assessed | None:
        """The newest measuring."""
        return self.measured[-1] if self.measured else None


@frozen
class FamilyFile:
    """A family as its page shows it: people in the order of the family card, visits newest first."""

    family: Family
    members: tuple[Member, ...]
    visits: tuple[Visit, ...]
    children: tuple[Child, ...]
    planning: FamilyPlanning | None
    risk: Risk | None
    """Whether it is at risk of stunting; ``None`` when it does not live here any more."""
    verifications: tuple[RiskVerification, ...] = ()
    """Verval KRS, the newest semester first."""
    development: FamilyDevelopment | None = None
    former: tuple[Member, ...] = ()
    """Those who were visited here and live in another family of the register now."""
    same_card: tuple[Family, ...] = ()
    """Other families with the same family card: one KK may hold several, one family may span cards."""

    @property
    def next_visit(self) -> date | None:
        """The earliest visit that was planned and has not been made since, of every person visited."""
        newest: dict[str | None, Visit] = {}
        for visit in reversed(self.visits):
            newest[visit.member_id] = visit
        return min((v.next_visit_on for v in newest.values() if v.next_visit_on is not None), default=None)


def family_file(session: Session, family_id: str, today: date) -> FamilyFile | None:
    """Everything of one family; ``None`` when it is not here. One that was joined is shown as the whole."""
    with session.database.read() as conn:
        family = read.record(conn, Family, family_id)
        if family is None:
            return None
        where = {"family_id": family.id}
        members = read.records(conn, Member, where=where)
        visits = read.records(conn, Visit, where=where, order=("-visited_on",))
        planning = read.records(conn, FamilyPlanning, where=where, order=("-as_of",), limit=1)
        children = _children(conn, members, today)
        risk = family_risk_of(conn, family.id, today)
        verified = tuple(read.records(conn, RiskVerification, where=where, order=("-year", "-half")))
        visited = {one.member_id for one in visits if one.member_id} - {one.id for one in members}
        former = tuple(read.by_ids(conn, Member, sorted(visited)).values()) if visited else ()
        developed = read.records(conn, FamilyDevelopment, where=where, order=("-as_of",), limit=1)
    return FamilyFile(
        family,
        in_order(members),
        tuple(visits),
        children,
        planning[0] if planning else None,
        risk,
        verified,
        developed[0] if developed else None,
        former,
        families_with_card(session, family, tuple(members)),
    )


def child_file(session: Session, child: Member) -> Child:
    """One child with its measurings, whatever its age is now."""
    with session.database.read() as conn:
        measured = read.records(conn, ChildMeasurement, where={"member_id": child.id})
    return Child(child, assess_child(child, measured))


def in_order(members: Iterable[Member]) -> tuple[Member, ...]:
    """Head, wife or husband, children by age, then the others; those who died or moved away come last."""
    return tuple(sorted(members, key=_place))


def gone(member: Member) -> bool:
    """Whether a person no longer lives in the family (``rules.presence``)."""
    return member.mutation in LEFT


def pregnant_families(session: Session, today: date) -> list[str]:
    """The families whose newest record of family planning says pregnant, not longer ago than a pregnancy lasts."""
    with session.database.read() as conn:
        said = read.rows(conn, FamilyPlanning, ("family_id",), {"pregnant": 1})
        families = sorted({str(row[0]) for row in said if row[0]})
        newest = read.rows(
            conn, FamilyPlanning, ("family_id", "pregnant", "as_of"), {"family_id": families}, order=("as_of",)
        )
    since = (today - _LONGEST_PREGNANCY).isoformat()
    last = {str(family): bool(pregnant) and str(day or "") >= since for family, pregnant, day in newest}
    return [family for family in families if last.get(family)]


def due_families(session: Session, today: date) -> list[str]:
    """The families with a visit planned until a week from now, or overdue."""
    wanted = lists.VisitFilter(due_until=today + timedelta(days=DUE_DAYS))
    with session.database.read() as conn:
        numbers = lists.visit_ids(conn, filter=wanted)
        rows = lists.visit_rows(conn, numbers)
    return list(dict.fromkeys(row.family_id for row in rows if row.family_id))


def moved(session: Session, family: Family) -> list[Record]:
    """Everything kept of a family whose village differs from the family's now: it moves along in the same action. What
    happened in a village, a mutation or a portion at its DASHAT, stays there."""
    kept = (one for one in everything_of(session, family.id) if one.FORM not in OF_THE_PLACE)
    return [one.changed(village=family.village) for one in kept if one.village != family.village]


def everything_of(session: Session, family_id: str) -> list[Record]:
    """Every record that belongs to a family, without the family itself."""
    with session.database.read() as conn:
        found = [one for form in OF_FAMILY for one in read.records(conn, form, where={"family_id": family_id})]
    return found + records_of_people(session, [one.id for one in found if isinstance(one, Member)])


def records_of_people(session: Session, people: Sequence[str]) -> list[Record]:
    """What is measured and checked of persons, wherever they live."""
    if not people:
        return []
    with session.database.read() as conn:
        return [one for form in OF_PERSON for one in read.records(conn, form, where={"member_id": people})]


def _children(conn: Connection, members: Iterable[Member], today: date) -> tuple[Child, ...]:
    young = [m for m in members if under_five(m, today) and not gone(m)]
    measured = read.records(conn, ChildMeasurement, where={"member_id": [m.id for m in young]}) if young else []
    return tuple(Child(m, assess_child(m, [one for one in measured if one.member_id == m.id])) for m in in_order(young))


def _place(member: Member) -> tuple[bool, int, date, str]:
    relation = _RELATIONS.get(member.relation or "", 3)
    return gone(member), relation, member.birth_date or date.max, member.id
