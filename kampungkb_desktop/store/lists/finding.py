"""The first few records that a typed text finds, and what some records are called: for a box that finds anything.

It reads names of dozens of records, never of thousands: what is common is ordered by the index of names.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from heapq import nsmallest

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.store import search, search_server
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.fetch import tuples
from kampungkb_desktop.store.lists import restricted
from kampungkb_desktop.store.lists.activities import activity_rows
from kampungkb_desktop.store.lists.members import member_rows
from kampungkb_desktop.store.lists.query import page
from kampungkb_desktop.store.lists.visits import visit_rows

_NAME = {"family": "head_name", "member": "full_name"}
_CALLED = "SELECT f.n, f.id, {name}, f.rt, f.rw, {kk}, f.village FROM family f"
_FAMILY = _CALLED.format(name=restricted.family_name("f"), kk=restricted.other("f.kk", "f.restricted"))
_FAMILY_NAMED = _CALLED.format(name="f.head_name", kk="f.kk")
_HIDING = False
_BUT = "members"
_MANY = 2_000
"""So many found records are read; of more, those whose name begins so and those opened lately are looked for."""
_RANKED = 100
"""So many found records are ordered by reading their names, each from another page of the file; before them come those
whose name begins so."""


@frozen
class Found:
    """A record by what it is called. ``more`` are words beside it (raw: number, place, day), ``family`` the family it
    belongs to, ``village`` its code."""

    form: str
    id: str
    name: str
    more: tuple[str, ...] = ()
    village: str = ""
    family: str = ""


def first_found(conn: Connection, form: str, text: str, lately: Sequence[str], most: int) -> tuple[list[Found], int]:
    """The best few families (by their own words, not by those of their members) or people for a typed text, and how
    many there are (``_MANY`` and one where there are more). ``lately`` are ids that come first."""
    best, count = first_numbers(conn, form, text, lately, most, but=_BUT)
    return _READERS[form](conn, best, restricted.is_number(text)) if best else [], count


def first_numbers(
    conn: Connection, form: str, text: str, lately: Sequence[str] = (), most: int = 8, *, but: str = ""
) -> tuple[list[int], int]:
    """The same by their local numbers, for whoever reads the rows himself; families by the words of their members, too,
    unless these do not count (``but``)."""
    begin, first = _begins(conn, form, text, most * 4), list(_numbers(conn, form, lately).values())
    if len(begin) >= most:  # the search finds these too, and whomever else it finds comes behind them
        named, count = {**begin, **_surely(conn, form, text, first)}, len(begin)
    else:
        named, count = _searched(conn, form, text, first, most, but)
        named |= begin
    place = {n: at for at, n in enumerate(n for n in first if n in named)}
    typed = " ".join(text.casefold().split())
    best = sorted(named, key=lambda n: (place.get(n, len(place)), _how(named[n], typed), named[n], n))[:most]
    return best, count


def found_records(conn: Connection, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Found]:
    """What these records (form, id) are called; those that are gone or restricted are left out, villages are given
    back by their code."""
    ids: dict[str, list[str]] = {}
    for form, record in wanted:
        ids.setdefault(form, []).append(record)
    made = {("village", code): Found("village", code, "", village=code) for code in ids.pop("village", ())}
    for form, records in ids.items():
        if form not in _READERS:
            continue
        for one in _READERS[form](conn, list(_numbers(conn, form, records).values()), _HIDING):
            if one.name != restricted.HIDDEN:
                made[form, one.id] = one
    return made


def _searched(
    conn: Connection, form: str, text: str, lately: Sequence[int], most: int, but: str
) -> tuple[dict[int, str], int]:
    """The names of some that the full-text search finds, those opened lately among them, and how many it finds."""
    found = restricted.findable(conn, form, search.matching(conn, form, text, but=but, most=_MANY + 1), text)
    if not found:
        return {}, 0
    every = len(found) <= _MANY
    first = _names(conn, form, [n for n in lately if n in found][:most]) if every else _surely(conn, form, text, lately)
    return first | _names(conn, form, nsmallest(_RANKED, found - first.keys())), len(found)


def _surely(conn: Connection, form: str, text: str, lately: Sequence[int]) -> dict[int, str]:
    """The names of those of some records that are found, told by these names: where not all that is found is read."""
    if not lately:
        return {}
    fits, away = search.fitting(text), restricted.hidden(conn, form, text)
    named = _names(conn, form, lately)
    said = {n: f" {' '.join(search_server.words_in((name,)))} " for n, name in named.items() if n not in away}
    return {n: named[n] for n, words in said.items() if fits(words)}


def _how(name: str, typed: str) -> int:
    """0 the whole name begins as typed, 1 a word of it begins with the first word, 2 something else does."""
    if name.startswith(typed):
        return 0
    return 1 if f" {typed.partition(' ')[0]}" in f" {name}" else 2


def _names(conn: Connection, form: str, numbers: Sequence[int]) -> dict[int, str]:
    """Numbers to names in small letters; for ordering only, never shown."""
    sql = f'SELECT f.n, f.{_NAME[form]} FROM "{form}" f WHERE f.n IN (SELECT value FROM json_each(?))'
    return {int(n): str(name or "").casefold() for n, name in tuples(conn, sql, (json.dumps(list(numbers)),))}


def _begins(conn: Connection, form: str, text: str, most: int) -> dict[int, str]:
    """The same of records whose name begins exactly as typed, by the index of names and without reading a record; on a
    server the search alone."""
    typed = " ".join(text.split())
    if conn.server or not search.terms(typed):
        return {}
    name, away = f"f.{_NAME[form]} COLLATE NOCASE", restricted.hidden(conn, form, text)
    sql = f"SELECT f.n, f.{_NAME[form]} FROM {form} f WHERE {name} >= ? AND {name} < ? ORDER BY {name} LIMIT ?"
    found = tuples(conn, sql, (typed, f"{typed}\U0010ffff", most))
    return {int(n): str(said).casefold() for n, said in found if n not in away}


def _numbers(conn: Connection, form: str, ids: Sequence[str]) -> dict[str, int]:
    """Id to local number, in the order of the ids; those that are gone are left out."""
    if not ids:
        return {}
    sql = f'SELECT f.id, f.n FROM "{form}" f WHERE f.id IN (SELECT value FROM json_each(?))'
    known = {str(row[0]): int(row[1]) for row in tuples(conn, sql, (json.dumps(list(ids)),))}
    return {one: known[one] for one in ids if one in known}


def _families(conn: Connection, numbers: Sequence[int], named: bool) -> list[Found]:
    return page(conn, _FAMILY_NAMED if named else _FAMILY, numbers, _family)


def _family(_n: int, key: str, name: str | None, *more: str | None) -> Found:
    *said, village = more
    return Found("family", key, name or "", _said(*said), village or "", key)


def _people(conn: Connection, numbers: Sequence[int], _named: bool) -> list[Found]:
    return [
        Found(
            "member", one.id, one.full_name or "", _said(one.head_name, one.birth_date, one.relation),
            one.village or "", one.family_id or "",
        )
        for one in member_rows(conn, numbers)
    ]  # fmt: skip


def _visits(conn: Connection, numbers: Sequence[int], _named: bool) -> list[Found]:
    return [
        Found(
            "visit", one.id, one.head_name or "", _said(one.target, one.visited_on, one.member_name), one.village or ""
        )
        for one in visit_rows(conn, numbers)
    ]


def _activities(conn: Connection, numbers: Sequence[int], _named: bool) -> list[Found]:
    return [
        replace(Found("activity", one.id, one.title or "", _said(one.held_on)), village=one.village or "")
        for one in activity_rows(conn, numbers)
    ]


def _said(*words: str | None) -> tuple[str, ...]:
    return tuple(word or "" for word in words)


_READERS: dict[str, Callable[[Connection, Sequence[int], bool], list[Found]]] = {
    "family": _families,
    "member": _people,
    "visit": _visits,
    "activity": _activities,
}
