"""The trail of who saw, printed, sent, took in and opened what: a file beside the database, encrypted entry by entry,
in which nothing can be changed, left out or moved without breaking the chain.

Each entry is sealed together with the mark of the one before, and its own mark is the hash of both. It is not part of
the database: bringing back a copy takes nothing out of it. Only the end can be cut off unnoticed, which is why its
newest mark travels to the office with every file, and the lines themselves with it. A torn entry at the end (a power
cut) is dropped at the next one; a file that is none of ours is laid aside.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from kampungkb_desktop.base.errors import KnownError
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
LOOKED, AUDITED, SEAT = "lihat-daftar", "audit", "petugas-laptop"
"""What an entry may be of."""
_HEAD = b"KKBT1\n"
_NONCE, _MARK, _SIZE = 12, 32, 4
_LONGEST = 1 << 16
_FIRST = hashlib.sha256(_HEAD).digest()
_FIRST_LINE = hashlib.sha256(b"KKB-JEJAK 1\n").digest()
"""Before the first line of a trail as it is told to others."""


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


@frozen
class Told:
    """Lines of a trail as they are told to others: the exact text of each, after ``base`` and up to ``head``. The
    marks are of a chain over these texts, which whoever gets them can walk without the key of the file."""

    base: Head
    lines: tuple[str, ...]
    head: Head


class _Found(NamedTuple):
    entry: Entry
    text: bytes


def next_mark(mark: str, line: str) -> str:
    """The mark after one more line, in hex; see ``Told``."""
    return hashlib.sha256(bytes.fromhex(mark) + line.encode()).hexdigest()


NO_LINES = Head(0, _FIRST_LINE.hex())
"""The end of a trail of which nothing was told yet."""


class Trail:
    """The trail of one data folder; its threads take turns. KnownError where the disk fails or is full."""

    def __init__(self, data_dir: Path, key: Callable[[], bytes]) -> None:
        self.path = data_dir / TRAIL_NAME
        self._key, self._turn = key, Lock()
        self._waiting: deque[tuple[Any, ...]] = deque()
        self._writer: Thread | None = None
        self.recent: dict[tuple[str, str, str, str], tuple[int, int]] = {}
        """What was looked at when, and how often since, for whoever decides what is worth an entry."""
        self._end: tuple[int, int, bytes] | None = None
        """Number and mark of the last entry, and where it ends in the file; known after the first look."""

    def add(
        self, at: int, who: str, what: str, form: str = "", record: str = "", count: int = 0, more: str = ""
    ) -> None:
        """One entry more. It is written at once and reaches the disk with the next flush of the system: a view that a
        power cut swallows was seen by nobody else."""
        self._waiting.append((at, who, what, form, record, count, more))
        self.flush()

    def later(
        self, at: int, who: str, what: str, form: str = "", record: str = "", count: int = 0, more: str = ""
    ) -> None:
        """The same, written beside: whoever looks at a list does not wait for the disk. What cannot be written stays
        for the next entry."""
        self._waiting.append((at, who, what, form, record, count, more))
        if self._writer is None or not self._writer.is_alive():
            self._writer = Thread(target=self._write_beside, name="trail")
            self._writer.start()

    def flush(self) -> None:
        """Write what waits."""
        with self._turn:
            try:
                while self._waiting:
                    self._write(list(self._waiting))
            except OSError as error:
                self._end = None
                raise faults.of_os(error) from error

    def _write_beside(self) -> None:
        with suppress(KnownError):
            self.flush()

    def _write(self, waiting: Sequence[tuple[Any, ...]]) -> None:
        last, place, mark = self._last()
        cipher, out = ChaCha20Poly1305(self._key()), [_HEAD] if place == 0 else []
        for number, one in enumerate(waiting, last + 1):
            plain = json.dumps([number, *one], ensure_ascii=False, separators=(",", ":")).encode()[:_LONGEST]
            nonce = secrets.token_bytes(_NONCE)
            sealed = nonce + cipher.encrypt(nonce, plain, mark)
            mark = hashlib.sha256(mark + sealed).digest()
            out += [len(sealed).to_bytes(_SIZE, "big"), sealed, mark]
        self.path.touch(exist_ok=True)
        with self.path.open("r+b") as file:
            file.truncate(place)
            file.seek(place)
            file.write(b"".join(out))
            self._end = last + len(waiting), file.tell(), mark
        for _one in waiting:
            self._waiting.popleft()

    def head(self) -> Head:
        """Where it ends now."""
        self.flush()
        with self._turn:
            try:
                number, _place, mark = self._last()
            except OSError as error:
                raise faults.of_os(error) from error
        return Head(number, mark.hex())

    def entries(self) -> list[Entry]:
        """All that can be believed, the oldest first."""
        self.flush()
        return [found.entry for found in self._walk() if isinstance(found, _Found)]

    def told(self, after: int, most: int, longest: int) -> Told:
        """The lines after a number, at most ``most`` and ``longest`` bytes of them, as they are told to others."""
        self.flush()
        mark, number, base, size = NO_LINES.mark, 0, NO_LINES, 0
        lines: list[str] = []
        for found in self._walk():
            if isinstance(found, Break):
                break
            text = found.text.decode()
            size += len(found.text) if number >= after else 0
            if len(lines) == most or size > longest:
                break
            mark, number = next_mark(mark, text), number + 1
            if number <= after:
                base = Head(number, mark)
            else:
                lines.append(text)
        return Told(base, tuple(lines), Head(number, mark))

    def verify(self, heads: tuple[Head, ...] = ()) -> Break | None:
        """Walk the whole chain and compare it with ``heads`` that were told to others. ``None``: all is well."""
        self.flush()
        marks = {0: _FIRST.hex()}
        for found in self._walk(marks):
            if isinstance(found, Break):
                return found
        for head in sorted(heads, key=lambda one: one.n):
            if marks.get(head.n) != head.mark:
                return Break(min(head.n, len(marks)))
        return None

    def _walk(self, marks: dict[int, str] | None = None) -> Iterator[_Found | Break]:
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
            if found is None or found.entry.n != number or told != mark:
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


def _opened(cipher: ChaCha20Poly1305, sealed: bytes, mark: bytes) -> _Found | None:
    try:
        text = cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], mark)
        said: list[Any] = json.loads(text)
        return _Found(Entry(*said), text)
    except (InvalidTag, ValueError, TypeError):
        return None
