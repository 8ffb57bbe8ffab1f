"""Moving an office's records from the file to its server: all tables, row by row, counted and compared on both sides.

The file stays as it is, with every record in it, until somebody says that it is needed no more (``forget_records``).
What switches from one to the other is a single line of the file, so that there is no moment in between.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.store import connect, search, server_opening
from kampungkb_desktop.store.address import Address
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.database import SERVER_ADDRESS, Database
from kampungkb_desktop.store.dialect import OWN_TABLES, is_office_note
from kampungkb_desktop.store.schema import HEAD_COLUMNS, LOG_TABLES, Forms, note, put_note
from kampungkb_desktop.store.server import Server
from kampungkb_desktop.store.server_connection import ServerConnection

_BATCH = 2_000
_MADE_ANEW = frozenset({"shape", "forms", "practice", "layout"})
_MOVED = "moved"
"""The line of ``meta`` of the file that says "1" while the records of before are still in it."""


@frozen
class Content:
    """What a table holds: how many rows, and the digest of all of them in the order of their keys."""

    rows: int
    digest: str


def to_server(database: Database, address: Address, forms: Forms, work: Progress) -> Mapping[str, Content]:
    """Copy everything, compare both sides, and switch. Returns what was copied.

    KnownError: those of ``server_faults``; E-SERVER-TAKEN where other records are there already; E-COPY where the two
    sides differ. ``Cancelled`` between batches. Whatever ends it, the file goes on as it was.
    """
    server = Server(address)
    try:
        with database.own_file() as source:
            tables, content = _tables(forms), dict[str, Content]()
            with database.reach(server, connect.READ) as there:
                found = server_opening.state_of(there)
            if found == "empty":
                with database.reach(server, connect.WRITE) as target:
                    server_opening.make(target, forms, practice=database.practice)
                    _copy(source, target, tables, work)
                    content = _compared(source, target, tables, work)
                    search.rebuild(target, forms)
            else:  # perhaps a move that was cut off between its last two steps
                with database.reach(server, connect.READ) as target:
                    content = _compared(source, target, tables, work, taken=True)
            put_note(source, _MOVED, "1")
            keep_address(source, address)
        return content
    finally:
        server.close()


def keep_address(own: Connection, address: Address | None) -> None:
    """Note in the file where the records are; ``None`` means in the file."""
    sql = "INSERT INTO secret (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
    own.exec_driver_sql(sql, (SERVER_ADDRESS, address.text() if address else ""))


def address_of(own: Connection) -> Address | None:
    """Where the records are, by the file."""
    found = own.exec_driver_sql("SELECT value FROM secret WHERE key = ?", (SERVER_ADDRESS,)).scalar()
    return Address.of(found) if found else None


def has_records(own: Connection) -> bool:
    """Whether the file still holds the records of before the move."""
    return note(own, _MOVED) == "1"


def forget_records(database: Database, forms: Forms) -> None:
    """Take the records of before out of the file; what belongs to the installation stays."""
    assert database.on_server
    with database.own_file() as own:
        for table, _columns, _key in _tables(forms):
            if table != "meta":
                own.exec_driver_sql(f'DELETE FROM "{table}"')
        search.rebuild(own, forms)
        put_note(own, _MOVED, "")
    database.shrink()


# --- inside -----------------------------------------------------------------------------------------------------------

Table = tuple[str, tuple[str, ...], tuple[str, ...]]
"""Name, columns and key."""


def _tables(forms: Forms) -> list[Table]:
    found: list[Table] = []
    for table in LOG_TABLES:
        if table.name not in OWN_TABLES:
            columns = tuple(column.removesuffix(":int") for column in table.columns)
            found.append((table.name, columns, columns[: table.key]))
    return found + [(name, ("n", *HEAD_COLUMNS, *fields_of(form)), ("n",)) for name, form in forms.items()]


def _rows(conn: Connection, table: Table) -> Iterator[Sequence[object]]:
    name, columns, key = table
    listed = ", ".join(f'"{one}"' for one in columns)
    rows = conn.stream(f'SELECT {listed} FROM "{name}" ORDER BY {", ".join(key)}')
    if name == "meta":
        return (row for row in rows if is_office_note(row[0]) and row[0] not in _MADE_ANEW)
    return rows


def _copy(source: Connection, target: ServerConnection, tables: Sequence[Table], work: Progress) -> None:
    for at, table in enumerate(tables):
        work.report(at, 2 * len(tables), "Menyalin data ke server")
        target.load(table[0], table[1], _watched(_rows(source, table), work))


def _watched(rows: Iterator[Sequence[object]], work: Progress) -> Iterator[Sequence[object]]:
    for at, row in enumerate(rows):
        if not at % _BATCH:
            work.check()
        yield row


def _compared(
    source: Connection, target: Connection, tables: Sequence[Table], work: Progress, *, taken: bool = False
) -> dict[str, Content]:
    """The content of every table, the same on both sides. KnownError E-COPY, or E-SERVER-TAKEN."""
    content: dict[str, Content] = {}
    for at, table in enumerate(tables, len(tables)):
        work.report(at, 2 * len(tables), "Membandingkan kedua sisi")
        here, there = (_content(_watched(_rows(conn, table), work)) for conn in (source, target))
        if here != there:
            raise _taken() if taken else _unequal()
        content[table[0]] = here
    return content


def _content(rows: Iterator[Sequence[object]]) -> Content:
    digest, count = hashlib.sha256(), 0
    for row in rows:
        digest.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
        count += 1
    return Content(count, digest.hexdigest())


def _taken() -> KnownError:
    return KnownError(
        "E-SERVER-TAKEN",
        "Basis data di server itu sudah berisi data Kampung KB yang lain.",
        "Pilih basis data yang kosong. Untuk ikut memakai data yang sudah ada di sana, mulailah dengan folder data "
        "baru dan pilih ikut server kantor.",
    )


def _unequal() -> KnownError:
    return KnownError(
        "E-COPY",
        "Data di server tidak sama dengan aslinya, jadi tidak dipakai. Data Anda tetap di laptop ini.",
        "Ulangi. Bila tetap gagal, beri tahu pengelola server.",
    )
