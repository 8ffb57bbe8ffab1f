"""A ZIP being written: what ``zipfile`` would write, with a faster deflate where there is one (decision 0024).

Only for writing what is one's own; what arrives is unpacked by Python's zlib. No ZIP64: a file has at most 1 GiB and
its changes 4 GiB (``format``).
"""

from __future__ import annotations

import struct
import zlib
from types import ModuleType
from typing import IO, Protocol, Self

_fast: ModuleType | None
try:
    from isal import isal_zlib

    _fast = isal_zlib
except ImportError:  # no wheel for this computer: the same format, more slowly
    _fast = None

_LEVEL = 1
"""Of igzip's: ten times as fast as zlib's 6, and its files are 3 % larger; its 2 and 3 make them no smaller."""
_STORED, _DEFLATED = 0, 8
_DATE = (2020 - 1980) << 9 | 1 << 5 | 1
"""The first of January 2020: a file tells its day in its list of contents, and there only."""
_VERSION = 20
_LOCAL = struct.Struct("<4s5H3L2H")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_MOST = (1 << 32) - 1


class _Squeezing(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...

    def flush(self) -> bytes: ...


class Zipped:
    """An archive written front to back into something that can be sought in. OSError where it grows too large."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self._directory: list[bytes] = []

    def member(self, name: str, *, deflated: bool) -> Member:
        """Begin a member; the one before must have been closed."""
        return Member(self, self._target, name.encode("ascii"), deflated=deflated)

    def write(self, name: str, data: bytes, *, deflated: bool) -> None:
        """A whole member."""
        with self.member(name, deflated=deflated) as member:
            member.write(data)

    def note(self, entry: bytes) -> None:
        """Put a member that is closed into the directory."""
        self._directory.append(entry)

    def close(self) -> None:
        """Write the directory."""
        at, count, directory = self._target.tell(), len(self._directory), b"".join(self._directory)
        if at + len(directory) > _MOST:
            raise OSError("too large for a plain ZIP")
        self._target.write(directory + _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), at, 0))


class Member:
    """One member being written; sizes and checksum are put into its head at the end."""

    def __init__(self, archive: Zipped, target: IO[bytes], name: bytes, *, deflated: bool) -> None:
        self._archive, self._target, self._name = archive, target, name
        self._squeezing = squeezing() if deflated else None
        self._at, self._crc, self._size, self._packed = target.tell(), 0, 0, 0
        target.write(self._head())

    def write(self, data: bytes) -> int:
        """More of its bytes."""
        self._crc = zlib.crc32(data, self._crc)
        self._size += len(data)
        self._put(data if self._squeezing is None else self._squeezing.compress(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is kept back that could be written."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._close()

    def _put(self, packed: bytes) -> None:
        self._packed += len(packed)
        self._target.write(packed)

    def _close(self) -> None:
        if self._squeezing is not None:
            self._put(self._squeezing.flush())
        if max(self._size, self._at + self._packed) > _MOST:
            raise OSError("too large for a plain ZIP")
        end = self._target.tell()
        self._target.seek(self._at)
        self._target.write(self._head())
        self._target.seek(end)
        said = (self._method, 0, _DATE, self._crc, self._packed, self._size, len(self._name), 0)
        self._archive.note(_ENTRY.pack(b"PK\1\2", _VERSION, _VERSION, 0, *said, 0, 0, 0, 0, self._at) + self._name)

    @property
    def _method(self) -> int:
        return _STORED if self._squeezing is None else _DEFLATED

    def _head(self) -> bytes:
        said = (self._method, 0, _DATE, self._crc, self._packed, self._size, len(self._name), 0)
        return _LOCAL.pack(b"PK\3\4", _VERSION, 0, *said) + self._name


def squeezing() -> _Squeezing:
    """A raw deflate stream, as a ZIP holds it."""
    if _fast is None:
        return zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    made: _Squeezing = _fast.compressobj(_LEVEL, _fast.DEFLATED, -zlib.MAX_WBITS)
    return made
