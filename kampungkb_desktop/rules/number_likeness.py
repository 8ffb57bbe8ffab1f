"""How alike two long numbers (NIK, KK) and two birth dates are: the same, one slip of the finger, or two.

A number that nobody can have (too short, all zeros, no birth date in it) says nothing.
"""

from __future__ import annotations

from datetime import date

from kampungkb_desktop.rules.nik import LENGTH, parse_nik

SAME, SLIP, DIFFERENT = "sama", "salah_ketik", "beda"
_FEW_DIGITS = 2


def real_number(text: str | None) -> bool:
    """Whether this may be a card number: sixteen digits, more than two different ones, a serial that is given out."""
    return bool(text) and len(text or "") == LENGTH and (text or "").isdigit() and _varied(text or "")


def real_nik(text: str | None) -> bool:
    """Whether this may be a NIK: a card number with a day and a month in it."""
    if not real_number(text):
        return False
    parts = parse_nik(text or "")
    return parts is not None and 1 <= parts.day <= 31 and 1 <= parts.month <= 12


def _varied(digits: str) -> bool:
    return len(set(digits)) > _FEW_DIGITS and digits[-4:] != "0000"


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
