"""The trail of who saw, printed, sent, took in and opened what: a file beside the database, encrypted entry by entry,
in which nothing can be changed, left out or moved without breaking the chain.

Each entry is sealed together with the mark of the one before, and its own mark is the hash of both. It is not part of
the database: bringing back a copy takes nothing out of it. Only the end can be cut off unnoticed, which is why its
newest mark travels to the office with every file. A torn entry at the end (a power cut) is dropped at the next one; a
file that is none of ours is laid aside.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.store import faults
from kampungkb_desktop.store.files import lay_aside

TRAIL_NAME = "kampungkb.trail"
PURPOSE = "trail"
OPENED, WRONG, SEEN, PRINTED, LISTED, SENT, TAKEN, COPIED, RESTORED, PASSWORD, RECOVERED, CODE, ERASED, OPENED_COPY = (
    "masuk", "sandi-salah", "lihat", "cetak", "daftar", "kirim", "terima", "salin", "pulih", "ganti-sandi",
    "kode-pemulihan", "kode-baru", "hapus", "lihat-salinan",
)  # fmt: skip
ACCOUNT, HELD, HELPED, BY_HELP = "akun", "titip-kunci", "bantu-buka", "dibantu"
"""What an entry may be of."""
_HEAD = b"KKBT1\n"
_NONCE, _MARK, _SIZE = 12, 32, 4
_LONGEST = 1 << 16
_FIRST = hashlib.sha256(_HEAD).digest()


@frozen
class Entry:
    """One thing that was done with people's data. ``what`` is one word (``lihat``, ``cetak``), ``form`` and ``record``
    which record where it was one, ``count`` how many, ``more`` what else a reader must know, never an answer."""

    n: int
    at: int
    who: str
    what: str
    form: str = ""
    record: str = ""
    count: int = 0
    more: str = ""


@frozen
class Head:
    """Where a trail ends: how many entries, and the mark of the last one in hex."""

    n: int = 0
    mark: str = _FIRST.hex()


@frozen
class Break:
    """From which entry on a trail cannot be believed. ``n`` is the first one that does not fit."""

    n: int


class Trail:
    """The trail of one data folder; its threads take turns. KnownError where the disk fails or is full."""

    def __init__(self, data_dir: Path, key: Callable[[], bytes]) -> None:
        self.path = data_dir / TRAIL_NAME
        self._key, self._turn = key, Lock()
        self.recent: dict[tuple[str, str], int] = {}
        """What was seen when, for whoever decides what is worth an entry."""
        self._end: tuple[int, int, bytes] | None = None
        """Number and mark of the last entry, and where it ends in the file; known after the first look."""

    def add(
        self, at: int, who: str, what: str, form: str = "", record: str = "", count: int = 0, more: str = ""
    ) -> None:
        """One entry more. It is written at once and reaches the disk with the next flush of the system: a view that a
        power cut swallows was seen by nobody else."""
        with self._turn:
            try:
                number, place, mark = self._last()
                entry = [number + 1, at, who, what, form, record, count, more]
                plain = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()[:_LONGEST]
                nonce = secrets.token_bytes(_NONCE)
                sealed = nonce + ChaCha20Poly1305(self._key()).encrypt(nonce, plain, mark)
                new = hashlib.sha256(mark + sealed).digest()
                size = len(sealed).to_bytes(_SIZE, "big")
                self.path.touch(exist_ok=True)
                with self.path.open("r+b") as file:
                    file.truncate(place)
                    file.seek(place)
                    file.write((_HEAD if place == 0 else b"") + size + sealed + new)
                    self._end = number + 1, file.tell(), new
            except OSError as error:
                self._end = None
                raise faults.of_os(error) from error

    def head(self) -> Head:
        """Where it ends now."""
        with self._turn:
            try:
                number, _place, mark = self._last()
            except OSError as error:
                raise faults.of_os(error) from error
        return Head(number, mark.hex())

    def entries(self) -> list[Entry]:
        """All that can be believed, the oldest first."""
        return [entry for entry in self._walk() if isinstance(entry, Entry)]

    def verify(self, heads: tuple[Head, ...] = ()) -> Break | None:
        """Walk the whole chain and compare it with ``heads`` that were told to others. ``None``: all is well."""
        marks = {0: _FIRST.hex()}
        for found in self._walk(marks):
            if isinstance(found, Break):
                return found
        for head in sorted(heads, key=lambda one: one.n):
            if marks.get(head.n) != head.mark:
                return Break(min(head.n, len(marks)))
        return None

    def _walk(self, marks: dict[int, str] | None = None) -> Iterator[Entry | Break]:
        try:
            data = self.path.read_bytes() if self.path.exists() else b""
        except OSError as error:
            raise faults.of_os(error) from error
        if data and not data.startswith(_HEAD):
            yield Break(1)
            return
        place, mark, number, cipher = len(_HEAD), _FIRST, 0, ChaCha20Poly1305(self._key())
        while len(data) - place > _SIZE:
            sealed, told, end = _piece(data, place)
            if end > len(data):
                return  # torn by a power cut
            number += 1
            found = _opened(cipher, sealed, mark)
            mark = hashlib.sha256(mark + sealed).digest()
            if found is None or found.n != number or told != mark:
                yield Break(number)
                return
            if marks is not None:
                marks[number] = mark.hex()
            yield found
            place = end

    def _last(self) -> tuple[int, int, bytes]:
        """Number, end and mark of the last whole entry; the whole file is walked once."""
        if self._end is None:
            data = self.path.read_bytes() if self.path.exists() else b""
            number, place, mark = 0, 0, _FIRST
            if data.startswith(_HEAD):
                place = len(_HEAD)
                while len(data) - place > _SIZE:
                    _sealed, told, end = _piece(data, place)
                    if end > len(data):
                        break
                    number, mark, place = number + 1, told, end
            elif not _HEAD.startswith(data):
                lay_aside(self.path, "rusak")
            self._end = number, place, mark
        return self._end


def _piece(data: bytes, place: int) -> tuple[bytes, bytes, int]:
    """Of an entry: what is sealed, its mark, and where it ends (beyond the data when it is torn)."""
    size = int.from_bytes(data[place : place + _SIZE], "big")
    middle = place + _SIZE + size
    return data[place + _SIZE : middle], data[middle : middle + _MARK], middle + _MARK


def _opened(cipher: ChaCha20Poly1305, sealed: bytes, mark: bytes) -> Entry | None:
    try:
        said: list[Any] = json.loads(cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], mark))
        return Entry(*said)
    except (InvalidTag, ValueError, TypeError):
        return None
