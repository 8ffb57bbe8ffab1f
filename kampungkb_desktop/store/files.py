"""Writing a small file so that after a power cut either the old or the new one is there, never half of one."""

from __future__ import annotations

import os
from pathlib import Path

from kampungkb_desktop.base.durable import discard, flush_folder, make_folder, put_in_place
from kampungkb_desktop.store import faults

__all__ = ["discard", "discard_beside", "discard_database", "flush_file", "flush_folder", "write_whole"]


def write_whole(path: Path, content: bytes) -> None:
    """Write ``<name>.part``, flush it to the disk, rename it over ``path``. A refusing or full disk is a KnownError
    and leaves the old file."""
    part = path.with_name(path.name + ".part")
    try:
        make_folder(path.parent)
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(part, path)
    except OSError as error:
        discard(part)
        raise faults.of_os(error) from error


def flush_file(path: Path) -> None:
    """Push what another library wrote to ``path`` down to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def discard_database(path: Path) -> None:
    """Remove a half-made database with what SQLite keeps beside it."""
    discard(path)
    discard_beside(path)


def discard_beside(path: Path) -> None:
    """Remove what SQLite kept beside a database that is gone: a forgotten log would be played into the next one."""
    for end in ("-journal", "-wal", "-shm"):
        discard(path.with_name(path.name + end))


def lay_aside(path: Path, word: str) -> Path:
    """Rename a file that must not be lost and must not stay: ``<name>.<word>-1``, 2, 3… Returns where it is now."""
    aside = free_beside(path, word)
    path.rename(aside)
    return aside


def free_beside(path: Path, word: str) -> Path:
    """The next free name of this kind."""
    number = 1
    while (aside := path.with_name(f"{path.name}.{word}-{number}")).exists():
        number += 1
    return aside


def size_of(path: Path) -> int:
    """Bytes of a file, 0 where it is not there or cannot be asked."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
