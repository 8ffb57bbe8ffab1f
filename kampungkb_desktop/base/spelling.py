"""Words of names as people spell them: Soeparman is Suparman, Muh. is Muhammad. Widens a search while one types; whole
names are compared by ``person_name``."""

from __future__ import annotations

_NEW = (("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"), ("nj", "ny"), ("ch", "kh"))
"""The spelling before 1972 (before 1947 for oe) and the one since."""
_OLD = (("u", "oe"), ("j", "dj"), ("c", "tj"))
_MUHAMMAD = ("muhammad", "mohammad", "muhamad", "mohamad", "mochammad", "mochamad", "muchamad", "muh", "moh",
             "moch", "mohd", "mhd")  # fmt: skip
_SAME = (frozenset(_MUHAMMAD), frozenset({"siti", "sitti"}), frozenset({"ahmad", "achmad", "akhmad"}))
"""Names whose spellings no rule makes out of each other."""
_SHORTEST = 3


def spellings(word: str) -> tuple[str, ...]:
    """The word as typed first, then as it would be spelt in the new and the old way; alone where there is no other."""
    typed = word.casefold()
    if len(typed) < _SHORTEST or not typed.isalpha():
        return (word,)
    alike = next((group for group in _SAME if typed in group), frozenset())
    found = dict.fromkeys((word, _replaced(typed, _NEW), _replaced(typed, _OLD), *sorted(alike)))
    return tuple(one for one in found if one == word or one != typed)


def _replaced(word: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for was, now in pairs:
        word = word.replace(was, now)
    return word
