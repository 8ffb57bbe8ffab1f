"""A sealed file in parts, for messengers and disks that take only small files: cut here, joined there in any order.

Every part says in its first two lines which file it is of, which part of how many, and its own hash, so that names do
not matter. Parts are cipher text and prove nothing: what they make together is checked like any file that arrives.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import msgspec

from kampungkb_desktop.base.durable import put_in_place
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.bundle.format import MOST_FILE
from kampungkb_desktop.bundle.refusals import refuse

MARK = b"KKB-BAGIAN 1\n"
MOST_PARTS = 2_000
LEAST_LIMIT = 8 << 10
"""Bytes of the smallest part that may be asked for."""
_LONGEST_HEAD = 1 << 10
_BLOCK = 1 << 20
_HASH = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.() -]{0,150}\.kkb")


class _Head(msgspec.Struct, frozen=True, kw_only=True):
    """The second line of a part: sha256, size and name of the whole file; which part of how many; where its bytes
    begin, how many they are, and their sha256."""

    file: str
    size: int
    name: str
    part: int
    of: int
    at: int
    length: int
    sha256: str


@frozen
class Part:
    """One part as it lies somewhere. ``key`` tells the file it is of: hash, size and number of parts together."""

    path: Path
    file: str
    size: int
    name: str
    number: int
    of: int
    at: int
    length: int
    sha256: str
    starts: int

    @property
    def key(self) -> tuple[str, int, int]:
        """Parts with the same key belong together."""
        return self.file, self.size, self.of


@frozen
class Parted:
    """One file of which parts were found, each number once; ``missing`` are the numbers nobody has brought yet."""

    parts: tuple[Part, ...]
    missing: tuple[int, ...]

    @property
    def name(self) -> str:
        """What the whole file was called when it was cut."""
        return self.parts[0].name

    @property
    def digest(self) -> str:
        """sha256 of the whole file."""
        return self.parts[0].file

    @property
    def of(self) -> int:
        """How many parts there are in all."""
        return self.parts[0].of


# --- Cutting ----------------------------------------------------------------------------------------------------------


def split(path: Path, limit: int, folder: Path | None = None) -> tuple[Path, ...]:
    """Cut a file into parts of at most ``limit`` bytes each, ``name.kkb.01of03`` beside it or in ``folder``.

    A file that is small enough stays as it is and is the only path; else the parts stand whole, read back, and the
    file itself is left to the caller. KnownError: E-PART-SIZE (limit too small for this file), E-WRITE.
    """
    place = folder or path.parent
    made: list[Path] = []
    try:
        size = path.stat().st_size
        if size <= limit:
            return (path,)
        heads = _heads(path, size, limit)
        width = max(2, len(str(len(heads))))
        with path.open("rb") as source:
            for head in heads:
                name = f"{path.name}.{head.part:0{width}d}of{head.of:0{width}d}"
                made.append(place / name)
                _write_part(source, head, place / name)
    except OSError as error:
        _discard(made)
        raise KnownError(
            "E-WRITE", "Bagian berkas kirim tidak dapat ditulis ke tempat itu.",
            "Periksa ruang kosong dan izin tulis folder atau flashdisk, lalu ulangi.",
        ) from error  # fmt: skip
    return tuple(made)


def _heads(path: Path, size: int, limit: int) -> list[_Head]:
    room = limit - len(MARK) - _LONGEST_HEAD
    count = -(-size // room) if limit >= LEAST_LIMIT else MOST_PARTS + 1
    if count > MOST_PARTS:
        raise KnownError(
            "E-PART-SIZE", "Batas ukuran itu terlalu kecil untuk berkas ini.",
            "Pilih batas yang lebih besar, atau kirim tanpa foto.",
        )  # fmt: skip
    name = path.name if _NAME.fullmatch(path.name) else "berkas.kkb"
    whole, heads = hashlib.sha256(), []
    with path.open("rb") as source:
        for number in range(1, count + 1):
            digest, length = hashlib.sha256(), 0
            for block in _blocks(source, min(room, size - (number - 1) * room)):
                digest.update(block)
                whole.update(block)
                length += len(block)
            heads.append(_Head(
                file="", size=size, name=name, part=number, of=count, at=(number - 1) * room, length=length,
                sha256=digest.hexdigest(),
            ))  # fmt: skip
    return [msgspec.structs.replace(head, file=whole.hexdigest()) for head in heads]


def _write_part(source: BinaryIO, head: _Head, target: Path) -> None:
    """One part, flushed, read back and only then under its name."""
    half = target.with_name(target.name + ".part")
    try:
        source.seek(head.at)
        with half.open("wb") as out:
            out.write(MARK + msgspec.json.encode(head) + b"\n")
            for block in _blocks(source, head.length):
                out.write(block)
            out.flush()
            os.fsync(out.fileno())
        if not _is_sound(replace(_part(half, head), path=half)):
            raise OSError("short write")
        put_in_place(half, target)
    except OSError:
        half.unlink(missing_ok=True)
        raise


# --- Knowing ----------------------------------------------------------------------------------------------------------


def is_part(path: Path) -> bool:
    """Whether a file begins as a part does, whatever it is called."""
    try:
        with path.open("rb") as source:
            return source.read(len(MARK)) == MARK
    except OSError:
        return False


def read_part(path: Path) -> Part:
    """What a part says of itself, its length compared with the file's. KnownError E-READ, E-DAMAGED (cut short or
    grown), E-PART (says what cannot be), E-BOMB (too many parts, too large)."""
    try:
        with path.open("rb") as source:
            mark, line = source.read(len(MARK)), source.readline(_LONGEST_HEAD)
        size = path.stat().st_size
    except OSError as error:
        raise KnownError(
            "E-READ", "Berkas tidak dapat dibaca.", "Periksa flashdisk atau foldernya, lalu pilih berkasnya lagi."
        ) from error
    if mark != MARK or not line.endswith(b"\n"):
        raise refuse("E-DAMAGED" if len(line) < _LONGEST_HEAD else "E-PART")
    try:
        head = msgspec.json.decode(line, type=_Head)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise refuse("E-PART") from error
    _check(head)
    if size != len(mark) + len(line) + head.length:
        raise refuse("E-DAMAGED", f"bagian {head.part} dari {head.of}")
    return _part(path, head, len(mark) + len(line))


def _check(head: _Head) -> None:
    """Bounds before anything is counted with."""
    if head.of > MOST_PARTS or head.size > MOST_FILE:
        raise refuse("E-BOMB")
    inside = 1 <= head.part <= head.of and head.at >= 0 and head.length > 0 and head.at + head.length <= head.size
    hashes = _HASH.fullmatch(head.file) and _HASH.fullmatch(head.sha256)
    ends = (head.part == 1) == (head.at == 0) and (head.part == head.of) == (head.at + head.length == head.size)
    if not (inside and hashes and ends):
        raise refuse("E-PART")


def _part(path: Path, head: _Head, starts: int = 0) -> Part:
    name = head.name if _NAME.fullmatch(head.name) else f"{head.file[:16]}.kkb"
    begins = starts or len(MARK) + len(msgspec.json.encode(head)) + 1
    return Part(
        path, head.file, head.size, name, head.part, head.of, head.at, head.length, head.sha256, begins
    )  # fmt: skip


def gather(parts: Iterable[Part]) -> list[Parted]:
    """Which files these parts are of. A part that is there twice counts once: the first one given."""
    files: dict[tuple[str, int, int], dict[int, Part]] = {}
    for part in parts:
        files.setdefault(part.key, {}).setdefault(part.number, part)
    return [
        Parted(
            tuple(found[number] for number in sorted(found)),
            tuple(number for number in range(1, of + 1) if number not in found),
        )
        for (_, _, of), found in files.items()
    ]


# --- Joining ----------------------------------------------------------------------------------------------------------


def join(parted: Parted, target: Path, step: Callable[[int, int], None] | None = None) -> Path:
    """Put the file together at ``target``. ``step`` hears bytes done of all. KnownError, and nothing at ``target``:
    E-PARTS (some are missing, or they do not make the file they name), E-DAMAGED (a part is), E-READ, E-WRITE."""
    if parted.missing:
        raise refuse("E-PARTS", missing_words(parted))
    whole, done = hashlib.sha256(), 0
    try:
        with target.open("wb") as out:
            for part in parted.parts:
                if part.at != done:
                    raise refuse("E-PARTS", parted.name)
                for block in _sound_blocks(part):
                    whole.update(block)
                    out.write(block)
                    done += len(block)
                    if step is not None:
                        step(done, part.size)
        if (done, whole.hexdigest()) != (parted.parts[0].size, parted.digest):
            raise refuse("E-PARTS", parted.name)
    except BaseException as error:
        target.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise KnownError(
                "E-WRITE", "Bagian-bagian berkas tidak dapat digabungkan.", "Periksa ruang kosong di laptop ini."
            ) from error
        raise
    return target


def keep_copy(part: Part, target: Path) -> None:
    """Copy a part to ``target``, hashed on the way. KnownError E-DAMAGED, and nothing at ``target``; OSError where the
    disk refuses."""
    half = target.with_name(target.name + ".part")
    try:
        with part.path.open("rb") as source, half.open("wb") as out:
            out.write(source.read(part.starts))
            for block in _sound_blocks(part):
                out.write(block)
            out.flush()
            os.fsync(out.fileno())
        put_in_place(half, target)
    except BaseException:
        half.unlink(missing_ok=True)
        raise


def must_be_sound(part: Part) -> None:
    """KnownError E-DAMAGED where the bytes are not those the part names."""
    for _ in _sound_blocks(part):
        pass


def missing_words(parted: Parted) -> str:
    """``bagian 2 dari 3 belum ada``, many numbers as ranges: ``bagian 2, 4–9 dari 12 belum ada``."""
    runs: list[list[int]] = []
    for number in parted.missing:
        if runs and runs[-1][-1] == number - 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    shown = [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    more = f" dan {len(shown) - 12} rentang lain" if len(shown) > 12 else ""
    return f"bagian {', '.join(shown[:12])}{more} dari {parted.of} belum ada"


def _sound_blocks(part: Part) -> Iterator[bytes]:
    """The bytes of a part; damage is told after the last of them."""
    digest, length = hashlib.sha256(), 0
    with part.path.open("rb") as source:
        source.seek(part.starts)
        for block in _blocks(source, part.length):
            digest.update(block)
            length += len(block)
            yield block
    if (length, digest.hexdigest()) != (part.length, part.sha256):
        raise refuse("E-DAMAGED", f"bagian {part.number} dari {part.of}")


def _is_sound(part: Part) -> bool:
    try:
        must_be_sound(part)
    except KnownError:
        return False
    return True


def _blocks(source: BinaryIO, length: int) -> Iterator[bytes]:
    """The next ``length`` bytes, a megabyte at a time; fewer where the file ends."""
    while length > 0 and (block := source.read(min(_BLOCK, length))):
        length -= len(block)
        yield block


def _discard(paths: Sequence[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
