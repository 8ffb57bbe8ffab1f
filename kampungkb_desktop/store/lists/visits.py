"""The list of visits: by family or person, by day, and those whose next visit is due."""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Sequence
from datetime import date

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.store import search
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.lists import restricted
from kampungkb_desktop.store.lists.query import Conditions, direction, ordered, page

ORDERS = {
    "day": "f.visited_on, f.n",
    "due": "f.next_visit_on, f.n",
    "name": "(SELECT h.head_name FROM family h WHERE h.id = f.family_id) COLLATE NOCASE, f.visited_on, f.n",
    "recent": "f.n",
}

_COVERED = frozenset({"f.visited_on"})
"""What the index of the usual order has beside it."""


@frozen
class VisitFilter:
    """What else must hold; days are inclusive. ``due_until``: the next visit was planned for then or before, and no
    later visit to the same family and person has been made since."""

    status: str | None = None
    target: str | None = None
    since: date | None = None
    until: date | None = None
    due_until: date | None = None
    referral: str | None = None
    among: Collection[str] | None = None


ALL = VisitFilter()


@frozen
class VisitRow:
    """One line; dates are ISO texts as stored, names are those of the linked records (``None`` when not here)."""

    n: int
    id: str
    visited_on: str | None
    next_visit_on: str | None
    target: str | None
    referral: str | None
    village: str | None
    status: str | None
    family_id: str | None
    head_name: str | None
    rt: str | None
    member_id: str | None
    member_name: str | None
    measurements: int
    referral_closed_on: str | None


_ROW = f"""
SELECT f.n, f.id, f.visited_on, f.next_visit_on, f.target, f.referral, f.village, f.status,
       f.family_id, {restricted.family_name("h")}, h.rt, f.member_id,
       {restricted.name("m.full_name", "m.restricted", "h.restricted")},
       (SELECT count(*) FROM measurement c WHERE c.visit_id = f.id), f.referral_closed_on
FROM visit f LEFT JOIN family h ON h.id = f.family_id LEFT JOIN member m ON m.id = f.member_id"""

_NO_LATER = """NOT EXISTS (SELECT 1 FROM visit l
    WHERE l.family_id = f.family_id AND l.member_id IS NOT DISTINCT FROM f.member_id
    AND (l.visited_on, l.n) > (f.visited_on, f.n))"""


def visit_ids(
    conn: Connection,
    *,
    villages: Collection[str] | None = None,
    text: str = "",
    family: str | None = None,
    member: str | None = None,
    sort: str = "day",
    descending: bool = True,
    filter: VisitFilter = ALL,  # noqa: A002  the word of the screen
    most: int = 0,
) -> array[int]:
    """The numbers of the visits in order (``sort`` is a key of ``ORDERS``), ``most`` of them where it is given;
    ``text`` finds their families."""
    made = Conditions(_COVERED)
    made.equal("f.family_id", family)
    made.equal("f.member_id", member)
    made.among("f.village", villages, by_index=False)
    made.equal("f.status", filter.status)
    made.equal("f.target", filter.target)
    made.equal("f.referral", filter.referral)
    made.among("f.id", filter.among)
    if filter.since is not None:
        made.on("f.visited_on", "f.visited_on >= ?", filter.since.isoformat())
    if filter.until is not None:
        made.on("f.visited_on", "f.visited_on <= ?", filter.until.isoformat())
    if filter.due_until is not None:
        made.add(f"f.next_visit_on <= ? AND {_NO_LATER}", filter.due_until.isoformat())
    found = restricted.findable(conn, "family", search.matching(conn, "family", text), text)
    if found is not None:
        chosen = "SELECT h.id FROM family h WHERE h.n IN (SELECT value FROM json_each(?))"
        made.add(f"f.family_id IN ({chosen})", json.dumps(sorted(found)))
    return ordered(conn, "visit", made, direction(ORDERS[sort], descending=descending), most)


def due_counts(conn: Connection, until: date, late: date) -> tuple[int, int]:
    """How many visits ``VisitFilter(due_until=…)`` finds until one day and until an earlier one. The last visit to each
    is found in one walk along an index, where the filter would look for a later one to each visit of all years."""
    sql = _DUE_ON_SERVER if conn.server else _DUE
    found, early = conn.exec_driver_sql(sql, (late.isoformat(), until.isoformat())).one()
    return int(found), int(early or 0)


def due_days(conn: Connection) -> list[tuple[str, int]]:
    """How many visits ``due_counts`` counts by the day they were planned for; for a file only."""
    return [(str(day), int(many)) for day, many in conn.exec_driver_sql(_DUE_BY_DAY)]


_LAST = """
    SELECT next_visit_on AS due, max(visited_on || substr(1000000000000 + n, 2)) FROM visit
    WHERE family_id IS NOT NULL AND visited_on IS NOT NULL GROUP BY family_id, member_id
    UNION ALL SELECT next_visit_on, '' FROM visit WHERE family_id IS NULL OR visited_on IS NULL
"""
"""SQLite answers from the row that has the highest value; of visits on one day that is the one with the higher number.
One without a family or a day is never before or after another."""
_DUE = f"SELECT count(*), sum(due <= ?) FROM ({_LAST}) WHERE due <= ?"
_DUE_BY_DAY = f"SELECT due, count(*) FROM ({_LAST}) WHERE due IS NOT NULL GROUP BY due"
_DUE_ON_SERVER = f"""
SELECT count(*), sum(CASE WHEN f.next_visit_on <= ? THEN 1 ELSE 0 END) FROM visit f
WHERE f.next_visit_on <= ? AND {_NO_LATER}"""


def visit_rows(conn: Connection, numbers: Sequence[int]) -> list[VisitRow]:
    """The lines of a page."""
    return page(conn, _ROW, numbers, VisitRow)
