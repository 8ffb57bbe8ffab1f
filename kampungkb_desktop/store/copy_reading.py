"""Looking into a copy without putting it in the place of anything: opened so that not a byte of it or beside it is
written, which a write-protected stick allows too. Only its log is read, which every version writes alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlcipher3 import dbapi2

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.store import faults
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.shelf import Kept

Held = Mapping[str, list[tuple[int, int]]]
"""Device uid to the counters that a log has, as closed ranges in order."""


@contextmanager
def opened(kept: Kept, key: bytes) -> Iterator[Connection]:
    """The copy, to be read. KnownError E-COPY-KEY where the key is not its own, and what the disk complains about."""
    driver = _driver(kept.database, key)
    try:
        with closing(driver):
            yield Connection(driver)
    except dbapi2.OperationalError as error:
        raise faults.of_sqlite(error) or _older() from error


def held(conn: Connection) -> Held:
    """Which changes a log has."""
    sql = (
        "SELECT d.uid, min(x.seq), max(x.seq) FROM (SELECT device, seq, seq - row_number() "
        "OVER (PARTITION BY device ORDER BY seq) AS part FROM change) x JOIN device d ON d.n = x.device "
        "GROUP BY d.uid, x.part ORDER BY d.uid, min(x.seq)"
    )
    found: dict[str, list[tuple[int, int]]] = {}
    for uid, low, high in conn.exec_driver_sql(sql):
        found.setdefault(str(uid), []).append((int(low), int(high)))
    return found


def touched_beside(conn: Connection, other: Held) -> list[tuple[str, str]]:
    """(form, record) of the changes in this log that the other one has not got."""
    found: dict[tuple[str, str], None] = {}
    for uid, ranges in held(conn).items():
        for low, high in _outside(ranges, other.get(uid, [])):
            sql = (
                "SELECT DISTINCT c.form, c.record FROM change c JOIN device d ON d.n = c.device "
                "WHERE d.uid = ? AND c.seq BETWEEN ? AND ?"
            )
            found |= {(str(row[0]), str(row[1])): None for row in conn.exec_driver_sql(sql, (uid, low, high))}
    return list(found)


def linked(conn: Connection, form: str, field: str, record: str) -> list[str]:
    """The records of a form that name another one in a field; none where this copy's version had no such field."""
    if form not in conn.tables() or field not in conn.columns(form):
        return []
    return [str(row[0]) for row in conn.exec_driver_sql(f'SELECT id FROM "{form}" WHERE "{field}" = ?', (record,))]


def _outside(ranges: list[tuple[int, int]], other: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What of some ranges is in none of the others; both in order and disjoint."""
    for low, high in ranges:
        start = low
        for begin, end in other:
            if end < start or begin > high:
                continue
            if begin > start:
                yield start, begin - 1
            start = max(start, end + 1)
        if start <= high:
            yield start, high


def _driver(path: Path, key: bytes) -> Any:
    posix = path.absolute().as_posix()
    address = f"file://{'' if posix.startswith('/') else '/'}{quote(posix)}?mode=ro&immutable=1"
    try:
        driver = dbapi2.connect(address, uri=True, isolation_level=None, check_same_thread=False)
        driver.execute("PRAGMA cipher_log_level = NONE")
        driver.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        driver.execute("PRAGMA trusted_schema = OFF")
        driver.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except dbapi2.OperationalError as error:
        raise faults.of_sqlite(error) or faults.disk_failing() from error
    except dbapi2.DatabaseError as error:
        raise KnownError(
            "E-COPY-KEY",
            "Salinan ini dibuat dengan kunci lain, jadi tidak dapat dibuka di sini.",
            "Pilih salinan dari laptop ini, atau pulihkan dengan kata sandi atau kode pemulihan salinan itu.",
        ) from error
    return driver


def _older() -> KnownError:
    return KnownError(
        "E-COPY-OLD",
        "Isi salinan ini disimpan oleh versi yang susunannya lain, jadi tidak dapat dilihat satu per satu.",
        "Pulihkan salinannya utuh, atau pilih salinan yang lebih baru.",
    )
