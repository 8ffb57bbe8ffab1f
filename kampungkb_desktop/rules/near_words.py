"""Words that are nearly the same: one slip of the finger in a word of five letters, two in one of nine.

For searches that found nothing as typed; a short word is never changed, because it would soon be another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kampungkb_desktop.forms.region_search import fold

_ONE_SLIP, _TWO_SLIPS = 5, 9
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words of a text as they are compared: small letters, without marks of any kind."""
    return _WORD.findall(fold(text))


def slips(one: str, other: str, most: int) -> int:
    """How many letters are wrong, missing, too many or exchanged with their neighbour; ``most + 1`` for more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    line = list(range(len(other) + 1))
    for i, mark in enumerate(one, 1):
        above, before, line = before, line, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, line[j - 1] + 1, before[j - 1] + (mark != wanted))
            if i > 1 and j > 1 and mark == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, above[j - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
    return min(line[-1], most + 1)


def allowed(word: str) -> int:
    """How many slips a word may hold and still be known again."""
    return 2 if len(word) >= _TWO_SLIPS else 1 if len(word) >= _ONE_SLIP and not word.isdigit() else 0


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, the likeliest first by slips and then by the alphabet; ``None`` when
    none is near."""
    most = allowed(word)
    if not most:
        return None
    found = sorted((far, other) for other in known if (far := slips(word, other, most)) <= most)
    return found[0][1] if found else None


def holds(text: str, typed: str) -> bool:
    """Whether every typed word begins a word of the text, or nearly is one."""
    there = words(text)
    return all(
        any(have.startswith(word) for have in there) or nearest(word, there) is not None for word in words(typed)
    )
