"""Photos and attachments as encrypted files named by the SHA-256 of their content: written once, never changed,
and checked whenever they are read."""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.store import faults
from kampungkb_desktop.store.files import discard, write_whole

PHOTOS_FOLDER = "photos"
_MAGIC = b"KKBF1"
_NONCE = 12


def put(data_dir: Path, key: bytes, content: bytes) -> str:
    """Keep a file; returns its SHA-256 in hex. Keeping it again changes nothing."""
    name = hashlib.sha256(content).hexdigest()
    path = _path(data_dir, name)
    if not path.exists():
        nonce = secrets.token_bytes(_NONCE)
        write_whole(path, _MAGIC + nonce + ChaCha20Poly1305(key).encrypt(nonce, content, name.encode()))
    return name


def get(data_dir: Path, key: bytes, name: str) -> bytes:
    """The content. KnownError E-PHOTO-MISSING (perhaps not sent along yet) or E-PHOTO-DAMAGED."""
    try:
        sealed = _path(data_dir, name).read_bytes()
    except FileNotFoundError:
        raise KnownError(
            "E-PHOTO-MISSING",
            "Foto ini belum ada di laptop ini.",
            "Minta pengirimnya menyertakan foto pada kiriman berikut.",
        ) from None
    except OSError as error:
        raise faults.of_os(error) from error
    start = len(_MAGIC) + _NONCE
    try:
        if not sealed.startswith(_MAGIC):
            raise InvalidTag
        return ChaCha20Poly1305(key).decrypt(sealed[len(_MAGIC) : start], sealed[start:], name.encode())
    except (InvalidTag, ValueError):
        raise KnownError(
            "E-PHOTO-DAMAGED", "Berkas foto ini rusak.", "Masukkan lagi fotonya, atau pulihkan dari salinan cadangan."
        ) from None


def exists(data_dir: Path, name: str) -> bool:
    """Whether the file is here (not whether it is sound). What is no name of a file, as a foreign record may have it,
    is not."""
    return _is_name(name) and _path(data_dir, name).exists()


def size(data_dir: Path, name: str) -> int:
    """Bytes of the file, 0 where it is not here."""
    try:
        return _path(data_dir, name).stat().st_size if _is_name(name) else 0
    except OSError:
        return 0


def names(data_dir: Path) -> frozenset[str]:
    """Every file kept."""
    folder = data_dir / PHOTOS_FOLDER
    return frozenset(path.name for path in folder.iterdir() if len(path.name) == 64) if folder.is_dir() else frozenset()


def drop(data_dir: Path, name: str) -> None:
    """Remove a file (erasure of a person); nothing happens when it is not there."""
    discard(_path(data_dir, name))


def _path(data_dir: Path, name: str) -> Path:
    if not _is_name(name):
        raise KnownError("E-PHOTO-MISSING", "Nama foto ini tidak dikenal.", "Masukkan lagi fotonya.")
    return data_dir / PHOTOS_FOLDER / name


def _is_name(name: str) -> bool:
    return len(name) == 64 and all(c in "0123456789abcdef" for c in name)
