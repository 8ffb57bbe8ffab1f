"""Search on the office's server: one column of words per record, found by the beginnings of words through an index.

The words are cut and folded here and not by the server, whose own parser reads addresses and numbers in other ways:
both kinds of store must answer alike. What FTS5 calls ``unicode61 remove_diacritics 2`` is said again in ``folded``.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from kampungkb_desktop.store.connection import Connection

_LONGEST_WORD = 200
_MOST_WORDS = 2_000
"""The server refuses words and columns that are too large; nobody searches by the two thousandth word of an address."""
_BATCH = 2_000
_ASCII_WORD = re.compile("[0-9A-Za-z]+")
"""A word of plain letters, as nearly all are: found five times as quickly."""
_KEEPS_MARKS = frozenset("\u01e0\u01e1")
"""The one letter of ASCII whose two marks FTS5 does not know."""

Asked = Sequence[tuple[Sequence[str], bool]]
"""What a record must have: for each, its spellings, and whether it may go on after them."""


def make(conn: Connection, table: str, words: str, *, anew: bool = False) -> None:
    """Make a search table; ``anew`` fills it from the rows that are there."""
    conn.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")
    conn.exec_driver_sql(f"CREATE TABLE {table} (n bigint PRIMARY KEY, words tsvector NOT NULL)")
    conn.exec_driver_sql(f"CREATE INDEX {table}_words ON {table} USING gin (words)")
    if anew:
        fill(conn, table, words)


def matching(conn: Connection, table: str, asked: Asked) -> array[int]:
    """The numbers of the records that have everything that is asked for."""
    parts = []
    for ways, begins in asked:
        end = ":*" if begins else ""
        parts.append(f"({' | '.join(_quoted(way) + end for way in ways)})")
    return conn.whole_numbers("f.n", f"FROM {table} f WHERE f.words @@ CAST(? AS tsquery)", (" & ".join(parts),))


def exchange(conn: Connection, table: str, old: Sequence[int], new: Iterable[tuple[int, Sequence[Any]]]) -> None:
    """Forget the words of some records and note those of others."""
    rows = sorted((n, " ".join(f"'{word}'" for word in words_in(texts))) for n, texts in new)
    gone = sorted(set(old) - {n for n, _ in rows})
    if gone:
        conn.exec_driver_sql(f"DELETE FROM {table} WHERE n = ANY(?)", (gone,))
    if rows:
        sql = f"INSERT INTO {table} (n, words) VALUES (?, ?) ON CONFLICT (n) DO UPDATE SET words = excluded.words"
        conn.exec_driver_sql(sql, rows)


def fill(conn: Connection, table: str, words: str) -> None:
    """Fill a search table from nothing; ``words`` selects the number and the texts of every row."""
    conn.exec_driver_sql(f"DELETE FROM {table}")
    batch: list[tuple[int, Sequence[Any]]] = []
    for row in conn.stream(words):
        batch.append((row[0], row[1:]))
        if len(batch) == _BATCH:
            exchange(conn, table, (), batch)
            batch = []
    exchange(conn, table, (), batch)


def folded(text: str) -> str:
    """A text without capitals and without the marks on its letters."""
    if text.isascii():
        return text.lower()
    return "".join(map(_plain, text))


@cache
def _plain(one: str) -> str:
    """A letter as FTS5 folds it: marks fall off the letters of ASCII, and stay on every other one."""
    if unicodedata.combining(one):
        return ""
    bare = unicodedata.normalize("NFD", one)[0]
    if bare.isascii() and one not in _KEEPS_MARKS:
        return bare.lower()
    small = one.casefold()
    return small if len(small) == 1 else one.lower()


def words_in(texts: Iterable[Any]) -> list[str]:
    """The different words of some texts: letters and digits, everything else parts them."""
    found: dict[str, None] = {}
    for text in texts:
        if text:
            plain = folded(str(text))
            words = _ASCII_WORD.findall(plain) if plain.isascii() else _parted(plain)
            found.update((word[:_LONGEST_WORD], None) for word in words)
    return list(found)[:_MOST_WORDS]


def _parted(text: str) -> list[str]:
    return "".join(one if one.isalnum() else " " for one in text).split()


def _quoted(word: str) -> str:
    return "'" + folded(word)[:_LONGEST_WORD].replace("\\", "\\\\").replace("'", "''") + "'"
