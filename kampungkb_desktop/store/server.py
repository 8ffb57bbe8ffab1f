"""The office's PostgreSQL server: how to reach it, connections to it, and its transactions.

Loaded only where an office uses one. Writers wait for each other, as they do on a file; files of several senders may be
taken in beside each other (``Server.beside``), each keeping to records that nobody else is at.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock
from typing import Any

import psycopg
from sqlcipher3 import dbapi2

from kampungkb_desktop.store import faults, server_faults
from kampungkb_desktop.store.address import Address
from kampungkb_desktop.store.connect import READ, DatabaseClosed, Pool
from kampungkb_desktop.store.server_connection import OwnTables, ServerConnection, WholeTruth

SCHEMA = "kampungkb"
"""All tables are in a schema of this name, so that the database may hold other things beside them."""
KEPT = 4
_SECONDS_TO_CONNECT = 8
_SECONDS_TO_WAIT = 60
"""How long a writer waits for another one (a large file taken in at another computer)."""
_SECONDS_BESIDE = 1_800
_LOCK = (0x4B4B42, 1)
_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_WRITE = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"


def connect(address: Address) -> psycopg.Connection[Any]:
    """A new connection. KnownError E-SERVER-AWAY, E-SERVER-LOGIN, E-SERVER-OTHER, E-SERVER-BUSY."""
    root = (address.certificate or "system") if address.tls == "verify-full" else None
    try:
        made: psycopg.Connection[Any] = psycopg.connect(
            host=address.host, port=address.port, dbname=address.database, user=address.user,
            password=address.password, sslmode=address.tls, connect_timeout=_SECONDS_TO_CONNECT, autocommit=True,
            application_name="Kampung KB", client_encoding="utf8", keepalives_idle=30, keepalives_interval=10,
            keepalives_count=3, passfile="", options=f"-c search_path={SCHEMA} -c lock_timeout={_SECONDS_TO_WAIT}s",
            sslrootcert=root,
        )  # fmt: skip
    except psycopg.Error as error:
        raise server_faults.of_postgres(error, connected=False) from None
    made.adapters.register_dumper(bool, WholeTruth)
    return made


class Server:
    """The connections to one database. Each is used by one thread at a time."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._idle: list[psycopg.Connection[Any]] = []
        self._lock = Lock()
        self._closed = False

    def close(self) -> None:
        """Close what is idle; what is in use is closed when it comes back."""
        with self._lock:
            self._closed, idle = True, self._idle
            self._idle = []
        for one in idle:
            one.close()

    @contextmanager
    def transaction(
        self, own: Pool, begin: str, *, keep: bool = True, beside: bool = False
    ) -> Iterator[ServerConnection]:
        """One transaction on the server with the installation's own file, committed at the end (unless not to be kept)
        and rolled back on any exception. ``beside``: other writers of this kind may go on meanwhile."""
        alone = not beside
        driver = self._begun(begin, alone=alone)
        ours = OwnTables(own)
        try:
            try:
                yield ServerConnection(driver, ours, alone=alone)
                if keep and begin != READ:
                    self._commit(driver)
                    ours.commit()
            finally:
                ours.let_go()
                self._let_go(driver)
        except psycopg.Error as error:
            raise server_faults.of_postgres(error, connected=True, alone=alone) from None
        except dbapi2.Error as error:
            known = faults.of_sqlite(error)
            if known is None:
                raise
            raise known from error

    def size(self) -> int:
        """Bytes on the server's disk."""
        with self.transaction_of_server() as driver:
            sql = "SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class WHERE relnamespace = %s::regnamespace"
            found = driver.execute(f"{sql} AND relkind = 'r'", (SCHEMA,)).fetchone()
        return int(found[0] or 0) if found else 0

    @contextmanager
    def transaction_of_server(self) -> Iterator[psycopg.Connection[Any]]:
        """A reading of what no table of ours says, on a bare connection."""
        driver = self._begun(READ, alone=False)
        try:
            yield driver
        except psycopg.Error as error:
            raise server_faults.of_postgres(error, connected=True) from None
        finally:
            self._let_go(driver)

    # --- inside -------------------------------------------------------------------------------------------------------

    def _begun(self, begin: str, *, alone: bool) -> psycopg.Connection[Any]:
        """A connection with its transaction begun; one that died while it was idle is replaced once."""
        while True:
            driver, idle = self._taken()
            try:
                driver.execute(_READ if begin == READ else _WRITE)
                if begin != READ:
                    kind = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
                    driver.execute(f"SELECT {kind}(%s, %s)", _LOCK)
                if not alone and begin != READ:  # from here it waits for others at work, and they may take long
                    driver.execute(f"SET LOCAL lock_timeout = '{_SECONDS_BESIDE}s'")
            except psycopg.Error as error:
                dead = driver.broken
                driver.close()
                if not (idle and dead):
                    raise server_faults.of_postgres(error, connected=True) from None
            else:
                return driver

    def _taken(self) -> tuple[psycopg.Connection[Any], bool]:
        with self._lock:
            if self._closed:
                raise DatabaseClosed
            if self._idle:
                return self._idle.pop(), True
        return connect(self.address), False

    def _commit(self, driver: psycopg.Connection[Any]) -> None:
        try:
            driver.execute("COMMIT")
        except psycopg.OperationalError as error:
            if error.sqlstate is None:
                raise server_faults.unsure() from None
            raise

    def _let_go(self, driver: psycopg.Connection[Any]) -> None:
        """Take back what was not committed. Where the connection is gone, the server has done it by itself."""
        with suppress(psycopg.Error):
            if not driver.closed and driver.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
                driver.execute("ROLLBACK")
        with self._lock:
            if not (self._closed or driver.closed or driver.broken) and len(self._idle) < KEPT:
                self._idle.append(driver)
                return
        driver.close()
