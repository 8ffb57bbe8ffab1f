"""What earlier versions left behind, opened by this one: the sets under ``tests/data``, and how two databases are held
against each other column by column."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from typing import Any

from kampungkb_desktop.actions import groups, ledger
from kampungkb_desktop.actions.session import Session, open_unlocked
from kampungkb_desktop.base.clock import Clock
from kampungkb_desktop.forms.alias import JOINABLE
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.store import audit, database, read, vault, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.database import Database
from kampungkb_desktop.store.schema import LOG_TABLES

DATA = Path(__file__).parent / "data"
PASSWORD = "latihan"
SETS = tuple(sorted(one.name for one in DATA.iterdir() if (one / "petugas").is_dir()))
KEPT = ("device", "action", "change", "seen", "file", "peer")
"""The tables of the log: everything else follows from them."""


def left_behind(name: str, goal: Path) -> Path:
    """A copy of the laptop of a set, to be opened."""
    return Path(shutil.copytree(DATA / name / "petugas", goal / name))


@cache
def master_of(name: str) -> bytes:
    """The master key of a set, by its password: slow on purpose, so once."""
    return vault.unlock(DATA / name / "petugas" / vault.KEYS_NAME, PASSWORD)


def opened(folder: Path, clock: Clock) -> Session:
    """The laptop of a set, brought up to date; the folder's name is the set's."""
    return open_unlocked(folder, master_of(folder.name), clock=clock)


def shape(conn: Connection) -> dict[str, tuple[frozenset[Any], frozenset[Any]]]:
    """Each table with its columns (name, type, not null, default, key) and its indexes (their columns, unique)."""
    found = {}
    for name in _tables(conn):
        columns = {tuple(row[1:6]) for row in conn.exec_driver_sql(f'PRAGMA table_info("{name}")')}
        indexes = {
            (_columns(conn, str(row[1])), row[2]) for row in conn.exec_driver_sql(f'PRAGMA index_list("{name}")')
        }
        found[name] = frozenset(columns), frozenset(indexes)
    return found


def _tables(conn: Connection) -> list[str]:
    sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
    return [str(row[0]) for row in conn.exec_driver_sql(sql)]


def _columns(conn: Connection, index: str) -> tuple[Any, ...]:
    return tuple(tuple(row[2:5]) for row in conn.exec_driver_sql(f'PRAGMA index_xinfo("{index}")') if row[5])


def folded_anew(source: Database, goal: Path) -> Database:
    """A database made today, with the same log and everything else folded out of it."""
    made = database.create(goal / database.DATABASE_NAME, bytes(range(32)), practice=True)
    with source.read() as old, made.write() as conn:
        for name in KEPT:
            columns = sorted(old.columns(name))
            rows = old.exec_driver_sql(f'SELECT {", ".join(columns)} FROM "{name}"').all()
            marks = ", ".join("?" * len(columns))
            if rows:
                conn.exec_driver_sql(f'INSERT INTO "{name}" ({", ".join(columns)}) VALUES ({marks})', rows)
        ids = [record for batch in audit.record_ids(conn, 500) for record in batch]
        by_form: dict[str, list[str]] = {}
        for record, history in read.changes_of(conn, ids).items():
            for form in {change.form for change in history}:
                by_form.setdefault(form, []).append(record)
        for form in sorted(by_form, key=lambda one: one != "alias"):  # who is one with whom, before who links to whom
            ledger.refold(conn, form, by_form[form])
        groups.follow(conn, {form: by_form.get(form, []) for form in JOINABLE})
        write.rebuild_search(conn, FORMS)
    return made


def contents(conn: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every form, column by column, and what stands beside the log. Local numbers are left out."""
    found = {}
    for name, form in FORMS.items():
        columns = ", ".join(f'"{one}"' for one in ("id", "heads", "linear", *fields_of(form)))
        found[name] = conn.exec_driver_sql(f'SELECT {columns} FROM "{name}" ORDER BY id').all()
    for table in LOG_TABLES:
        if table.name in (*KEPT, "conflict", "waiting", "joined"):
            columns = ", ".join(column.partition(":")[0] for column in table.columns)
            found[table.name] = sorted(conn.exec_driver_sql(f'SELECT {columns} FROM "{table.name}"').all(), key=repr)
    return found
