"""What goes out and what is here already: the questions of export and take-in."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from kampungkb_desktop.base import intervals
from kampungkb_desktop.forms.areas import LOSS, OF_AN_AREA, OF_THE_OFFICE
from kampungkb_desktop.forms.change import FORGIVE, Change, ChangeId
from kampungkb_desktop.store import numbers
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Intervals
from kampungkb_desktop.store.fetch import stream, tuples
from kampungkb_desktop.store.read.log import _CHANGE, _changes, changes_since

OF_ALL = OF_AN_AREA | OF_THE_OFFICE | {"officer", "office", LOSS}
"""Forms without a village that every officer of the office gets: who writes, the letterhead, the kabupaten's own, its
rule files and changed regions."""


def changes_to_send(
    conn: Connection,
    known: Mapping[str, Intervals],
    *,
    villages: Sequence[str] | None = None,
    devices: Sequence[str] = (),
    left: list[tuple[Change, bool]] | None = None,
    told: Callable[[Change], bool] = lambda _change: False,
) -> Iterator[Change]:
    """Every change outside what the receiver holds of each device. With ``villages``, an officer's: the changes of
    these, of people, offices and meetings beyond a village, and of records without one that his ``devices`` had a hand
    in; the office's statements; and the whole history of records that have crossed into his villages, where anything
    of it is new to him."""
    if villages is None:
        for author in authors(conn):
            yield from changes_since(conn, author, known.get(author, ()))
        return
    new, (also, given) = set[str](), near(villages)
    for author in authors(conn):
        for change in changes_since(conn, author, known.get(author, ()), also=also, given=given):
            new.add(change.record)
            yield change
    yield from changes_elsewhere(conn, known, villages, devices, new, left, told)


def near(villages: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The condition, and its values, for what an officer gets by its village or its form alone: the changes of his
    villages, and without a village what is for everybody."""
    return _NEAR, (json.dumps(["", *villages]), json.dumps(sorted(OF_ALL)))


def changes_elsewhere(
    conn: Connection,
    known: Mapping[str, Intervals],
    villages: Sequence[str],
    devices: Sequence[str],
    new: Collection[str],
    left: list[tuple[Change, bool]] | None = None,
    told: Callable[[Change], bool] = lambda _change: False,
) -> Iterator[Change]:
    """What an officer gets beside what is ``near``: the whole history of the records that have crossed into his
    villages, where anything of it is new to him. ``new`` are the records of which something near is; all
    that was looked at is noted in ``left``, with whether it goes or is known to him. What he has been ``told`` of by
    name stays out even of a history that is new to him."""
    meetings = _meetings(conn)
    for change in _elsewhere(conn, villages, devices):
        known_there = intervals.holds(known.get(change.device, ()), change.seq)
        shared = change.form in OF_ALL or change.record in meetings or change.kind == FORGIVE
        if shared and not change.village and not known_there:
            continue  # went out above
        goes = (change.record in new or not known_there) and not told(change)
        if left is not None and not shared:
            left.append((change, goes))
        if goes:
            yield change


def _elsewhere(conn: Connection, villages: Sequence[str], devices: Sequence[str]) -> Iterator[Change]:
    """The parts that lie outside the villages (or in none) of the histories that have a part inside, or that the
    receiver wrote in without a village."""
    inside = (
        "SELECT record FROM change WHERE village IN (SELECT value FROM json_each(?)) UNION SELECT record FROM change "
        "WHERE village = '' AND device IN (SELECT n FROM device WHERE uid IN (SELECT value FROM json_each(?))) "
        f"UNION SELECT id FROM ({_MEETINGS}) meetings"
    )
    sql = _CHANGE.replace("FROM change c", f"FROM ({inside}) inside CROSS JOIN change c ON c.record = inside.record")
    sql += " WHERE c.village NOT IN (SELECT value FROM json_each(?))"
    listed = json.dumps(list(villages))
    values = (listed, json.dumps(list(devices)), listed)
    yield from _changes(stream(conn, sql, values), numbers.by_number(conn))


_WIDE = "SELECT id FROM activity WHERE village IS NULL AND level IS NOT NULL AND level <> 'desa'"
_LINES = ("attendee", "minute_item", "method_service")
_MEETINGS = " UNION ALL ".join((
    _WIDE,
    *(f"SELECT id FROM {form} WHERE activity_id IN ({_WIDE})" for form in _LINES),
    f"SELECT id FROM attachment WHERE owner_id IN ({_WIDE})",
))  # fmt: skip
"""The activities beyond a village with their lines and photos (``areas.OF_A_MEETING``)."""
_NEAR = (
    " AND c.village IN (SELECT value FROM json_each(?)) AND (c.village <> '' OR c.form IN (SELECT value FROM "
    f"json_each(?)) OR c.kind = {FORGIVE:d} OR c.record IN ({_MEETINGS}))"
)


def _meetings(conn: Connection) -> frozenset[str]:
    return frozenset(str(row[0]) for row in tuples(conn, _MEETINGS))


_VILLAGES = (
    "WITH RECURSIVE one(village) AS (SELECT min(village) FROM change WHERE village > '' UNION ALL SELECT (SELECT "
    "min(c.village) FROM change c WHERE c.village > one.village) FROM one WHERE one.village IS NOT NULL) "
    "SELECT village FROM one"
)


def authors(conn: Connection) -> list[str]:
    """Every device with changes in the log, in order of arrival."""
    sql = "SELECT uid FROM device d WHERE EXISTS (SELECT 1 FROM change c WHERE c.device = d.n) ORDER BY n"
    return [str(row[0]) for row in conn.exec_driver_sql(sql)]


def changes_between(conn: Connection, device: str, low: int, high: int) -> list[Change]:
    """The changes of one device within a range of counters, both ends included, that are in the log."""
    uids = numbers.by_number(conn)
    sql = f"{_CHANGE} WHERE c.device = (SELECT n FROM device WHERE uid = ?) AND c.seq BETWEEN ? AND ?"
    return list(_changes(tuples(conn, sql, (device, low, high)), uids))


def beyond(conn: Connection, device: str, villages: Sequence[str]) -> dict[int, list[ChangeId]]:
    """The counters of a device's changes in other villages than these; with each, who else has followed its record
    there, where that has ever been in one of these."""
    sql = (
        "SELECT c.seq, d.uid, o.seq FROM change c LEFT JOIN change o ON o.record = c.record AND o.village = c.village "
        "AND o.device <> c.device AND EXISTS (SELECT 1 FROM change w WHERE w.record = c.record "
        "AND w.village IN (SELECT value FROM json_each(?))) LEFT JOIN device d ON d.n = o.device "
        "WHERE c.device = (SELECT n FROM device WHERE uid = ?) "
        "AND c.village IN (SELECT value FROM json_each(?)) ORDER BY c.seq"
    )
    foreign = sorted(set(_villages(conn)).difference(villages))
    found = dict[int, list[ChangeId]]()
    if not foreign:
        return found
    for seq, uid, other in tuples(conn, sql, (json.dumps(list(villages)), device, json.dumps(foreign))):
        found.setdefault(seq, []).extend([ChangeId(uid, other)] if uid is not None else [])
    return found


def hole_around(conn: Connection, device: str, seq: int) -> tuple[int, int]:
    """The counters of a device that the log lacks around one of them, both ends included; up to itself where nothing
    came after it."""
    of = "SELECT {}(seq) FROM change WHERE device = (SELECT n FROM device WHERE uid = ?) AND seq {} ?"
    low = conn.exec_driver_sql(of.format("max", "<"), (device, seq)).scalar()
    high = conn.exec_driver_sql(of.format("min", ">"), (device, seq)).scalar()
    return (int(low) + 1 if low is not None else 1), (int(high) - 1 if high is not None else seq)


def known_records(conn: Connection, records: Iterable[str]) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """The villages under which and the devices from which the log knows these records; those not here are left
    out."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    sql = (
        "SELECT DISTINCT c.record, c.village, d.uid FROM change c JOIN device d ON d.n = c.device "
        "WHERE c.record IN (SELECT value FROM json_each(?))"
    )
    for record, village, uid in tuples(conn, sql, (json.dumps(list(records)),)):
        villages, devices = found.setdefault(record, (set(), set()))
        villages.add(village)
        devices.add(uid)
    return {record: (frozenset(villages), frozenset(devices)) for record, (villages, devices) in found.items()}


def known_actions(conn: Connection, ids: Iterable[str]) -> dict[str, tuple[str, str, str]]:
    """Action id to author, name and device uid, for those that are noted here."""
    sql = (
        "SELECT a.id, a.author, a.name, d.uid FROM action a JOIN device d ON d.n = a.device "
        "WHERE a.id IN (SELECT value FROM json_each(?))"
    )
    return {row[0]: (row[1], row[2], row[3]) for row in tuples(conn, sql, (json.dumps(list(ids)),))}


def villages_said(conn: Connection, form: str, *, but: Collection[str] = ()) -> list[str]:
    """Every village that records of a form have ever been of, also of deleted ones; without those of ``but``, which
    need no search."""
    sql = "SELECT 1 FROM change WHERE village = ? AND form = ? LIMIT 1"
    return [
        village for village in _villages(conn)
        if village not in but and conn.exec_driver_sql(sql, (village, form)).first()
    ]  # fmt: skip


def _villages(conn: Connection) -> list[str]:
    """Every village of the log, from one to the next along the index: without reading the log."""
    found = conn.exec_driver_sql(_VILLAGES)
    return [str(row[0]) for row in found if row[0] is not None]


def count_changes(conn: Connection) -> int:
    """Length of the change log."""
    return int(conn.exec_driver_sql("SELECT count(*) FROM change").scalar_one())
