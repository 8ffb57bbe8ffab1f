"""What identifies people and families, read in parts for the search for doubles: columns and no records, by the local
number so that 300,000 people never stand in memory together."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import NamedTuple

from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.fetch import tuples


class PersonRow(NamedTuple):
    """One member with the card and the place of the family. Texts as stored; ``None`` where there is no answer."""

    n: int
    id: str
    family: str | None
    village: str | None
    name: str | None
    nik: str | None
    born: str | None
    sex: str | None
    relation: str | None
    card: str | None
    mutation: str | None
    rt: str | None
    rw: str | None
    address: str | None


class FamilyRow(NamedTuple):
    """One family; ``members`` are those on record."""

    n: int
    id: str
    village: str | None
    head: str | None
    kk: str | None
    kki: str | None
    rt: str | None
    rw: str | None
    address: str | None
    phone: str | None
    state: str | None


_PEOPLE = """
SELECT m.n, m.id, m.family_id, m.village, m.full_name, m.nik, m.birth_date, m.sex, m.relation, coalesce(m.kk, f.kk),
       m.mutation, f.rt, f.rw, f.address
FROM member m LEFT JOIN family f ON f.id = m.family_id"""
_FAMILIES = """
SELECT f.n, f.id, f.village, f.head_name, f.kk, f.kki, f.rt, f.rw, f.address, f.phone, f.state FROM family f"""
_AMONG = "IN (SELECT value FROM json_each(?))"


def people_after(conn: Connection, n: int, limit: int) -> list[PersonRow]:
    """The next people by local number."""
    return [PersonRow(*row) for row in tuples(conn, f"{_PEOPLE} WHERE m.n > ? ORDER BY m.n LIMIT ?", (n, limit))]


def people_numbered(conn: Connection, numbers: Iterable[int]) -> list[PersonRow]:
    """The people with these local numbers."""
    return _people(conn, "m.n", list(numbers))


def people_where(conn: Connection, field: str, values: Collection[str]) -> list[PersonRow]:
    """The people with one of these answers; ``field`` is one that has an index (``id``, ``nik``, ``family_id``,
    ``birth_date``)."""
    assert field in ("id", "nik", "family_id", "birth_date")
    return _people(conn, f"m.{field}", list(values))


def families_after(conn: Connection, n: int, limit: int) -> list[FamilyRow]:
    """The next families by local number."""
    return [FamilyRow(*row) for row in tuples(conn, f"{_FAMILIES} WHERE f.n > ? ORDER BY f.n LIMIT ?", (n, limit))]


def families_numbered(conn: Connection, numbers: Iterable[int]) -> list[FamilyRow]:
    """The families with these local numbers."""
    return _families(conn, "f.n", list(numbers))


def families_where(conn: Connection, field: str, values: Collection[str]) -> list[FamilyRow]:
    """The families with one of these answers; ``field`` is ``id`` or ``village``."""
    assert field in ("id", "village")
    return _families(conn, f"f.{field}", list(values))


def last_action(conn: Connection) -> int:
    """The local number of the newest action in the log; 0 while there is none. Whatever is written or taken in later
    has a higher one."""
    return int(conn.exec_driver_sql("SELECT coalesce(max(n), 0) FROM action").scalar_one())


def written_since(conn: Connection, action: int, forms: Collection[str], most: int) -> list[tuple[str, str]]:
    """(form, record) of what later actions changed in these forms; at most ``most`` of them."""
    sql = f"SELECT DISTINCT form, record FROM change WHERE action > ? AND form {_AMONG} LIMIT ?"
    return [(row[0], row[1]) for row in tuples(conn, sql, (action, json.dumps(sorted(forms)), most))]


def _people(conn: Connection, column: str, values: list[int] | list[str]) -> list[PersonRow]:
    return [PersonRow(*row) for row in tuples(conn, f"{_PEOPLE} WHERE {column} {_AMONG}", (json.dumps(values),))]


def _families(conn: Connection, column: str, values: list[int] | list[str]) -> list[FamilyRow]:
    return [FamilyRow(*row) for row in tuples(conn, f"{_FAMILIES} WHERE {column} {_AMONG}", (json.dumps(values),))]
