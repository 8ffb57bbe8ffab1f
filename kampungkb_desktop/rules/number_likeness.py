"""How alike two long numbers (NIK, KK) and two birth dates are: the same, one slip of the finger, or two.

A number that nobody can have (too short, all zeros, no birth date in it) says nothing.
"""

from __future__ import annotations

import re
from datetime import date

SAME, SLIP, DIFFERENT = "sama", "salah_ketik", "beda"
_FEW_DIGITS = 2
_CARD = re.compile("[0-9]{12}(?!0000)[0-9]{4}")
_NIK = re.compile("[0-9]{6}(?:[04][1-9]|[1256][0-9]|[37][01])(?:0[1-9]|1[0-2])[0-9]{2}(?!0000)[0-9]{4}")


def real_number(text: str | None) -> bool:
    """Whether this may be a card number: sixteen digits, more than two different ones, a serial that is given out."""
    return bool(text) and _CARD.fullmatch(text or "") is not None and len(set(text or "")) > _FEW_DIGITS


def real_nik(text: str | None) -> bool:
    """Whether this may be a NIK: a card number with a day (of a woman: plus 40) and a month in it."""
    return bool(text) and _NIK.fullmatch(text or "") is not None and len(set(text or "")) > _FEW_DIGITS


def number_likeness(one: str, other: str) -> str:
    """Of two numbers of the same length: the same, one digit (or two neighbours exchanged) apart, or two numbers."""
    if one == other:
        return SAME
    apart = [at for at, (mark, wanted) in enumerate(zip(one, other, strict=False)) if mark != wanted]
    if len(one) != len(other):
        return DIFFERENT
    if len(apart) == 1:
        return SLIP
    if len(apart) == 2 and apart[1] == apart[0] + 1 and one[apart[0]] == other[apart[1]] and \
            one[apart[1]] == other[apart[0]]:  # fmt: skip
        return SLIP
    return DIFFERENT


def birth_slip(one: date, other: date) -> bool:
    """Whether two different dates may be one: day and month exchanged, or one digit of one part mistyped."""
    if one.year == other.year and (one.day, one.month) == (other.month, other.day):
        return True
    apart = [(mark, wanted) for mark, wanted in zip(one.isoformat(), other.isoformat(), strict=True) if mark != wanted]
    return len(apart) == 1
