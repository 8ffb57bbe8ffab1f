"""Opening a sealed file: every check of ``sync.md`` 7 before a line is believed, and nothing readable with a name.

The plain content lives in memory, beyond that in an unlinked temporary file, and goes with ``close``.
"""

from __future__ import annotations

import hashlib
import os
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO, BinaryIO, cast

import pyrage

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.bundle import format as fmt
from kampungkb_desktop.bundle.age_head import LONGEST, beginning
from kampungkb_desktop.bundle.certificate import MANIFEST_DOMAIN, Certificate, Keys, read_certificate, verified
from kampungkb_desktop.bundle.refusals import refuse
from kampungkb_desktop.bundle.spool import Spool
from kampungkb_desktop.forms.change import Change

_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, KeyError, OSError, EOFError, ValueError, RuntimeError, NotImplementedError
)  # fmt: skip
"""What zipfile raises for an archive that is not what it says."""
_END = struct.Struct("<4s4H2LH")
_END_MARK, _END64_MARK = b"PK\5\6", b"PK\6\7"
_LONGEST_DIRECTORY = 8 << 20


@frozen
class Opened:
    """An opened, verified file. Close it; the plain content goes with it. ``signed`` is the sha256 of what the sender
    signed: the same file sealed once more has the same."""

    manifest: fmt.Manifest
    certificate: Certificate
    archive: zipfile.ZipFile
    spool: IO[bytes]
    signed: str

    def changes(self) -> Iterator[Change]:
        """Every change, typed and bounded; counts and hash are compared at the end."""
        return (self.change(number, line) for number, line in self.lines())

    def change(self, number: int, line: bytes) -> Change:
        """What a line says, typed and bounded."""
        return fmt.decode_change(line, self.manifest.devices, number)

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Every line with its number, from 1, not looked into; counts and hash are compared at the end."""
        size, sha = self.manifest.members[fmt.CHANGES]
        digest, count, total = hashlib.sha256(), 0, 0
        for line in self._raw_lines():
            digest.update(line)
            total += len(line)
            count += 1
            if total > size:
                raise refuse("E-HASH")
            yield count, line
        if (total, digest.hexdigest()) != (size, sha):
            raise refuse("E-HASH")
        if count != self.manifest.changes:
            raise refuse("E-COUNT")

    def _raw_lines(self) -> Iterator[bytes]:
        """The lines as they stand; one that is too long comes in pieces and is refused by its length."""
        try:
            with self.archive.open(fmt.CHANGES) as member:
                while line := member.readline(fmt.MOST_LINE + 2):
                    yield line
        except _UNREADABLE as error:
            raise refuse("E-HASH") from error

    def blob_names(self) -> list[str]:
        """The sha256 of every photo inside."""
        return [name.removeprefix("blobs/") for name in self.manifest.members if name.startswith("blobs/")]

    def blob(self, sha: str) -> bytes:
        """One photo, verified against its name."""
        try:
            data = self.archive.read(f"blobs/{sha}")
        except _UNREADABLE as error:
            raise refuse("E-HASH", "foto") from error
        if hashlib.sha256(data).hexdigest() != sha:
            raise refuse("E-HASH", "foto")
        return data

    def close(self) -> None:
        """Forget the plain content."""
        self.archive.close()
        self.spool.close()


def is_for(source: Path, keys: Keys) -> bool:
    """Whether these keys open the file, whatever is in it: to tell a file of the other world from a stranger's."""
    try:
        _decrypt(source, keys).close()
    except KnownError:
        return False
    return True


def tells_of(source: Path, keys: Keys, records: Collection[str]) -> bool:
    """Whether a file that these keys open, however else it must be refused, has a line about any of these records. One
    that cannot be read tells nobody anything."""
    wanted = [one.encode() for one in records]
    try:
        with _decrypt(source, keys) as spool:
            _check_end(spool)
            with zipfile.ZipFile(spool) as archive:
                _check_directory(archive, spool.seek(0, os.SEEK_END))
                with archive.open(fmt.CHANGES) as member:
                    while line := member.readline(fmt.MOST_LINE + 2):
                        if any(one in line for one in wanted):
                            return True
    except (KnownError, *_UNREADABLE):
        return False
    return False


def file_hash(source: Path) -> str:
    """sha256 of a sealed file: the same file taken in twice is recognised at once."""
    digest = hashlib.sha256()
    with source.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def open_sealed(source: Path, keys: Keys, *, office: frozenset[str], trusted: frozenset[str], practice: bool) -> Opened:
    """Open and verify a file: age, bounds, names, manifest, sender, signature, recipient, version, member sizes.

    ``office`` are the verify keys this installation answers to (its own, and its office's); ``trusted`` the verify
    keys whose certificates it believes. Raises a refusal of ``sync.md`` 7, never anything else for a hostile file.
    """
    spool = _decrypt(source, keys)
    try:
        _check_end(spool)
        archive = zipfile.ZipFile(spool)
        _check_directory(archive, spool.seek(0, os.SEEK_END))
        text = archive.read(fmt.MANIFEST)
        signature = archive.read(fmt.SIGNATURE).decode("ascii")
        manifest = fmt.decode_manifest(text)
        certificate = read_certificate(manifest.certificate, manifest.certificate_sig, trusted, practice=practice)
        if certificate.uid != manifest.sender or not verified(certificate.verify_key, MANIFEST_DOMAIN, text, signature):
            raise refuse("E-SIGNATURE")
        if office.isdisjoint(manifest.recipients):
            raise refuse("E-RECIPIENT")
        _check_members(archive, manifest)
    except KnownError:
        spool.close()
        raise
    except _UNREADABLE as error:
        spool.close()
        raise refuse("E-FORMAT") from error
    return Opened(manifest, certificate, archive, spool, hashlib.sha256(text).hexdigest())


class _Capped:
    """A spool that refuses to grow past what any honest file holds. It remembers what went wrong on our side, for
    pyrage tells every trouble as damage."""

    def __init__(self, spool: IO[bytes]) -> None:
        self._spool = spool
        self._size = 0
        self.trouble: KnownError | None = None

    def write(self, data: bytes) -> int:
        self._size += len(data)
        if self._size > fmt.MOST_FILE:
            self.trouble = refuse("E-BOMB")
            raise self.trouble
        try:
            return self._spool.write(data)
        except OSError as error:
            self.trouble = KnownError(
                "E-DISK-FULL",
                "Disk laptop ini penuh, jadi berkas belum dapat dibuka.",
                "Kosongkan tempat, lalu ulangi.",
            )
            raise self.trouble from error

    def flush(self) -> None:
        self._spool.flush()


class _Source:
    """A sealed file as it is read. It remembers what its disk refused: a stick that was pulled out is no damage."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.trouble: KnownError | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            return self._file.read(size)
        except OSError as error:
            self.trouble = refuse("E-READ")
            raise self.trouble from error


def _decrypt(source: Path, keys: Keys) -> IO[bytes]:
    try:
        size = source.stat().st_size
        with source.open("rb") as file:
            begins = beginning(file.read(LONGEST))
    except OSError as error:
        raise refuse("E-READ") from error
    if begins != "age":
        raise refuse({"damaged": "E-DAMAGED", "zip": "E-ZIP"}.get(begins, "E-NOTBUNDLE"))
    if size > fmt.MOST_FILE:
        raise refuse("E-BOMB")
    spool = cast("IO[bytes]", Spool())
    identity = pyrage.x25519.Identity.from_str(keys.identity)
    plain, sealed = _Capped(spool), None
    try:
        with source.open("rb") as file:
            sealed = _Source(file)
            pyrage.decrypt_io(cast("BinaryIO", sealed), cast("BinaryIO", plain), [identity])
    except (pyrage.DecryptError, OSError, KnownError) as error:  # damage in the middle comes as OSError
        spool.close()
        foreign = isinstance(error, pyrage.DecryptError) and "no matching" in str(error).lower()
        unread = sealed.trouble if sealed is not None else refuse("E-READ")
        raise unread or plain.trouble or refuse("E-RECIPIENT" if foreign else "E-DAMAGED") from error
    spool.seek(0)
    return spool


def _check_end(spool: IO[bytes]) -> None:
    """How long the directory says it is, before zipfile reads all of it into memory."""
    size = spool.seek(0, os.SEEK_END)
    spool.seek(max(0, size - (1 << 16) - _END.size))
    tail = spool.read()
    spool.seek(0)
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) - at < _END.size:
        raise refuse("E-FORMAT")
    _, _, _, _, members, length, _, _ = _END.unpack(tail[at : at + _END.size])
    if members > fmt.MOST_MEMBERS or length > _LONGEST_DIRECTORY or _END64_MARK in tail[max(0, at - 20) : at]:
        raise refuse("E-BOMB")


def _check_directory(archive: zipfile.ZipFile, size: int) -> None:
    """Names, number, sizes and ratios, before anything is unpacked; ``size`` is that of the whole archive, in which
    members that lie over each other would pretend to be more."""
    infos = archive.infolist()
    if len(infos) > fmt.MOST_MEMBERS or sum(info.compress_size for info in infos) > size:
        raise refuse("E-BOMB")
    names = [info.filename for info in infos]
    if len(set(names)) != len(names) or not all(fmt.MEMBER.fullmatch(name) for name in names):
        raise refuse("E-NAME")
    if not {fmt.MANIFEST, fmt.SIGNATURE, fmt.CHANGES} <= set(names):
        raise refuse("E-FORMAT")
    for info in infos:
        packed = zipfile.ZIP_STORED if info.filename.startswith("blobs/") else zipfile.ZIP_DEFLATED
        if info.compress_type not in (zipfile.ZIP_STORED, packed) or info.flag_bits & 1:
            raise refuse("E-FORMAT")
        most = {fmt.MANIFEST: fmt.MOST_MANIFEST, fmt.SIGNATURE: 256, fmt.CHANGES: fmt.MOST_CHANGES}
        if info.file_size > most.get(info.filename, fmt.MOST_BLOB):
            raise refuse("E-BOMB")
        if info.file_size > 1 << 20 and info.file_size > fmt.MOST_RATIO * max(1, info.compress_size):
            raise refuse("E-BOMB")


def _check_members(archive: zipfile.ZipFile, manifest: fmt.Manifest) -> None:
    """What the ZIP holds is what was signed: no member more, none less, sizes equal. Hashes come while reading."""
    inside = {info.filename: info.file_size for info in archive.infolist()}
    signed = {name: size for name, (size, _) in manifest.members.items()}
    del inside[fmt.MANIFEST], inside[fmt.SIGNATURE]
    if inside != signed:
        raise refuse("E-HASH")
    if any(name.startswith("blobs/") and name != f"blobs/{sha}" for name, (_, sha) in manifest.members.items()):
        raise refuse("E-HASH")
