"""An update of the program as one file (``.kkbu``, decision 0054): a signed list of files, and the files behind it.

``KKBU 1``, the length of the list, the list (JSON), the makers' signatures over its exact bytes, the files one after
another as one xz stream, and the hash of all of it at the end: a byte that changed anywhere is noticed. It holds no
data of anybody, so it is not encrypted.
"""

from __future__ import annotations

import hashlib
import lzma
import os
import re
import struct
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import msgspec

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.bundle.age_head import ZIP_MARK
from kampungkb_desktop.bundle.certificate import verified
from kampungkb_desktop.bundle.refusals import refuse

MARK = b"KKBU 1\n"
SUFFIX = ".kkbu"
DOMAIN = b"kkbu/1 list\0"
MOST_LIST, MOST_FILES, MOST_BYTES = 8 << 20, 20_000, 2 << 30
_KEY, _SIGNATURE, _HASH, _BLOCK = 32, 64, 32, 1 << 20
_MOST_KEYS = 8
_VERSION = re.compile(r"\d{1,4}\.\d{1,4}\.\d{1,4}", re.ASCII)
_STEP = re.compile(r"[A-Za-z0-9_.+@~,=() \[\]-]{1,150}", re.ASCII)
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


class Piece(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """One file: where it belongs below the program's folder, its bytes, its hash, and whether it is a program."""

    path: str
    size: int
    sha256: str
    runs: bool = False


class Link(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A name that stands for another file in the same folder of contents (Linux only)."""

    path: str
    to: str


class UpdateList(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is signed. ``made_on`` is an ISO date, ``news`` what is new, for people."""

    version: str
    platform: str
    made_on: str
    contents: str
    programs: tuple[str, ...]
    files: tuple[Piece, ...]
    links: tuple[Link, ...] = ()
    news: tuple[str, ...] = ()


@frozen
class Update:
    """A file that was found whole and signed by a maker; ``begins`` is where its files begin, ``ends`` where."""

    path: Path
    told: UpdateList
    begins: int
    ends: int

    @property
    def size(self) -> int:
        """Bytes it takes on the disk."""
        return sum(one.size for one in self.told.files)


# --- Reading ----------------------------------------------------------------------------------------------------------


def read_update(path: Path, trusted: Sequence[str], progress: Progress | None = None) -> Update:
    """Look at a file, all of it. KnownError: E-READ (its disk refuses), E-ZIP (still wrapped), E-UPDATE-FILE (no
    update, cut short or changed), E-UPDATE-SIGNATURE (not of a maker this program knows), E-UPDATE-FORM (signed, and
    yet not to be understood)."""
    work = progress or silent()
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            text, signatures, begins = _head(file, size)
            _must_be_whole(file, size, work)
    except OSError as error:
        raise refuse("E-READ") from error
    known = {key.hex(): mark for key, mark in signatures if key.hex() in trusted}
    if not known or not all(verified(key, DOMAIN, text, mark.hex()) for key, mark in known.items()):
        raise KnownError(
            "E-UPDATE-SIGNATURE",
            "Berkas pembaruan ini tidak ditandatangani oleh pembuat Kampung KB yang dikenal, jadi tidak dipasang.",
            "Pakai hanya pembaruan dari kabupaten atau dari pembuat aplikasi, dan tanyakan asal berkas ini.",
        )
    return Update(path, understood(text), begins, size - _HASH)


def is_update(path: Path) -> bool:
    """Whether a file begins as an update does."""
    try:
        with path.open("rb") as file:
            return file.read(len(MARK)) == MARK
    except OSError:
        return False


def unpack(update: Update, target: Callable[[Piece], Path], progress: Progress | None = None) -> None:
    """Write every file to where ``target`` says, flushed, compared with its hash. KnownError E-UPDATE-FILE; ``OSError``
    of the disk. What was written until then is the caller's to remove."""
    work, done, whole = progress or silent(), 0, update.size
    with update.path.open("rb") as file:
        file.seek(update.begins)
        stream = _Stream(file, update.ends - update.begins)
        for piece in update.told.files:
            place = target(piece)
            place.parent.mkdir(parents=True, exist_ok=True)
            digest = hashlib.sha256()
            with place.open("wb") as made:
                for block in stream.take(piece.size):
                    made.write(block)
                    digest.update(block)
                    done += len(block)
                    work.report(done, whole, "Membongkar pembaruan")
                made.flush()
                if not hasattr(os, "sync"):  # elsewhere the caller flushes all at once
                    os.fsync(made.fileno())
            if digest.hexdigest() != piece.sha256:
                raise damaged()
            if piece.runs:
                place.chmod(0o755)
        stream.must_be_over()


class _Stream:
    """The xz stream between two places of a file, never more at once than asked for."""

    def __init__(self, file: BinaryIO, left: int) -> None:
        self._file, self._left = file, left
        self._squeezed = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=128 << 20)

    def take(self, size: int) -> Iterator[bytes]:
        """The next ``size`` bytes, in blocks."""
        while size:
            block = self._next(min(size, _BLOCK))
            size -= len(block)
            yield block

    def must_be_over(self) -> None:
        """Nothing may follow the last file."""
        if not self._squeezed.eof and self._next(1, last=True):
            raise damaged()
        if not self._squeezed.eof or self._left or self._squeezed.unused_data:
            raise damaged()

    def _next(self, most: int, *, last: bool = False) -> bytes:
        try:
            while not self._squeezed.eof:
                raw = b""
                if self._squeezed.needs_input:
                    raw = self._file.read(min(_BLOCK, self._left))
                    self._left -= len(raw)
                    if not raw:
                        raise damaged()
                if block := self._squeezed.decompress(raw, most):
                    return block
        except lzma.LZMAError as error:
            raise damaged() from error
        if last:
            return b""
        raise damaged()


def _head(file: BinaryIO, size: int) -> tuple[bytes, list[tuple[bytes, bytes]], int]:
    """The exact text of the list, the signatures with their keys, and where the files begin."""
    if (start := file.read(len(MARK))) != MARK:
        raise _other(start)
    (length,) = struct.unpack(">I", _exactly(file, 4))
    if length > MOST_LIST or length > size:
        raise damaged()
    text = _exactly(file, length)
    (count,) = struct.unpack(">B", _exactly(file, 1))
    if not 0 < count <= _MOST_KEYS:
        raise damaged()
    signatures = [(_exactly(file, _KEY), _exactly(file, _SIGNATURE)) for _ in range(count)]
    return text, signatures, file.tell()


def _exactly(file: BinaryIO, size: int) -> bytes:
    found = file.read(size)
    if len(found) != size:
        raise damaged()
    return found


def _must_be_whole(file: BinaryIO, size: int, work: Progress) -> None:
    """The hash at the end is that of everything before it."""
    file.seek(0)
    digest, left = hashlib.sha256(), size - _HASH
    while left > 0 and (block := file.read(min(_BLOCK, left))):
        digest.update(block)
        left -= len(block)
        work.report(size - left, size, "Memeriksa pembaruan")
    if left or file.read() != digest.digest():
        raise damaged()


def understood(text: bytes) -> UpdateList:
    """The list, if it names only what may lie in a program's folder. KnownError E-UPDATE-FORM."""
    try:
        told = msgspec.json.decode(text, type=UpdateList)
        date.fromisoformat(told.made_on)
    except (msgspec.MsgspecError, ValueError) as error:
        raise _strange() from error
    paths = _paths(told)
    sizes = sum(one.size for one in told.files)
    holds = (
        _VERSION.fullmatch(told.version) is not None
        and told.contents == f"isi-{told.version}"
        and 0 < len(told.programs) <= 4
        and len(paths) <= MOST_FILES
        and all(0 <= one.size <= MOST_BYTES for one in told.files)
        and sizes <= MOST_BYTES
        and len({one.lower() for one in paths}) == len(paths)
        and set(told.programs) <= {one.path for one in told.files}
        and all(_may_lie(path, told) for path in paths)
        and all(_may_point(one, told) for one in told.links)
    )
    if not holds:
        raise _strange()
    return told


def _may_lie(path: str, told: UpdateList) -> bool:
    """A program at the top, anything else inside the folder of this version, under names that every disk can bear."""
    steps = path.split("/")
    fine = all(
        _STEP.fullmatch(one) and one[-1] not in ". " and one[0] != " " and not _DEVICES.fullmatch(one) for one in steps
    )
    return fine and (path in told.programs if len(steps) == 1 else steps[0] == told.contents)


def _may_point(link: Link, told: UpdateList) -> bool:
    """To a file of this very update, without leaving the folder."""
    steps: list[str] = list(PurePosixPath(link.path).parent.parts)
    for one in link.to.split("/"):
        if one == "..":
            if len(steps) < 2:
                return False
            steps.pop()
        else:
            steps.append(one)
    return "/".join(steps) in _paths(told) and link.path.startswith(f"{told.contents}/")


def _paths(told: UpdateList) -> list[str]:
    return [*(one.path for one in told.files), *(one.path for one in told.links)]


def damaged() -> KnownError:
    """Not all of an update, or not as it was signed."""
    return KnownError(
        "E-UPDATE-FILE",
        "Berkas pembaruan ini tidak lengkap atau berubah di jalan.",
        "Salin atau minta ulang berkasnya; lewat WhatsApp kirim sebagai dokumen.",
    )


def _other(start: bytes) -> KnownError:
    """What begins like this is no update, or the very beginning of one."""
    if MARK.startswith(start):
        return damaged()
    if start.startswith(ZIP_MARK):
        return refuse("E-ZIP")
    return KnownError(
        "E-UPDATE-FILE", "Berkas ini bukan pembaruan Kampung KB.", "Pilih berkas yang namanya berakhir .kkbu."
    )


def _strange() -> KnownError:
    return KnownError(
        "E-UPDATE-FORM",
        "Pembaruan ini ditandatangani, tetapi susunannya tidak dikenal oleh versi ini.",
        "Pasang versi baru dengan berkas pemasangnya, atau hubungi pengelola data kabupaten.",
    )
