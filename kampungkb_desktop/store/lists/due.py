"""What the due list shows of the families and people in sight, and which families a typed text finds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kampungkb_desktop.store import search
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.fetch import tuples
from kampungkb_desktop.store.lists import restricted


class DueName(NamedTuple):
    """Who a family is and where it lives, as its record says."""

    head_name: str | None
    address: str | None
    phone: str | None


def due_families(conn: Connection, ids: Iterable[str]) -> dict[str, DueName]:
    """Names and addresses of these families."""
    who = restricted.family_name("family")
    where = ", ".join(restricted.other(column, "restricted") for column in ("address", "phone"))
    sql = f"SELECT id, {who}, {where} FROM family WHERE id IN (SELECT value FROM json_each(?))"
    return {row[0]: DueName(*row[1:]) for row in tuples(conn, sql, (json.dumps(list(ids)),))}


def due_people(conn: Connection, ids: Iterable[str]) -> dict[str, tuple[str | None, str | None]]:
    """(name, birth date as stored) of these people."""
    hides = ("m.restricted", "h.restricted")
    who, born = restricted.name("m.full_name", *hides), restricted.other("m.birth_date", *hides)
    people = "member m LEFT JOIN family h ON h.id = m.family_id"
    sql = f"SELECT m.id, {who}, {born} FROM {people} WHERE m.id IN (SELECT value FROM json_each(?))"
    return {row[0]: (row[1], row[2]) for row in tuples(conn, sql, (json.dumps(list(ids)),))}


def families_found(conn: Connection, text: str, *, most: int = 0) -> frozenset[str] | None:
    """The ids of the families that a typed text finds, by their own words or a member's, no more than ``most`` where it
    is given; ``None`` without a word."""
    numbers = restricted.findable(conn, "family", search.matching(conn, "family", text, most=most), text)
    if numbers is None:
        return None
    sql = "SELECT id FROM family WHERE n IN (SELECT value FROM json_each(?))"
    return frozenset(row[0] for row in tuples(conn, sql, (json.dumps(sorted(numbers)),)))


DueWords = Mapping[str, tuple[int, str]]
"""By the id of a family its local number and its words, as a search looks into them."""


def due_words(conn: Connection, ids: Iterable[str]) -> DueWords:
    """The words of these families and their members, for ``due_found``; a few milliseconds for a hundred of them."""
    sql = "SELECT n, id FROM family WHERE id IN (SELECT value FROM json_each(?))"
    numbers = {int(row[0]): str(row[1]) for row in tuples(conn, sql, (json.dumps(list(ids)),))}
    return {numbers[n]: (n, words) for n, words in search.said(conn, "family", numbers).items()}


def due_found(conn: Connection, words: DueWords, text: str) -> frozenset[str] | None:
    """What ``families_found`` finds, among the families whose words are known: it takes as long as these are many,
    however large the store is."""
    if not search.terms(text):
        return None
    away = restricted.hidden(conn, "family", text)
    return frozenset([family for family, n in search.sifted(text, words) if n not in away])


def families_of_stray_records(conn: Connection, forms: Iterable[str]) -> frozenset[str]:
    """The families with a record that stands under no village, among forms that link to a family."""
    parts = [f"SELECT family_id FROM {form} WHERE village IS NULL AND family_id IS NOT NULL" for form in forms]
    return frozenset(row[0] for row in tuples(conn, " UNION ".join(parts)))


def villages_of_records(conn: Connection, forms: Iterable[str]) -> frozenset[str]:
    """Every village that a record of these forms stands under."""
    parts = [f"SELECT DISTINCT village FROM {form} WHERE village IS NOT NULL" for form in forms]
    return frozenset(row[0] for row in tuples(conn, " UNION ".join(parts)))


def families_of_people(conn: Connection, people: Iterable[str]) -> frozenset[str]:
    """The families that these people belong to now."""
    sql = "SELECT family_id FROM member WHERE family_id IS NOT NULL AND id IN (SELECT value FROM json_each(?))"
    return frozenset(row[0] for row in tuples(conn, sql, (json.dumps(list(people)),)))


def first_action(conn: Connection) -> int | None:
    """The wall time of the first thing ever done in these data, in milliseconds: nothing was due before it."""
    found = conn.exec_driver_sql("SELECT min(at) FROM action").scalar()
    return None if found is None else int(found)
