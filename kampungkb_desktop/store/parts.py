"""What was counted of one village, kept under a flag of its own that falls by itself, as ``store.watched`` has it for
what is counted of everything: a family saved takes down what was counted of its village and of no other.

A figure of an earlier day also reads who lived in the village then and is recorded elsewhere now: whoever a mutation
names. So a change to such a row takes down the villages of his mutations, too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from secrets import token_hex
from typing import Any, Final

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.fetch import tuples
from kampungkb_desktop.store.schema import put_note

WAY: Final = 1
"""Counts the ways in which the triggers were written: raise it when they become others."""
PREFIX: Final = "part:"
RISK, REGISTER = "krs", "register"
_OLD, _NEW = "OLD", "NEW"
_DEEDS: Final = {"INSERT": (_NEW,), "UPDATE": (_OLD, _NEW), "DELETE": (_OLD,)}
_OF_FAMILY = "SELECT village FROM mutation WHERE family_id = {row}.%s"
_OF_PERSON = "SELECT village FROM mutation WHERE member_id = {row}.%s"
WATCHED: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "family": ((RISK, REGISTER), (_OF_FAMILY % "id",)),
    "member": ((RISK, REGISTER), (_OF_PERSON % "id",)),
    "family_planning": ((RISK, REGISTER), (_OF_FAMILY % "family_id",)),
    "risk_verification": ((RISK,), ()),
    "measurement": ((REGISTER,), (_OF_PERSON % "member_id",)),
    "family_development": ((REGISTER,), ()),
    "mutation": (
        (RISK, REGISTER),
        (
            "SELECT village FROM family WHERE id = {row}.family_id", _OF_FAMILY % "family_id",
            "SELECT village FROM member WHERE id = {row}.member_id", _OF_PERSON % "member_id",
        ),
    ),
}  # fmt: skip
"""Table to the countings that read it, and to the villages that a row of it may be counted in beside its own."""


@frozen
class Part:
    """What is kept of one village: ``found`` by what was asked (a semester, a day), under a flag."""

    flag: str
    found: Mapping[str, Any]


def parts(conn: Connection, name: str, way: str, villages: Iterable[str] | None = None) -> dict[str, Part]:
    """The parts of villages (all) whose flag is up, counted in this way. None on a server, and where a trigger is gone:
    a flag that could not fall is not believed."""
    if conn.server or not _watches(conn):
        return {}
    begin = _key(name, "")
    if villages is None:
        rows = tuples(conn, "SELECT key, value FROM meta WHERE key >= ? AND key < ?", (begin, begin[:-1] + ";"))
    else:
        wanted = json.dumps([_key(name, one) for one in villages])
        sql = "SELECT key, value FROM meta WHERE key IN (SELECT value FROM json_each(?))"
        rows = tuples(conn, sql, (wanted,))
    read = ((str(key).removeprefix(begin), json.loads(value)) for key, value in rows)
    return {village: Part(flag, found) for village, (flag, by, found) in read if by == way}


def raise_flags(conn: Connection, name: str, way: str, villages: Iterable[str]) -> dict[str, str]:
    """Put up the flags of villages, in a write transaction of its own; what is read in a later one may be kept under
    them. Those that are up stay. None on a server."""
    if conn.server:
        return {}
    if not _watches(conn):
        for one in _NAMES:  # nobody knows what was written while they could not fall
            conn.exec_driver_sql("DELETE FROM meta WHERE substr(key, 1, ?) = ?", (len(_key(one, "")), _key(one, "")))
        for trigger, words in _TRIGGERS.items():
            conn.exec_driver_sql(f'CREATE TRIGGER IF NOT EXISTS "{trigger}" {words}')
    wanted = list(villages)
    up = {village: part.flag for village, part in parts(conn, name, way, wanted).items()}
    for village in wanted:
        if village not in up:
            up[village] = token_hex(16)
            put_note(conn, _key(name, village), json.dumps([up[village], way, {}]))
    return up


def keep(conn: Connection, name: str, way: str, counted: Mapping[str, Part], most: int) -> None:
    """Keep what was counted under flags, beside what is kept there, of which the newest ``most`` stay; of no effect
    for villages whose flag has fallen meanwhile."""
    there = parts(conn, name, way, counted)
    for village, part in counted.items():
        now = there.get(village)
        if now is not None and now.flag == part.flag:
            found = {**{key: one for key, one in now.found.items() if key not in part.found}, **part.found}
            kept = dict(list(found.items())[-most:])
            put_note(conn, _key(name, village), json.dumps([part.flag, way, kept], separators=(",", ":")))


def _key(name: str, village: str) -> str:
    return f"{PREFIX}{name}:{village}"


def _triggers() -> dict[str, str]:
    """What makes the flags fall, by name."""
    made = {}
    for table, (names, more) in WATCHED.items():
        for deed, rows in _DEEDS.items():
            villages = [f"SELECT {row}.village AS village" for row in rows]
            villages += [one.format(row=row) for one in more for row in rows]
            here = " UNION ALL ".join(villages)
            body = " ".join(
                f"DELETE FROM meta WHERE key IN (SELECT '{_key(name, '')}' || ifnull(village, '') FROM ({here}));"
                for name in names
            )
            made[f"part_{WAY}_{table}_{deed.lower()}"] = f'AFTER {deed} ON "{table}" BEGIN {body} END'
    return made


_TRIGGERS: Final = _triggers()
_NAMES: Final = (RISK, REGISTER)


def _watches(conn: Connection) -> bool:
    """Whether every trigger is there: a table made anew has lost its own."""
    wanted = json.dumps(list(_TRIGGERS))
    sql = "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name IN (SELECT value FROM json_each(?))"
    return int(conn.exec_driver_sql(sql, (wanted,)).scalar_one()) == len(_TRIGGERS)
