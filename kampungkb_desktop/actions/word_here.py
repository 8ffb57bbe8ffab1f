"""What a desa is called where one works, for the words of the window: the word of the villages of one's own, or the one
that was chosen on this laptop (``village_word`` of the settings)."""

from __future__ import annotations

from kampungkb_desktop.actions import settings
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.choices_institution import LOCAL_TERMS
from kampungkb_desktop.forms.settings import BY_REGION
from kampungkb_desktop.rules.local_words import LocalWord, called, local_word

_PLAIN = "Desa"
_ALSO_OTHERS = frozenset({"Kampung", "Kampong", "Dusun"})
"""Words the window needs for something else: the Kampung KB, and the dusun within a desa. They stand for the desa only
where somebody chose so."""
_BESIDE = frozenset({"Kelurahan", "Desa Adat"})
"""Kinds that lie among others, told by their codes."""


def word_here(session: Session) -> LocalWord | None:
    """The word and the head's office to say instead of *desa*; None where the window says *desa*."""
    chosen, villages = settings.load(session).village_word, own_villages(session)
    if chosen and chosen != BY_REGION:
        word = called(LOCAL_TERMS.label(chosen), villages[0] if villages else "")
        return None if word.kind == _PLAIN else word
    return usual_word(villages)


def usual_word(villages: tuple[str, ...]) -> LocalWord | None:
    """The same by region alone: one word for all these villages, or two of them together (*nagari/desa*, the local one
    first); *desa* where there are more."""
    words = {local_word(code) for code in villages}
    kinds = {one.kind for one in words} - _BESIDE or {one.kind for one in words}
    if kinds & _ALSO_OTHERS or kinds == {_PLAIN} or len(kinds) not in (1, 2):
        return None
    named = sorted(kinds, key=lambda kind: (kind == _PLAIN, kind))
    heads = [_head_of(kind, words) for kind in named]
    return LocalWord("/".join(named), "/".join(heads))


def _head_of(kind: str, words: set[LocalWord]) -> str:
    """Where regions have different ones, the plain one that everybody understands."""
    heads = {one.head for one in words if one.kind == kind}
    return heads.pop() if len(heads) == 1 else f"Kepala {kind}"
