"""Words as people search for them: the root of an Indonesian word under its prefixes and suffixes ("mengirimkan" also
finds "kirim" and "kiriman"), and the nearest word of the guide to one that was misspelt. It guesses only to find more;
what was typed itself always counts most."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from functools import lru_cache

SHORTEST_ROOT = 4
"""Letters a root must have: shorter ones are found everywhere."""
_NASAL = (
    ("meng", "k"), ("meng", ""), ("meny", "s"), ("mem", "p"), ("mem", ""), ("men", "t"), ("men", ""), ("me", ""),
    ("peng", "k"), ("peng", ""), ("peny", "s"), ("pem", "p"), ("pem", ""), ("pen", "t"), ("pen", ""), ("pe", ""),
    ("ber", ""), ("ter", ""), ("di", ""), ("ke", ""), ("se", ""), ("", ""),
)  # fmt: skip
"""A prefix, and the letter of the root that it swallows."""
_ENDS = ("kannya", "annya", "nya", "kan", "an", "lah", "kah", "i", "")
_NEAR = 0.78
"""How alike two words must be to be taken for one another (0 to 1)."""


@lru_cache(maxsize=512)
def roots(word: str) -> tuple[str, ...]:
    """What a word may come from. The word itself is not among them, nor what begins with another root."""
    found = {root for root in _roots(word) if len(root) >= SHORTEST_ROOT and root != word}
    return tuple(sorted(one for one in found if not any(one != root and one.startswith(root) for root in found)))


def nearest(word: str, known: Collection[str]) -> str | None:
    """The known word that is most like this one, ``None`` where none is."""
    if len(word) < SHORTEST_ROOT:
        return None
    near = [one for one in known if abs(len(one) - len(word)) <= 2]
    return next(iter(difflib.get_close_matches(word, near, 1, _NEAR)), None)


def _roots(word: str) -> Iterator[str]:
    for prefix, swallowed in _NASAL:
        if not word.startswith(prefix):
            continue
        rest = swallowed + word[len(prefix) :]
        for end in _ENDS:
            if rest.endswith(end) and rest != end:
                yield rest.removesuffix(end)
