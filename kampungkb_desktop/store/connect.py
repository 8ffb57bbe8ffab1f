"""Connections to one encrypted file: the key, the pragmas, a few kept open, and transactions that begin when they say
so. Nothing here knows what is in the file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from sqlcipher3 import dbapi2

from kampungkb_desktop.base.errors import Cancelled
from kampungkb_desktop.store import faults
from kampungkb_desktop.store.connection import Connection

READ, WRITE = "BEGIN", "BEGIN IMMEDIATE"
KEPT = 3
"""Idle connections that are kept: the window's, the worker's and one for a second worker."""
_CACHE_KIB = 8_192
"""Decrypting a page costs more than reading it, so the page cache is worth its memory, a 4 GB laptop's too."""


def raw(path: Path, key: bytes) -> Any:
    """A driver connection with the key set (a raw key opens at once) and no transaction of its own accord."""
    # With the driver's own transactions a SELECT runs outside and DDL is not rolled back.
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    return _told(
        connection, "cipher_log_level = NONE", f"key = \"x'{key.hex()}'\"", "busy_timeout = 5000",
        f"cache_size = -{_CACHE_KIB}",
    )  # fmt: skip


def _told(connection: Any, *pragmas: str) -> Any:
    """The connection with these set. What cannot be read is closed at once: Windows lets nobody put a copy in the place
    of a file that is open, and an error keeps its connection for as long as somebody keeps the error."""
    try:
        for one in pragmas:
            connection.execute(f"PRAGMA {one}")
    except BaseException:
        connection.close()
        raise
    return connection


class DatabaseClosed(Cancelled):
    """Somebody asks after the data were closed: a page's timer, work that was waiting its turn. It belongs to nobody
    any more and ends as if it had been cancelled."""


class Pool:
    """The connections of one file. Each is used by one thread at a time."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path, self._key = path, key
        self._idle: list[Any] = []
        self._lock = Lock()
        self._disposed = False

    def take(self) -> Any:
        """An idle connection, else a new one."""
        with self._lock:
            if self._disposed:
                raise DatabaseClosed
            if self._idle:
                return self._idle.pop()  # the one used last has the pages; taken in turn, each would keep its own
        return self._made()

    def give_back(self, connection: Any) -> None:
        """Keep it for the next, or close it where enough are kept."""
        with self._lock:
            if not self._disposed and len(self._idle) < KEPT:
                self._idle.append(connection)
                return
        connection.close()

    def rest(self) -> None:
        """One fresh connection in place of all idle ones: with them go their pages, and the long lists of numbers that
        statements once run keep as long as their connection lives. Opening one takes two milliseconds."""
        with self._lock:
            if self._disposed or not self._idle:
                return
            idle, self._idle = self._idle, []
        self.give_back(self._made())  # before the others end: the last one to close writes the log into the file
        for connection in idle:
            connection.close()

    def dispose(self) -> None:
        """Close what is idle; what is in use is closed when it comes back, and nothing is given out any more."""
        with self._lock:
            self._disposed, idle = True, self._idle
            self._idle = []
        for connection in idle:
            connection.close()

    def _made(self) -> Any:
        # FULL: the last visit of the evening survives a dead battery.
        pragmas = "synchronous = FULL", "journal_size_limit = 33554432", "trusted_schema = OFF"
        return _told(raw(self._path, self._key), *pragmas)


@contextmanager
def transaction(pool: Pool, begin: str, *, keep: bool = True) -> Iterator[Connection]:
    """One transaction, committed at the end (unless not to be kept) and rolled back on any exception. What the disk
    complains about is raised as a KnownError."""
    try:
        driver = pool.take()
        try:
            driver.execute(begin)
            yield Connection(driver)
            if keep and begin == WRITE:
                driver.commit()
        finally:
            _let_go(driver, pool)
    except dbapi2.Error as error:
        known = faults.of_sqlite(error)
        if known is None:
            raise
        raise known from error


def _let_go(driver: Any, pool: Pool) -> None:
    """Take back what was not committed, along with rows nobody read to the end: they would hold the picture."""
    try:
        driver.rollback()
    except dbapi2.Error:
        driver.close()  # the disk fails below it; what brought us here is being raised already
        raise
    pool.give_back(driver)
