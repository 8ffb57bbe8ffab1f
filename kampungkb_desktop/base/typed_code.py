"""Secrets and keys as people type them: groups of four Crockford characters, each with a check character that says
which group was mistyped. Spaces, dashes, small letters and O, I, L are forgiven.

Each kind of code checks in its own way, so that one typed where another is wanted is told by its name.
"""

from __future__ import annotations

import re

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import listing

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
_WEIGHTS = (1, 3, 5, 7)
"""Odd, so that every single wrong character changes the check."""
GROUP = 5


@frozen
class CodeKind:
    """``size`` in bytes, ``shift`` sets its checks apart, ``error`` is the code of a refusal, ``again`` where to
    look."""

    name: str
    size: int
    shift: int
    error: str
    again: str

    @property
    def groups(self) -> int:
        """How many groups of five it has."""
        return -(-self.size * 8 // 20)


RECOVERY = CodeKind("kode pemulihan", 20, 11, "E-RECOVERY", "lembar pemulihan")
REQUEST = CodeKind("kode permintaan", 32, 4, "E-HELP-REQUEST", "yang dibacakan petugas")
ANSWER = CodeKind("kode jawaban", 20, 22, "E-HELP-ANSWER", "yang dibacakan kabupaten")
KINDS = (RECOVERY, REQUEST, ANSWER)


def code_of(kind: CodeKind, content: bytes) -> str:
    """The printed form: ``7K3QD-…`` in groups of five."""
    assert len(content) == kind.size
    bits = kind.groups * 20
    number = int.from_bytes(content, "big") << (bits - kind.size * 8)
    groups = []
    for index in range(kind.groups):
        part = number >> (bits - 20 - index * 20)
        digits = [part >> shift & 31 for shift in (15, 10, 5, 0)]
        groups.append("".join(ALPHABET[one] for one in (*digits, _check(kind, index, digits))))
    return "-".join(groups)


def bytes_of(kind: CodeKind, typed: str) -> bytes:
    """What a typed code says. KnownError (the kind's) names every group that is mistyped."""
    letters = plain(typed)
    if len(letters) != kind.groups * GROUP:
        raise _wrong_length(kind, typed, letters)
    wrong = wrong_groups(kind, letters)
    if wrong:
        raise _mistyped(kind, letters, wrong)
    number = 0
    for index in range(kind.groups):
        for letter in letters[index * GROUP : index * GROUP + GROUP - 1]:
            number = number << 5 | ALPHABET.index(letter)
    return (number >> (kind.groups * 20 - kind.size * 8)).to_bytes(kind.size, "big")


def plain(typed: str) -> str:
    """The letters and figures of what was typed, as the alphabet has them."""
    return "".join(letter for letter in typed.upper() if letter.isalnum()).translate(_READ_AS)


def wrong_groups(kind: CodeKind, letters: str) -> list[int]:
    """The groups (from 0) among the whole ones of ``letters`` that do not check."""
    wrong = []
    for index in range(min(kind.groups, len(letters) // GROUP)):
        digits = [ALPHABET.find(letter) for letter in letters[index * GROUP : (index + 1) * GROUP]]
        if -1 in digits or digits[4] != _check(kind, index, digits[:4]):
            wrong.append(index)
    return wrong


def _check(kind: CodeKind, index: int, digits: list[int]) -> int:
    return (sum(w * d for w, d in zip(_WEIGHTS, digits, strict=True)) + 9 * index + kind.shift) % 32


def _wrong_length(kind: CodeKind, typed: str, letters: str) -> KnownError:
    whole = kind.groups * GROUP
    other = _other_kind(kind, letters)
    if other is not None:
        return _another(kind, other)
    parts = [part for part in re.split(r"[\s\-–.,]+", typed.strip()) if part]
    odd = [at for at, part in enumerate(parts) if len(part) != GROUP]
    if len(parts) == kind.groups and odd:
        return KnownError(
            kind.error,
            f"{_named(odd)} dari {kind.name} tidak berisi {GROUP} huruf atau angka.",
            f"Cocokkan kelompok itu dengan {kind.again}, lalu coba lagi.",
        )
    return KnownError(
        kind.error,
        f"{kind.name.capitalize()} terdiri dari {whole} huruf dan angka; yang terketik {len(letters)}.",
        f"Ketik ulang seluruh kode dari {kind.again}.",
    )


def _mistyped(kind: CodeKind, letters: str, wrong: list[int]) -> KnownError:
    other = _other_kind(kind, letters)
    if other is not None:
        return _another(kind, other)
    return KnownError(
        kind.error,
        f"{_named(wrong)} dari {kind.name} salah ketik.",
        f"Cocokkan kelompok itu dengan {kind.again}, lalu coba lagi.",
    )


def _other_kind(kind: CodeKind, letters: str) -> CodeKind | None:
    """The kind that these letters are a faultless code of."""
    fitting = (one for one in KINDS if one != kind and len(letters) == one.groups * GROUP)
    return next((one for one in fitting if not wrong_groups(one, letters)), None)


def _another(kind: CodeKind, other: CodeKind) -> KnownError:
    return KnownError(
        kind.error, f"Yang terketik adalah {other.name}, bukan {kind.name}.", f"Pakai kode dari {kind.again}."
    )


def _named(groups: list[int]) -> str:
    return f"Kelompok {listing([f'ke-{at + 1}' for at in groups])}"
