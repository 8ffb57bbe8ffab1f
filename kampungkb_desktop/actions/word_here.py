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
_ALSO_OTHERS = frozenset({"Kampung", "Kampong"})
"""Words the window needs for the Kampung KB; they stand for the desa only where somebody chose so."""
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
    """The same by region alone: one word for all these villages, or *desa*."""
    words = {local_word(code) for code in villages}
    kinds = {one.kind for one in words} - _BESIDE or {one.kind for one in words}
    if len(kinds) != 1 or kinds & ({_PLAIN} | _ALSO_OTHERS):
        return None
    return next(one for one in words if one.kind in kinds)
