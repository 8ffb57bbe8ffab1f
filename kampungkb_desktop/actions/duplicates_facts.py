"""What stands in the tables, made ready to be compared: names as sounds, numbers bare, places in one writing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import lru_cache

from kampungkb_desktop.base.person_name import forget_names, person_name
from kampungkb_desktop.forms.choices_family import ACTIVE, HEAD
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.sharing import telling_name
from kampungkb_desktop.rules.duplicates import Person, Verdict, same_person
from kampungkb_desktop.rules.duplicates_families import Household, same_family
from kampungkb_desktop.rules.presence import LEFT
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read import alike
from kampungkb_desktop.store.read.alike import FamilyRow, PersonRow

COUNTS = frozenset({"pasti", "mungkin"})
"""Strengths with which a person counts as being in both families."""
_WORDS = re.compile(r"[a-z]+|\d+")
_NOT_NAMING = frozenset({"jl", "jln", "jalan", "gang", "gg", "no", "nomor", "dusun", "dsn", "rt", "rw", "desa", "kp"})


def person_of(row: PersonRow) -> Person:
    """A row of the table of people."""
    return Person(
        row.id, row.family or "", row.village or "", person_name(telling_name(row.name)), row.nik or "", _day(row.born),
        row.sex or "", row.relation or "", row.card or "", place_of(row.rt, row.rw), address_of(row.address or ""),
        row.mutation in LEFT,
    )  # fmt: skip


def person_typed(member: Member, family: Family | None) -> Person:
    """Somebody as he stands on an open form."""
    return Person(
        member.id, member.family_id or "", member.village or "", person_name(member.full_name or ""), member.nik or "",
        member.birth_date, member.sex or "", member.relation or "", member.kk or (family.kk if family else "") or "",
        place_of(family.rt, family.rw) if family else "", address_of(family.address or "") if family else "",
        member.mutation in LEFT,
    )  # fmt: skip


def household_of(row: FamilyRow, members: Collection[Person]) -> Household:
    """A row of the table of families, with its people."""
    head = next((one for one in members if one.relation == HEAD), None)
    return Household(
        row.id, row.village or "", person_name(telling_name(row.head)), row.kk or "", row.kki or "",
        place_of(row.rt, row.rw), address_of(row.address or ""), row.phone or "", len(members), head,
        row.state not in (None, ACTIVE),
    )  # fmt: skip


def household_typed(family: Family, members: Collection[Person]) -> Household:
    """A family as it stands on an open form, with those who are in it already."""
    row = FamilyRow(
        0, family.id, family.village, family.head_name, family.kk, family.kki, family.rt, family.rw, family.address,
        family.phone, family.state,
    )  # fmt: skip
    return household_of(row, members)


def people_by_family(conn: Connection, families: Collection[str]) -> dict[str, list[Person]]:
    """The people of these families."""
    found: dict[str, list[Person]] = {one: [] for one in families}
    for row in alike.people_where(conn, "family_id", sorted(families)):
        found[row.family or ""].append(person_of(row))
    return found


def households(conn: Connection, families: Collection[str]) -> tuple[dict[str, Household], dict[str, list[Person]]]:
    """These families that are on record, and their people."""
    rows = alike.families_where(conn, "id", sorted(families))
    people = people_by_family(conn, {row.id for row in rows})
    return {row.id: household_of(row, people[row.id]) for row in rows}, people


def judged(one: Household, other: Household, people: Mapping[str, list[Person]]) -> Verdict | None:
    """Whether two families may be one, by everything on record of them."""
    return same_family(one, other, in_both(people.get(one.id, ()), people.get(other.id, ())))


def in_both(ones: Iterable[Person], others: Collection[Person]) -> int:
    """How many people of one family are probably on record in the other one too."""
    left = list(others)
    shared = 0
    for one in ones:
        found = next((other for other in left if _one(one, other)), None)
        if found is not None:
            left.remove(found)
            shared += 1
    return shared


def _one(one: Person, other: Person) -> bool:
    found = same_person(one, other)
    return found is not None and found.strength in COUNTS


@lru_cache(maxsize=20_000)
def place_of(rt: str | None, rw: str | None) -> str:
    """``3/1`` of RT 003 and RW 01; empty where there is no RT."""
    bare = (rt or "").strip().lstrip("0")
    return f"{bare}/{(rw or '').strip().lstrip('0')}" if bare else ""


@lru_cache(maxsize=20_000)
def address_of(address: str) -> str:
    """An address without the words that every address has."""
    return " ".join(word for word in _WORDS.findall(address.casefold()) if word not in _NOT_NAMING)


def forget() -> None:
    """Let go of what was made ready: nobody asks for it again before the next search."""
    forget_names()
    for kept in (place_of, address_of, _day):
        kept.cache_clear()


@lru_cache(maxsize=60_000)
def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:  # a stranger may have written it
        return None
