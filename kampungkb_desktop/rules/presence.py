"""Who was in the register on a day: the one answer to "does this person, does this family still live there".

Died and moved away count out from the day of the mutation; without a day, at once. Mutations later than the day are
looked through, so that a figure of an earlier month stays what it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from kampungkb_desktop.forms.choices_family import ACTIVE, ARRIVALS, DIED, MOVED
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member

LEFT = (DIED, MOVED)


class Event(NamedTuple):
    """A mutation as figures need it; ``member`` is empty where a whole family is meant."""

    id: str
    on: date
    kind: str | None
    member: str | None
    family: str | None
    village: str | None
    relation: str | None = None
    marital: str | None = None


def lives_on(
    day: date, *, birth: date | None, joined_on: date | None, mutation: str | None, mutation_on: date | None
) -> bool:
    """Whether a person was born and here by the day, and had neither died nor moved away."""
    if birth is not None and birth > day:
        return False
    if joined_on is not None and joined_on > day:
        return False
    return mutation not in LEFT or (mutation_on is not None and mutation_on > day)


def family_lives_on(day: date, *, formed_on: date | None, state: str | None, state_on: date | None) -> bool:
    """Whether a family was formed by the day, and had neither moved, dissolved nor gone missing."""
    if formed_on is not None and formed_on > day:
        return False
    return state in (None, ACTIVE) or (state_on is not None and state_on > day)


def lives(member: Member, day: date) -> bool:
    """Whether this member lived in the family on a day."""
    return lives_on(
        day, birth=member.birth_date, joined_on=member.joined_on, mutation=member.mutation,
        mutation_on=member.mutation_on,
    )  # fmt: skip


def family_lives(family: Family, day: date) -> bool:
    """Whether this family lived here on a day."""
    return family_lives_on(day, formed_on=family.formed_on, state=family.state, state_on=family.state_on)


def first_after(events: Iterable[Event], day: date) -> Mapping[str, Event]:
    """Of each person (or family, where no person is meant) the first mutation later than the day: how it says the
    person stood before is how he stood on the day."""
    found: dict[str, Event] = {}
    for event in sorted((one for one in events if one.on > day), key=lambda one: (one.on, one.id)):
        key = event.member or event.family
        if key is not None:
            found.setdefault(key, event)
    return found


def was_here(event: Event) -> bool:
    """Whether the one a mutation is about was in the register before it."""
    return event.kind not in ARRIVALS
