"""Making and opening the sealed file: ZIP inside age, signed inside (``sync.md`` 5).

Nothing readable ever has a name on disk: the plain ZIP lives in memory, beyond that in an unlinked temporary file.
The sealed file is written as ``name.part``, flushed, read back and renamed.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

import pyrage

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.bundle import format as fmt
from kampungkb_desktop.bundle.certificate import (
    MANIFEST_DOMAIN,
    Certificate,
    Keys,
    read_certificate,
    verified,
)  # fmt: skip
from kampungkb_desktop.bundle.refusals import refuse
from kampungkb_desktop.forms.change import Change

IN_MEMORY = 64 << 20
_FIXED_TIME = (2020, 1, 1, 0, 0, 0)
_AGE_HEAD = b"age-encryption.org/v1\n"


@dataclass(frozen=True, slots=True)
class Packed:
    """The plain ZIP before sealing, with what the manifest must say of its members."""

    spool: IO[bytes]
    archive: zipfile.ZipFile
    members: dict[str, tuple[int, str]]


class _Hashing:
    """A member being written, hashed on the way."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self._hash = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> None:
        self._target.write(data)
        self._hash.update(data)
        self.size += len(data)

    def seal(self) -> tuple[int, str]:
        return self.size, self._hash.hexdigest()


def pack(
    changes: Iterable[Change], index: dict[str, int], blobs: Iterable[tuple[str, bytes]], progress: Progress, total: int
) -> Packed:
    """Write changes and photos into a plain ZIP; ``index`` is the place of each device in the manifest."""
    spool = cast("IO[bytes]", tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115  closed by seal()
    archive = zipfile.ZipFile(spool, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
    members: dict[str, tuple[int, str]] = {}
    with archive.open(_info(fmt.CHANGES, zipfile.ZIP_DEFLATED), "w", force_zip64=True) as member:
        out = _Hashing(member)
        for done, change in enumerate(changes, 1):
            out.write(fmt.encode_change(change, index))
            if not done % 500:
                progress.report(done, total, "Menulis perubahan")
        members[fmt.CHANGES] = out.seal()
    for sha, data in blobs:
        progress.check()
        archive.writestr(_info(f"blobs/{sha}", zipfile.ZIP_STORED), data)
        members[f"blobs/{sha}"] = len(data), sha
    return Packed(spool, archive, members)


def seal(
    packed: Packed, manifest: fmt.Manifest, keys: Keys, recipients: Iterable[str], target: Path
) -> tuple[str, int]:
    """Sign, encrypt and put the file in its place. Returns sha256 and size of the sealed file."""
    text = fmt.encode_manifest(manifest)
    packed.archive.writestr(_info(fmt.MANIFEST, zipfile.ZIP_DEFLATED), text)
    packed.archive.writestr(_info(fmt.SIGNATURE, zipfile.ZIP_STORED), keys.sign(MANIFEST_DOMAIN, text))
    packed.archive.close()
    packed.spool.seek(0)
    to = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    part = target.with_name(target.name + ".part")
    try:
        with packed.spool, part.open("wb") as out:
            pyrage.encrypt_io(packed.spool, out, to)
            out.flush()
            os.fsync(out.fileno())
            size = out.tell()
        digest = _read_back(part, size)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
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


def _info(name: str, method: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _FIXED_TIME)
    info.compress_type = method
    return info


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened, verified file. Close it; the plain content goes with it."""

    manifest: fmt.Manifest
    certificate: Certificate
    archive: zipfile.ZipFile
    spool: IO[bytes]

    def changes(self) -> Iterator[Change]:
        """Every change, typed and bounded; counts and hash are compared at the end."""
        size, sha = self.manifest.members[fmt.CHANGES]
        digest, count, total = hashlib.sha256(), 0, 0
        with self.archive.open(fmt.CHANGES) as member:
            while line := member.readline(fmt.MOST_LINE + 2):
                digest.update(line)
                total += len(line)
                count += 1
                if total > size:
                    raise refuse("E-HASH")
                yield fmt.decode_change(line, self.manifest.devices, count)
        if (total, digest.hexdigest()) != (size, sha):
            raise refuse("E-HASH")
        if count != self.manifest.changes:
            raise refuse("E-COUNT")

    def blob_names(self) -> list[str]:
        """The sha256 of every photo inside."""
        return [name.removeprefix("blobs/") for name in self.manifest.members if name.startswith("blobs/")]

    def blob(self, sha: str) -> bytes:
        """One photo, verified against its name."""
        data = self.archive.read(f"blobs/{sha}")
        if hashlib.sha256(data).hexdigest() != sha:
            raise refuse("E-HASH", "foto")
        return data

    def close(self) -> None:
        """Forget the plain content."""
        self.archive.close()
        self.spool.close()


def file_hash(source: Path) -> str:
    """sha256 of a sealed file: the same file taken in twice is recognised at once."""
    digest = hashlib.sha256()
    with source.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def open_sealed(
    source: Path, keys: Keys, *, office: frozenset[str], trusted: frozenset[str], practice: bool
) -> Opened:
    """Open and verify a file: age, bounds, names, manifest, sender, signature, recipient, version, member sizes.

    ``office`` are the verify keys this installation answers to (its own, and its office's); ``trusted`` the verify
    keys whose certificates it believes. Raises a refusal of ``sync.md`` 7, never anything else for a hostile file.
    """
    spool = _decrypt(source, keys)
    try:
        archive = zipfile.ZipFile(spool)
        _check_directory(archive)
        text = archive.read(fmt.MANIFEST)
        signature = archive.read(fmt.SIGNATURE).decode("ascii")
        manifest = fmt.decode_manifest(text)
        certificate = read_certificate(manifest.certificate, manifest.certificate_sig, trusted, practice=practice)
        if certificate.uid != manifest.sender or not verified(
            certificate.verify_key, MANIFEST_DOMAIN, text, signature
        ):
            raise refuse("E-SIGNATURE")
        if office.isdisjoint(manifest.recipients):
            raise refuse("E-RECIPIENT")
        _check_members(archive, manifest)
    except KnownError:
        spool.close()
        raise
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, ValueError, RuntimeError, NotImplementedError) as error:
        spool.close()
        raise refuse("E-FORMAT") from error
    return Opened(manifest, certificate, archive, spool)


class _Capped:
    """A spool that refuses to grow past what any honest file holds."""

    def __init__(self, spool: IO[bytes]) -> None:
        self._spool = spool
        self._size = 0

    def write(self, data: bytes) -> int:
        self._size += len(data)
        if self._size > fmt.MOST_FILE:
            raise refuse("E-BOMB")
        return self._spool.write(data)

    def flush(self) -> None:
        self._spool.flush()


def _decrypt(source: Path, keys: Keys) -> IO[bytes]:
    try:
        size = source.stat().st_size
        with source.open("rb") as file:
            head = file.read(len(_AGE_HEAD))
    except OSError as error:
        raise KnownError(
            "E-READ", "Berkas tidak dapat dibaca.", "Periksa flashdisk atau foldernya, lalu pilih berkasnya lagi."
        ) from error
    if head != _AGE_HEAD:
        raise refuse("E-DAMAGED" if head and _AGE_HEAD.startswith(head) else "E-NOTBUNDLE")
    if size > fmt.MOST_FILE:
        raise refuse("E-BOMB")
    spool = cast("IO[bytes]", tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115  handed on
    identity = pyrage.x25519.Identity.from_str(keys.identity)
    try:
        with source.open("rb") as file:
            pyrage.decrypt_io(file, cast("BinaryIO", _Capped(spool)), [identity])
    except pyrage.DecryptError as error:
        spool.close()
        raise refuse("E-RECIPIENT" if "no matching" in str(error).lower() else "E-DAMAGED") from error
    except OSError as error:  # how decrypt_io reports damage in the middle
        spool.close()
        raise refuse("E-DAMAGED") from error
    except KnownError:
        spool.close()
        raise
    spool.seek(0)
    return spool


def _check_directory(archive: zipfile.ZipFile) -> None:
    """Names, number, sizes and ratios, before anything is unpacked."""
    infos = archive.infolist()
    if len(infos) > fmt.MOST_MEMBERS:
        raise refuse("E-BOMB")
    names = [info.filename for info in infos]
    if len(set(names)) != len(names) or not all(fmt.MEMBER.fullmatch(name) for name in names):
        raise refuse("E-NAME")
    if not {fmt.MANIFEST, fmt.SIGNATURE, fmt.CHANGES} <= set(names):
        raise refuse("E-FORMAT")
    for info in infos:
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
