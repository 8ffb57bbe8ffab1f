"""Finds names as one types: the words of a name and of the names above it, in any order, each by its beginning.

It knows rows of names in levels, not regions. It finds words by their beginnings, never by their middle; of
wrong spellings it forgives only blanks and the end of a word, and those only where nothing fits as typed.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain, islice
from os.path import commonprefix

EXACT, BEGINS, HAS_WORD, ABOVE = range(4)
"""How well a row fits: its whole name was typed, it begins so, a later word does, only names above it fit."""

_ALIAS_LETTERS = 3  # a shorter beginning of "kabupaten" would let every kabupaten in
_RANKED_WORDS = 6  # all words must fit, but only so many are looked at for the order
_KEPT_LETTERS = 3  # no word is shortened below this, and no shorter half split off
_LOOKED_AT = 500  # rows whose words are compared to find out where a word stops fitting
_SPACES = {ord(mark): " " for mark in map(chr, range(33, 127)) if not mark.isalnum()}
_FOLDING = {**_SPACES, **{ord(mark): None for mark in "'`’‘ʼ"}}


def fold(text: str) -> str:
    """Text as it is compared: small letters, no accents or apostrophes, other marks and blanks as one blank.

    Line breaks stay, so that a list of names can be folded in one go.
    """
    text = text.lower()
    if not text.isascii():
        text = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
        text = text.lower()  # of a letter in a drawn form a large one may be left
    text = f"\n{text.translate(_FOLDING)}\n"
    while "  " in text:
        text = text.replace("  ", " ")
    return text.replace("\n ", "\n").replace(" \n", "\n")[1:-1]


class _Postings:
    """The rows of every word, laid end to end in the order of the words: a beginning is one slice.

    One letter has thousands of rows, so these are kept as bits (see ``Names``).
    """

    def __init__(self, rows: Mapping[str, Sequence[int]], size: int) -> None:
        self._words = sorted(rows)
        self._rows = array("I", chain.from_iterable(map(rows.__getitem__, self._words)))
        self._starts = array("I", accumulate(map(len, map(rows.__getitem__, self._words)), initial=0))
        self._bits = {letter: _bits(self.beginning(letter), size) for letter in {word[:1] for word in self._words}}

    def whole(self, word: str) -> Sequence[int]:
        """Rows that have exactly this word, in order."""
        at = bisect_left(self._words, word)
        found = at < len(self._words) and self._words[at] == word
        return self._rows[self._starts[at] : self._starts[at + 1]] if found else ()

    def beginning(self, letters: str) -> Sequence[int]:
        """Rows that have a word with this beginning, by word; a row with two such words comes twice."""
        low, high = bisect_left(self._words, letters), bisect_left(self._words, letters + "\U0010ffff")
        return self._rows[self._starts[low] : self._starts[high]]

    def letter(self, letter: str) -> int:
        """Rows that have a word with this first letter, as bits."""
        return self._bits.get(letter, 0)

    def fitting_letters(self, word: str) -> int:
        """How many letters of a word at least one word here begins with."""
        return _shared_letters(word, self._words)


class Names:
    """The names of one level, and through ``above`` those of the levels it hangs from.

    ``names`` are the shown names, one a line; ``starts[i]`` is the first row that hangs from row ``i`` of
    ``above`` (the number of rows at the end); ``aliases`` are further words for rows that no name shows
    ("kaltim"), found from three letters on.

    A set of rows is a whole number with one bit a row, the first row's bit the highest: joining sets takes
    microseconds, and a number and its digits ("0110…") turn into each other at once.
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
        self._above, self._starts, self._size = above, starts, len(lines)
        first: dict[str, list[int]] = {}
        later: dict[str, list[int]] = {}
        for row, line in enumerate(lines):
            word, *others = line.split(" ")
            first.setdefault(word, []).append(row)
            for other in others:
                later.setdefault(other, []).append(row)
        self._first = _Postings(first, self._size)
        self._later = _Postings(later, self._size)
        self._aliases = _Postings(aliases or {}, self._size)
        self.fitting = lru_cache(maxsize=32)(self._fitting_now)  # the words before the one being typed stay

    def find(self, words: Sequence[str], needed: Sequence[str], rows: range, limit: int) -> dict[int, int]:
        """Up to ``limit`` rows within ``rows`` that fit every needed word, best first, each with how well.

        ``words`` are all folded words typed; those not in ``needed`` ("desa") only help the order. Equals keep
        the order of the rows. Rows that fit only with two words written as one ("sido mulyo") come last.
        """
        found: dict[int, int] = {}
        for variant in (needed, *self._joined(needed)):
            for fit, row in self._ranked(words if variant is needed else variant, variant, rows):
                if len(found) >= limit:
                    return found
                found.setdefault(row, fit)
        return found

    def forgiven(self, needed: Sequence[str], rows: range) -> Sequence[str] | None:
        """Other words for those that ``find`` finds nothing for, or None where none are near.

        One word written as two ("tanjungredeb" gives "tanjung redeb"), else one cut off at its end, as little as
        makes a row fit ("maluamg berau" gives "malua berau").
        """
        for variant in self._split(needed):
            if self._all_fitting(variant, rows):
                return variant
        best: tuple[int, Sequence[str]] | None = None
        for at, word in enumerate(needed):
            others = [*needed[:at], *needed[at + 1 :]]
            letters = self._fitting_letters(word, others, rows)
            if letters >= _KEPT_LETTERS and (best is None or len(word) - letters < best[0]):
                best = len(word) - letters, [*needed[:at], word[:letters], *needed[at + 1 :]]
        return best[1] if best else None

    def _joined(self, words: Sequence[str]) -> Iterator[Sequence[str]]:
        """The words with two neighbours written as one, where that begins a word."""
        for at in range(len(words) - 1):
            one = words[at] + words[at + 1]
            if self.known_letters(one) == len(one):
                yield [*words[:at], one, *words[at + 2 :]]

    def _split(self, words: Sequence[str]) -> Iterator[Sequence[str]]:
        """The words with one written as two, where the one half is a word and the other begins one."""
        for at, word in enumerate(words):
            for cut in range(len(word) - _KEPT_LETTERS, _KEPT_LETTERS - 1, -1):
                left, right = word[:cut], word[cut:]
                if self.begins_a_name(left) and self.known_letters(right) == len(right):
                    yield [*words[:at], left, right, *words[at + 1 :]]

    def begins_a_name(self, word: str) -> bool:
        """Whether a name at this level or above has this whole word as its first."""
        return bool(self._first.whole(word)) or (self._above is not None and self._above.begins_a_name(word))

    def known_letters(self, word: str) -> int:
        """How many letters of a word begin a word at this level or above."""
        here = max(self._first.fitting_letters(word), self._later.fitting_letters(word))
        return max(here, self._above.known_letters(word) if self._above else 0)

    def _fitting_letters(self, word: str, others: Sequence[str], rows: range) -> int:
        """How many letters of a word begin a word of those rows that the other words leave."""
        if not others:
            return self.known_letters(word)
        near = list(islice(self._rows_of(self._all_fitting(others, rows)), _LOOKED_AT))
        return _shared_letters(word, sorted(self.words_around(near)))

    def words_around(self, rows: Sequence[int]) -> set[str]:
        """The words of these rows' names and of all names above them."""
        words = {word for row in rows for word in self._name(row).split(" ")}
        if self._above is None:
            return words
        return words | self._above.words_around(list({bisect_right(self._starts, row) - 1 for row in rows}))

    def _ranked(self, words: Sequence[str], needed: Sequence[str], rows: range) -> Iterator[tuple[int, int]]:
        """How well, and which row: best first, a row perhaps more than once."""
        # A name with the only word typed fits as it is; the costlier set is made when such names run out.
        fitting = self._all_fitting(needed if len(needed) > 1 else (), rows)
        if fitting:
            flags = self.flags(fitting)
            runs = list(_runs(words[:_RANKED_WORDS], set(needed)))
            for run in runs:
                yield from ((EXACT, row) for row in self._named(run, flags, whole=True))
            for run in runs:
                if len(run) > 1:
                    yield from ((BEGINS, row) for row in self._named(run, flags, whole=False))
                else:
                    yield from ((BEGINS, row) for row in self._beginning(self._first, run[0], fitting, flags))
            for word in needed:
                yield from ((HAS_WORD, row) for row in self._beginning(self._later, word, fitting, flags))
            yield from ((ABOVE, row) for row in self._rows_of(self._all_fitting(needed, rows)))

    def _named(self, run: Sequence[str], flags: str, *, whole: bool) -> list[int]:
        """Flagged rows whose name is these words, or begins with them."""
        name = " ".join(run)
        rows = [row for row in self._first.whole(run[0]) if flags[row] == "1"]
        return [row for row in rows if (text := self._name(row)) == name or (not whole and text.startswith(name))]

    def _beginning(self, postings: _Postings, letters: str, fitting: int, flags: str) -> Iterable[int]:
        if len(letters) == 1:
            return self._rows_of(postings.letter(letters) & fitting)
        return sorted(row for row in postings.beginning(letters) if flags[row] == "1")

    def _name(self, row: int) -> str:
        return self._text[self._line_starts[row] : self._line_starts[row + 1] - 1]

    def _all_fitting(self, words: Sequence[str], rows: range) -> int:
        """The rows of the range that fit every word, as bits."""
        bits = ((1 << len(rows)) - 1) << (self._size - rows.stop)
        for word in words:
            bits &= self.fitting(word)
        return bits

    def _fitting_now(self, word: str) -> int:
        """The rows whose name, or a name above it, has a word with this beginning, as bits."""
        flags = bytearray(b"0") * self._size
        if self._above is not None:
            above = self._above.flags(self._above.fitting(word))
            low = above.find("1")
            while low >= 0:  # neighbours are taken together
                high = above.find("0", low)
                high = high if high >= 0 else len(above)
                flags[self._starts[low] : self._starts[high]] = b"1" * (self._starts[high] - self._starts[low])
                low = above.find("1", high)
        if len(word) == 1:
            return int(flags, 2) | self._first.letter(word) | self._later.letter(word)
        for postings in (self._first, self._later, *([self._aliases] if len(word) >= _ALIAS_LETTERS else [])):
            for row in postings.beginning(word):
                flags[row] = 49  # "1"
        return int(flags, 2)

    def flags(self, bits: int) -> str:
        """One digit a row, "1" where the row is in the set."""
        return f"{bits:0{self._size}b}"

    def _rows_of(self, bits: int) -> Iterator[int]:
        flags = self.flags(bits)
        row = flags.find("1")
        while row >= 0:
            yield row
            row = flags.find("1", row + 1)


def _bits(rows: Iterable[int], size: int) -> int:
    flags = bytearray(b"0") * size
    for row in rows:
        flags[row] = 49  # "1"
    return int(flags, 2)


def _shared_letters(word: str, words: Sequence[str]) -> int:
    """How many letters a word begins with like one of the sorted words: like one of its neighbours there."""
    at = bisect_left(words, word)
    near = words[max(at - 1, 0) : at + 1]
    return max((len(commonprefix((word, other))) for other in near), default=0)  # noqa: RUF071  letters are meant


def _runs(words: Sequence[str], needed: set[str]) -> Iterator[Sequence[str]]:
    """All runs of neighbouring words, longest first, that hold a needed word."""
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            run = words[start : start + length]
            if not needed.isdisjoint(run):
                yield run
