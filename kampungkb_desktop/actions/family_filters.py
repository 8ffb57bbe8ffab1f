"""Filters of the list of families that name a number elsewhere: the number's key, its words, and the families counted.

A key begins with the word of its kind ("krs:2026-2:berisiko"); a new kind is one line of ``_KINDS``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from kampungkb_desktop.actions.figure_lines import figure_families, figure_words
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_book import families_counted, filter_words
from kampungkb_desktop.base.frozen import frozen


@frozen
class Kind:
    """``families(session, key, village or None for all, today)`` may take long; ``words(key)`` is a short heading."""

    families: Callable[[Session, str, str | None, date], list[str]]
    words: Callable[[str], str]


_KINDS: Final[Mapping[str, Kind]] = {
    "krs": Kind(families_counted, filter_words),
    "angka": Kind(figure_families, figure_words),
}


def kind_of(key: str) -> Kind | None:
    """How a filter is answered; ``None`` for a key of no known kind."""
    kind, colon, _rest = key.partition(":")
    return _KINDS.get(kind) if colon else None
