"""Finds names as one types: the words of a name and of the names above it, in any order, each by its beginning.

It knows rows of names in levels, not regions. It finds words by their beginnings, never by their middle, and does not
forgive wrong letters.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import nsmallest
from itertools import accumulate, chain, islice

EXACT, BEGINS, HAS_WORD, ABOVE = range(4)
"""How well a row fits: its whole name was typed, its name begins so, a later word does, or only names above it fit."""

_ALIAS_LETTERS = 3  # a shorter beginning of "kabupaten" would let every kabupaten in
_RANKED_WORDS = 6  # all words must fit, but only so many are looked at for the order
_SPACES = {ord(mark): " " for mark in map(chr, range(33, 127)) if not mark.isalnum()}
_FOLDING = {**_SPACES, **{ord(mark): None for mark in "'`’‘ʼ"}}


def fold(text: str) -> str:
    """Text as it is compared: small letters, no accents or apostrophes, other marks and runs of blanks as one blank.

    Line breaks stay, so that a list of names can be folded in one go.
    """
    text = text.lower()
    if not text.isascii():
        text = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    text = f"\n{text.translate(_FOLDING)}\n"
    while "  " in text:
        text = text.replace("  ", " ")
    return text.replace("\n ", "\n").replace(" \n", "\n")[1:-1]


class _Postings:
    """The rows of every word, laid end to end in the order of the words: a beginning is one slice."""

    def __init__(self, rows: Mapping[str, Sequence[int]]) -> None:
        self._words = sorted(rows)
        self._rows = array("I", chain.from_iterable(rows[word] for word in self._words))
        self._starts = array("I", accumulate((len(rows[word]) for word in self._words), initial=0))

    def whole(self, word: str) -> array[int]:
        """Rows that have exactly this word."""
        at = bisect_left(self._words, word)
        found = at < len(self._words) and self._words[at] == word
        return self._rows[self._starts[at] : self._starts[at + 1]] if found else array("I")

    def beginning(self, letters: str) -> array[int]:
        """Rows that have a word with this beginning; a row with two such words comes twice."""
        low, high = bisect_left(self._words, letters), bisect_left(self._words, letters + "\U0010ffff")
        return self._rows[self._starts[low] : self._starts[high]]


class Names:
    """The names of one level, and through ``above`` those of the levels it hangs from.

    ``names`` are the shown names, one a line; ``starts[i]`` is the first row that belongs to row ``i`` of ``above`` (one
    more at the end); ``aliases`` are further words for rows that no name shows ("kaltim"), found from three letters on.
    """

    def __init__(
        self,
        names: str,
        above: Names | None = None,
        starts: Sequence[int] = (),
        aliases: Mapping[str, Sequence[int]] | None = None,
    ) -> None:
        self._text = fold(names)
        lines = self._text.split("\n")
        self._line_starts = array("I", accumulate((len(line) + 1 for line in lines), initial=0))
        self._above, self._starts = above, starts
        self._size = len(lines)
        first: dict[str, list[int]] = {}
        later: dict[str, list[int]] = {}
        for row, line in enumerate(lines):
            words = line.split(" ")
            first.setdefault(words[0], []).append(row)
            for word in words[1:]:
                later.setdefault(word, []).append(row)
        self._first, self._later = _Postings(first), _Postings(later)
        self._aliases = _Postings(aliases or {})
        self._fitting = lru_cache(maxsize=8)(self._narrowed)  # the words before the one being typed

    def find(self, words: Sequence[str], needed: Sequence[str], rows: range, limit: int) -> dict[int, int]:
        """Up to ``limit`` rows within ``rows`` that fit every needed word, best first, each with how well it fits.

        ``words`` are all folded words typed; those not in ``needed`` ("desa") only help the order. Equals keep the order
        of the rows.
        """
        fitting = self._fitting(tuple(needed), rows.start, rows.stop)
        found: dict[int, int] = {}
        for fit, candidates in self._candidates(words, needed):
            fresh = {row for row in candidates if fitting[row] and row not in found}
            found.update(dict.fromkeys(nsmallest(limit - len(found), fresh), fit))
            if len(found) >= limit:
                return found
        rest = (row for row in _set_flags(fitting) if row not in found)
        found.update(dict.fromkeys(islice(rest, limit - len(found)), ABOVE))
        return found

    def _candidates(self, words: Sequence[str], needed: Sequence[str]) -> Iterator[tuple[int, Iterable[int]]]:
        """Rows whose own name fits, best fit first; longer runs of the typed words before shorter ones."""
        runs = list(_runs(words[:_RANKED_WORDS], set(needed)))
        for run in runs:
            name = " ".join(run)
            yield EXACT, (row for row in self._first.whole(run[0]) if self._name(row) == name)
        for run in runs:
            if len(run) == 1:
                yield BEGINS, self._first.beginning(run[0])
            else:
                name = " ".join(run)
                yield BEGINS, (row for row in self._first.whole(run[0]) if self._name(row).startswith(name))
        for word in needed:
            yield HAS_WORD, self._later.beginning(word)

    def _name(self, row: int) -> str:
        return self._text[self._line_starts[row] : self._line_starts[row + 1] - 1]

    def _narrowed(self, words: tuple[str, ...], start: int, stop: int) -> bytearray:
        """One flag a row: set where every word fits the row's name or a name above it, and the row is in the range."""
        flags = bytearray(self._size)
        if not words:
            flags[start:stop] = b"\x01" * (stop - start)
            return flags
        before = self._fitting(words[:-1], start, stop)
        for low, high in self._hanging(words[-1]):
            flags[low:high] = before[low:high]
        for row in self._own(words[-1]):
            flags[row] = before[row]
        return flags

    def _own(self, word: str) -> Iterator[int]:
        aliases = self._aliases.beginning(word) if len(word) >= _ALIAS_LETTERS else ()
        return chain(self._first.beginning(word), self._later.beginning(word), aliases)

    def _hanging(self, word: str) -> Iterator[tuple[int, int]]:
        """The ranges of rows that hang from a fitting row above, neighbours taken together."""
        if self._above is None:
            return
        above = self._above._narrowed_by(word)  # noqa: SLF001  the same class
        low = above.find(1)
        while low >= 0:
            high = above.find(0, low)
            high = len(above) if high < 0 else high
            yield self._starts[low], self._starts[high]
            low = above.find(1, high)

    def _narrowed_by(self, word: str) -> bytearray:
        return self._fitting((word,), 0, self._size)


def _set_flags(flags: bytearray) -> Iterator[int]:
    row = flags.find(1)
    while row >= 0:
        yield row
        row = flags.find(1, row + 1)


def _runs(words: Sequence[str], needed: set[str]) -> Iterator[Sequence[str]]:
    """All runs of neighbouring words, longest first, that hold a needed word."""
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            run = words[start : start + length]
            if not needed.isdisjoint(run):
                yield run
