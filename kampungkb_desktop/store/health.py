"""What the tables say about their own soundness, by looking at a few rows (at a start) or at all of them. It changes
nothing and judges nothing: ``actions.health`` says what a finding means."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping

from kampungkb_desktop.forms import kinds
from kampungkb_desktop.forms.record import Record, fields_of
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.database import Database
from kampungkb_desktop.store.fetch import tuples

Links = tuple[tuple[str, str, str], ...]
"""Form, its field, and the form that the field links to."""
_DEVICES = 3
"""By chance the changes of so many laptops are looked at."""


def links_of(forms: Mapping[str, type[Record]]) -> Links:
    """Every field that links to records of one form."""
    return tuple(
        (name, field, kind.to)
        for name, form in forms.items()
        for field, kind in fields_of(form).items()
        if isinstance(kind, kinds.Link) and kind.to in forms
    )


def dangling(conn: Connection, link: tuple[str, str, str], newest: int = 0) -> int:
    """How many links of this field lead to a record that is not here; with ``newest`` only of the newest so many."""
    form, field, to = link
    source = f'"{form}"' if not newest else f'(SELECT * FROM "{form}" ORDER BY n DESC LIMIT {newest:d}) AS newest'
    sql = f'SELECT count(*) FROM {source} WHERE "{field}" IS NOT NULL AND "{field}" NOT IN (SELECT id FROM "{to}")'
    if newest:  # few rows: asking the index of the other form for each is cheaper than listing that
        sql = (
            f'SELECT count(*) FROM {source} WHERE "{field}" IS NOT NULL '
            f'AND NOT EXISTS (SELECT 1 FROM "{to}" AS there WHERE there.id = newest."{field}")'
        )
    return int(conn.exec_driver_sql(sql).scalar_one())


def sampled_records(conn: Connection, newest: int, chance: random.Random, others: int) -> list[str]:
    """Records to look at: those written last, and some by chance out of the whole log."""
    last = "SELECT record FROM change WHERE action > (SELECT max(n) FROM action) - 20 LIMIT ?"
    found = [str(row[0]) for row in tuples(conn, last, (newest,))]
    for (device,) in tuples(conn, "SELECT n FROM device ORDER BY own DESC, n LIMIT ?", (_DEVICES,)):
        top = conn.exec_driver_sql("SELECT max(seq) FROM change WHERE device = ?", (device,)).scalar()
        picked = sorted({chance.randint(1, int(top)) for _ in range(others)}) if top else [0]
        marks = ", ".join("?" * len(picked))
        sql = f"SELECT record FROM change WHERE device = ? AND seq IN ({marks})"
        found += [str(row[0]) for row in tuples(conn, sql, (device, *picked))]
    return list(dict.fromkeys(found))


def named(conn: Connection, form: str, field: str) -> set[str]:
    """Every value that a field has (the photos that records name)."""
    return {str(row[0]) for row in tuples(conn, f'SELECT DISTINCT "{field}" FROM "{form}" WHERE "{field}" IS NOT NULL')}


def missing_tables(conn: Connection, wanted: Iterable[str]) -> list[str]:
    """Tables that should be there and are not."""
    have = conn.tables()
    return sorted(name for name in wanted if name not in have)


def pages(database: Database) -> Iterator[tuple[int, list[str]]]:
    """What SQLCipher and SQLite find wrong in the file, part by part: how many parts there are, and of each what is
    wrong with it. KnownError where it cannot be read at all."""
    with database.own_file() as conn:
        names = [
            str(row[0]) for row in tuples(conn, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        ]
    asked = ["PRAGMA cipher_integrity_check", *(f"PRAGMA quick_check('{name}')" for name in names)]
    for sql in asked:
        with database.own_file() as conn:
            found = [str(row[0]) for row in tuples(conn, sql)]
        yield len(asked), [line for line in found if line != "ok"]


def newest_rows(conn: Connection, form: str, field: str, count: int) -> Iterator[tuple[int, str]]:
    """Number and one answer of the newest rows of a form that have it."""
    sql = f'SELECT n, "{field}" FROM "{form}" WHERE "{field}" IS NOT NULL ORDER BY n DESC LIMIT ?'
    for number, value in tuples(conn, sql, (count,)):
        yield int(number), str(value)
