"""How alike two names of persons are, in five steps. By sound first, then by slips of the finger; a name of which the
other has only a part is no more than a hint."""

from __future__ import annotations

from kampungkb_desktop.base.person_name import MUHAMMAD, SITI, PersonName
from kampungkb_desktop.rules.near_words import slips

OTHER, PART, SLIP, SPELLING, SAME = range(5)
"""Two names; one has a part of the other; nearly one; one name in two spellings; written alike."""

_LIGHT = frozenset({MUHAMMAD, SITI, "andi", "daeng", "sri"})
"""Left out and put in again without meaning another person."""
_LEAST_WORD, _LEAST_JOINED = 3, 6
_ONE_SLIP, _TWO_SLIPS = 5, 10


def likeness(one: PersonName, other: PersonName) -> int | None:
    """The step; ``None`` while one of them is empty."""
    if not one.words or not other.words:
        return None
    if one.father and other.father and _words(one.father, other.father) < SLIP:
        return OTHER
    if one.plain == other.plain:
        return SAME
    return _words(one.words, other.words)


def _words(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    if one == other or sorted(one) == sorted(other):
        return SPELLING
    first, second = "".join(one), "".join(other)
    if first == second:
        return SPELLING
    aligned = _aligned(*((one, other) if len(one) <= len(other) else (other, one)))
    return max(aligned, SLIP) if _near(first, second, joined=True) else aligned


def _aligned(short: tuple[str, ...], long: tuple[str, ...]) -> int:
    """Word for word, whatever their order."""
    left, unmatched, weighty = list(long), [], False
    for word in sorted(short, key=len, reverse=True):
        found = next((w for w in left if w == word), None) or next((w for w in left if _near(word, w)), None)
        if found is None:
            unmatched.append(word)
            continue
        left.remove(found)
        weighty = weighty or (min(len(word), len(found)) >= _LEAST_WORD and word not in _LIGHT)
    if not weighty:
        return OTHER
    missing = [[word for word in words if word not in _LIGHT] for words in (unmatched, left)]
    if not missing[0] and not missing[1]:
        return SLIP
    return OTHER if missing[0] and missing[1] else PART


def _near(one: str, other: str, *, joined: bool = False) -> bool:
    """An initial and a word that begins with it, or a slip in a word long enough to hold one."""
    if not joined and (len(one) == 1 or len(other) == 1):
        return one[0] == other[0]
    length = min(len(one), len(other))
    if length < (_LEAST_JOINED if joined else _ONE_SLIP):
        return False
    return _within(one, other, 2 if length >= _TWO_SLIPS else 1)


def _within(one: str, other: str, most: int) -> bool:
    """Whether so many slips make one of the other. What both begin and end with is left out: that decides most pairs at
    once."""
    if abs(len(one) - len(other)) > most:
        return False
    start, left, right = 0, len(one), len(other)
    while start < left and start < right and one[start] == other[start]:
        start += 1
    while left > start and right > start and one[left - 1] == other[right - 1]:
        left, right = left - 1, right - 1
    if max(left, right) - start > most + 1 and most == 1:
        return False  # both ends are wrong: more than one slip
    if len(set(one) ^ set(other)) > 2 * most:
        return False  # a slip brings at most one letter and takes one
    return slips(one[start:left], other[start:right], most) <= most
