"""Records that are one: the derived table of groups, and what it is derived from (aliases and the log)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.alias import Alias
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Joined
from kampungkb_desktop.store.fetch import tuples

_LINE = "record, canonical, late, words"
_GIVEN = "(SELECT value FROM json_each(?))"


@frozen
class Pair:
    """An alias as its row says it: two records of one form, in a village."""

    alias: str
    a_id: str
    b_id: str
    village: str


def some(conn: Connection) -> bool:
    """Whether anything is joined at all: in most villages nothing is, and nothing need be asked further."""
    return conn.exec_driver_sql("SELECT 1 FROM joined LIMIT 1").first() is not None


def said(conn: Connection) -> bool:
    """Whether there is any alias, also one that joins nothing yet."""
    return conn.exec_driver_sql(f"SELECT 1 FROM {Alias.FORM} LIMIT 1").first() is not None


def canonical_of(conn: Connection, form: str, ids: Iterable[str]) -> dict[str, str]:
    """Those of these records that are shown as another one, and as which."""
    sql = f"SELECT record, canonical FROM joined WHERE form = ? AND record IN {_GIVEN} AND record <> canonical"
    return {row[0]: row[1] for row in tuples(conn, sql, (form, json.dumps(list(ids))))}


def groups(conn: Connection, form: str, ids: Iterable[str]) -> dict[str, Joined]:
    """Everybody in the groups that these records are in, by id."""
    sql = (
        f"SELECT {_LINE} FROM joined WHERE form = ?1 AND canonical IN "
        "(SELECT canonical FROM joined WHERE form = ?1 AND record IN (SELECT value FROM json_each(?2)))"
    )
    return {row[0]: Joined(*row) for row in tuples(conn, sql, (form, json.dumps(list(ids))))}


def everybody(conn: Connection, form: str) -> dict[str, Joined]:
    """All groups of a form, by record."""
    sql = f"SELECT {_LINE} FROM joined WHERE form = ? ORDER BY canonical, record"
    return {row[0]: Joined(*row) for row in tuples(conn, sql, (form,))}


def late(conn: Connection) -> list[tuple[str, str]]:
    """(form, canonical record) of those for whom answers wait to be compared."""
    sql = "SELECT DISTINCT form, canonical FROM joined WHERE late > 0 ORDER BY form, canonical"
    return [(row[0], row[1]) for row in tuples(conn, sql)]


def pairs(conn: Connection, form: str, ids: Iterable[str]) -> list[Pair]:
    """The aliases that name any of these records."""
    columns = "SELECT id, a_id, b_id, coalesce(village, '') FROM alias WHERE of_form = ?"
    listed = json.dumps(list(ids))
    sql = f"{columns} AND a_id IN {_GIVEN} UNION {columns} AND b_id IN {_GIVEN}"
    found = tuples(conn, sql, (form, listed, form, listed))
    return sorted((Pair(*row) for row in found if row[1] and row[2]), key=lambda one: one.alias)


def all_pairs(conn: Connection, form: str) -> list[Pair]:
    """Every alias of a form."""
    sql = "SELECT id, a_id, b_id, coalesce(village, '') FROM alias WHERE of_form = ? ORDER BY id"
    return [Pair(*row) for row in tuples(conn, sql, (form,)) if row[1] and row[2]]


def named(conn: Connection, form: str, ids: Iterable[str]) -> frozenset[str]:
    """Those of these records that any alias names."""
    listed = json.dumps(list(ids))
    sql = " UNION ".join(f"SELECT {end} FROM alias WHERE of_form = ? AND {end} IN {_GIVEN}" for end in ("a_id", "b_id"))
    return frozenset(row[0] for row in tuples(conn, sql, (form, listed, form, listed)))


def ends(conn: Connection, aliases: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Form to the records that these aliases name, as their rows stand now."""
    sql = f"SELECT of_form, a_id, b_id FROM alias WHERE id IN {_GIVEN}"
    found: dict[str, set[str]] = {}
    for form, a_id, b_id in tuples(conn, sql, (json.dumps(list(aliases)),)):
        found.setdefault(form or "", set()).update(one for one in (a_id, b_id) if one)
    return {form: frozenset(ids) for form, ids in found.items()}


def villages_ever(conn: Connection, form: str, ids: Iterable[str]) -> dict[str, set[str]]:
    """The villages under which each of these records was ever written; those the log does not know are left out."""
    found: dict[str, set[str]] = {}
    sql = f"SELECT DISTINCT record, village FROM change WHERE record IN {_GIVEN} AND form = ?"
    for record, village in tuples(conn, sql, (json.dumps(list(ids)), form)):
        found.setdefault(record, set()).add(village)
    return found


def rows_linking(conn: Connection, form: str, fields: Iterable[str], ids: Iterable[str]) -> list[str]:
    """The rows of a form that name any of these records in one of these link fields."""
    listed = json.dumps(list(ids))
    parts = [f'SELECT id FROM "{form}" WHERE "{field}" IN {_GIVEN}' for field in fields]
    return [str(row[0]) for row in tuples(conn, " UNION ".join(parts), [listed] * len(parts))]
