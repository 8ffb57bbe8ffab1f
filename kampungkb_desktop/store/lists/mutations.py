"""The register of mutations: of one village's month, of a family, and what happened after a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.fetch import tuples
from kampungkb_desktop.store.lists import restricted
from kampungkb_desktop.store.lists.query import Conditions


@frozen
class MutationRow:
    """One line; the day is an ISO text, ``to_head`` heads the family joined or founded. Names are ``None`` where the
    record is not here (deleted, or not arrived yet)."""

    id: str
    happened_on: str | None
    kind: str | None
    village: str | None
    family_id: str | None
    member_id: str | None
    full_name: str | None
    sex: str | None
    birth_date: str | None
    head_name: str | None
    place: str | None
    place_name: str | None
    to_family_id: str | None
    to_head: str | None
    partner_name: str | None
    note: str | None


_HIDES = ("m.restricted", "h.restricted")
_NAMED = (
    restricted.name("m.full_name", "m.restricted"), restricted.head_name("h"), "f.place_name",
    restricted.family_name("t"), restricted.name("p.full_name", "p.restricted"), "f.note",
)  # fmt: skip
_HIDDEN = (
    restricted.name("m.full_name", *_HIDES), restricted.family_name("h"),
    restricted.other("f.place_name", *_HIDES), restricted.family_name("t"),
    restricted.name("p.full_name", "p.restricted", *_HIDES), restricted.other("f.note", *_HIDES),
)  # fmt: skip
_ROWS = """
SELECT f.id, f.happened_on, f.kind, f.village, f.family_id, f.member_id, {}, m.sex, m.birth_date, {},
       f.place, {}, f.to_family_id, {}, {}, {}
FROM mutation f
LEFT JOIN member m ON m.id = f.member_id
LEFT JOIN member p ON p.id = f.partner_id
LEFT JOIN family h ON h.id = f.family_id
LEFT JOIN family t ON t.id = f.to_family_id"""


def mutation_rows(
    conn: Connection,
    *,
    villages: Collection[str] | None = None,
    family: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> list[MutationRow]:
    """The lines of villages or of one family (as the one left or the one joined), newest first; days inclusive. Only
    on the page of one family are its people named where the whole family asked for restriction."""
    made = Conditions()
    made.among("f.village", villages)
    if family is not None:
        made.add("(f.family_id = ? OR f.to_family_id = ?)", family, family)
    if since is not None:
        made.add("f.happened_on >= ?", since.isoformat())
    if until is not None:
        made.add("f.happened_on <= ?", until.isoformat())
    names = _HIDDEN if family is None else _NAMED
    sql = f"{_ROWS.format(*names)}{made.sql} ORDER BY f.happened_on DESC, f.id DESC"
    return [MutationRow(*row) for row in tuples(conn, sql, tuple(made.values))]


def mutations_after(conn: Connection, on: date, village: str | None = None) -> list[str]:
    """The ids of those later than a day. With a ``village`` every one of whoever is in it now or was, by one of them,
    before: of others nothing is asked there, and of these nothing lacks."""
    day = on.isoformat()
    if village is None:
        found = tuples(conn, "SELECT id FROM mutation WHERE happened_on > ?", (day,))
    else:
        found = tuples(conn, _AFTER_HERE, (day, village, day, village, village, day, village))
    return [str(row[0]) for row in found]


def any_mutation_after(conn: Connection, on: date) -> bool:
    """Whether anything happened after a day, to anybody."""
    sql = "SELECT EXISTS (SELECT 1 FROM mutation WHERE happened_on > ?)"
    return bool(conn.exec_driver_sql(sql, (on.isoformat(),)).scalar_one())


def last_mutation(conn: Connection) -> str:
    """The day of the latest as an ISO text; "" where there is none."""
    return str(conn.exec_driver_sql("SELECT max(happened_on) FROM mutation").scalar() or "")


_AFTER_HERE = """
SELECT f.id FROM mutation f WHERE f.happened_on > ? AND CASE WHEN coalesce(f.member_id, '') <> '' THEN
  f.member_id IN (SELECT id FROM member WHERE village = ?)
  OR f.member_id IN (SELECT g.member_id FROM mutation g WHERE g.happened_on > ? AND g.village = ?)
ELSE
  f.family_id IN (SELECT id FROM family WHERE village = ?)
  OR f.family_id IN (SELECT g.family_id FROM mutation g WHERE g.happened_on > ? AND g.village = ?)
END"""
