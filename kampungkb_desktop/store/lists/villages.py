"""The list of Kampung KB with what is recorded of each. Hundreds at most, so the rows come at once; the classes are
computed by ``rules`` and joined by whoever shows them."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.fetch import tuples


@frozen
class VillageRow:
    """One line; ``village`` is the Kemendagri code, days are texts as stored."""

    n: int
    id: str
    village: str | None
    kkb_name: str | None
    active: int | None
    status: str | None
    families: int
    last_activity: str | None


_ROWS = """
SELECT f.n, f.id, f.village, f.kkb_name, f.active, f.status,
       (SELECT count(*) FROM family x WHERE x.village = f.village),
       (SELECT max(x.held_on) FROM activity x WHERE x.village = f.village)
FROM village f"""


def counted(
    conn: Connection, form: str, fields: Sequence[str], villages: Collection[str] | None = None
) -> list[tuple[tuple[Scalar, ...], int]]:
    """How many records of a form have each set of values of these fields, all or those of some villages."""
    columns, values = ", ".join(f'"{name}"' for name in fields), tuple[str, ...]()
    where = ""
    if villages is not None:
        where, values = "WHERE village IN (SELECT value FROM json_each(?)) ", (json.dumps(list(villages)),)
    sql = f'SELECT {columns}, count(*) FROM "{form}" {where}GROUP BY {columns}'
    return [(tuple(row[:-1]), int(row[-1])) for row in tuples(conn, sql, values)]


def village_rows(conn: Connection, villages: Collection[str] | None = None) -> list[VillageRow]:
    """The villages (all, or those of these codes) by code."""
    sql, values = _ROWS, tuple[str, ...]()
    if villages is not None:
        sql, values = f"{sql} WHERE f.village IN (SELECT value FROM json_each(?))", (json.dumps(list(villages)),)
    return [VillageRow(*row) for row in conn.exec_driver_sql(f"{sql} ORDER BY f.village, f.n", values)]
