"""The pages of an encrypted database file as they are on the disk, decrypted one by one: also what was deleted and lies
in free pages, and what the log beside the file still holds."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, RESERVED, IV = 4_096, 80, 16


def plain_pages(path: Path, key: bytes) -> bytes:
    """Everything a person with the key and a disk editor could read of a database and its log."""
    found = [_decrypted(page, key, first=at == 0) for at, page in enumerate(_pieces(path.read_bytes(), PAGE))]
    wal = path.with_name(path.name + "-wal")
    if wal.exists() and len(data := wal.read_bytes()) > 32:
        frames = _pieces(data[32:], 24 + PAGE)
        found += [_decrypted(one[24:], key, first=one[:4] == b"\0\0\0\1") for one in frames if len(one) == 24 + PAGE]
    return b"".join(found)


def _pieces(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


def _decrypted(page: bytes, key: bytes, *, first: bool) -> bytes:
    body, tail = page[16 if first else 0 : PAGE - RESERVED], page[PAGE - RESERVED :]
    cipher = Cipher(algorithms.AES(key), modes.CBC(tail[:IV])).decryptor()
    return cipher.update(body) + cipher.finalize()
