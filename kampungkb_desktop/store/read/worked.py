"""How many records somebody wrote between two moments: counted by the database out of the change log."""

from __future__ import annotations

from typing import NamedTuple

from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.fetch import tuples


class Worked(NamedTuple):
    """Records of one form: those begun then, and those that were there before and changed then."""

    begun: int
    changed: int


def worked(conn: Connection, author: str, since: int, until: int) -> dict[str, Worked]:
    """By form, of the actions of one person from ``since`` until before ``until`` (milliseconds). A record that was
    begun and changed in that time counts once, as begun."""
    sql = (
        "SELECT form, sum(begun), count(*) FROM ("
        "SELECT c.form AS form, c.record AS record, max(CASE WHEN c.parents = '' THEN 1 ELSE 0 END) AS begun "
        "FROM action a JOIN change c ON c.action = a.n WHERE a.author = ? AND a.at >= ? AND a.at < ? "
        "GROUP BY c.form, c.record) AS touched GROUP BY form"
    )
    found = tuples(conn, sql, (author, since, until))
    return {str(form): Worked(int(begun), int(touched) - int(begun)) for form, begun, touched in found}
