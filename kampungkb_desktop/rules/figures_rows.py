"""The plain rows that figures are computed from, what is asked of one of them, and the figure itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kampungkb_desktop.forms.choices_family import DIED, MOVED
from kampungkb_desktop.rules.measuring import completed_months


class FamilyRow(NamedTuple):
    """A family, whether it still lives there, and two answers about its house."""

    id: str
    state: str | None = None
    water: str | None = None
    latrine: str | None = None


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


@dataclass(frozen=True, slots=True)
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
    """Whether the person was born by the day, and had neither died nor moved away by then."""
    if person.birth is not None and person.birth > on:
        return False
    return person.mutation not in (DIED, MOVED) or (person.mutation_on is not None and person.mutation_on > on)
