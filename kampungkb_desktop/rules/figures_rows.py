"""The plain rows that figures are computed from, what is asked of one of them, and the figure itself."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.rules.measuring import completed_months
from kampungkb_desktop.rules.presence import Event, family_lives_on, lives_on, was_here


class FamilyRow(NamedTuple):
    """A family, whether it still lives there, and two answers about its house."""

    id: str
    state: str | None = None
    water: str | None = None
    latrine: str | None = None
    state_on: date | None = None
    formed_on: date | None = None


class PersonRow(NamedTuple):
    """A member with the answers that figures need."""

    id: str
    family: str | None
    sex: str | None
    birth: date | None
    relation: str | None
    marital: str | None
    jkn: str | None = None
    mutation: str | None = None
    mutation_on: date | None = None
    joined_on: date | None = None


class CoupleRow(NamedTuple):
    """A family-planning record of a family on a day."""

    id: str
    family: str | None
    as_of: date | None
    pregnant: bool | None
    pregnant_weeks: int | None
    using: bool | None
    method: str | None
    wants_child: str | None


@frozen
class Figure:
    """The ids of the records of ``form`` that are counted."""

    form: str
    ids: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return len(self.ids)


def age(birth: date, on: date) -> int:
    """Completed years."""
    return completed_months(birth, on) // 12


def months(person: PersonRow, on: date) -> int:
    """Completed months of life; -1 without a birth date or before it."""
    return -1 if person.birth is None else completed_months(person.birth, on)


def within(person: PersonRow, ages: tuple[int, int], on: date) -> bool:
    """Whether the completed years lie between both ages, ends included."""
    return person.birth is not None and ages[0] <= age(person.birth, on) <= ages[1]


def lives(person: PersonRow, on: date) -> bool:
    """Whether the person lived there on the day (``rules.presence``)."""
    if person.mutation is None and person.joined_on is None:  # nearly everybody, and asked of everybody many times
        return person.birth is None or person.birth <= on
    return lives_on(
        on, birth=person.birth, joined_on=person.joined_on, mutation=person.mutation, mutation_on=person.mutation_on
    )


def family_lives(family: FamilyRow, on: date) -> bool:
    """Whether the family lived there on the day."""
    return family_lives_on(on, formed_on=family.formed_on, state=family.state, state_on=family.state_on)


def person_before(person: PersonRow, event: Event) -> PersonRow | None:
    """How the person stood before a mutation; ``None`` when he was not in the register."""
    if not was_here(event):
        return None
    return person._replace(
        family=event.family, relation=event.relation, marital=event.marital, mutation=None, mutation_on=None,
        joined_on=None,
    )  # fmt: skip


def family_before(family: FamilyRow, event: Event) -> FamilyRow | None:
    """How the family stood before a mutation of all of it."""
    return family._replace(state=None, state_on=None) if was_here(event) else None
