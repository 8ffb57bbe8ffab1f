"""The rows of the list of regions as ``resources/regions/pack.py`` packed them: codes as numbers, names end to end.

The villages of a province are unpacked when somebody first asks for one of them: most laptops tell villages of one
province only, and Beranda waits for their names. The first search unpacks them all.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, pairwise

_BELOW = 10**8
"""What the number of a province is multiplied with in those of its villages."""


class Rows:
    """One level in the order of its codes: codes as numbers, and the names laid end to end (a list would be big)."""

    def __init__(self, numbers: array[int], names: str) -> None:
        self.numbers = numbers
        self.names = names

    def __len__(self) -> int:
        return len(self.numbers)

    @cached_property
    def _letters_before(self) -> array[int]:
        return array("I", accumulate(map(len, self.names.split("\n")), initial=0))  # without line breaks

    def name(self, row: int) -> str:
        return self.names[self._letters_before[row] + row : self._letters_before[row + 1] + row]

    def number(self, row: int) -> int:
        return self.numbers[row]

    def between(self, low: int, high: int) -> range:
        """The rows whose numbers lie from ``low`` up to but not including ``high``."""
        return range(bisect_left(self.numbers, low), bisect_left(self.numbers, high))


class VillageRows:
    """The same for the villages of all ``provinces``, each province packed by itself: ``counts`` tells how many
    villages there are in each."""

    def __init__(self, provinces: Sequence[int], counts: Sequence[int], packed: Sequence[bytes]) -> None:
        self._provinces, self._packed = provinces, packed
        self._starts = array("I", accumulate(counts, initial=0))
        self._parts: dict[int, Rows] = {}
        self._whole: Rows | None = None

    def __len__(self) -> int:
        return self._starts[-1]

    @property
    def numbers(self) -> array[int]:
        """The numbers of all villages."""
        return self._all().numbers

    @property
    def names(self) -> str:
        """The names of all villages."""
        return self._all().names

    def name(self, row: int) -> str:
        rows, before = self._around(row)
        return rows.name(row - before)

    def number(self, row: int) -> int:
        rows, before = self._around(row)
        return rows.number(row - before)

    def between(self, low: int, high: int) -> range:
        """The rows whose numbers lie from ``low`` up to but not including ``high``."""
        at = bisect_left(self._provinces, low // _BELOW)
        if self._whole is not None or low // _BELOW != (high - 1) // _BELOW:
            return self._all().between(low, high)
        here = at < len(self._provinces) and self._provinces[at] == low // _BELOW
        if not here or self._starts[at] == self._starts[at + 1]:
            return range(self._starts[at], self._starts[at])  # a province of no villages has nothing packed
        found, before = self._part(at).between(low, high), self._starts[at]
        return range(before + found.start, before + found.stop)

    def _around(self, row: int) -> tuple[Rows, int]:
        """The rows that hold one, and how many are before them."""
        if self._whole is not None:
            return self._whole, 0
        at = bisect_right(self._starts, row) - 1
        return self._part(at), self._starts[at]

    def _part(self, at: int) -> Rows:
        found = self._parts.get(at)
        if found is None:
            found = self._parts[at] = _rows(*zlib.decompress(self._packed[at]).decode().split("\n\n"))
        return found

    def _all(self) -> Rows:
        if self._whole is None:  # two threads may both do it, and find the same
            parts = [self._part(at) for at in range(len(self._packed)) if self._starts[at] < self._starts[at + 1]]
            numbers = array("Q")
            for part in parts:
                numbers.extend(part.numbers)
            self._whole = Rows(numbers, "\n".join(part.names for part in parts))
            self._parts = {}
        return self._whole


def unpacked(packed: bytes) -> tuple[str, list[Rows | VillageRows]]:
    """The header of a packed list, and its four levels."""
    first = zlib.decompressobj()
    header, *sections, counts, sizes = first.decompress(packed).decode().split("\n\n")
    above = [_rows(numbers, names) for numbers, names in zip(sections[::2], sections[1::2], strict=True)]
    ends = list(accumulate(map(int, sizes.split(" ")), initial=0))
    parts = [first.unused_data[begin:end] for begin, end in pairwise(ends)]
    villages = VillageRows(above[0].numbers, [int(count) for count in counts.split(" ")], parts)
    return header, [*above, villages]


def _rows(numbers: str, names: str) -> Rows:
    return Rows(array("Q", accumulate(map(int, numbers.split(" ")))), names)
