"""What is on record about the families of a list of visits, read at once: its people, earlier visits and measurements,
by which every row of the grid is judged without asking the database again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field
from typing import TypeVar

from kampungkb_desktop.actions.family_file import in_order
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.visit_file import DETAIL_FORMS, Detail, detail_before, visit_before
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read

R = TypeVar("R", bound=Record)


@frozen
class Known:
    """By family id, details by member id; visits and details the newest first."""

    families: Mapping[str, Family] = field(default_factory=dict)
    members: Mapping[str, tuple[Member, ...]] = field(default_factory=dict)
    visits: Mapping[str, tuple[Visit, ...]] = field(default_factory=dict)
    details: Mapping[str, tuple[Detail, ...]] = field(default_factory=dict)

    def member(self, family: str, member: str) -> Member | None:
        """A person of a family."""
        return next((one for one in self.members.get(family, ()) if one.id == member), None)

    def before(self, visit: Visit) -> Visit | None:
        """The visit before this one: of the same person, else of the same family."""
        return visit_before(self.visits.get(visit.family_id or "", ()), visit)

    def detail_before(self, visit: Visit) -> Detail | None:
        """The person's last measurement of the same form."""
        return detail_before(self.details.get(visit.member_id or "", ()), visit)

    def twin(self, visit: Visit) -> Visit | None:
        """Another visit on record to the same person (or family) for the same sasaran on the same day."""
        same = (visit.target, visit.member_id, visit.visited_on)
        if visit.visited_on is None:
            return None
        return next(
            (one for one in self.visits.get(visit.family_id or "", ())
             if one.id != visit.id and (one.target, one.member_id, one.visited_on) == same), None,
        )  # fmt: skip

    def with_(self, more: Known) -> Known:
        """This and more families; what is newly read counts."""
        return Known(
            {**self.families, **more.families}, {**self.members, **more.members}, {**self.visits, **more.visits},
            {**self.details, **more.details},
        )  # fmt: skip


def read_known(session: Session, families: Collection[str], target: str) -> Known:
    """Everything about these families, in four questions however many they are."""
    if not families:
        return Known()
    wanted = list(dict.fromkeys(families))
    with session.database.read() as conn:
        homes = read.by_ids(conn, Family, wanted)
        people = _by(read.records(conn, Member, where={"family_id": wanted}), "family_id")
        visits = _by(read.records(conn, Visit, where={"family_id": wanted}, order=("-visited_on",)), "family_id")
        form, details = DETAIL_FORMS.get(target), dict[str, list[Detail]]()
        if form is not None:
            ids = [one.id for of in people.values() for one in of]
            details = _by(read.records(conn, form, where={"member_id": ids}, order=("-measured_on",)), "member_id")
    return Known(homes, {key: in_order(of) for key, of in people.items()}, _fixed(visits), _fixed(details))


def saved_now(session: Session, visits: Iterable[str]) -> frozenset[str]:
    """Those of these visits that stand in the records: saved, and not taken back since."""
    with session.database.read() as conn:
        return frozenset(str(row[0]) for row in read.rows(conn, Visit, ("id",), {"id": list(visits)}))


def _by(records: Sequence[R], name: str) -> dict[str, list[R]]:
    found: dict[str, list[R]] = defaultdict(list)
    for one in records:
        found[str(getattr(one, name))].append(one)
    return found


def _fixed(found: Mapping[str, Sequence[R]]) -> dict[str, tuple[R, ...]]:
    return {key: tuple(of) for key, of in found.items()}
