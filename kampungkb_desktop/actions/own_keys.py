"""The private keys of this installation, apart from the first run that makes them: whoever counts what waits to be sent
asks for them before Beranda is filled, and the first run brings saving and undo along."""

from __future__ import annotations

from kampungkb_desktop.bundle.certificate import Keys
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

SIGNING_SEED = "signing_seed"
IDENTITY = "age_identity"
"""Names of the two private keys in the ``secret`` table: 64 hex digits, and the text of an age identity."""


def own_keys(conn: Connection) -> Keys:
    """This installation's private keys."""
    seed, identity = read.secret(conn, SIGNING_SEED), read.secret(conn, IDENTITY)
    assert seed is not None
    assert identity is not None
    return Keys(bytes.fromhex(seed), identity)
