"""What somebody typed to find a region, taken apart: digits that begin a code, words of names, words that only say what
kind of place is meant."""

from __future__ import annotations

import re

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.region_search import fold

_DIGITS_TYPED = re.compile(r"\d[\d.]*", re.ASCII)
_NAME_DIGITS = 3

# What people write before a name; it says which kind of place is meant, and is often the wrong kind.
_KIND_WORDS = ("kampung", "kampong", "kelurahan", "kalurahan", "nagari", "gampong", "pekon", "kecamatan", "distrik",
               "provinsi")  # fmt: skip
_KIND_SHORTS = {"desa", "ds", "kp", "kb", "kel", "kec", "prov"}


@frozen
class Typed:
    """What was typed, taken apart: beginnings of codes, the folded words, and those words that must fit."""

    codes: list[str]
    words: list[str]
    needed: list[str]
    lone_number: bool

    @classmethod
    def read(cls, text: str) -> Typed:
        parts = text.replace(",", " ").split()
        words = fold(" ".join(part for part in parts if not is_code(part))).split()
        needed = [word for word in words if not _says_kind(word)] or words
        return cls([part for part in parts if is_code(part)], words, needed, len(parts) == 1 and parts[0].isdecimal())


def is_code(word: str) -> bool:
    """Whether a typed word is the beginning of a code: with points or long, as names have short numbers ("Blok 15")."""
    return bool(_DIGITS_TYPED.fullmatch(word)) and ("." in word or len(word) > _NAME_DIGITS)


def _says_kind(word: str) -> bool:
    """Whether a word only says what kind of place is meant; long ones also while they are being typed."""
    return word in _KIND_SHORTS or (len(word) > 3 and any(whole.startswith(word) for whole in _KIND_WORDS))
