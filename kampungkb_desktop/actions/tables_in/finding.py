"""Finds families, people and other records again by what a row says of them: among what is on record, and among the
rows of the same file that come before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from kampungkb_desktop.actions.lists_in.register import Home, Person, Register, name_key, number_key, read_register
from kampungkb_desktop.actions.tables_in.telling_apart import TOLD_BY, Key, key_of
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.kinds import Link
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record, fields_of
from kampungkb_desktop.store import lists, read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read.erased import erased_among

_LEAST_DIGITS: Final = 12
_BY_NUMBERS: Final = frozenset({Family.FORM, Member.FORM})


@frozen
class Told:
    """What the shown columns of a row say of the family and the person it is about."""

    village: str | None
    head: str = ""
    card: str = ""
    rt: str = ""
    name: str = ""
    nik: str = ""
    birth: date | None = None


@dataclass(slots=True)
class Finder:
    """``here`` are ids that are on record or come with this file, by form. ``gone`` were deleted or joined here,
    ``erased`` may not come back, ``withheld`` may be used no further."""

    register: Register
    here: dict[str, set[str]]
    gone: set[str]
    erased: frozenset[str]
    withheld: frozenset[str]
    villages: Collection[str]
    _by_key: dict[type[Record], dict[Key, list[str]]] = field(default_factory=dict)
    coming: set[str] = field(default_factory=set)
    """Ids that rows of the file bring."""

    @classmethod
    def of(cls, conn: Connection, villages: Collection[str], named: Mapping[str, set[str]]) -> Finder:
        """``named`` are the ids a file names, by form: asked once, all together."""
        here = {form: set(read.exists(conn, FORMS[form], ids)) for form, ids in named.items() if form in FORMS}
        every = {one for ids in named.values() for one in ids}
        missing = every.difference(*here.values())
        gone = {record for record, changes in read.changes_of(conn, missing).items() if changes}
        erased = frozenset(record for _, record in erased_among(conn, every))
        withheld = lists.restricted_families(conn) | lists.restricted_members(conn)
        return cls(read_register(conn, villages), here, gone, erased, withheld, villages)

    def on_record(self, form: str, record: str) -> bool:
        """Whether a record stands here now."""
        return record in self.here.get(form, ()) or record in self.register.homes or record in self.register.people

    def is_here(self, form: str, record: str) -> bool:
        """Whether a record is on record, or comes with a row before."""
        return self.on_record(form, record) or record in self.coming

    def shown(self, form: str, record: str) -> str:
        """The record that is shown where this one was joined with another."""
        found = self.register.homes.get(record) if form == Family.FORM else self.register.people.get(record)
        return found.id if found is not None and form in (Family.FORM, Member.FORM) else record

    def add(self, record: Record) -> None:
        """A new record of the file: rows below may be about it."""
        self.coming.add(record.id)
        if isinstance(record, Family):
            self.register.add_home(
                Home(record.id, record.village or "", record.head_name or "", record.kk or "", record.kki or "",
                     record.rt or "")
            )  # fmt: skip
        elif isinstance(record, Member):
            birth = record.birth_date.isoformat() if record.birth_date else ""
            self.register.add_person(
                Person(record.id, record.family_id or "", record.full_name or "", record.nik or "", birth)
            )
        key = key_of(type(record), {name: getattr(record, name) for name in fields_of(type(record))})
        if key is not None and type(record) in self._by_key:
            self._by_key[type(record)].setdefault(key, []).append(record.id)

    # --- families and people

    def family(self, told: Told) -> list[str]:
        """The families a row may be about: by the number and the head's name, by the number, by the head alone."""
        head = name_key(told.head)
        if len(told.card) >= _LEAST_DIGITS:
            card = self.register.by_kk.get(told.card, [])
            same = [one.id for one in card if name_key(one.head) == head] or [one.id for one in card if not told.head]
            return list(dict.fromkeys(same))
        homes = self.register.by_head.get((told.village or "", head), []) if head else []
        return [one.id for one in homes if not told.rt or one.rt.lstrip("0") == told.rt.lstrip("0")]

    def member(self, told: Told, family: str | None = None) -> list[str]:
        """The people a row may be about: by NIK, else by name with birth date."""
        if len(told.nik) >= _LEAST_DIGITS:
            return [one.id for one in self.register.by_nik.get(told.nik, [])]
        if not told.name:
            return []
        birth = told.birth.isoformat() if told.birth else ""
        if family:
            people = [one for one in self.register.members.get(family, []) if name_key(one.name) == name_key(told.name)]
            return [one.id for one in people if not birth or one.birth in ("", birth)]
        return [one.id for one in self.register.by_birth.get((told.village or "", name_key(told.name), birth), [])]

    def by_kki(self, kki: str) -> list[str]:
        """The families with this KKI."""
        return [one.id for one in self.register.by_kki.get(number_key(kki), [])]

    # --- the others

    def alike(self, conn: Connection, form: type[Record], answers: Mapping[str, Any]) -> list[str]:
        """The records of a form that these answers tell of."""
        key = key_of(form, answers)
        return self._index(conn, form).get(key, []) if key is not None else []

    def named(self, conn: Connection, to: str, village: str | None, name: str) -> list[str]:
        """Records of a form that a list calls by this name, in this village."""
        if not village or to not in FORMS or to in _BY_NUMBERS:
            return []
        return [one.id for one in read.records(conn, FORMS[to], where={"village": [village]}) if one.name() == name]

    def _index(self, conn: Connection, form: type[Record]) -> dict[Key, list[str]]:
        known = self._by_key.get(form)
        if known is None:
            known = self._by_key[form] = {}
            names = TOLD_BY[form]
            for one in read.records(conn, form, where={"village": list(self.villages)}):
                key = key_of(form, {name: getattr(one, name) for name in names})
                if key is not None:
                    known.setdefault(key, []).append(one.id)
        return known


def links_of(form: type[Record]) -> Iterable[tuple[str, Link]]:
    """The fields of a form that lead to other records."""
    return [(name, kind) for name, kind in fields_of(form).items() if isinstance(kind, Link)]
