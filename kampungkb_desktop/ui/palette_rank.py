"""How well a few typed letters fit the words of a screen or a deed: whole words before beginnings, beginnings before
letters inside, and a slip of the finger last. Pure; for hundreds of entries, not for people (the database finds those).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from kampungkb_desktop.forms.region_search import fold

WHOLE, BEGINS, INITIALS, INSIDE, LOOSE = range(5)
_INSIDE, _LOOSE = 2, 3
"""So many letters before a word is looked for inside others, or with a letter missing."""


class Fit(NamedTuple):
    """Smaller is better: the worst way a word fits, how far from the front the first one stands, how long it is."""

    worst: int
    place: int
    length: int


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared."""
    return tuple(fold(text.replace("&&", " ").replace("&", "")).split())


@lru_cache(maxsize=4096)
def _folded(name: str, also: str) -> str:
    return f" {' '.join((*words_of(name), *words_of(also)))}"


@lru_cache(maxsize=4096)
def _initials(name: str) -> str:
    return "".join(word[0] for word in words_of(name))


def fit(name: str, typed: str, also: str = "", *, loose: bool = True) -> Fit | None:
    """How ``typed`` fits an entry; ``also`` are other words for it, which count behind its name. ``None``: not at all;
    everything typed must fit. Without ``loose`` no slip of the finger is forgiven, which is much quicker."""
    wanted = words_of(typed)
    if not wanted:
        return None
    own = words_of(name)
    if len(wanted) == 1 and len(wanted[0]) > 1 and _initials(name).startswith(wanted[0]):
        return Fit(INITIALS, 0, len(name))
    text = _folded(name, also)
    if not loose and not all((one if len(one) >= _INSIDE else f" {one}") in text for one in wanted):
        return None
    words = (*own, *words_of(also))
    ways: list[tuple[int, int]] = []
    for one in wanted:
        found = _best(words, one, loose=loose)
        if found is None:
            return None
        ways.append(found)
    behind = sum(at >= len(own) for _way_, at in ways)
    return Fit(max(way for way, _at in ways), len(own) * behind + ways[0][1], len(name))


def may_fit(typed: str) -> Callable[[str, str], bool]:
    """Whether ``fit`` without slips may find an entry (name, other words): told in a moment for hundreds of them, so
    that it is asked only about those it finds."""
    wanted = words_of(typed)
    parts = [one if len(one) >= _INSIDE else f" {one}" for one in wanted]
    short = wanted[0] if len(wanted) == 1 and len(wanted[0]) > 1 else ""

    def may(name: str, also: str) -> bool:
        text = _folded(name, also)
        for part in parts:
            if part not in text:
                return bool(short) and _initials(name).startswith(short)
        return bool(parts)

    return may


def narrows(before: str, typed: str) -> bool:
    """Whether everything that fits ``typed`` (no slip forgiven) fitted ``before`` too: letters were added to a word
    that is looked for inside others already, or a word behind it."""
    last = words_of(before)[-1:] if typed.startswith(before) else ()
    return bool(last) and len(last[0]) >= _INSIDE


def _best(words: Sequence[str], typed: str, *, loose: bool) -> tuple[int, int] | None:
    """The way and the place of the word that fits best."""
    if not loose:
        return _best_plain(words, typed)
    ways = [(way, at) for at, word in enumerate(words) if (way := _way(word, typed, loose=loose)) is not None]
    return min(ways, default=None)


def _best_plain(words: Sequence[str], typed: str) -> tuple[int, int] | None:
    """The same where no slip is forgiven: asked of dozens of entries with every letter."""
    best, inside = None, len(typed) >= _INSIDE
    for at, word in enumerate(words):
        if word.startswith(typed):
            if len(word) == len(typed):
                return WHOLE, at
            if best is None or best[0] != BEGINS:
                best = BEGINS, at
        elif best is None and inside and typed in word:
            best = INSIDE, at
    return best


def _way(word: str, typed: str, *, loose: bool) -> int | None:
    if word == typed:
        return WHOLE
    if word.startswith(typed):
        return BEGINS
    if len(typed) >= _INSIDE and typed in word:
        return INSIDE
    if (
        loose
        and len(typed) >= _LOOSE
        and word[0] == typed[0]
        and (_within(word, typed) or _slip(word[: len(typed) + 1], typed))
    ):
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
