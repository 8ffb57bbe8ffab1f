"""The printed recovery code: 160 random bits as eight groups with check characters (``base.typed_code``). It is as
strong as a key, so it needs no slow hashing."""

from __future__ import annotations

import secrets

from kampungkb_desktop.base.typed_code import RECOVERY, bytes_of
from kampungkb_desktop.base.typed_code import code_of as typed_code

GROUPS = RECOVERY.groups


def new_code() -> str:
    """A fresh code as it is printed: ``7K3QD-…`` in eight groups of five."""
    return code_of(secrets.token_bytes(RECOVERY.size))


def code_of(secret: bytes) -> str:
    """The printed form of 20 bytes."""
    return typed_code(RECOVERY, secret)


def secret_of(code: str) -> bytes:
    """The 20 bytes of a typed code. KnownError E-RECOVERY names the groups that are mistyped."""
    return bytes_of(RECOVERY, code)
