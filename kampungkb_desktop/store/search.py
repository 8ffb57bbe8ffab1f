"""Full-text search beside the form tables: which words of which records are found, and how they are kept up to date.
A family is found by its own words and by those of its members, so that one query answers every word typed."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.spelling import spellings
from kampungkb_desktop.store import search_server
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.fetch import tuples

T = TypeVar("T")
_OPTIONS = "content='', contentless_delete=1, detail=column, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3 4'"
_INDEXED = 4
"""The longest beginning of a word that has an index of its own."""
_WORD = re.compile(r"[^\W_]+")


@frozen
class Search:
    """One search table: its columns and the SQL that gives each of them for a row ``f`` of the form."""

    form: str
    columns: tuple[tuple[str, str], ...]

    @property
    def table(self) -> str:
        return f"{self.form}_search"

    @property
    def ddl(self) -> str:
        names = ", ".join(name for name, _ in self.columns)
        return f"CREATE VIRTUAL TABLE {self.table} USING fts5({names}, {_OPTIONS})"

    @property
    def words(self) -> str:
        """The number and the words of all rows."""
        return f"SELECT f.n, {', '.join(expression for _, expression in self.columns)} FROM {self.form} f"

    @property
    def fill(self) -> str:
        """Puts all rows into the empty search table."""
        names = ", ".join(name for name, _ in self.columns)
        return f"INSERT INTO {self.table}(rowid, {names}) {self.words}"


_CUT = 6
"""Long numbers are kept in two words, cut here: everybody's NIK and KK begin with the few region codes around, and a
word with so few forms is found at once where 60,000 different ones are not. The rest of a NIK begins with the birth."""


def _cut(column: str) -> str:
    return f"substr({column}, 1, {_CUT}), substr({column}, {_CUT + 1})"


def _joined(row: str) -> str:
    """The words of the records that are shown as this one (``store.write.joined``)."""
    return f"(SELECT group_concat(j.words, ' ') FROM joined j WHERE j.canonical = {row}.id)"


_PERSON = f"concat_ws(' ', m.full_name, {_cut('m.nik')}, {_cut('m.kk')}, {_joined('m')})"
_MEMBERS = f"SELECT group_concat({_PERSON}, ' ') FROM member m WHERE m.family_id = f.id"

SEARCHES: dict[str, Search] = {
    search.form: search
    for search in (
        Search("family", (
            ("head_name", "f.head_name"),
            ("kk", f"concat_ws(' ', {_cut('f.kk')}, {_cut('f.phone')}, f.kki, {_joined('f')})"),
            ("address", "concat_ws(' ', f.hamlet, f.address, f.house_no)"),
            ("place", "concat_ws(' ', 'rt ' || f.rt, 'rw ' || f.rw)"),
            ("members", f"({_MEMBERS})"),
        )),
        Search("member", (
            ("name", "f.full_name"),
            ("nik", f"concat_ws(' ', {_cut('f.nik')}, {_cut('f.kk')}, {_joined('f')})"),
        )),
    )
}  # fmt: skip
DDL = {form: search.ddl for form, search in SEARCHES.items()}
PARENTS: dict[str, tuple[str, str]] = {"member": ("family_id", "family")}
"""Child form to (link field, parent form) where the parent's words include the child's."""


def number_words(number: str | None) -> str:
    """A number as its words in the search tables."""
    return f"{number[:_CUT]} {number[_CUT:]}".strip() if number else ""


@frozen
class Term:
    """One thing that a record must have: a word, in any of these spellings; ``begins`` a longer one or is whole."""

    ways: tuple[str, ...]
    begins: bool = True


def terms(text: str) -> list[Term]:
    """What a typed text asks for: every word of it, in any spelling, begins a word of the record."""
    found: list[Term] = []
    for word in _WORD.findall(unicodedata.normalize("NFC", text)):
        if word.isdigit() and len(word) > _CUT:
            found += [Term((word[:_CUT],), begins=False), Term((word[_CUT:],))]
        else:
            found.append(Term(tuple(spellings(word))))
    return found


def match(text: str) -> str:
    """The FTS5 expression for a typed text. Empty for no words."""
    return _match(terms(text))


def _match(wanted: Iterable[Term]) -> str:
    parts: list[str] = []
    for term in wanted:
        ways = [f'"{way}"*' if term.begins else f'"{way}"' for way in term.ways]
        parts.append(ways[0] if len(ways) == 1 else f"({' OR '.join(ways)})")
    return " AND ".join(parts)


def matching(conn: Connection, form: str, text: str, *, but: str = "", most: int = 0) -> set[int] | None:
    """The local numbers of the records of a form that a typed text finds; ``None`` when no word was typed. ``but`` is a
    column whose words do not count (a server, which keeps all words together, counts them all). ``most``: no more than
    so many, whichever are found first; a letter finds most of a large store, and reading that takes its time."""
    wanted = terms(text)
    if not wanted:
        return None
    table = SEARCHES[form].table
    if conn.server:
        return set(search_server.matching(conn, table, [(term.ways, term.begins) for term in wanted]))
    found = f"FROM {table} WHERE {table} MATCH ?"
    if most:
        found = f"FROM (SELECT rowid {found} LIMIT {most:d})"
        wanted = [_whole_codes(conn, term) for term in wanted]
        if any(_is_long(term) for term in wanted):
            whole = [replace(term, begins=False) if _is_long(term) else term for term in wanted]
            enough = conn.whole_numbers("rowid", found, (_expression(form, whole, but),))
            if len(enough) == most:
                return set(enough)
    return set(conn.whole_numbers("rowid", found, (_expression(form, wanted, but),)))


def _is_long(term: Term) -> bool:
    """Whether it is longer than the beginnings that have an index. All words that begin so are then put together
    first; where whole words ("jalan") are enough already, that is not waited for."""
    return term.begins and all(len(way) > _INDEXED for way in term.ways)


def _whole_codes(conn: Connection, term: Term) -> Term:
    """Most of a region code, which nearly every number begins with, as the codes there are: the index of beginnings
    ends before it, and to put the beginnings of so many words together takes long."""
    (typed, *others) = term.ways
    if others or not (typed.isdigit() and _CUT - 1 <= len(typed) <= _CUT and term.begins):
        return term
    sql = "SELECT EXISTS (SELECT 1 FROM member WHERE nik >= ? AND nik < ?)"
    codes = [typed] if len(typed) == _CUT else [f"{typed}{digit}" for digit in range(10)]
    there = [code for code in codes if conn.exec_driver_sql(sql, (code, f"{code}:")).scalar_one()]
    return Term(tuple(there), begins=False) if there else term


def _expression(form: str, wanted: Iterable[Term], but: str) -> str:
    asked = _match(wanted)
    if not but:
        return asked
    names = " ".join(name for name, _ in SEARCHES[form].columns if name != but)
    return f"{{{names}}} : ({asked})"


def said(conn: Connection, form: str, numbers: Iterable[int]) -> dict[int, str]:
    """By local number the words of some records, folded, each between blanks: what ``fits`` looks into."""
    columns = ", ".join(expression for _, expression in SEARCHES[form].columns)
    sql = f"SELECT f.n, {columns} FROM {form} f WHERE f.n IN (SELECT value FROM json_each(?))"
    found = tuples(conn, sql, (json.dumps(list(numbers)),))
    return {int(row[0]): f" {' '.join(search_server.words_in(row[1:]))} " for row in found}


def fitting(text: str) -> Callable[[str], bool]:
    """Whether a record that says these words (``said``) is found by a typed text."""
    asked = _asked(text)

    def fits(words: str) -> bool:
        for ways in asked:
            for way in ways:
                if way in words:
                    break
            else:
                return False
        return True

    return fits


def sifted(text: str, said: Mapping[T, tuple[int, str]]) -> list[tuple[T, int]]:
    """Of records with their local number and their words (``said``) those that a typed text finds: ``fitting`` for
    thousands at a time, a word after the other."""
    left = list(said.items())
    for ways in _asked(text):
        if len(ways) == 1:
            (way,) = ways
            left = [one for one in left if way in one[1][1]]
        else:
            left = [one for one in left if any(way in one[1][1] for way in ways)]
    return [(key, n) for key, (n, _words) in left]


def _asked(text: str) -> list[tuple[str, ...]]:
    """What stands in the words of a record that is found: for each word typed one of these."""
    return [
        tuple(f" {search_server.folded(way)}{'' if term.begins else ' '}" for way in term.ways) for term in terms(text)
    ]


Words = dict[str, tuple[Any, ...]]
"""Record id to its local number, the record whose words include its own (or ``None``), and its words per column."""


def words_of(conn: Connection, form: str, ids: Iterable[str]) -> Words:
    """The words of the rows of these records as the tables stand now. Empty for a form that is not searched."""
    if form not in SEARCHES:
        return {}
    search, link = SEARCHES[form], PARENTS[form][0] if form in PARENTS else "NULL"
    values = ", ".join(expression for _, expression in search.columns)
    sql = f"SELECT f.id, f.n, {link}, {values} FROM {form} f WHERE f.id IN (SELECT value FROM json_each(?))"
    return {row[0]: row[1:] for row in tuples(conn, sql, (json.dumps(list(ids)),))}


def follow(conn: Connection, form: str, before: Words, after: Words) -> None:
    """Bring the search table of a form, and of its parents, from the words before a write to those after it. Rows whose
    words are the same cost nothing: most edits change other answers."""
    touched = [record for record in before.keys() | after.keys() if before.get(record) != after.get(record)]
    if not touched:
        return
    old = [before[record] for record in touched if record in before]
    new = [after[record] for record in touched if record in after]
    _exchange(conn, SEARCHES[form], old, new)
    if form in PARENTS:
        parent = PARENTS[form][1]
        conn.take_turns({row[1] for row in (*old, *new) if row[1] is not None})
        whole = list(words_of(conn, parent, {row[1] for row in (*old, *new) if row[1] is not None}).values())
        _exchange(conn, SEARCHES[parent], whole, whole)


def _exchange(conn: Connection, search: Search, old: Iterable[tuple[Any, ...]], new: Iterable[tuple[Any, ...]]) -> None:
    if conn.server:
        search_server.exchange(conn, search.table, [row[0] for row in old], [(row[0], row[2:]) for row in new])
        return
    # Deleting first and inserting by rising number: FTS5 starts a new segment for each step back, ten times the cost.
    listed = json.dumps([row[0] for row in old])
    conn.exec_driver_sql(f"DELETE FROM {search.table} WHERE rowid IN (SELECT value FROM json_each(?))", (listed,))
    marks = ", ".join("?" * (len(search.columns) + 1))
    names = ", ".join(name for name, _ in search.columns)
    if rows := sorted((row[0], *row[2:]) for row in new):
        conn.exec_driver_sql(f"INSERT INTO {search.table}(rowid, {names}) VALUES ({marks})", rows)


def rebuild(conn: Connection, forms: Iterable[str]) -> None:
    """Fill the search tables of these forms from nothing."""
    for form in forms:
        if form in SEARCHES:
            table = SEARCHES[form].table
            if conn.server:
                search_server.fill(conn, table, SEARCHES[form].words)
                continue
            conn.exec_driver_sql(f"INSERT INTO {table}({table}) VALUES ('delete-all')")
            conn.exec_driver_sql(SEARCHES[form].fill)


def complete(conn: Connection, forms: Mapping[str, int], have: Container[str]) -> None:
    """Make the search tables that an older file lacks, or has with other columns."""
    if conn.server:
        for form in forms:
            if form in SEARCHES:
                search_server.make(conn, SEARCHES[form].table, SEARCHES[form].words, anew=True)
        return
    for form in forms:
        if form not in SEARCHES:
            continue
        search = SEARCHES[form]
        if search.table in have:
            now = conn.exec_driver_sql("SELECT sql FROM sqlite_schema WHERE name = ?", (search.table,)).scalar()
            if now == search.ddl:
                continue
            conn.exec_driver_sql(f"DROP TABLE {search.table}")
        conn.exec_driver_sql(search.ddl)
        conn.exec_driver_sql(search.fill)
