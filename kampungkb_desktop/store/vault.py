"""The key file beside the database: one random master key, wrapped by the password and by the printed recovery code.
It holds no secret itself; changing the password rewrites only this file. Who loses both has lost the data."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import time
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.store import faults, recovery
from kampungkb_desktop.store.files import write_whole

KEYS_NAME = "kampungkb.keys"
DATABASE = "database"
PHOTOS = "photos"
COPIES = "copies"
_FORMAT = "kkb-keys"
_VERSION = 1
_WANTED_SECONDS = 0.5


@frozen
class Cost:
    """How much work one try of a password is (Argon2id)."""

    memory_kib: int = 65_536
    passes: int = 3
    lanes: int = 2


FLOOR = Cost()
"""Never cheaper than this: 64 MiB, three passes."""
_ROOF = Cost(memory_kib=4 * 65_536, passes=64, lanes=16)
"""Never believe a key file that asks for more: it would hang the laptop."""


@frozen
class Created:
    """The master key, and the code to print; it is shown once and kept nowhere."""

    master: bytes
    recovery_code: str


def calibrate() -> Cost:
    """A cost of about half a second on this machine: more memory first (up to 128 MiB), then more passes."""
    lanes = max(1, min(4, os.cpu_count() or 1))
    once = _seconds(Cost(FLOOR.memory_kib, FLOOR.passes, lanes))
    memory = FLOOR.memory_kib * (2 if once * 2 <= _WANTED_SECONDS else 1)
    once *= memory / FLOOR.memory_kib
    passes = round(FLOOR.passes * _WANTED_SECONDS / once)
    return Cost(memory, min(max(FLOOR.passes, passes), 12), lanes)


def create(path: Path, password: str, cost: Cost | None = None) -> Created:
    """Make a master key and write the key file. An existing key file is never overwritten (KnownError E-KEYS-EXIST)."""
    if path.exists():
        raise KnownError(
            "E-KEYS-EXIST",
            "Di folder ini sudah ada berkas kunci.",
            "Pakai folder lain, atau buka data yang sudah ada dengan kata sandinya.",
        )
    master, code = secrets.token_bytes(32), recovery.new_code()
    slots = [_password_slot(master, password, cost or calibrate()), _recovery_slot(master, code)]
    _write(path, slots)
    return Created(master, code)


def unlock(path: Path, password: str) -> bytes:
    """The master key. KnownError E-PASSWORD for a wrong password, E-KEYS-MISSING or E-KEYS-DAMAGED for the file."""
    slot = _slot(_read(path), "password")
    try:
        return _open_box(slot, _stretch(password, _bytes(slot, "salt"), _cost(slot)))
    except InvalidTag:
        raise KnownError(
            "E-PASSWORD",
            "Kata sandi salah.",
            "Periksa huruf besar-kecil dan Caps Lock, lalu coba lagi. Bila lupa, pakai kode pemulihan yang dicetak.",
        ) from None


def unlock_recovery(path: Path, code: str) -> bytes:
    """The master key by the printed code; KnownError E-RECOVERY says what is wrong with the code."""
    secret = recovery.secret_of(code)
    slot = _slot(_read(path), "recovery")
    try:
        return _open_box(slot, _expand(secret, b"kkb/1/recovery", _bytes(slot, "salt")))
    except InvalidTag:
        raise KnownError(
            "E-RECOVERY",
            "Kode pemulihan ini bukan untuk data di folder ini.",
            "Pakai lembar pemulihan yang dicetak waktu data ini dibuat.",
        ) from None


def change_password(path: Path, master: bytes, new: str, cost: Cost | None = None) -> None:
    """Wrap the master key with a new password; every other slot stays byte for byte."""
    others = [slot for slot in _read(path) if slot.get("kind") != "password"]
    _write(path, [_password_slot(master, new, cost or calibrate()), *others])


def set_recovery(path: Path, master: bytes, code: str) -> None:
    """Let this code open the key file instead of the one before (a lost sheet). Call it once the code is written down:
    from then on the old one opens nothing."""
    others = [slot for slot in _read(path) if slot.get("kind") != "recovery"]
    _write(path, [*others, _recovery_slot(master, code)])


def renew_recovery(path: Path, master: bytes) -> str:
    """A new code at once."""
    code = recovery.new_code()
    set_recovery(path, master, code)
    return code


def derive(master: bytes, purpose: str) -> bytes:
    """The 32-byte key of one purpose (``DATABASE``, ``PHOTOS``, ``COPIES``); none tells anything of another."""
    return _expand(master, b"kkb/1/" + purpose.encode(), None)


def _seconds(cost: Cost) -> float:
    start = time.perf_counter()
    _stretch("kampung", bytes(16), cost)
    return max(time.perf_counter() - start, 0.001)


def _stretch(password: str, salt: bytes, cost: Cost) -> bytes:
    # The same password typed on another keyboard may arrive in other Unicode pieces.
    typed = unicodedata.normalize("NFKC", password).encode()
    kdf = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib)
    return kdf.derive(typed)


def _expand(secret: bytes, info: bytes, salt: bytes | None) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(secret)


def _password_slot(master: bytes, password: str, cost: Cost) -> dict[str, Any]:
    if not password:
        raise KnownError("E-PASSWORD-EMPTY", "Kata sandi belum diisi.", "Ketik kata sandi, lalu coba lagi.")
    salt = secrets.token_bytes(16)
    head = {
        "kind": "password", "kdf": "argon2id", "salt": _text(salt),
        "memory_kib": cost.memory_kib, "passes": cost.passes, "lanes": cost.lanes,
    }  # fmt: skip
    return _close_box(head, _stretch(password, salt, cost), master)


def _recovery_slot(master: bytes, code: str) -> dict[str, Any]:
    salt = secrets.token_bytes(16)
    head = {"kind": "recovery", "kdf": "hkdf-sha256", "salt": _text(salt)}
    return _close_box(head, _expand(recovery.secret_of(code), b"kkb/1/recovery", salt), master)


def _close_box(head: dict[str, Any], key: bytes, master: bytes) -> dict[str, Any]:
    nonce = secrets.token_bytes(12)
    box = ChaCha20Poly1305(key).encrypt(nonce, master, _canonical(head))
    return {**head, "nonce": _text(nonce), "box": _text(box)}


def _open_box(slot: Mapping[str, Any], key: bytes) -> bytes:
    head = {name: value for name, value in slot.items() if name not in {"nonce", "box"}}
    return ChaCha20Poly1305(key).decrypt(_bytes(slot, "nonce"), _bytes(slot, "box"), _canonical(head))


def _canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _write(path: Path, slots: list[dict[str, Any]]) -> None:
    # The check tells a damaged file from a wrong password; it protects nothing.
    check = hashlib.sha256(_canonical(slots)).hexdigest()
    content = {"format": _FORMAT, "version": _VERSION, "slots": slots, "check": check}
    write_whole(path, json.dumps(content, indent=1).encode() + b"\n")


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        content = json.loads(path.read_bytes())
        slots, version = content["slots"], content["version"]
        if content["format"] != _FORMAT or content["check"] != hashlib.sha256(_canonical(slots)).hexdigest():
            raise _damaged()
    except FileNotFoundError:
        raise KnownError(
            "E-KEYS-MISSING",
            f"Berkas kunci ({KEYS_NAME}) tidak ada di folder data, jadi datanya tidak dapat dibuka.",
            "Kembalikan berkas itu dari salinan cadangan; tanpa berkas itu kata sandi saja tidak cukup.",
        ) from None
    except OSError as error:
        raise faults.of_os(error) from error
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _damaged() from None
    if not isinstance(version, int) or version > _VERSION:
        raise faults.newer()
    return list(slots)


def _damaged() -> KnownError:
    return KnownError(
        "E-KEYS-DAMAGED",
        f"Berkas kunci ({KEYS_NAME}) rusak, jadi datanya tidak dapat dibuka. Tidak ada yang diubah.",
        "Kembalikan berkas itu dari salinan cadangan, lalu coba lagi.",
    )


def _slot(slots: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    for slot in slots:
        if slot.get("kind") == kind:
            return slot
    raise _damaged()


def _cost(slot: Mapping[str, Any]) -> Cost:
    cost = Cost(int(slot["memory_kib"]), int(slot["passes"]), int(slot["lanes"]))
    if cost.memory_kib > _ROOF.memory_kib or cost.passes > _ROOF.passes or not 1 <= cost.lanes <= _ROOF.lanes:
        raise _damaged()
    return cost


def _text(value: bytes) -> str:
    return b64encode(value).decode()


def _bytes(slot: Mapping[str, Any], name: str) -> bytes:
    return b64decode(slot[name])
