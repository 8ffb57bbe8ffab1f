"""How well a few typed letters fit the words of a screen or a deed: whole words before beginnings, beginnings before
letters inside, and a slip of the finger last. Pure; for hundreds of entries, not for people (the database finds those).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from kampungkb_desktop.forms.region_search import fold

WHOLE, BEGINS, INITIALS, INSIDE, LOOSE = range(5)
_INSIDE, _LOOSE = 2, 3
"""So many letters before a word is looked for inside others, or with a letter missing."""
E = TypeVar("E")


class Fit(NamedTuple):
    """Smaller is better: the worst way a word fits, how far from the front the first one stands, how long it is."""

    worst: int
    place: int
    length: int


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared."""
    return tuple(fold(text.replace("&&", " ").replace("&", "")).split())


def fit(name: str, typed: str, also: str = "") -> Fit | None:
    """How ``typed`` fits an entry; ``also`` are other words for it, which count behind its name. ``None``: not at all;
    everything typed must fit."""
    wanted = words_of(typed)
    own = words_of(name)
    if not wanted:
        return None
    if len(wanted) == 1 and len(wanted[0]) > 1 and "".join(word[0] for word in own).startswith(wanted[0]):
        return Fit(INITIALS, 0, len(name))
    words = (*own, *words_of(also))
    found = [_best(words, one) for one in wanted]
    if any(one is None for one in found):
        return None
    ways = [one for one in found if one is not None]
    behind = sum(at >= len(own) for _way, at in ways)
    return Fit(max(way for way, _at in ways), len(own) * behind + ways[0][1], len(name))


def ranked(entries: Iterable[tuple[str, str, E]], typed: str) -> list[E]:
    """The entries (name, other words, entry) that fit, best first."""
    found = [(fits, at, one) for at, (name, also, one) in enumerate(entries) if (fits := fit(name, typed, also))]
    return [one for _fits, _at, one in sorted(found, key=lambda line: line[:2])]


def _best(words: Sequence[str], typed: str) -> tuple[int, int] | None:
    """The way and the place of the word that fits best."""
    ways = [(way, at) for at, word in enumerate(words) if (way := _way(word, typed)) is not None]
    return min(ways, default=None)


def _way(word: str, typed: str) -> int | None:
    if word == typed:
        return WHOLE
    if word.startswith(typed):
        return BEGINS
    if len(typed) >= _INSIDE and typed in word:
        return INSIDE
    if len(typed) >= _LOOSE and word[0] == typed[0] and (_within(word, typed) or _slip(word[: len(typed) + 1], typed)):
        return LOOSE
    return None


def _within(word: str, typed: str) -> bool:
    """Whether the letters stand in this order in the word ("kspt" in "kesepakatan")."""
    letters = iter(word)
    return all(letter in letters for letter in typed)


def _slip(word: str, typed: str) -> bool:
    """Whether one letter too many or another one was typed, or two changed places; of four letters and more."""
    if len(typed) <= _LOOSE:
        return False
    for at in range(1, len(typed)):
        without = typed[:at] + typed[at + 1 :]
        swapped = typed[: at - 1] + typed[at] + typed[at - 1] + typed[at + 1 :]
        other = typed[:at] + word[at : at + 1] + typed[at + 1 :]
        if any(word.startswith(one) for one in (without, swapped, other)):
            return True
    return False
