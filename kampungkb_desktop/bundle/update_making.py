"""Making a signed update (``update_file`` says how it is built). For the makers of the program; no screen does it."""

from __future__ import annotations

import hashlib
import lzma
import struct
from collections.abc import Sequence
from pathlib import Path

import msgspec

from kampungkb_desktop.bundle.certificate import Keys
from kampungkb_desktop.bundle.update_file import DOMAIN, MARK, UpdateList, understood

_BLOCK = 1 << 20


def write_update(
    target: Path, told: UpdateList, sources: Sequence[Path], makers: Sequence[Keys], preset: int = 6
) -> None:  # fmt: skip
    """Make a file of ``sources``, which stand in the order of ``told.files``; every maker signs. KnownError where the
    list is not one that a program would take."""
    text = msgspec.json.encode(told)
    understood(text)
    digest = hashlib.sha256()
    with target.open("wb") as file:

        def put(block: bytes) -> None:
            file.write(block)
            digest.update(block)

        put(MARK + struct.pack(">I", len(text)) + text + struct.pack(">B", len(makers)))
        for one in makers:
            put(bytes.fromhex(one.verify_key) + bytes.fromhex(one.sign(DOMAIN, text)))
        squeezing = lzma.LZMACompressor(lzma.FORMAT_XZ, preset=preset)
        for source in sources:
            with source.open("rb") as reading:
                while block := reading.read(_BLOCK):
                    put(squeezing.compress(block))
        put(squeezing.flush())
        file.write(digest.digest())
