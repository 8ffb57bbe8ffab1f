"""Where a plain ZIP lies while it is made or opened: in memory, and what does not fit there in an unlinked file under a
key that only this process ever has. Whoever takes the disk finds nothing readable, also after a power cut.

The key lives as long as the object. Bytes written twice at one place (the heads of a ZIP's members: sizes and a
checksum) meet the same key stream; their difference says no more than those figures.
"""

from __future__ import annotations

import io
import os
import tempfile
from typing import IO, Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

IN_MEMORY = 64 << 20
_BLOCK = 16
_KEY = 32


class Spool(io.RawIOBase):
    """A file to be written, sought in and read, as a ``SpooledTemporaryFile`` is. OSError when the disk is full."""

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        super().__init__()
        self._most = in_memory
        self._memory: io.BytesIO | None = io.BytesIO()
        self._file: IO[bytes] | None = None
        self._key, self._nonce = os.urandom(_KEY), int.from_bytes(os.urandom(_BLOCK // 2), "big") << 64
        self._at = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def writable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """The place of the next byte."""
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at}.get(whence)
        self._at = max(0, (self._size() if base is None else base) + offset)
        return self._at

    def write(self, data: Any) -> int:
        """All of it, at the present place."""
        data = bytes(data)
        if self._memory is not None and self._at + len(data) > self._most:
            self._roll()
        if self._memory is not None:
            self._memory.seek(self._at)
            self._memory.write(data)
        else:
            assert self._file is not None
            self._file.seek(self._at)
            self._file.write(self._through(data))
        self._at += len(data)
        return len(data)

    def readinto(self, buffer: Any) -> int:
        """As much as there is."""
        target: IO[bytes] | io.BytesIO | None = self._memory if self._memory is not None else self._file
        assert target is not None, "read after close"
        target.seek(self._at)
        found = target.read(len(buffer))
        if self._memory is None:
            found = self._through(found)
        buffer[: len(found)] = found
        self._at += len(found)
        return len(found)

    def close(self) -> None:
        """Let the memory and the file go."""
        if self._file is not None:
            self._file.close()
        self._memory = self._file = None
        super().close()

    def _size(self) -> int:
        if self._memory is not None:
            return self._memory.getbuffer().nbytes
        assert self._file is not None, "asked after close"
        return self._file.seek(0, os.SEEK_END)

    def _roll(self) -> None:
        """Out of memory into a file, sealed."""
        assert self._memory is not None
        plain, self._memory = self._memory, None
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  closed with the spool
        at, self._at = self._at, 0
        plain.seek(0)
        while block := plain.read(1 << 20):
            self.write(block)
        self._at = at

    def _through(self, data: bytes) -> bytes:
        """The same as plain or sealed bytes of the present place."""
        block, skip = divmod(self._at, _BLOCK)
        counter = (self._nonce + block).to_bytes(_BLOCK, "big")
        stream = Cipher(algorithms.AES(self._key), modes.CTR(counter)).encryptor()
        stream.update(bytes(skip))
        return stream.update(data)
