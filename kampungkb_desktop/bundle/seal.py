"""Making the sealed file: ZIP inside age, signed inside (``sync.md`` 5); ``opening`` is the other way.

Nothing readable ever reaches the disk: the plain ZIP lies in a ``spool``.
The sealed file is written as ``name.part``, flushed, read back and renamed.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import IO, Protocol, cast

import pyrage

from kampungkb_desktop.base.durable import put_in_place
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.full_disk import is_full, target_full
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.bundle import format as fmt
from kampungkb_desktop.bundle.certificate import MANIFEST_DOMAIN, Keys
from kampungkb_desktop.bundle.spool import Spool
from kampungkb_desktop.bundle.zipped import Zipped


@frozen
class Packed:
    """The plain ZIP before sealing, with what the manifest must say of its members."""

    spool: IO[bytes]
    archive: Zipped
    members: dict[str, tuple[int, str]]


class _Writable(Protocol):
    def write(self, data: bytes, /) -> int: ...

    def flush(self) -> None: ...


class _Hashing:
    """A member or a whole file being written, hashed on the way."""

    def __init__(self, target: _Writable) -> None:
        self._target = target
        self._hash = hashlib.sha256()
        self.size = 0
        self.trouble: OSError | None = None
        """What the disk refused; whoever calls us may have wrapped it in an error of its own."""

    def write(self, data: bytes) -> int:
        try:
            self._target.write(data)
        except OSError as error:
            self.trouble = error
            raise
        self._hash.update(data)
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        self._target.flush()

    def seal(self) -> tuple[int, str]:
        return self.size, self._hash.hexdigest()


def pack(
    lines: Iterable[tuple[int, bytes]],
    blobs: Callable[[int], Iterable[tuple[str, bytes]]],
    progress: Progress,
    total: int,
) -> Packed:
    """Write changes and photos into a plain ZIP; ``lines`` come many at a time, with how many they are. ``blobs`` hears
    how many bytes the changes take and gives the photos, one at a time."""
    spool = cast("IO[bytes]", Spool())
    archive = Zipped(spool)
    members: dict[str, tuple[int, str]] = {}
    try:
        with archive.member(fmt.CHANGES, deflated=True) as member:
            members[fmt.CHANGES] = _write_changes(_Hashing(member), lines, progress, total)
        for sha, data in blobs(spool.tell()):
            progress.check()
            archive.write(f"blobs/{sha}", data, deflated=False)
            members[f"blobs/{sha}"] = len(data), sha
        progress.check()
    except BaseException:
        spool.close()
        raise
    return Packed(spool, archive, members)


def _write_changes(
    out: _Hashing, lines: Iterable[tuple[int, bytes]], progress: Progress, total: int
) -> tuple[int, str]:
    """Squeezing and hashing take as long as reading: they go on beside it, one batch behind."""
    done = 0
    with ThreadPoolExecutor(1, "kkb_pack") as beside:
        written: Future[int] | None = None
        for count, text in lines:
            if written is not None:
                written.result()
            written = beside.submit(out.write, text)
            done += count
            progress.report(done, total, "Menulis perubahan")
        if written is not None:
            written.result()
    return out.seal()


def seal(
    packed: Packed, manifest: fmt.Manifest, keys: Keys, recipients: Iterable[str], target: Path
) -> tuple[str, int]:
    """Sign, encrypt and put the file in its place. Returns sha256 and size of the sealed file."""
    text = fmt.encode_manifest(manifest)
    packed.archive.write(fmt.MANIFEST, text, deflated=True)
    packed.archive.write(fmt.SIGNATURE, keys.sign(MANIFEST_DOMAIN, text).encode("ascii"), deflated=False)
    packed.archive.close()
    packed.spool.seek(0)
    to = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    part = target.with_name(target.name + ".part")
    try:
        with packed.spool, part.open("wb") as out:
            sealed = _Hashing(out)
            try:
                pyrage.encrypt_io(packed.spool, sealed, to)
            except pyrage.EncryptError as error:
                raise sealed.trouble or error from None
            if sealed.trouble is not None:  # of the last few kilobytes it tells nobody
                raise sealed.trouble
            out.flush()
            os.fsync(out.fileno())
        size, digest = sealed.seal()
        if _read_back(part, size) != digest:
            raise OSError("other bytes than were written")
        put_in_place(part, target)
    except OSError as error:
        with suppress(OSError):  # the stick may be gone
            part.unlink(missing_ok=True)
        if is_full(error):
            raise target_full("Berkas kirim") from error
        raise KnownError(
            "E-WRITE", "Berkas kirim tidak dapat ditulis ke tempat itu.",
            "Periksa ruang kosong dan izin tulis folder atau flashdisk, lalu ulangi.",
        ) from error  # fmt: skip
    return digest, size


def _read_back(part: Path, size: int) -> str:
    """What really stands on the stick, hashed: a worn USB stick must not be believed."""
    digest = hashlib.sha256()
    with part.open("rb") as written:
        while block := written.read(1 << 20):
            digest.update(block)
        if written.tell() != size:
            raise OSError("short write")
    return digest.hexdigest()
