"""Which records are worth comparing at all: those that share a key. A key is a number, a birth date with the beginning
of a name, a card with it, a village with a whole name; so nobody is compared with everybody.

A key is kept as one whole number together with the local number of its record: a million of them sort in a second and
take eight bytes each, for a district has ten millions of them.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator

from kampungkb_desktop.base.person_name import PersonName, person_name
from kampungkb_desktop.forms.sharing import telling_name
from kampungkb_desktop.rules.number_likeness import real_nik, real_number
from kampungkb_desktop.store.read.alike import FamilyRow, PersonRow

_BITS = 26
"""Local numbers up to 67 million."""
_NUMBERS = (1 << _BITS) - 1
_HASH = (1 << 38) - 1
BUCKETS = 256
_FIRST, _REGION = 2, 12
_LARGEST = 60
"""A key that more records share says nothing (a clerk's dummy, a common name on an estimated birthday)."""
_LEAST_NAME = 8
"""A single word so short is too common in a village."""


def keys_of_person(row: PersonRow) -> list[int]:
    """The keys of one member."""
    name = person_name(telling_name(row.name))
    starts = {word[:_FIRST] for word in name.words}
    keys: list[tuple[str, ...]] = []
    if row.nik and real_nik(row.nik):
        keys.append(("nik", row.nik))
        keys += [("lahir", row.nik[:_REGION], start) for start in starts]
    if row.born:
        keys += [("tgl", row.born, start) for start in starts]
    home = row.card if row.card and real_number(row.card) else row.family
    if home:
        keys += [("rumah", home, start) for start in starts]
    if _telling(name):
        keys.append(("nama", row.village or "", name.key))
    return [_packed(key, row.n) for key in keys]


def keys_of_family(row: FamilyRow) -> list[int]:
    """The keys of one family."""
    name = person_name(telling_name(row.head))
    keys: list[tuple[str, ...]] = []
    if row.kk and real_number(row.kk):
        keys.append(("kk", row.kk))
    if row.kki:
        keys.append(("kki", row.kki))
    if row.phone:
        keys += [("hp", row.phone, word[:_FIRST]) for word in name.words]
    if name.words:
        keys.append(("nama", row.village or "", name.key))
        rt = (row.rt or "").lstrip("0")
        keys += [("rt", row.village or "", rt, word[: _FIRST + 1]) for word in name.words if rt]
    return [_packed(key, row.n) for key in keys]


class Buckets:
    """Keys sorted into parts, so that no sorting takes long."""

    def __init__(self) -> None:
        self._parts = [array("Q") for _ in range(BUCKETS)]

    def add(self, keys: Iterable[int]) -> None:
        """Take the keys of one record."""
        for key in keys:
            self._parts[key >> _BITS & BUCKETS - 1].append(key)

    def pairs(self, among: Collection[int] | None = None) -> Iterator[set[tuple[int, int]]]:
        """Part by part, the pairs of local numbers that share a key, the smaller one first; with ``among`` only those
        with one of these. Gives the keys away on the way."""
        while self._parts:
            keys = sorted(self._parts.pop())
            found: set[tuple[int, int]] = set()
            for block in _blocks(keys):
                asked = block if among is None else [one for one in block if one in among]
                for one in asked:
                    found.update((one, other) if one < other else (other, one) for other in block if other != one)
            yield found


def _blocks(keys: Iterable[int]) -> Iterator[list[int]]:
    """The local numbers behind each key that more than one record has, and not too many."""
    block: list[int] = []
    last = -1
    for packed in (*keys, -1):
        key = packed >> _BITS
        if key != last:
            if 1 < len(block) <= _LARGEST:
                yield block
            block, last = [], key
        number = packed & _NUMBERS
        if not block or block[-1] != number:
            block.append(number)


def _telling(name: PersonName) -> bool:
    return len(name.words) > 1 or len(name.joined) >= _LEAST_NAME


def _packed(key: tuple[str, ...], number: int) -> int:
    return (hash(key) & _HASH) << _BITS | number
