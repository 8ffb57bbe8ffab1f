"""Opening the one database of a data folder, and its transactions. Many readers, one writer; one program at a time."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, closing, suppress
from dataclasses import field
from pathlib import Path
from typing import IO, TYPE_CHECKING

from sqlcipher3 import dbapi2

from kampungkb_desktop.base.durable import flush_name
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.store import connect, copies, faults, lock, migrations, upkeep
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.files import discard_beside, discard_database
from kampungkb_desktop.store.migrations import STEPS, Step
from kampungkb_desktop.store.schema import Forms, Schema, note, schema_of

if TYPE_CHECKING:
    from kampungkb_desktop.store.server import Server
    from kampungkb_desktop.store.server_connection import ServerConnection

DATABASE_NAME = "kampungkb.kkdb"
SERVER_ADDRESS = "server"
"""The line of ``secret`` that says where the office's server is; without it the records are in the file."""


@frozen
class Database:
    """An open database. Values only come out of it; connections live no longer than their ``with``.

    ``refold`` names the forms whose records must be folded again because this version knows more of their fields;
    it comes back at every opening until ``write.put_meta(conn, "refold", "[]")``.
    """

    path: Path
    practice: bool
    refold: tuple[str, ...]
    _pool: connect.Pool = field(repr=False)
    _lock: IO[bytes] = field(repr=False)
    _key: bytes = field(repr=False)
    _server: Server | None = field(default=None, repr=False)
    """The office's server, where its records are there; the file then holds what belongs to this installation."""

    @property
    def on_server(self) -> bool:
        """Whether the records are on the office's server."""
        return self._server is not None

    @property
    def data_dir(self) -> Path:
        """The folder with the database, its keys, copies and photos."""
        return self.path.parent

    def read(self) -> AbstractContextManager[Connection]:
        """A read transaction: one unchanging picture of the data, beside any writer."""
        return self._transaction(connect.READ)

    def write(self) -> AbstractContextManager[Connection]:
        """A write transaction: all of it or nothing. KnownError for a full, failing or read-only disk, and for a server
        that cannot be reached or was lost on the way."""
        return self._transaction(connect.WRITE)

    def beside(self) -> AbstractContextManager[Connection]:
        """A write transaction that may run beside others of its kind, on a server; whoever asks for one takes turns
        (``Connection.take_turns``) and repeats it on ``AgainPlease``. On a file it is ``write``."""
        if self._server is None:
            return self.write()
        return self._server.transaction(self._pool, connect.WRITE, beside=True)

    def trial(self) -> AbstractContextManager[Connection]:
        """A write transaction that is always taken back: what would happen (a preview is the same code, not kept)."""
        return self._transaction(connect.WRITE, keep=False)

    def own_file(self) -> AbstractContextManager[Connection]:
        """A write transaction on the file alone, wherever the records are."""
        return connect.transaction(self._pool, connect.WRITE)

    def reach(self, server: Server, begin: str) -> AbstractContextManager[ServerConnection]:
        """A transaction on a server that is not this database's, or not yet."""
        return server.transaction(self._pool, begin)

    def size(self) -> int:
        """Bytes that the data take, where the records are."""
        return self.path.stat().st_size if self._server is None else self._server.size()

    def _transaction(self, begin: str, *, keep: bool = True) -> AbstractContextManager[Connection]:
        if self._server is None:
            return connect.transaction(self._pool, begin, keep=keep)
        return self._server.transaction(self._pool, begin, keep=keep)

    def shrink(self) -> None:
        """Give the disk back what was deleted from the file, and leave nothing of it in the log beside the file."""
        driver = self._pool.take()
        try:
            driver.execute("VACUUM")
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except dbapi2.Error as error:
            known = faults.of_sqlite(error)
            if known is None:
                raise
            raise known from error
        finally:
            self._pool.give_back(driver)

    def rest(self) -> None:
        """Hold no more memory than at the opening: nobody is reading just now. Raises nothing: it is nobody's deed."""
        with suppress(dbapi2.Error, OSError):
            self._pool.rest()

    def copy_to(self, target: Path) -> copies.Copy:
        """A verified, equally encrypted copy at ``target`` (never overwritten half-way)."""
        return copies.make(self.path, self._key, target)

    def close(self) -> None:
        """Fold the log file into the database and let the next start in."""
        if self._server is not None:
            self._server.close()
        self._pool.dispose()
        self._lock.close()


def create(path: Path, key: bytes, *, practice: bool, forms: Forms = FORMS) -> Database:
    """A new database at ``path``. It appears whole or not at all. KnownError E-EXISTS where one is already."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise faults.of_os(error) from error
    held = lock.take(path.parent)
    try:
        if path.exists():
            raise faults.exists()
        _create_file(path, key, {"practice": "1" if practice else "0"}, schema_of(forms))
        return _opened(path, key, held, forms, STEPS)
    except BaseException:
        held.close()
        raise


def open_database(
    path: Path, key: bytes, *, forms: Forms = FORMS, steps: tuple[Step, ...] = STEPS, file_only: bool = False
) -> Database:
    """Open, bring up to date (with a verified copy first), and hold the folder's lock. ``file_only`` leaves the
    office's server alone: to say anew where it is.

    KnownError: E-SECOND-START, E-MISSING-DB, E-READONLY, E-DISK-FULL, E-DAMAGED-DB (also for a key that is not this
    file's), E-NEWER-DB, and where the records are on the office's server those of ``store.server_faults``.
    """
    if not path.exists():
        raise faults.missing()
    held = lock.take(path.parent)
    try:
        return _opened(path, key, held, forms, steps, file_only=file_only)
    except BaseException:
        held.close()
        raise


def check(database: Database) -> tuple[str, ...]:
    """Read every page and compare: what SQLite and SQLCipher find wrong, empty when all is well. Takes seconds."""
    with database.own_file() as conn:
        cipher = [str(row[0]) for row in conn.exec_driver_sql("PRAGMA cipher_integrity_check")]
        quick = [str(row[0]) for row in conn.exec_driver_sql("PRAGMA quick_check(20)")]
    return tuple(line for line in (*cipher, *quick) if line != "ok")


def _create_file(path: Path, key: bytes, meta: Mapping[str, str], schema: Schema) -> None:
    from kampungkb_desktop.store.tables import create_all  # noqa: PLC0415  start-up time: SQLAlchemy, needed once

    part = path.with_name(path.name + ".part")
    discard_database(part)
    discard_beside(path)
    pool = connect.Pool(part, key)
    try:
        with connect.transaction(pool, connect.WRITE) as conn:
            create_all(conn, schema)
            for line in meta.items():
                conn.exec_driver_sql("INSERT INTO meta VALUES (?, ?)", line)
            conn.set_layout(migrations.layout())
        pool.dispose()
        part.replace(path)
        flush_name(path)
    except OSError as error:
        raise faults.of_os(error) from error
    finally:
        pool.dispose()
        discard_database(part)


def _opened(
    path: Path, key: bytes, held: IO[bytes], forms: Forms, steps: tuple[Step, ...], *, file_only: bool = False
) -> Database:
    _first_touch(path, key)
    pool = connect.Pool(path, key)
    try:
        with connect.transaction(pool, connect.READ) as conn:
            stale = upkeep.stale(conn, schema_of(forms), steps)
        if stale:
            from kampungkb_desktop.store import shelf  # noqa: PLC0415  start-up time: seldom needed

            shelf.before_migration(path, key, stale)
            with connect.transaction(pool, connect.WRITE) as conn:
                upkeep.bring_up_to_date(conn, schema_of(forms), steps)
        with connect.transaction(pool, connect.READ) as conn:
            practice, refold = note(conn, "practice") == "1", upkeep.to_refold(conn)
            sql = "SELECT value FROM secret WHERE key = ?"
            address = conn.exec_driver_sql(sql, (SERVER_ADDRESS,)).scalar()
        if file_only or not address:
            return Database(path, practice, refold, pool, held, key)
        from kampungkb_desktop.store import server_opening  # noqa: PLC0415  start-up time: few offices have a server

        server, refold = server_opening.opened(address, pool, forms, steps, practice=practice)
        return Database(path, practice, refold, pool, held, key, server)
    except BaseException:
        pool.dispose()
        raise


def _first_touch(path: Path, key: bytes) -> None:
    """A wrong key or a damaged head shows here, before anything is written; the journal mode is kept in the file."""
    try:
        with closing(connect.raw(path, key)) as connection:
            if not connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'meta'").fetchone()[0]:
                raise faults.damaged()
            if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                connection.execute("PRAGMA journal_mode = WAL")
    except dbapi2.Error as error:
        known = faults.of_sqlite(error)
        if known is None:
            raise
        raise known from error
