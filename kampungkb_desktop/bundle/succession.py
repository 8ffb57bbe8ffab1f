"""The line of installations before one: each signed the keys of the one that took its place (decision 0055)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from kampungkb_desktop.bundle.certificate import verified

SUCCESSION_DOMAIN = b"kkb/1 succession\0"
MOST_FORMER = 32
"""Installations one after the other whose place was taken."""


class Predecessor(msgspec.Struct, frozen=True, kw_only=True):
    """An installation whose place was taken: its keys, and its signature over those of the one after it."""

    uid: str
    verify_key: str
    recipient: str
    proof: str


def unbroken(verify_key: str, recipient: str, former: Sequence[Predecessor]) -> tuple[Predecessor, ...]:
    """Of those before the installation with these keys, the latest first, as many as have said who takes their
    place."""
    found: list[Predecessor] = []
    for one in former:
        if not verified(one.verify_key, SUCCESSION_DOMAIN, f"{verify_key}\0{recipient}".encode(), one.proof):
            break
        found.append(one)
        verify_key, recipient = one.verify_key, one.recipient
    return tuple(found)
