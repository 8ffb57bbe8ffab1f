"""The key file as a file: a list of slots, each of which wraps the same master key in another way (the idea of LUKS).
It is replaced whole and flushed, so that a power cut leaves the old one or the new one. What opens a slot is said by
``vault`` and ``more_slots``; kinds that this version does not know are kept as they are."""

from __future__ import annotations

import hashlib
import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.store import faults
from kampungkb_desktop.store.files import write_whole

KEYS_NAME = "kampungkb.keys"
PASSWORD, RECOVERY = "password", "recovery"
Slot = dict[str, Any]
_FORMAT = "kkb-keys"
_VERSION = 1


def read_slots(path: Path) -> list[Slot]:
    """The slots of a key file. KnownError: E-KEYS-MISSING, E-KEYS-DAMAGED, E-NEWER-DB, and what the disk complains
    about."""
    try:
        content = json.loads(path.read_bytes())
        slots, version = content["slots"], content["version"]
        if content["format"] != _FORMAT or content["check"] != hashlib.sha256(canonical(slots)).hexdigest():
            raise damaged()
    except FileNotFoundError as error:
        if not path.parent.is_dir():  # a stick that was pulled out, as Windows tells it
            raise faults.of_os(error) from error
        raise KnownError(
            "E-KEYS-MISSING",
            f"Berkas kunci ({KEYS_NAME}) tidak ada di folder data, jadi datanya tidak dapat dibuka.",
            "Kembalikan berkas itu dari salinan cadangan; tanpa berkas itu kata sandi saja tidak cukup.",
        ) from None
    except OSError as error:
        raise faults.of_os(error) from error
    except (ValueError, KeyError, TypeError, RecursionError):
        raise damaged() from None
    if not isinstance(version, int) or version > _VERSION:
        raise faults.newer()
    if not isinstance(slots, list) or not all(isinstance(one, dict) for one in slots):
        raise damaged()
    return slots


def write_slots(path: Path, slots: list[Slot]) -> None:
    """Put these slots in the place of those there are, by one rename of a flushed file."""
    # The check tells a damaged file from a wrong password; it protects nothing.
    check = hashlib.sha256(canonical(slots)).hexdigest()
    content = {"format": _FORMAT, "version": _VERSION, "slots": slots, "check": check}
    write_whole(path, json.dumps(content, indent=1).encode() + b"\n")


def put_slot(path: Path, slot: Slot) -> None:
    """Put a slot in the place of the one of its kind; every other one stays byte for byte, the password first."""
    others = [one for one in read_slots(path) if one.get("kind") != slot["kind"]]
    write_slots(path, [slot, *others] if slot["kind"] == PASSWORD else [*others, slot])


def drop_slot(path: Path, kind: str) -> None:
    """Take the slot of a kind away; nothing is written where there is none."""
    slots = read_slots(path)
    others = [one for one in slots if one.get("kind") != kind]
    if others != slots:
        write_slots(path, others)


def find_slot(path: Path, kind: str) -> Slot | None:
    """The slot of a kind."""
    return next((one for one in read_slots(path) if one.get("kind") == kind), None)


def slot_of(path: Path, kind: str) -> Slot:
    """The slot of a kind that must be there. KnownError E-KEYS-DAMAGED."""
    found = find_slot(path, kind)
    if found is None:
        raise damaged()
    return found


def damaged() -> KnownError:
    """The key file cannot be used as it is."""
    return KnownError(
        "E-KEYS-DAMAGED",
        f"Berkas kunci ({KEYS_NAME}) rusak, jadi datanya tidak dapat dibuka. Tidak ada yang diubah.",
        "Kembalikan berkas itu dari salinan cadangan, lalu coba lagi.",
    )


def close_box(head: Slot, key: bytes, master: bytes) -> Slot:
    """A slot: its head in clear, the master key sealed with it."""
    nonce = secrets.token_bytes(12)
    box = ChaCha20Poly1305(key).encrypt(nonce, master, canonical(head))
    return {**head, "nonce": text_of(nonce), "box": text_of(box)}


def open_box(slot: Mapping[str, Any], key: bytes) -> bytes:
    """The master key in a slot; ``InvalidTag`` for another key or a changed head."""
    head = {name: value for name, value in slot.items() if name not in {"nonce", "box"}}
    return ChaCha20Poly1305(key).decrypt(bytes_of(slot, "nonce"), bytes_of(slot, "box"), canonical(head))


def expand(secret: bytes, info: bytes, salt: bytes | None) -> bytes:
    """A 32-byte key of one purpose out of a secret that is as strong as a key."""
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(secret)


def canonical(value: Any) -> bytes:
    """The one text of a value that seals and checks are made over."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def text_of(value: bytes) -> str:
    """Bytes as a slot holds them."""
    return b64encode(value).decode()


def bytes_of(slot: Mapping[str, Any], name: str) -> bytes:
    """The bytes of one line of a slot. KnownError E-KEYS-DAMAGED."""
    try:
        return b64decode(slot[name], validate=True)
    except (KeyError, ValueError, TypeError):
        raise damaged() from None
