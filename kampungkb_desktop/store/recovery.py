"""The printed recovery code: 160 random bits as eight groups of four Crockford characters, each with a check character
that says which group was mistyped. It is as strong as a key, so it needs no slow hashing."""

from __future__ import annotations

import secrets

from kampungkb_desktop.base.errors import KnownError

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
_WEIGHTS = (1, 3, 5, 7)
"""Odd, so that every single wrong character changes the check."""
GROUPS = 8
GROUP_LENGTH = 5


def new_code() -> str:
    """A fresh code as it is printed: ``7K3QD-…`` in eight groups of five."""
    return code_of(secrets.token_bytes(20))


def code_of(secret: bytes) -> str:
    """The printed form of 20 bytes."""
    number = int.from_bytes(secret, "big")
    groups = []
    for index in range(GROUPS):
        digits = [number >> shift & 31 for shift in range(155 - index * 20, 139 - index * 20, -5)]
        groups.append("".join(_ALPHABET[d] for d in (*digits, _check(index, digits))))
    return "-".join(groups)


def secret_of(code: str) -> bytes:
    """The 20 bytes of a typed code; spaces, dashes, small letters and O/I/L are forgiven. KnownError E-RECOVERY names
    the group that is mistyped."""
    letters = "".join(c for c in code.upper() if c.isalnum()).translate(_READ_AS)
    if len(letters) != GROUPS * GROUP_LENGTH:
        raise KnownError(
            "E-RECOVERY",
            f"Kode pemulihan terdiri dari {GROUPS * GROUP_LENGTH} huruf dan angka; yang terketik {len(letters)}.",
            "Ketik ulang seluruh kode dari lembar pemulihan.",
        )
    number = 0
    for index in range(GROUPS):
        group = [_ALPHABET.find(c) for c in letters[index * GROUP_LENGTH : (index + 1) * GROUP_LENGTH]]
        if -1 in group or group[4] != _check(index, group[:4]):
            raise KnownError(
                "E-RECOVERY",
                f"Kelompok ke-{index + 1} dari kode pemulihan salah ketik.",
                "Cocokkan kelompok itu dengan lembar pemulihan, lalu coba lagi.",
            )
        for digit in group[:4]:
            number = number << 5 | digit
    return number.to_bytes(20, "big")


def _check(index: int, digits: list[int]) -> int:
    return (sum(w * d for w, d in zip(_WEIGHTS, digits, strict=True)) + 9 * index + 11) % 32
