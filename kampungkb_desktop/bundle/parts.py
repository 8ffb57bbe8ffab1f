"""A sealed file in parts, for messengers and disks that take only small files: cut here, joined there in any order.

Every part says in its first two lines which file it is of, which part of how many, and its own hash, so that names do
not matter. Parts are cipher text and prove nothing: what they make together is checked like any file that arrives.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import msgspec

from kampungkb_desktop.base.durable import put_in_place
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.full_disk import is_full, target_full
from kampungkb_desktop.bundle.part_heads import (
    LEAST_LIMIT,
    LONGEST_HEAD,
    MARK,
    MOST_PARTS,
    NAME,
    Head,
    Part,
    Parted,
    gather,
    is_part,
    missing_words,
    part_of,
    read_part,
)
from kampungkb_desktop.bundle.refusals import refuse

__all__ = [
    "LEAST_LIMIT", "MARK", "MOST_PARTS", "Part", "Parted", "gather", "is_part", "join", "keep_copy", "missing_words",
    "must_be_sound", "read_part", "split",
]  # fmt: skip
_BLOCK = 1 << 20


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
        if is_full(error):
            raise target_full("Bagian berkas kirim") from error
        raise KnownError(
            "E-WRITE", "Bagian berkas kirim tidak dapat ditulis ke tempat itu.",
            "Periksa ruang kosong dan izin tulis folder atau flashdisk, lalu ulangi.",
        ) from error  # fmt: skip
    return tuple(made)


def _heads(path: Path, size: int, limit: int) -> list[Head]:
    room = limit - len(MARK) - LONGEST_HEAD
    count = -(-size // room) if limit >= LEAST_LIMIT else MOST_PARTS + 1
    if count > MOST_PARTS:
        raise KnownError(
            "E-PART-SIZE", "Batas ukuran itu terlalu kecil untuk berkas ini.",
            "Pilih batas yang lebih besar, atau kirim tanpa foto.",
        )  # fmt: skip
    name = path.name if NAME.fullmatch(path.name) else "berkas.kkb"
    whole, heads = hashlib.sha256(), []
    with path.open("rb") as source:
        for number in range(1, count + 1):
            digest, length = hashlib.sha256(), 0
            for block in _blocks(source, min(room, size - (number - 1) * room)):
                digest.update(block)
                whole.update(block)
                length += len(block)
            heads.append(Head(
                file="", size=size, name=name, part=number, of=count, at=(number - 1) * room, length=length,
                sha256=digest.hexdigest(),
            ))  # fmt: skip
    return [msgspec.structs.replace(head, file=whole.hexdigest()) for head in heads]


def _write_part(source: BinaryIO, head: Head, target: Path) -> None:
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
        if not _is_sound(replace(part_of(half, head), path=half)):
            raise OSError("short write")
        put_in_place(half, target)
    except OSError:
        half.unlink(missing_ok=True)
        raise


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
        if is_full(error):
            raise target_full("Gabungan bagian-bagian berkas") from error
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
