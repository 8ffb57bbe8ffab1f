"""A long list while somebody types: the first lines that fit at once, all of them when there is time.

A letter finds most of a large store, and reading that takes as long as the store is large. But then it finds most of
the first lines, too, whose words are kept: those are told without asking the store. What is rarer is found by the
search table, which answers quickly because it is rare. Between the two lies next to nothing.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from heapq import nsmallest
from itertools import islice

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.store import search
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.fetch import tuples
from kampungkb_desktop.store.lists import restricted
from kampungkb_desktop.store.lists.query import kept

FORM = "family"
BEGIN = 2_500
"""Of so many first lines the words are kept."""
FEW = 4_000
"""So many found lines are put in order at once; of more, the first."""
MANY = 30_000
"""So many are read while somebody types; more wait until he rests."""


@frozen
class Way:
    """How families, which a search finds, lead to the lines of a list and back. Both by local numbers; ``many``
    families are led on while somebody types, more when he rests."""

    families_of: Callable[[Connection, Collection[int]], Mapping[int, int]]
    lines_of: Callable[[Connection, Collection[int]], Collection[int]]
    many: int = MANY


@frozen
class Standing:
    """A list as it stands: ``numbers`` in order, by number its ``place`` (-1 where it is not listed), and of the first
    lines (number, family, words)."""

    numbers: array[int]
    place: array[int]
    begin: tuple[tuple[int, int, str], ...]
    way: Way


def standing(numbers: array[int], way: Way) -> Standing:
    """A list, with no words yet."""
    place = array("i", [-1]) * (max(numbers, default=0) + 1)
    for at, n in enumerate(numbers):
        place[n] = at
    return Standing(numbers, place, (), way)


def with_words(conn: Connection, here: Standing) -> Standing:
    """The same with the words of its first lines: what most of a large store has is found among them."""
    first = here.numbers[:BEGIN]
    families = here.way.families_of(conn, first)
    said = search.said(conn, FORM, set(families.values()))
    begin = tuple((n, families[n], said[families[n]]) for n in first if n in families and families[n] in said)
    return replace(here, begin=begin)


def first_of(conn: Connection, here: Standing, text: str, most: int) -> tuple[array[int], bool] | None:
    """The first lines that a typed text leaves, ``most`` of them where there are so many, and whether these are all.
    ``None`` where that is only known once everything is read."""
    fits = search.fitting(text)
    hidden = restricted.hidden(conn, FORM, text)
    hits = list(islice((n for n, family, words in here.begin if fits(words) and family not in hidden), most))
    if len(hits) == most:
        return array("q", hits), False
    found = None if conn.server else search.matching(conn, FORM, text, most=here.way.many + 1)
    if found is None or len(found) > here.way.many:
        return (array("q", hits), False) if hits else None
    lines, places, end = here.way.lines_of(conn, found - hidden), here.place, len(here.place)
    there = [at for n in lines if n < end and (at := places[n]) >= 0]
    whole = len(there) <= FEW
    numbers = here.numbers
    return array("q", [numbers[at] for at in (sorted(there) if whole else nsmallest(most, there))]), whole


def all_of(conn: Connection, numbers: Iterable[int], way: Way, text: str) -> array[int]:
    """Every line that a typed text leaves, in its order; all for no word."""
    found = restricted.findable(conn, FORM, search.matching(conn, FORM, text), text)
    if found is None or way is FAMILIES:
        return kept(numbers, found)
    every = list(numbers)
    if len(found) < len(every):
        return kept(every, set(way.lines_of(conn, found)))
    families = way.families_of(conn, every)
    return kept(every, {n for n in every if families.get(n) in found})


def highest(conn: Connection, form: str) -> int:
    """The highest local number of a form, 0 without any: how large a list may be at most, told at once."""
    return int(conn.exec_driver_sql(f'SELECT max(n) FROM "{form}"').scalar() or 0)


def _families_of_visits(conn: Connection, visits: Collection[int]) -> dict[int, int]:
    sql = (
        "SELECT f.n, h.n FROM visit f JOIN family h ON h.id = f.family_id WHERE f.n IN (SELECT value FROM json_each(?))"
    )
    return {int(visit): int(family) for visit, family in tuples(conn, sql, (json.dumps(list(visits)),))}


def _visits_of_families(conn: Connection, families: Collection[int]) -> array[int]:
    chosen = "SELECT h.id FROM family h WHERE h.n IN (SELECT value FROM json_each(?))"
    rest = f"FROM visit f WHERE f.family_id IN ({chosen})"
    return conn.whole_numbers("f.n", rest, (json.dumps(sorted(families)),))


FAMILIES = Way(lambda _conn, lines: {n: n for n in lines}, lambda _conn, found: found)
VISITS = Way(_families_of_visits, _visits_of_families, many=400)
