"""The family register of villages as it was on a day: rows for the rules, with later mutations looked through.

A day without later mutations, which is nearly always today, costs one indexed query more than reading the rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from kampungkb_desktop.actions.row_answers import answers
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.mutation import Mutation
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.rules.figures_rows import FamilyRow, PersonRow, family_before, person_before
from kampungkb_desktop.rules.presence import Event, first_after
from kampungkb_desktop.store import lists
from kampungkb_desktop.store.connection import Connection

FAMILY = ("id", "state", "water", "latrine", "state_on", "formed_on")
PERSON = (
    "id", "family_id", "sex", "birth_date", "relation", "marital", "jkn", "mutation", "mutation_on", "joined_on",
)  # fmt: skip
_EVENT = (
    "id", "happened_on", "kind", "member_id", "family_id", "village", "before_relation", "before_marital",
)  # fmt: skip

Villages = str | Sequence[str] | None
After = Mapping[str, Event]
"""Person (or family) to the first mutation after the day one looks at."""
_Row = TypeVar("_Row", FamilyRow, PersonRow)


def mutations_after(conn: Connection, on: date, village: str | None = None) -> After:
    """What happened after a day, to whomever, or with a ``village`` to all that its register may hold."""
    late = lists.mutations_after(conn, on, village)
    if not late:
        return {}
    found = answers(conn, Mutation, _EVENT, None, id=late)
    return first_after((Event(*row) for row in found), on)


class OnDay(NamedTuple):
    """What the register of some villages held on a day, read once for all that is counted of it. ``couples`` begin
    with the fields that were asked for."""

    late: bool
    """Whether anything happened after the day, to anybody."""
    families: Sequence[FamilyRow]
    people: Sequence[PersonRow]
    couples: Sequence[Sequence[Any]]


def on_day(conn: Connection, villages: Villages, on: date, couple: Sequence[str]) -> OnDay:
    """Families, people and KB answers (fields ``couple``, with ``id`` first) of villages on a day."""
    after = mutations_after(conn, on, villages if isinstance(villages, str) else None)
    return OnDay(
        lists.any_mutation_after(conn, on), families_on(conn, villages, after), people_on(conn, villages, after),
        couples_on(conn, villages, after, couple),
    )  # fmt: skip


def families_on(conn: Connection, villages: Villages, after: After, family_id: str | None = None) -> list[FamilyRow]:
    """The families of villages on the day, also those recorded elsewhere since; whether they lived there is a
    question to ``presence``."""
    own: dict[str, Any] = {} if family_id is None else {"id": family_id}
    rows = [FamilyRow(*row) for row in answers(conn, Family, FAMILY, villages, **own)]
    if not after:
        return rows
    whole = {key: event for key, event in after.items() if event.member is None}
    rows += [FamilyRow(*row) for row in _strangers(conn, Family, FAMILY, villages, whole, {row.id for row in rows})]
    return [back for row in rows if (back := _family_back(row, whole.get(row.id), villages)) is not None]


def people_on(conn: Connection, villages: Villages, after: After, family_id: str | None = None) -> list[PersonRow]:
    """The people of villages on the day, each in the family and state of that day."""
    own: dict[str, Any] = {} if family_id is None else {"family_id": family_id}
    rows = [PersonRow(*row) for row in answers(conn, Member, PERSON, villages, **own)]
    if not after:
        return rows
    single = {key: event for key, event in after.items() if event.member is not None}
    if family_id is not None:
        single = {key: event for key, event in single.items() if event.family == family_id or key in _ids(rows)}
    rows += [PersonRow(*row) for row in _strangers(conn, Member, PERSON, villages, single, _ids(rows))]
    back = [found for row in rows if (found := _person_back(row, single.get(row.id), villages)) is not None]
    return [row for row in back if family_id is None or row.family == family_id]


def couples_on(
    conn: Connection, villages: Villages, after: After, fields: Sequence[str], family_id: str | None = None
) -> list[list[Any]]:
    """The KB answers (``fields``, with ``id`` first) of the families that were in the villages on the day."""
    own: dict[str, Any] = {} if family_id is None else {"family_id": family_id}
    rows = answers(conn, FamilyPlanning, fields, villages, **own)
    gone = [key for key, event in after.items() if event.member is None and _within(event.village, villages)]
    if villages is None or not gone:
        return rows
    known = {row[0] for row in rows}
    return rows + [row for row in answers(conn, FamilyPlanning, fields, None, family_id=gone) if row[0] not in known]


def _ids(rows: Sequence[PersonRow]) -> set[str]:
    return {row.id for row in rows}


def _strangers(
    conn: Connection, form: type[Record], fields: Sequence[str], villages: Villages, after: After, known: set[str]
) -> list[list[Any]]:
    """Rows of those who lived in the villages on the day and are recorded elsewhere now."""
    wanted = [key for key, event in after.items() if key not in known and _within(event.village, villages)]
    ids: Sequence[Scalar] = wanted
    return answers(conn, form, fields, None, id=ids) if wanted else []


def _within(village: str | None, villages: Villages) -> bool:
    if villages is None:
        return True
    return village == villages if isinstance(villages, str) else village in villages


def _family_back(row: FamilyRow, event: Event | None, villages: Villages) -> FamilyRow | None:
    if event is None:
        return row
    return family_before(row, event) if _within(event.village, villages) else None


def _person_back(row: PersonRow, event: Event | None, villages: Villages) -> PersonRow | None:
    if event is None:
        return row
    return person_before(row, event) if _within(event.village, villages) else None
