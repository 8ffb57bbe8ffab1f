"""The list of activities (kegiatan): by day, village and kind; few enough to be searched by plain comparison.

An activity beyond a village stands under every village that took part in it.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Sequence
from datetime import date

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.fetch import tuples
from kampungkb_desktop.store.lists.query import Conditions, direction, ordered, page

ORDERS = {
    "day": "f.held_on, f.n",
    "title": "f.title COLLATE NOCASE, f.n",
    "recent": "f.n",
}


@frozen
class ActivityFilter:
    """What else must hold; days are inclusive."""

    status: str | None = None
    kegiatan: Collection[str] | str | None = None
    section: str | None = None
    risk_tag: str | None = None
    tag: str | None = None
    beyond: bool = False
    """Only those of the kecamatan, the kabupaten or the province."""
    among: Collection[str] | None = None
    since: date | None = None
    until: date | None = None


ALL = ActivityFilter()


@frozen
class ActivityRow:
    """One line; dates are ISO texts as stored, ``joined`` counts the villages that took part in one beyond a village,
    ``photos`` its attachments."""

    n: int
    id: str
    title: str | None
    kegiatan: str | None
    section: str | None
    held_on: str | None
    place: str | None
    village: str | None
    male: int | None
    female: int | None
    attended: int | None
    level: str | None
    joined: int
    status: str | None
    photos: int


_TEXT = "concat_ws(' ', f.title, f.place, f.speakers, f.tags)"
_LISTED = "(SELECT value FROM json_each(?))"
_WIDE = "json_valid(f.joined) AND coalesce(f.level, 'desa') <> 'desa'"
_JOINED = f"json_each(CASE WHEN {_WIDE} THEN f.joined ELSE '[]' END)"
"""The villages that took part; of an activity that became one of a village again, what was typed before counts not."""
_ROW = f"""
SELECT f.n, f.id, f.title, f.kegiatan, f.section, f.held_on, f.place, f.village, f.male, f.female, f.attended, f.level,
       (SELECT count(*) FROM {_JOINED}), f.status,
       (SELECT count(*) FROM attachment a WHERE a.owner_id = f.id)
FROM activity f"""

_HELD = f"""
SELECT f.village, f.held_on, f.institutions, f.own_institutions FROM activity f
WHERE f.village IN (SELECT value FROM json_each(:wanted))
UNION ALL
SELECT j.value, f.held_on, f.institutions, f.own_institutions FROM activity f, {_JOINED} j
WHERE f.joined IS NOT NULL AND j.value IN (SELECT value FROM json_each(:wanted))
      AND j.value IS DISTINCT FROM f.village"""


_MARKED = f"""
SELECT f.kegiatan, f.risk_tags FROM activity f
WHERE f.held_on >= ? AND f.held_on <= ? AND (f.village = ?
      OR (f.joined IS NOT NULL AND EXISTS (SELECT 1 FROM {_JOINED} j WHERE j.value = ?)))"""


@frozen
class Held:
    """The instansi of one activity that a village held or took part in; ``month`` is ``None`` where it has no day."""

    village: str
    month: str | None
    listed: tuple[str, ...]
    own: tuple[str, ...]


def institutions_held(conn: Connection, villages: Collection[str]) -> list[Held]:
    """What the lintas-sektor indicator looks at, of these villages, in no order."""
    rows = tuples(conn, _HELD.replace(":wanted", "?"), (json.dumps(list(villages)),) * 2)
    return [Held(str(v), None if day is None else str(day)[:7], _names(a), _names(b)) for v, day, a, b in rows]


def activity_ids(
    conn: Connection,
    *,
    villages: Collection[str] | None = None,
    text: str = "",
    sort: str = "day",
    descending: bool = True,
    filter: ActivityFilter = ALL,  # noqa: A002  the word of the screen
) -> array[int]:
    """The numbers of the activities in order (``sort`` is a key of ``ORDERS``); every word of ``text`` must stand in
    the title, the place, the speakers or the labels."""
    made = _conditions(filter)
    if villages is not None:
        listed = json.dumps(list(villages))
        joins = f"(f.joined IS NOT NULL AND EXISTS (SELECT 1 FROM {_JOINED} j WHERE j.value IN {_LISTED}))"
        made.add(f"(f.village IN {_LISTED} OR {joins})", listed, listed)
    for word in text.split():
        made.add(f"{_TEXT} LIKE ? ESCAPE '\\'", f"%{_escaped(word)}%")
    return ordered(conn, "activity", made, direction(ORDERS[sort], descending=descending))


def activity_marks(conn: Connection, village: str, year: int) -> list[tuple[str | None, tuple[str, ...]]]:
    """The kegiatan and the KRS indicators of the activities a village held or took part in within a year."""
    values = (f"{year:04d}-01-01", f"{year:04d}-12-31", village, village)
    return [(None if code is None else str(code), _names(tags)) for code, tags in tuples(conn, _MARKED, values)]


def active_villages(conn: Connection, month: str) -> frozenset[str]:
    """The villages with an activity in a month ("2026-11")."""
    sql = "SELECT DISTINCT village FROM activity WHERE held_on >= ? AND held_on <= ? AND village IS NOT NULL"
    return frozenset(str(row[0]) for row in tuples(conn, sql, (f"{month}-01", f"{month}-31")))


def activity_texts(conn: Connection) -> list[tuple[int, str]]:
    """The number and the words of every activity, for a search that forgives slips of the finger."""
    return [(int(n), str(text)) for n, text in tuples(conn, f"SELECT f.n, {_TEXT} FROM activity f", ())]


def activity_rows(conn: Connection, numbers: Sequence[int]) -> list[ActivityRow]:
    """The lines of a page."""
    return page(conn, _ROW, numbers, ActivityRow)


def _conditions(asked: ActivityFilter) -> Conditions:
    made = Conditions()
    made.equal("f.status", asked.status)
    if isinstance(asked.kegiatan, str):
        made.equal("f.kegiatan", asked.kegiatan)
    else:
        made.among("f.kegiatan", asked.kegiatan)
    made.equal("f.section", asked.section)
    made.among("f.id", asked.among)
    if asked.since is not None:
        made.add("f.held_on >= ?", asked.since.isoformat())
    if asked.until is not None:
        made.add("f.held_on <= ?", asked.until.isoformat())
    if asked.risk_tag is not None:
        made.add("f.risk_tags LIKE ?", f'%"{asked.risk_tag}"%')
    if asked.tag is not None:
        made.add("(',' || replace(f.tags, ', ', ',') || ',') LIKE ? ESCAPE '\\'", f"%,{_escaped(asked.tag)},%")
    if asked.beyond:
        made.add("(f.village IS NULL OR coalesce(f.level, 'desa') <> 'desa')")
    return made


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _names(value: object) -> tuple[str, ...]:
    """A set of codes as its column holds it; one that cannot be read holds nothing."""
    try:
        found = json.loads(str(value)) if value else []
    except ValueError:
        return ()
    return tuple(str(one) for one in found) if isinstance(found, list) else ()
