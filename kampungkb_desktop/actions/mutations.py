"""Recording a mutation: read whom it touches, let the rule work it out, write it as one action that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from kampungkb_desktop.actions.family_file import moved, records_of_people
from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.undo import undo_action
from kampungkb_desktop.base import ids
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.choices_family import BORN, MAN
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.mutation import Mutation
from kampungkb_desktop.forms.mutation_entry import ENTRY_KIND, MutationEntry
from kampungkb_desktop.forms.postpartum import PostpartumCheck
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.record import DRAFT, Record
from kampungkb_desktop.rules.mutation import Outcome, work_out
from kampungkb_desktop.rules.mutation_register import Household
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

_NEAR_BIRTH = timedelta(days=14)
_PREGNANCY = timedelta(days=310)


@frozen
class Recorded:
    """What was written, and where one goes on."""

    saved: Saved
    outcome: Outcome


def preview(session: Session, entry: MutationEntry, person: Member) -> Outcome:
    """What recording these answers would change; nothing is written."""
    with session.database.read() as conn:
        outcome = work_out(entry, person, _homes(conn, entry, person), _ids_in_order(session))
        return _with_birth(conn, session, entry, person, outcome) if entry.kind == BORN else outcome


def record(session: Session, entry: MutationEntry, person: Member) -> Recorded:
    """Write it: the mutation, the people and families it changes, and what moves along with them."""
    outcome = preview(session, entry, person)
    along = _moving_along(session, outcome.records)
    name = f"Catat mutasi: {ENTRY_KIND.label(entry.kind).lower()}"
    return Recorded(save(session, name, [*outcome.records, *along]), outcome)


def take_back(session: Session, mutation_id: str) -> Saved:
    """Undo the action that recorded a mutation, also an old one. KnownError E-UNDO where something it changed was
    changed again since, with the name of what stands against it."""
    with session.database.read() as conn:
        history = read.changes_of(conn, [mutation_id]).get(mutation_id)
    if not history:
        raise KnownError(
            "E-UNDO", "Mutasi ini sudah tidak ada.", "Kembali ke daftar keluarga, lalu buka keluarga ini lagi."
        )
    return undo_action(session, min(history, key=lambda change: change.wall).action)


def _ids_in_order(session: Session) -> Callable[[], str]:
    """Ids that sort in the order they are asked for, also within one millisecond: of two mutations of one person on one
    day the first must be found first."""
    now = session.clock()
    return map(ids.new_id, count(now)).__next__


def _homes(conn: Connection, entry: MutationEntry, person: Member) -> list[Household]:
    other = read.record(conn, Member, entry.other_id) if entry.other_id else None
    wanted = dict.fromkeys((person.family_id, entry.to_family_id, other.family_id if other else None))
    families = [f for key in wanted if key and (f := read.record(conn, Family, key)) is not None]
    return [Household(f, tuple(read.records(conn, Member, where={"family_id": f.id}))) for f in families]


def _moving_along(session: Session, records: Iterable[Record]) -> list[Record]:
    """What is kept of people and families that are recorded in another village now."""
    changed = list(records)
    done = {one.id for one in changed}
    with session.database.read() as conn:
        were = read.village_of(conn, Member, [one.id for one in changed if isinstance(one, Member)])
    people = {
        one.id: one.village for one in changed
        if isinstance(one, Member) and were.get(one.id) not in (None, one.village)
    }  # fmt: skip
    found: dict[str, Record] = {}
    for one in changed:
        if isinstance(one, Family):
            found |= {other.id: other for other in moved(session, one)}
    for kept in records_of_people(session, list(people)):
        found[kept.id] = kept.changed(village=people[getattr(kept, "member_id", "")])
    return [one for key, one in found.items() if key not in done]


# --- a birth


def _with_birth(conn: Connection, session: Session, entry: MutationEntry, person: Member, outcome: Outcome) -> Outcome:
    """A birth is linked to what was recorded of the pregnancy and of the days after it, and ends the pregnancy."""
    mother = entry.mother_id or ""
    birth = entry.happened_on
    assert birth is not None
    after, before = _postpartum(conn, mother, birth), _pregnancy(conn, mother, birth)
    records: list[Record] = [
        one.changed(birth_record_id=after.id if after else None, pregnancy_record_id=before.id if before else None)
        if isinstance(one, Mutation) and one.kind == BORN else one
        for one in outcome.records
    ]  # fmt: skip
    said = list(outcome.said)
    if after is not None:
        weight = f", berat lahir {number(after.birth_weight_g)} g" if after.birth_weight_g else ""
        said.append(f"Dihubungkan dengan {_small(after)}{weight}.")
    if before is not None:
        said.append(f"Dihubungkan dengan {_small(before)}.")
    if (planning := _no_longer_pregnant(conn, session, entry, person)) is not None:
        records.append(planning)
        said.append("Catatan KB: tidak hamil lagi sejak melahirkan. Kesertaan KB-nya belum ditanyakan.")
    return replace(outcome, records=tuple(records), said=tuple(said))


def _small(one: Record) -> str:
    words = one.name()
    return words[:1].lower() + words[1:]


def _postpartum(conn: Connection, mother: str, birth: date) -> PostpartumCheck | None:
    kept = read.records(conn, PostpartumCheck, where={"member_id": mother}, order=("measured_on",))
    near = (one for one in kept if abs((one.delivered_on or one.measured_on or date.min) - birth) <= _NEAR_BIRTH)
    return next(near, None)


def _pregnancy(conn: Connection, mother: str, birth: date) -> PregnancyCheck | None:
    kept = read.records(conn, PregnancyCheck, where={"member_id": mother}, order=("-measured_on",))
    return next(
        (one for one in kept if one.measured_on and timedelta(0) <= birth - one.measured_on <= _PREGNANCY), None
    )


def _no_longer_pregnant(
    conn: Connection, session: Session, entry: MutationEntry, person: Member
) -> FamilyPlanning | None:
    """The newest answers say pregnant: a record of the birth day says no, with one birth and one child more. It stays
    a draft, because what the couple uses now has to be asked."""
    newest = read.records(
        conn, FamilyPlanning, where={"family_id": person.family_id}, order=("-as_of",), limit=1
    )  # fmt: skip
    birth = entry.happened_on
    if not newest or not newest[0].pregnant or birth is None or (newest[0].as_of or birth) > birth:
        return None
    one, boy = newest[0], entry.person_sex == MAN
    return FamilyPlanning(
        id=new_record_id(session), village=one.village, status=DRAFT, family_id=one.family_id, as_of=birth,
        pregnant=False, births=_more(one.births),
        born_alive_male=_more(one.born_alive_male, boy), born_alive_female=_more(one.born_alive_female, not boy),
        living_male=_more(one.living_male, boy), living_female=_more(one.living_female, not boy),
    )  # fmt: skip


def _more(count: int | None, add: bool = True) -> int | None:
    return None if count is None else count + add
