"""Identities: 32 lower-case hex digits of a UUID, version 7 where order helps and version 5 for derived links."""

from __future__ import annotations

import hashlib
import re
import secrets

_ID = re.compile("[0-9a-f]{32}")
_SPACE = bytes.fromhex("6f1d3c0e2f5e5b7a9a544b4b42444b31")
"""The name space of derived ids, a UUID."""


def new_id(wall: int, entropy: bytes | None = None) -> str:
    """A UUIDv7 for ``wall`` (milliseconds): sorts by time. ``entropy`` (10 bytes) makes it repeatable for seeds."""
    random = int.from_bytes(entropy if entropy is not None else secrets.token_bytes(10), "big")
    clock = max(0, wall) & 0xFFFF_FFFF_FFFF
    value = clock << 80 | 0x7 << 76 | (random >> 62 & 0xFFF) << 64 | 0b10 << 62 | random & (1 << 62) - 1
    return f"{value:032x}"


def derived_id(*parts: str) -> str:
    """A UUIDv5 (RFC 9562, 5.5) of the parts: two people who add the same link make the same row."""
    # By hand: Python's own brings along the module that asks what computer this is, and Beranda waits for both.
    value = int.from_bytes(hashlib.sha1(_SPACE + "\x1f".join(parts).encode(), usedforsecurity=False).digest()[:16])
    return f"{value & ~(0xF << 76 | 0b11 << 62) | 0x5 << 76 | 0b10 << 62:032x}"


def is_id(text: str) -> bool:
    """Whether the text is 32 lower-case hex digits."""
    return _ID.fullmatch(text) is not None
