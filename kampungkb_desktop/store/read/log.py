"""The change log as changes and actions. Every change that is stored comes back byte for byte, whatever its form."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.change import Change, ChangeId
from kampungkb_desktop.store import numbers
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Action, Intervals
from kampungkb_desktop.store.fetch import stream, tuples

# In the order of the fields of ``Change``.
_CHANGE = (
    "SELECT c.device, c.seq, c.parents, c.wall, c.clock, a.author, a.id, a.name, c.form, c.record, c.village, "
    "c.kind, c.priority, c.vals, c.form_version FROM change c JOIN action a ON a.n = c.action"
)
_MOST_RANGES = 200
_ACTION = "SELECT a.n, a.id, a.name, a.author, d.uid, a.at, a.undoes FROM action a JOIN device d ON d.n = a.device"


@frozen
class Sought:
    """Which actions are meant: of one author, that changed a record of one form, of one village, or one of these
    ``records``; between two moments (milliseconds). ``None`` asks nothing."""

    author: str | None = None
    form: str | None = None
    village: str | None = None
    since: int | None = None
    until: int | None = None
    records: frozenset[str] | None = None


EVERY_ACTION = Sought()


def changes_of(conn: Connection, record_ids: Iterable[str]) -> dict[str, list[Change]]:
    """The whole history of these records, each in order of device number and counter (not of time)."""
    uids = numbers.by_number(conn)
    found: dict[str, list[Change]] = {}
    sql = f"{_CHANGE} WHERE c.record IN (SELECT value FROM json_each(?)) ORDER BY c.record, c.device, c.seq"
    for change in _changes(tuples(conn, sql, (json.dumps(list(record_ids)),)), uids):
        found.setdefault(change.record, []).append(change)
    return found


def has_changes(conn: Connection, record_ids: Iterable[str]) -> frozenset[str]:
    """Which of these records the log knows at all."""
    sql = "SELECT DISTINCT record FROM change WHERE record IN (SELECT value FROM json_each(?))"
    return frozenset(row[0] for row in conn.exec_driver_sql(sql, (json.dumps(list(record_ids)),)))


def existing(conn: Connection, ids: Iterable[ChangeId]) -> dict[ChangeId, Change]:
    """The changes among these ids that are in the log already (compare them: a difference is a fork)."""
    known = numbers.by_uid(conn)
    uids = {n: uid for uid, n in known.items()}
    return {c.id: c for c in _changes(_at(conn, _CHANGE, ids, known), uids)}


def held(conn: Connection, ids: Iterable[ChangeId]) -> list[ChangeId]:
    """Which of these ids are in the log already; what they say there is not looked at."""
    known = numbers.by_uid(conn)
    uids = {n: uid for uid, n in known.items()}
    return [ChangeId(uids[n], seq) for n, seq in _at(conn, "SELECT c.device, c.seq FROM change c", ids, known)]


def _at(conn: Connection, sql: str, ids: Iterable[ChangeId], known: Mapping[str, int]) -> Iterator[tuple[Any, ...]]:
    wanted = dict[int, list[int]]()
    for device, seq in ids:
        if device in known:
            wanted.setdefault(known[device], []).append(seq)
    sql = f"{sql} WHERE c.device = ? AND c.seq IN (SELECT value FROM json_each(?))"
    for n, seqs in wanted.items():
        yield from tuples(conn, sql, (n, json.dumps(seqs)))


def weights(conn: Connection, record_ids: Iterable[str]) -> dict[str, tuple[int, int]]:
    """How many changes the log has of these records, and how many characters they have."""
    sql = (
        "SELECT record, count(*), sum(length(vals) + length(parents)) FROM change "
        "WHERE record IN (SELECT value FROM json_each(?)) GROUP BY record"
    )
    return {row[0]: (int(row[1]), int(row[2])) for row in tuples(conn, sql, (json.dumps(list(record_ids)),))}


def changes_of_action(conn: Connection, action_id: str) -> list[Change]:
    """What one user action changed, in the order it was written."""
    sql = f"{_CHANGE} WHERE c.action = (SELECT n FROM action WHERE id = ?) ORDER BY c.device, c.seq"
    return list(_changes(conn.exec_driver_sql(sql, (action_id,)), numbers.by_number(conn)))


def changes_since(
    conn: Connection,
    device: str,
    known: Intervals = (),
    *,
    villages: Sequence[str] | None = None,
    forms: Collection[str] | None = None,
    also: str = "",
    given: Sequence[str] = (),
) -> Iterator[Change]:
    """The changes of one device outside the ``known`` intervals, by counter; of some villages only when given
    ("" is the village of device-wide records), or of some forms; ``also`` is a further condition on ``c`` with the
    values ``given`` to it."""
    uids = numbers.by_number(conn)
    sql, values = f"{_CHANGE} WHERE {outside(known)}{also}", [device, *given]
    for column, wanted in (("village", villages), ("form", forms)):
        if wanted is not None:
            sql += f" AND c.{column} IN (SELECT value FROM json_each(?))"
            values.append(json.dumps(list(wanted)))
    yield from _changes(stream(conn, f"{sql} ORDER BY c.seq", values), uids)


def counts_since(conn: Connection, device: str, known: Intervals = ()) -> list[tuple[str, int, int]]:
    """(form, changes, records) of what ``changes_since`` would give, counted by the database."""
    sql = f"SELECT c.form, count(*), count(DISTINCT c.record) FROM change c WHERE {outside(known)} GROUP BY c.form"
    return [(str(row[0]), int(row[1]), int(row[2])) for row in conn.exec_driver_sql(sql, (device,))]


def outside(known: Intervals) -> str:
    """The condition for one device's changes outside these intervals. What is known from the beginning, as nearly
    all of it is, makes a range that the table is entered at, instead of being read through. Of very many intervals the
    later ones are left out: to give what is known already does no harm, a statement too deep for the database does."""
    parts = [
        f"c.seq > {high:d}" if low <= 1 else f"NOT c.seq BETWEEN {low:d} AND {high:d}"
        for low, high in known[:_MOST_RANGES]
    ]  # fmt: skip
    return " AND ".join(["c.device = (SELECT n FROM device WHERE uid = ?)", *parts])


def next_seq(conn: Connection, device: str) -> int:
    """The next counter of a device: one after its last change in the log."""
    sql = "SELECT coalesce(max(seq), 0) + 1 FROM change WHERE device = (SELECT n FROM device WHERE uid = ?)"
    return int(conn.exec_driver_sql(sql, (device,)).scalar_one())


def last_wall(conn: Connection, device: str) -> int | None:
    """The wall time of a device's last change, to tell whether its clock can be trusted."""
    sql = "SELECT wall FROM change WHERE device = (SELECT n FROM device WHERE uid = ?) ORDER BY seq DESC LIMIT 1"
    found = conn.exec_driver_sql(sql, (device,)).scalar()
    return None if found is None else int(found)


def author_of(conn: Connection, action_id: str) -> str | None:
    """Who did an action, or ``None`` when it is not in the log."""
    found = conn.exec_driver_sql("SELECT author FROM action WHERE id = ?", (action_id,)).scalar()
    return None if found is None else str(found)


def actions(
    conn: Connection, *, limit: int, before: tuple[int, int] | None = None, sought: Sought = EVERY_ACTION
) -> list[Action]:
    """Actions of everybody, newest first; ``before`` is (at, n) of the last one shown."""
    conditions, values = list[str](), list[str | int]()
    if before:
        conditions.append("(a.at, a.n) < (?, ?)")
        values += before
    for condition, value in (
        ("a.author = ?", sought.author), ("a.at >= ?", sought.since), ("a.at <= ?", sought.until),
    ):  # fmt: skip
        if value is not None:
            conditions.append(condition)
            values.append(value)
    if sought.form is not None:  # asked of each action in its turn: a page is full after a few of them
        conditions.append("EXISTS (SELECT 1 FROM change c WHERE c.action = a.n AND c.form = ?)")
        values.append(sought.form)
    if sought.village is not None:
        conditions.append("a.n IN (SELECT c.action FROM change c WHERE c.village = ?)")
        values.append(sought.village)
    if sought.records is not None:
        conditions.append("a.n IN (SELECT c.action FROM change c WHERE c.record IN (SELECT value FROM json_each(?)))")
        values.append(json.dumps(sorted(sought.records)))
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    sql = f"{_ACTION}{where} ORDER BY a.at DESC, a.n DESC LIMIT {limit:d}"
    return [Action(*row) for row in conn.exec_driver_sql(sql, tuple(values))]


def records_saying(conn: Connection, words: str, forms: Iterable[str], *, limit: int) -> list[str]:
    """Records of these forms whose log has a text, also those that are deleted. Reads the whole log: for what the
    search tables do not find."""
    sql = (
        "SELECT DISTINCT record FROM change WHERE form IN (SELECT value FROM json_each(?)) AND vals LIKE ? "
        f"LIMIT {limit:d}"
    )
    plain = json.dumps(words, ensure_ascii=False)[1:-1].replace("%", "").replace("_", "")
    found = conn.exec_driver_sql(sql, (json.dumps(list(forms)), f"%{plain}%"))
    return [str(row[0]) for row in found]


def authors_of_actions(conn: Connection) -> list[str]:
    """Everybody who ever did something here, as ids of officers."""
    return [str(row[0]) for row in conn.exec_driver_sql("SELECT DISTINCT author FROM action ORDER BY author")]


def own_actions(conn: Connection, device: str, *, limit: int) -> list[Action]:
    """Actions of one device in the reverse order they were done, whatever its clock said: the undo stack."""
    sql = f"{_ACTION} WHERE a.device = (SELECT n FROM device WHERE uid = ?) ORDER BY a.n DESC LIMIT {limit:d}"
    return [Action(*row) for row in conn.exec_driver_sql(sql, (device,))]


def seen(conn: Connection) -> dict[tuple[str, str], Intervals]:
    """(village or ``*``, device) to the counters held completely."""
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    sql = "SELECT s.village, d.uid, s.lo, s.hi FROM seen s JOIN device d ON d.n = s.device ORDER BY 1, 2, 3"
    for village, uid, low, high in conn.exec_driver_sql(sql):
        found.setdefault((village, uid), []).append((low, high))
    return {key: tuple(intervals) for key, intervals in found.items()}


def _changes(found: Iterable[Any], uids: Mapping[int, str]) -> Iterator[Change]:
    for row in found:
        yield Change(uids[row[0]], row[1], numbers.decode(row[2], uids), *row[3:])


def records_of_village(conn: Connection, village: str, forms: Collection[str]) -> list[str]:
    """Every record of these forms that ever changed in a village, whoever wrote it, in the order they first did."""
    sql = (
        "SELECT c.record FROM change c WHERE c.village = ? AND c.form IN (SELECT value FROM json_each(?)) "
        "GROUP BY c.record ORDER BY min(c.wall), c.record"
    )
    return [str(row[0]) for row in conn.exec_driver_sql(sql, (village, json.dumps(sorted(forms))))]


def village_state(conn: Connection, village: str | None, forms: Sequence[str]) -> tuple[int, ...]:
    """Counts that differ once anything of a village was written since: its changes (nothing leaves the log), and its
    records of these forms, for one that moved away is counted where it is now. ``None`` means all villages."""
    where, values = ("", ()) if village is None else (" WHERE village = ?", (village,))
    parts = ", ".join(f'(SELECT count(*) FROM "{table}"{where})' for table in ("change", *forms))
    return tuple(int(one) for one in tuples(conn, f"SELECT {parts}", values * (1 + len(forms)))[0])


def whole_state(conn: Connection) -> str:
    """What differs once anything was written to the log or taken in: the last change of every device, the actions, the
    files (which may bring changes from between), the records joined and erased. A few index look-ups at any size."""
    seqs = tuples(conn, "SELECT d.n, (SELECT max(c.seq) FROM change c WHERE c.device = d.n) FROM device d ORDER BY d.n")
    parts = ["(SELECT max(n) FROM action)", "(SELECT count(*) FROM file)"]
    parts += [f"(SELECT count(*) FROM {table})" for table in ("joined", "erased", "waiting")]
    rest = tuples(conn, f"SELECT {', '.join(parts)}")[0]
    return ".".join(f"{n}-{seq}" for n, seq in seqs if seq) + "/" + "-".join(str(one) for one in rest)
