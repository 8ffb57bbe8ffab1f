"""Two more ways into the key file, each only where the person wished it: by the system's store for passwords, and by
the district's word. Both wrap the same master key; taking a slot away shuts its way for good.

The keyring holds 32 random bytes (44 letters, because Windows keeps no long ones), and the slot is bound to this
computer: a copied folder does not open by it. The district holds a code like the printed one, sealed to its office.
"""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode
from pathlib import Path

from cryptography.exceptions import InvalidTag

from kampungkb_desktop.base import machine
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.store import key_file, recovery
from kampungkb_desktop.store.key_file import bytes_of, close_box, expand, find_slot, open_box

SYSTEM, DISTRICT = "keyring", "district"


# --- The system's store -----------------------------------------------------------------------------------------------


def system_account(path: Path) -> str:
    """Under which name the system keeps its part, "" where there is no such slot."""
    slot = find_slot(path, SYSTEM)
    return str(slot.get("account", "")) if slot else ""


def new_system_secret() -> tuple[str, str]:
    """An account of its own and the 44 letters to keep under it."""
    return secrets.token_hex(8), b64encode(secrets.token_bytes(32)).decode()


def put_system(path: Path, master: bytes, account: str, secret: str) -> None:
    """Let what the system keeps open the key file, on this computer."""
    salt = secrets.token_bytes(16)
    head = {"kind": SYSTEM, "kdf": "hkdf-sha256", "salt": key_file.text_of(salt), "account": account}
    key_file.put_slot(path, close_box(head, _system_key(secret, salt, account), master))


def unlock_system(path: Path, secret: str) -> bytes:
    """The master key by what the system kept. KnownError E-KEYRING-GONE where that does not fit here."""
    slot = key_file.slot_of(path, SYSTEM)
    try:
        return open_box(slot, _system_key(secret, bytes_of(slot, "salt"), str(slot.get("account", ""))))
    except (InvalidTag, ValueError):
        raise KnownError(
            "E-KEYRING-GONE",
            "Akun di komputer ini tidak lagi menyimpan kunci untuk data ini.",
            "Masuk dengan kata sandi. Sesudah itu pilihannya dapat dinyalakan lagi di Pengaturan.",
        ) from None


def drop_system(path: Path) -> None:
    """Shut this way."""
    key_file.drop_slot(path, SYSTEM)


def _system_key(secret: str, salt: bytes, account: str) -> bytes:
    here = machine.mark(account)
    return expand(b64decode(secret, validate=True), b"kkb/1/keyring\0" + here.encode(), salt)


# --- The district -----------------------------------------------------------------------------------------------------


@frozen
class Held:
    """What the key file says in clear of the district's way: ``mark`` names this slot among others, ``office`` is the
    office's public key, ``sealed`` its code sealed to the office."""

    mark: str
    office: str
    sealed: str


def new_district_code() -> tuple[str, str]:
    """A mark of 16 hex digits and a code like the printed one."""
    return secrets.token_hex(8), recovery.new_code()


def put_district(path: Path, master: bytes, code: str, held: Held) -> None:
    """Let the code that the district holds open the key file."""
    salt = secrets.token_bytes(16)
    head = {
        "kind": DISTRICT, "kdf": "hkdf-sha256", "salt": key_file.text_of(salt), "mark": held.mark,
        "office": held.office, "sealed": held.sealed,
    }  # fmt: skip
    key_file.put_slot(path, close_box(head, _district_key(code, salt), master))


def held_by_district(path: Path) -> Held | None:
    """The district's way, ``None`` where the district holds nothing."""
    slot = find_slot(path, DISTRICT)
    if slot is None:
        return None
    return Held(*(str(slot.get(name, "")) for name in ("mark", "office", "sealed")))


def unlock_district(path: Path, code: str) -> bytes:
    """The master key by the code that the district holds. KnownError E-HELP-ANSWER where it is another laptop's."""
    slot = key_file.slot_of(path, DISTRICT)
    try:
        return open_box(slot, _district_key(code, bytes_of(slot, "salt")))
    except InvalidTag:
        raise KnownError(
            "E-HELP-ANSWER",
            "Jawaban dari kabupaten ini bukan untuk data di folder ini.",
            "Kirim permintaan yang tampil di layar ini, lalu pakai jawaban untuk permintaan itu.",
        ) from None


def drop_district(path: Path) -> None:
    """Shut this way."""
    key_file.drop_slot(path, DISTRICT)


def _district_key(code: str, salt: bytes) -> bytes:
    return expand(recovery.secret_of(code), b"kkb/1/district", salt)
