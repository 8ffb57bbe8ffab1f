"""Connections to one encrypted file: the key, the pragmas, and transactions that begin when they say so.
Nothing here knows what is in the file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from kampungkb_desktop.store import faults

READ, WRITE = "BEGIN", "BEGIN IMMEDIATE"
_BEGIN = "kkb_begin"
_CACHE_KIB = 8_192
"""Decrypting a page costs more than reading it, so the page cache is worth its memory, a 4 GB laptop's too."""


def raw(path: Path, key: bytes) -> Any:
    """A driver connection with the key set (a raw key opens at once) and no transaction of its own accord."""
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    _prepare(connection, key)
    return connection


def _prepare(connection: Any, key: bytes) -> None:
    # With the driver's own transactions a SELECT runs outside and DDL is not rolled back.
    connection.isolation_level = None
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA busy_timeout = 5000")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")


def open_engine(path: Path, key: bytes) -> Engine:
    """An engine for the file. SQL errors never show values: they are people's answers."""
    url = URL.create("sqlite", database=str(path))  # a formatted string would open the wrong file for "%20" or "?"
    engine = create_engine(
        url,
        module=dbapi2,
        poolclass=QueuePool,
        pool_size=3,
        pool_use_lifo=True,  # the connection that was used last has the pages; taken in turn, each would keep its own
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect", insert=True)
    def _on_connect(connection: Any, _record: object) -> None:
        _prepare(connection, key)
        # FULL: the last visit of the evening survives a dead battery.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA journal_size_limit = 33554432")
        connection.execute("PRAGMA trusted_schema = OFF")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, READ))

    return engine


@contextmanager
def transaction(engine: Engine, begin: str, *, keep: bool = True) -> Iterator[Connection]:
    """One transaction, committed at the end (unless not to be kept) and rolled back on any exception. What the disk
    complains about is raised as a KnownError."""
    try:
        with engine.connect().execution_options(**{_BEGIN: begin}) as connection, connection.begin() as begun:
            yield connection
            if not keep:
                begun.rollback()
    except DBAPIError as error:
        known = faults.of_sqlite(error)
        if known is None:
            raise
        raise known from error
