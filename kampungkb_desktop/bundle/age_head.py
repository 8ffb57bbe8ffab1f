"""How an age file begins, looked at before anything is decrypted. The age library reads a header again from its start
with every line that comes: one of a megabyte keeps it busy for half a minute, one that never ends for good."""

from __future__ import annotations

from typing import Literal

AGE_MARK = b"age-encryption.org/v1\n"
ZIP_MARK = b"PK\x03\x04"
_END = b"\n--- "
LONGEST = 16 << 10
"""Bytes within which a header ends: room for a hundred receivers."""

Beginning = Literal["age", "damaged", "zip", "other"]


def beginning(start: bytes) -> Beginning:
    """What a file is by its first ``LONGEST`` bytes: an age file with a header that ends, one that is cut or spoilt, a
    ZIP (as phones and mail wrap what they send), or something else."""
    if start.startswith(ZIP_MARK):
        return "zip"
    if not start.startswith(AGE_MARK):
        return "damaged" if AGE_MARK.startswith(start) else "other"  # nothing at all: a copy that never ended
    return "age" if start.find(_END, 0, LONGEST) > 0 else "damaged"
