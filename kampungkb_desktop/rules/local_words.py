"""What a desa is called where it lies, and who heads it: Nagari and Wali Nagari, Pekon and Peratin.

A table by region code that an office may replace (``sebutan-desa``); the narrowest region that is listed decides.
Kelurahan and desa adat are told by their codes (domain.md 8) and stand in no table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.rules import ruleset

FAMILY: Final = "sebutan-desa"
_BY_CODE: Final = {"1": ("Kelurahan", "Lurah"), "3": ("Desa Adat", "Kepala Desa Adat")}
"""By the first digit of the village's own number."""


@frozen
class LocalWord:
    """``kind`` is the word before the village's name, ``head`` the office of who signs for it."""

    kind: str
    head: str


_USUAL: Final = LocalWord("Desa", "Kepala Desa")


@ruleset.kept
def by_region(version: str) -> Mapping[str, LocalWord]:
    """The words of a version by region code (2, 5 or 8 characters: provinsi, kabupaten, kecamatan)."""
    entries = ruleset.load(version).parameters["sebutan"]
    return {code: LocalWord(one["kata"], one["kepala"]) for one in entries for code in one["wilayah"]}


def newest() -> str:
    """The version in use: what a place is called has no past on paper, so the newest table holds for every month."""
    return ruleset.versions(FAMILY)[-1].id


def local_word(code: str) -> LocalWord:
    """The words for a village (``64.03.06.2004``) by the newest table; *Desa* where nothing else is known."""
    *above, own = code.split(".")
    if own[:1] in _BY_CODE and len(above) == 3:
        return LocalWord(*_BY_CODE[own[:1]])
    return _table_word(above) or _USUAL


def called(kind: str, code: str) -> LocalWord:
    """The words where a village says itself what it is called: its own word, and who heads such a one there. Where its
    own region does not use the word, the head's office is that of all who do, if they have one for it."""
    known = local_word(code)
    if kind == known.kind:
        return known
    words = (*by_region(newest()).values(), *(LocalWord(*one) for one in _BY_CODE.values()))
    heads = {one.head for one in words if one.kind == kind}
    return LocalWord(kind, heads.pop() if len(heads) == 1 else f"Kepala {kind}")


def _table_word(above: list[str]) -> LocalWord | None:
    table = by_region(newest())
    for length in range(len(above), 0, -1):
        found = table.get(".".join(above[:length]))
        if found is not None:
            return found
    return None
