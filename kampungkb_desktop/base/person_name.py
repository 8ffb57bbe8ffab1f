"""A person's name as its sound: without titles, short forms written out, one spelling, words that are written together
or apart made alike. For comparing only; never shown and never stored.

The rules are what Indonesian papers do to names: the spellings of 1947 and 1972, Arabic sounds written in three ways
(Khadijah, Hadijah), Muh. and St., haji and academic titles before and behind. Two names with one sound need not be one
name; what compares persons must ask for more.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

MUHAMMAD, SITI = "muhamat", "siti"
"""How the two most shortened names sound here."""

_FRONT = frozenset(
    {"h", "hj", "haji", "hajjah", "hajah", "hji", "kh", "kyai", "kiai", "ust", "ustad", "ustadz", "ustadzah", "ustz",
     "dr", "drs", "dra", "drg", "drh", "ir", "prof", "alm", "almh", "almarhum", "almarhumah", "bapak", "bpk", "bp",
     "pak", "ibu", "ny", "nyonya", "tn", "tuan", "nn", "sdr", "sdri", "raden", "rr"}
)  # fmt: skip
_ANYWHERE = frozenset({"hj", "hajjah", "alm", "almh", "almarhum", "almarhumah"})
_BEHIND = frozenset(
    {"sh", "se", "st", "sp", "sei", "spd", "spdi", "spdsd", "spdaud", "sos", "ssos", "sip", "skm", "sag", "skom", "ssi",
     "ssn", "ss", "sthi", "shi", "skep", "sst", "stp", "stren", "strkeb", "strkes", "sfarm", "sgz", "sak", "sap", "spt",
     "skh", "spsi", "amd", "amdkeb", "amdkep", "amkeb", "amk", "amkep", "mpd", "mpdi", "mm", "msi", "mh", "mt", "ma",
     "mkes", "mkeb", "msos", "map", "makt", "mkom", "msc", "mba", "phd", "ba", "bsc", "ns", "apt", "cpns", "pns"}
)  # fmt: skip
"""Degrees; a name that begins so is no degree."""
_SHORT = {
    **dict.fromkeys(("muh", "moh", "mohd", "muhd", "mhd", "md", "moch", "much", "mochd", "mohm", "muhm"), "muhammad"),
    **dict.fromkeys(("st", "sti", "sit", "sitt"), "siti"),
    **dict.fromkeys(("abd", "abdl", "abul"), "abdul"),
    "dg": "daeng", "nrl": "nurul", "syf": "syarifah", "agst": "agustinus", "yoh": "yohanes",
}  # fmt: skip
_FATHER = frozenset({"bin", "binti", "bt", "bte", "binte", "ibn", "ibnu"})
_JOINED = ("abdul", "abdu", "abdur", "abdus", "abdun", "abdut", "abduz", "abdusy", "abdud")
"""The first half of one name, whether a blank follows or not."""

_MARKS = re.compile(r"['`´’‘ʻʼ\"]")
_SPLIT = re.compile(r"[\s,;/()_\-]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_SOUNDS = tuple(
    (re.compile(was), now)
    for was, now in (
        ("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"), ("nj", "ny"),
        ("^abd[aue]l([rsndtz])", r"abdu\1"), ("kh|ch", "h"), ("ck", "k"), ("sy|sh|ts", "s"), ("dz", "z"), ("^z", "j"),
        ("z", "s"), ("dh", "d"), ("th", "t"), ("gh", "g"), ("ph|f|v", "p"), ("q", "k"), ("x", "ks"), ("ae|ay", "ai"),
        ("y", "i"), ("uw", "u"), ("^noo?r", "nur"), (r"(.)\1+", r"\1"), (r"(?<=[aiueo])h$", ""), ("d$", "t"),
        ("b$", "p"),
    )
)  # fmt: skip
"""In this order: old spelling, Arabic sounds, letters that sound alike, doubled letters, silent ends."""
_GROUPS = {
    **dict.fromkeys(("mohamat", "muhamet", "mohamet", "muhamat"), MUHAMMAD),
    **dict.fromkeys(("ahmet", "ahmat"), "ahmat"),
    **dict.fromkeys(("jusup", "iusup", "yusup", "iosep", "iusep"), "iusup"),
    **dict.fromkeys(("iakup", "jakup"), "iakup"),
    **dict.fromkeys(("aisiah", "aisia"), "aisa"),
}


class PersonName(NamedTuple):
    """``words`` in the order they were written, ``father`` what stood behind *bin* or *binti*, ``plain`` what was typed
    but for capitals and blanks. All are empty for a text without letters."""

    words: tuple[str, ...]
    father: tuple[str, ...]
    plain: str

    @property
    def joined(self) -> str:
        """The words without blanks: ``sitirahma``."""
        return "".join(self.words)

    @property
    def key(self) -> str:
        """The same for every order of the words."""
        return " ".join(sorted(self.words))


@lru_cache(maxsize=60_000)
def person_name(name: str) -> PersonName:
    """The parts of a name. Asked twice of the same name, it answers from memory."""
    plain = " ".join(name.casefold().split())
    bare = _MARKS.sub("", "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)))
    words = _without_titles([chunk for chunk in _SPLIT.split(bare) if chunk])
    own, father = _parted(words)
    return PersonName(_sounds(own), _sounds(father), plain)


def forget_names() -> None:
    """Let go of the names that were asked: of a district's they are some fifty megabytes."""
    person_name.cache_clear()
    sound.cache_clear()


def _without_titles(chunks: list[str]) -> list[str]:
    """The words of the chunks between blanks. ``S.Pd`` and ``S. Pd`` are titles, ``M.Nur`` is two words, and who is
    called nothing else keeps it."""
    words: list[str] = []
    for at, chunk in enumerate(chunks):
        squeezed = "".join(_LETTERS.findall(chunk))
        behind = bool(words) and (squeezed in _BEHIND or (at + 1 == len(chunks) and squeezed in _FRONT))
        if not behind:
            words += _LETTERS.findall(chunk)
    while len(words) > 2 and words[-2] + words[-1] in _BEHIND and len(words[-2]) <= 2:
        words = words[:-2]
    first = next((at for at, word in enumerate(words) if word not in _FRONT), 0)
    kept = [word for word in words[first:] if word not in _ANYWHERE]
    return kept or words


def _parted(words: list[str]) -> tuple[list[str], list[str]]:
    at = next((at for at, word in enumerate(words) if at and word in _FATHER), len(words))
    return words[:at], words[at + 1 :]


def _sounds(words: list[str]) -> tuple[str, ...]:
    found: list[str] = []
    first = ""
    for word in words:
        whole = _SHORT.get(word, word)
        if whole in _JOINED and not first:
            first = whole
            continue
        found.append(sound(first + whole))
        first = ""
    return (*found, sound(first)) if first else tuple(found)


@lru_cache(maxsize=60_000)
def sound(word: str) -> str:
    """One word (small letters without marks) as it sounds. Made of a sound, it gives the same sound."""
    heard = word
    for was, now in _SOUNDS:
        heard = was.sub(now, heard)
    heard = re.sub(r"(.)\1+", r"\1", heard)
    again = _GROUPS.get(heard, heard)
    return again if again == word else sound(again)
