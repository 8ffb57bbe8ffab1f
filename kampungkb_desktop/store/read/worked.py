"""What somebody did: records written between two moments, counted by the database out of the change log, and the
visits of one person between two days."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.fetch import tuples


class Worked(NamedTuple):
    """Records of one form: those begun then, and those that were there before and changed then."""

    begun: int
    changed: int


class VisitMade(NamedTuple):
    """A visit as a work log needs it."""

    id: str
    visited_on: str
    target: str | None
    counselling: int | None
    village: str | None
    officer: str | None
    status: str | None


def visits_made(conn: Connection, officer: str, since: date, until: date, *, nameless: bool) -> list[VisitMade]:
    """The visits of one person between two days, both included; with ``nameless`` also those that name nobody."""
    sql = (
        "SELECT id, visited_on, target, counselling, village, officer_id, status FROM visit "
        "WHERE visited_on >= ? AND visited_on <= ? AND (officer_id = ? OR (officer_id IS NULL AND ? = 1))"
    )
    values = (since.isoformat(), until.isoformat(), officer, int(nameless))
    return [VisitMade(*row) for row in tuples(conn, sql, values)]


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
