"""A short code for a record on paper, by which the entry screen finds it again: eight letters and digits of a digest,
and one that notices a slip. Letters that look like digits do not occur, and are read as those digits."""

from __future__ import annotations

import hashlib
from typing import Final

_SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1", " ": "", "-": "", "–": ""})
_LONG: Final = 8


def record_code(record_id: str) -> str:
    """The code of a record, as ``7F3K-A2QW-5``."""
    number = int.from_bytes(hashlib.sha256(record_id.encode()).digest()[:5], "big")
    signs = "".join(_SIGNS[number >> 5 * at & 31] for at in reversed(range(_LONG)))
    return f"{signs[:4]}-{signs[4:]}-{_check(signs)}"


def read_code(typed: str) -> str:
    """The code that was typed, in the one way it is written; "" for what is none, or has a slip."""
    signs = typed.upper().translate(_READ_AS)
    if len(signs) != _LONG + 1 or any(sign not in _SIGNS for sign in signs) or _check(signs[:_LONG]) != signs[_LONG]:
        return ""
    return f"{signs[:4]}-{signs[4:8]}-{signs[8]}"


def _check(signs: str) -> str:
    """One sign that changes with every single slip and with every exchange of two neighbours."""
    total = 0
    for sign in signs:
        total = _step(total ^ _SIGNS.index(sign))
    return _SIGNS[total]


def _step(value: int) -> int:
    """Times x in the field of 32 elements (x^5 + x^2 + 1), where each place weighs differently."""
    value <<= 1
    return value ^ 0b100101 if value & 32 else value
