"""A folder as the place: a USB stick, a shared folder of the office, a folder that Nextcloud or Google Drive keeps in
step. Only sealed files go there, never the database."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from kampungkb_desktop.base.durable import flush_name, put_in_place
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.transport.carrier import BLOCK, MOST_LISTED, Lying, is_name, unfinished
from kampungkb_desktop.transport.faults import fault


class FolderCarrier:
    """Files below ``root``, which must be there already: a stick that was pulled out is not made anew."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def prepare(self, boxes: Iterable[str], work: Progress) -> None:
        """Make the boxes. E-PLACE where the root is not there."""
        with _known():
            if not self._root.is_dir():
                raise OSError("no such folder")
            for box in boxes:
                work.check()
                (self._root / box).mkdir(parents=True, exist_ok=True)

    def lying(self, box: str, work: Progress) -> list[Lying]:
        """The whole files of a box."""
        with _known():
            if not self._root.is_dir():
                raise OSError("no such folder")
            folder = self._root / box
            if not folder.is_dir():
                return []
            found: list[Lying] = []
            for entry in os.scandir(folder):
                work.check()
                if is_name(entry.name) and entry.is_file() and len(found) < MOST_LISTED:
                    found.append(Lying(entry.name, entry.stat().st_size))
            return sorted(found, key=lambda one: one.name)

    def put(self, source: Path, box: str, name: str, work: Progress) -> None:
        """Written beside, flushed to the disk, read back and compared, then renamed."""
        with _known():
            target = self._root / box / name
            if target.exists():
                if target.stat().st_size == source.stat().st_size:
                    return
                raise fault("E-NET-TAKEN")
            part = target.with_name(unfinished(name))
            try:
                wrote = _copied(source, part, work)
                if _standing(part) != wrote:
                    raise fault("E-NET-LIED")
                put_in_place(part, target)
            except BaseException:
                with suppress(OSError):
                    part.unlink(missing_ok=True)
                raise

    def fetch(self, box: str, lying: Lying, target: Path, work: Progress) -> None:
        """Copied beside, then renamed."""
        part = target.with_name(unfinished(target.name))
        with _known():
            try:
                _copied(self._root / box / lying.name, part, work)
                if part.stat().st_size != lying.size:
                    raise fault("E-NET-BROKEN")
                put_in_place(part, target)
            except BaseException:
                part.unlink(missing_ok=True)
                raise

    def move(self, box: str, name: str, into: str, work: Progress) -> None:
        """A rename, never over another file."""
        work.check()
        with _known():
            target = self._root / into / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.exists():
                raise fault("E-NET-TAKEN")
            (self._root / box / name).rename(target)
            flush_name(target)

    def remove(self, box: str, name: str, work: Progress) -> None:
        """Deleted."""
        work.check()
        with _known():
            (self._root / box / name).unlink(missing_ok=True)

    def close(self) -> None:
        """Nothing is held."""


@contextmanager
def _known() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise fault("E-PLACE") from error


def _copied(source: Path, target: Path, work: Progress) -> str:
    """Copy down to the disk; the sha256 of what was handed to it."""
    digest, size, done = hashlib.sha256(), source.stat().st_size, 0
    with source.open("rb") as read, target.open("wb") as out:
        while block := read.read(BLOCK):
            out.write(block)
            digest.update(block)
            done += len(block)
            work.report(done, size)
        out.flush()
        os.fsync(out.fileno())
        _forget(out)
    return digest.hexdigest()


def _standing(path: Path) -> str:
    """The sha256 of what really stands there: a worn stick must not be believed."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _forget(file: BinaryIO) -> None:
    """Let the system drop what it remembers of the file, so that reading it back asks the stick (Linux only)."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
