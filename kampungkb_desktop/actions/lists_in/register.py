"""What is on record already, made ready to be found again by the numbers and names of a list. Reads only columns that
identify; whole records are read for what was found."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from kampungkb_desktop.actions.histories import histories
from kampungkb_desktop.base.person_name import person_name
from kampungkb_desktop.base.sheet_cells import plain_words
from kampungkb_desktop.bundle.merge import fold
from kampungkb_desktop.forms.alias import JOINABLE
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read import joined


class Person(NamedTuple):
    """A member as far as it identifies."""

    id: str
    family: str
    name: str
    nik: str
    birth: str


class Home(NamedTuple):
    """A family as far as it identifies."""

    id: str
    village: str
    head: str
    kk: str
    kki: str
    rt: str


@dataclass(slots=True)
class Register:
    """The families and members of some villages by what a list may know of them. NIK, KK, KKI and ids are searched in
    everything on record, names only in these villages."""

    homes: dict[str, Home] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    by_nik: dict[str, list[Person]] = field(default_factory=dict)
    by_kk: dict[str, list[Home]] = field(default_factory=dict)
    by_kki: dict[str, list[Home]] = field(default_factory=dict)
    by_head: dict[tuple[str, str], list[Home]] = field(default_factory=dict)
    by_birth: dict[tuple[str, str, str], list[Person]] = field(default_factory=dict)
    members: dict[str, list[Person]] = field(default_factory=dict)

    def add_home(self, home: Home) -> None:
        self.homes[home.id] = home
        if home.kk:
            self.by_kk.setdefault(home.kk, []).append(home)
        if home.kki:
            self.by_kki.setdefault(number_key(home.kki), []).append(home)
        if home.head:
            self.by_head.setdefault((home.village, name_key(home.head)), []).append(home)

    def add_person(self, person: Person) -> None:
        self.people[person.id] = person
        self.members.setdefault(person.family, []).append(person)
        if person.nik:
            self.by_nik.setdefault(person.nik, []).append(person)
        home = self.homes.get(person.family)
        if home is not None and person.birth:
            self.by_birth.setdefault((home.village, name_key(person.name), person.birth), []).append(person)


def read_register(conn: Connection, villages: Collection[str]) -> Register:
    """All families with what identifies them; people of these villages, and of anywhere by NIK."""
    found = Register()
    fields = ("id", "village", "head_name", "kk", "kki", "rt")
    for row in read.rows(conn, Family, fields):
        found.add_home(Home(*_texts(row)))
    for row in read.rows(conn, Member, ("id", "family_id", "full_name", "nik", "birth_date")):
        found.add_person(Person(*_texts(row)))
    for key in [key for key in found.by_head if key[0] not in villages]:
        del found.by_head[key]
    for form in JOINABLE:
        _add_joined(conn, form, found)
    return found


def _add_joined(conn: Connection, form: str, found: Register) -> None:
    """A record that was joined with another is found by the ids and numbers it had, as the one that is shown."""
    shown = {one.record: one.canonical for one in joined.everybody(conn, form).values() if one.record != one.canonical}
    for key, history in histories(conn, form, shown).items():
        said, to = {name: str(value or "") for name, value in fold(history).values.items()}, shown[key]
        if form == Family.FORM and to in found.homes:
            kk, kki = said.get("kk", ""), said.get("kki", "")
            home = Home(to, found.homes[to].village, said.get("head_name", ""), kk, kki, said.get("rt", ""))
            found.homes[key] = home
            if kk and all(one.id != to for one in found.by_kk.get(kk, ())):
                found.by_kk.setdefault(kk, []).append(home)
            if kki and all(one.id != to for one in found.by_kki.get(number_key(kki), ())):
                found.by_kki.setdefault(number_key(kki), []).append(home)
        elif form == Member.FORM and to in found.people:
            person, nik = found.people[to], said.get("nik", "")
            found.people[key] = person
            if nik and person not in found.by_nik.get(nik, ()):
                found.by_nik.setdefault(nik, []).append(person)


@lru_cache(maxsize=100_000)
def name_key(name: str) -> str:
    """A name as two people would write it: by its sound, without titles, short forms written out."""
    return person_name(name).joined or plain_words(name)


def number_key(number: str) -> str:
    """A long code without its marks."""
    return "".join(letter for letter in number if letter.isalnum()).casefold()


def _texts(row: Iterable[object]) -> list[str]:
    return [str(value) if value is not None else "" for value in row]
