"""The erasures that hold on this computer, in a small encrypted file beside the database: bringing back an old copy
takes nothing out of it, so that whoever was erased is erased again before anything is shown (decision 0025).

It holds the district's statements as they stand in the log, which tell ids and nothing of anybody, and of each whether
copies, photos and files here have been cleaned.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.change import Change, ChangeId
from kampungkb_desktop.store import faults
from kampungkb_desktop.store.files import lay_aside, write_whole

LIST_NAME = "kampungkb.hapus"
PURPOSE = "erasures"
_MAGIC, _NONCE = b"KKBH1", 12


@frozen
class Listed:
    """A statement, and whether everything beside the database has been cleaned after it."""

    change: Change
    done: bool


def path_of(data_dir: Path) -> Path:
    """Where the list of a data folder is, once anybody was erased."""
    return data_dir / LIST_NAME


def load(data_dir: Path, key: bytes) -> dict[ChangeId, Listed]:
    """The list; empty where there is none. One that cannot be read is laid aside: the log still has its statements."""
    path = path_of(data_dir)
    try:
        if not path.exists():
            return {}
        sealed = path.read_bytes()
    except OSError as error:
        raise faults.of_os(error) from error
    try:
        start = len(_MAGIC) + _NONCE
        plain = ChaCha20Poly1305(key).decrypt(sealed[len(_MAGIC) : start], sealed[start:], _MAGIC)
        listed = [_listed(one) for one in json.loads(plain)]
    except (InvalidTag, ValueError, TypeError, IndexError):
        lay_aside(path, "rusak")
        return {}
    return {one.change.id: one for one in listed}


def keep(data_dir: Path, key: bytes, listed: Iterable[Listed]) -> None:
    """Keep this list instead, whole or not at all. KnownError where the disk fails or is full."""
    plain = json.dumps([[*astuple(one.change), one.done] for one in listed], separators=(",", ":")).encode()
    nonce = secrets.token_bytes(_NONCE)
    write_whole(path_of(data_dir), _MAGIC + nonce + ChaCha20Poly1305(key).encrypt(nonce, plain, _MAGIC))


def _listed(row: list[Any]) -> Listed:
    *said, done = row
    known = dict(zip((one.name for one in fields(Change)), said, strict=True))
    known["parents"] = tuple(ChangeId(str(device), int(seq)) for device, seq in known["parents"])
    return Listed(Change(**known), bool(done))
