"""Looking through the guide: by its own words, by those of every day, by their roots, and by words that were misspelt.

Where no section holds all that was typed, those that hold most of it are better than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from math import log

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.ui.help_everyday import EVERYDAY, telling
from kampungkb_desktop.ui.help_pages import CONTENTS, Guide, HelpPage, Section, load, plain_letters
from kampungkb_desktop.ui.help_words import nearest, roots

AROUND = 60
"""Letters of context shown on each side of a word that was found."""
MOST_HITS = 60
SOME_HITS = 12
"""So many are shown of those that hold only a part of what was typed."""
MUCH_MORE = 1.5
"""How much more a section without all the words must be worth to stand among those that have them."""
_CODES = "kode"
_BEHIND = frozenset({"english", "yang-baru", _CODES})
"""Pages that name everything and explain little: behind those that are about it. The codes are first for a code."""


@frozen
class Hit:
    """A place that was found: where it is, and the words around the first match."""

    topic: str
    anchor: str
    page: str
    section: str
    context: str


def search(guide: Guide, words: str) -> list[Hit]:
    """Sections that hold every word (or the beginning of it, its root, or what the guide calls it), those with the
    words in their heading first. A word that the guide does not know is taken for the one most like it. Where none
    holds them all, those that hold the most."""
    wanted = telling(plain_letters(words).split())
    if not wanted:
        return []
    return _holding(guide, [word if _known(word) else nearest(word, _vocabulary()) or word for word in wanted])


def sure(guide: Guide, words: str) -> list[Hit]:
    """Sections that hold every word that was typed, where something else may have been meant (a name): none where the
    guide would have to guess."""
    wanted = telling(plain_letters(words).split())
    return _holding(guide, wanted, whole_only=True) if wanted and all(map(_known, wanted)) else []


def matches(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where the words begin and end in a text, for marking them; accents and capitals make no difference."""
    letters = plain_letters(text)
    if len(letters) != len(text):
        return
    for word in dict.fromkeys(telling(plain_letters(words).split())):
        for pattern in (_beginning(word), *(_as_it_is(one) for one in EVERYDAY.get(word, ()))):
            for match in pattern.exact.finditer(letters):
                yield match.span()


# --- inside


class Pattern:
    """What a word is found by: ``plain`` letters, one of which must be there, and then exactly."""

    def __init__(self, plain: Sequence[str], exact: str) -> None:
        self.plain, self.exact = plain, re.compile(exact)


def _holding(guide: Guide, wanted: Sequence[str], *, whole_only: bool = False) -> list[Hit]:
    """Those that hold every word, the best first, and before them what holds fewer but is more about it: a word that
    stands in few sections tells more than one that stands in many ("printer" more than "tidak")."""
    there = [(page, one) for page in guide.values() if page.topic != CONTENTS for one in page.sections]
    worth, whole = [0.0] * len(there), [True] * len(there)
    for word in dict.fromkeys(wanted):
        ways = [_held(page, section, word) for page, section in there]
        rare = 1 + log(len(there) / max(1, sum(way > 0 for way in ways)))
        worth = [before + rare * way for before, way in zip(worth, ways, strict=True)]
        whole = [before and way > 0 for before, way in zip(whole, ways, strict=True)]
    best = max((worth[at] for at in range(len(there)) if whole[at]), default=0)
    told = [at for at in range(len(there)) if whole[at] or (not whole_only and worth[at] > MUCH_MORE * best)]
    first = frozenset({_CODES}) if any(word.startswith("e-") for word in wanted) else frozenset()
    told.sort(key=lambda at: (there[at][0].topic in _BEHIND - first, there[at][0].topic not in first, -worth[at]))
    return [_hit(*there[at], wanted) for at in told[: MOST_HITS if best else SOME_HITS]]


def _held(page: HelpPage, section: Section, word: str) -> int:
    """0 where a section has not the word, nor another for it; more for headings, and for the word that was typed."""
    own = _worth(page, section, _beginning(word))
    if own:
        return own + 1 + (len(_forms(word)) == 1 or _worth(page, section, _as_it_is(word)) > 1)
    return max((_worth(page, section, _as_it_is(one)) for one in EVERYDAY.get(word, ())), default=0)


def _worth(page: HelpPage, section: Section, found: Pattern) -> int:
    text, own, above = (plain_letters(one) for one in (section.text, section.title, page.title))
    inside, heading = _holds(text, found), _holds(own, found)
    if not (inside or heading):
        return 0
    return 1 + (6 if section.anchor else 4) * heading + 3 * _holds(above, found)


def _holds(text: str, found: Pattern) -> bool:
    """Whether a text has a word; most have not, and that is found out by plain looking."""
    return any(one in text for one in found.plain) and found.exact.search(text) is not None


def _hit(page: HelpPage, section: Section, wanted: Sequence[str]) -> Hit:
    text = section.text
    spans = sorted(matches(text, " ".join(wanted)))
    at = spans[0][0] if spans else 0
    start = _word_start(text, max(0, at - AROUND)) if at > AROUND else 0
    end = len(text) if len(text) <= at + 2 * AROUND else text.rfind(" ", at, at + 2 * AROUND)
    end = end if end > at else min(len(text), at + 2 * AROUND)
    context = ("… " if start else "") + text[start:end].strip() + (" …" if end < len(text) else "")
    return Hit(page.topic, section.anchor, page.title, section.title, context)


def _word_start(text: str, at: int) -> int:
    blank = text.find(" ", at)
    return at if blank < 0 else blank + 1


@lru_cache(maxsize=512)
def _beginning(word: str) -> Pattern:
    """A word is found where it begins, and inside words when it is four letters or longer ("simpan" in "tersimpan");
    a word of the guide that it comes from is found too, where a word begins with it."""
    return Pattern(_forms(word), "|".join([_inside(word), *(rf"(?<![a-z0-9]){root}" for root in _forms(word)[1:])]))


@lru_cache(maxsize=512)
def _as_it_is(word: str) -> Pattern:
    """A word of the guide that stands for one of every day: not what it comes from ("pembaruan" is not "baru")."""
    return Pattern((word,), _inside(word))


def _inside(word: str) -> str:
    return re.escape(word) if len(word) > 3 else rf"(?<![a-z0-9]){re.escape(word)}"


@lru_cache(maxsize=512)
def _forms(word: str) -> tuple[str, ...]:
    """The word, and the words of the guide that it comes from."""
    return (word, *(root for root in roots(word) if root in _vocabulary())) if len(word) > 3 else (word,)


@cache
def _vocabulary() -> frozenset[str]:
    """Every word of the guide."""
    texts = (f"{section.title} {section.text}" for page in load().values() for section in page.sections)
    return frozenset(word for text in texts for word in re.findall(r"[a-z]{4,}", plain_letters(text)))


def _known(word: str) -> bool:
    return word in EVERYDAY or any(_beginning(word).exact.search(one) for one in _vocabulary())
