"""Which changes of an installation stand behind the lines of a list, a page at a time; and which records have changes
outside given ranges, for the filter of what was not sent."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from kampungkb_desktop.forms.change import ChangeId
from kampungkb_desktop.store import numbers
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Intervals
from kampungkb_desktop.store.fetch import tuples

_OF = """
SELECT c.record, c.device, c.seq FROM change c
WHERE c.record IN (SELECT value FROM json_each(?)) AND +c.device IN (SELECT value FROM json_each(?))"""
_OF_MEMBERS = """
SELECT m.family_id, c.device, c.seq FROM member m JOIN change c ON c.record = m.id
WHERE m.family_id IN (SELECT value FROM json_each(?)) AND +c.device IN (SELECT value FROM json_each(?))"""
_BETWEEN = """
SELECT DISTINCT c.record FROM change c
WHERE c.device = (SELECT n FROM device WHERE uid = ?) AND c.seq BETWEEN ? AND ? AND c.form = ?"""
_VILLAGE = """
SELECT DISTINCT c.record FROM change c
WHERE +c.device = (SELECT n FROM device WHERE uid = ?) AND +c.seq BETWEEN ? AND ? AND c.village = ?"""
# Off the index of the village: what a laptop never sent may be nearly all of its log.


def own_changes(conn: Connection, form: str, ids: Sequence[str], devices: Iterable[str]) -> dict[str, list[ChangeId]]:
    """The changes these installations wrote of the records of a page; of families those of their members too."""
    uids, wanted = numbers.by_number(conn), set(devices)
    values = (json.dumps(list(ids)), json.dumps([n for n, uid in uids.items() if uid in wanted]))
    found: dict[str, list[ChangeId]] = {}
    for sql in (_OF, _OF_MEMBERS) if form == "family" else (_OF,):
        for record, device, seq in tuples(conn, sql, values):
            found.setdefault(record, []).append(ChangeId(uids[device], seq))
    return found


def changed_between(conn: Connection, form: str, gaps: Mapping[str, Intervals]) -> set[str]:
    """The records of a form with changes of these installations within these ranges; families also for a member's."""
    forms = ("family", "member") if form == "family" else (form,)
    found: dict[str, set[str]] = {one: set() for one in forms}
    for uid, low, high in _ranges(gaps):
        for one in forms:
            found[one].update(str(row[0]) for row in tuples(conn, _BETWEEN, (uid, low, high, one)))
    members = found.pop("member", set())
    if members:
        sql = "SELECT DISTINCT family_id FROM member WHERE id IN (SELECT value FROM json_each(?))"
        found[form].update(str(row[0]) for row in tuples(conn, sql, (json.dumps(sorted(members)),)) if row[0])
    return found[form]


def count_in_village(conn: Connection, village: str, gaps: Mapping[str, Intervals]) -> int:
    """How many records of a village have changes of these installations within these ranges."""
    found: set[str] = set()
    for uid, low, high in _ranges(gaps):
        found.update(str(row[0]) for row in tuples(conn, _VILLAGE, (uid, low, high, village)))
    return len(found)


def _ranges(gaps: Mapping[str, Intervals]) -> Iterable[tuple[str, int, int]]:
    return ((uid, low, high) for uid, intervals in gaps.items() for low, high in intervals)
