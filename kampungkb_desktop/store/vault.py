"""The key file beside the database: one random master key, wrapped by the password and by the printed recovery code.
It holds no secret itself; changing the password rewrites only this file. Who loses every way in has lost the data."""

from __future__ import annotations

import os
import secrets
import time
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.store import key_file, recovery
from kampungkb_desktop.store.key_file import KEYS_NAME, PASSWORD, RECOVERY, Slot, bytes_of, close_box, expand, open_box

__all__ = [
    "COPIES", "DATABASE", "FLOOR", "KEYS_NAME", "PHOTOS", "Cost", "Created", "calibrate", "change_password", "create",
    "derive", "renew_recovery", "set_recovery", "unlock", "unlock_recovery",
]  # fmt: skip

DATABASE = "database"
PHOTOS = "photos"
COPIES = "copies"
_WANTED_SECONDS = 0.5
_TRIES = 2


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
    """A cost of about half a second on this machine: more memory first (up to 128 MiB), then more passes. A laptop that
    is slower, or has no memory to spare, gets the floor."""
    lanes = max(1, min(4, os.cpu_count() or 1))
    once = min(_seconds(Cost(FLOOR.memory_kib, FLOOR.passes, lanes)) for _ in range(_TRIES))
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
    key_file.write_slots(path, slots)
    return Created(master, code)


def unlock(path: Path, password: str) -> bytes:
    """The master key. KnownError E-PASSWORD for a wrong password, E-KEYS-MISSING or E-KEYS-DAMAGED for the file,
    E-MEMORY where the laptop has no memory left to try one."""
    slot = key_file.slot_of(path, PASSWORD)
    try:
        return open_box(slot, _stretch(password, bytes_of(slot, "salt"), _cost(slot)))
    except InvalidTag:
        raise KnownError(
            "E-PASSWORD",
            "Kata sandi salah.",
            "Periksa huruf besar-kecil dan Caps Lock, lalu coba lagi. Bila lupa, pakai kode pemulihan yang dicetak.",
        ) from None


def unlock_recovery(path: Path, code: str) -> bytes:
    """The master key by the printed code; KnownError E-RECOVERY says what is wrong with the code."""
    secret = recovery.secret_of(code)
    slot = key_file.slot_of(path, RECOVERY)
    try:
        return open_box(slot, expand(secret, b"kkb/1/recovery", bytes_of(slot, "salt")))
    except InvalidTag:
        raise KnownError(
            "E-RECOVERY",
            "Kode pemulihan ini bukan untuk data di folder ini.",
            "Pakai lembar pemulihan yang dicetak waktu data ini dibuat.",
        ) from None


def change_password(path: Path, master: bytes, new: str, cost: Cost | None = None) -> None:
    """Wrap the master key with a new password; every other slot stays byte for byte."""
    key_file.put_slot(path, _password_slot(master, new, cost or calibrate()))


def set_recovery(path: Path, master: bytes, code: str) -> None:
    """Let this code open the key file instead of the one before (a lost sheet). Call it once the code is written down:
    from then on the old one opens nothing."""
    key_file.put_slot(path, _recovery_slot(master, code))


def renew_recovery(path: Path, master: bytes) -> str:
    """A new code at once."""
    code = recovery.new_code()
    set_recovery(path, master, code)
    return code


def derive(master: bytes, purpose: str) -> bytes:
    """The 32-byte key of one purpose (``DATABASE``, ``PHOTOS``, ``COPIES``); none tells anything of another."""
    return expand(master, b"kkb/1/" + purpose.encode(), None)


def _seconds(cost: Cost) -> float:
    start = time.perf_counter()
    _stretch("kampung", bytes(16), cost)
    return max(time.perf_counter() - start, 0.001)


def _stretch(password: str, salt: bytes, cost: Cost) -> bytes:
    # The same password typed on another keyboard may arrive in other Unicode pieces.
    typed = unicodedata.normalize("NFKC", password).encode()
    try:
        kdf = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib)
        return kdf.derive(typed)
    except (ValueError, OverflowError):  # a salt that is too short, memory below nothing: only damage asks for that
        raise key_file.damaged() from None
    except MemoryError:
        raise KnownError(
            "E-MEMORY",
            "Memori laptop tidak cukup untuk memeriksa kata sandi.",
            "Tutup program lain, lalu coba lagi. Bila tetap begini, mulai ulang laptop.",
        ) from None


def _password_slot(master: bytes, password: str, cost: Cost) -> Slot:
    if not password:
        raise KnownError("E-PASSWORD-EMPTY", "Kata sandi belum diisi.", "Ketik kata sandi, lalu coba lagi.")
    salt = secrets.token_bytes(16)
    head = {
        "kind": PASSWORD, "kdf": "argon2id", "salt": key_file.text_of(salt),
        "memory_kib": cost.memory_kib, "passes": cost.passes, "lanes": cost.lanes,
    }  # fmt: skip
    return close_box(head, _stretch(password, salt, cost), master)


def _recovery_slot(master: bytes, code: str) -> Slot:
    salt = secrets.token_bytes(16)
    head = {"kind": RECOVERY, "kdf": "hkdf-sha256", "salt": key_file.text_of(salt)}
    return close_box(head, expand(recovery.secret_of(code), b"kkb/1/recovery", salt), master)


def _cost(slot: Mapping[str, Any]) -> Cost:
    try:
        cost = Cost(int(slot["memory_kib"]), int(slot["passes"]), int(slot["lanes"]))
    except (KeyError, ValueError, TypeError, OverflowError):
        raise key_file.damaged() from None
    if cost.memory_kib > _ROOF.memory_kib or cost.passes > _ROOF.passes or not 1 <= cost.lanes <= _ROOF.lanes:
        raise key_file.damaged()
    return cost
