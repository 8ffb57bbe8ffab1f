"""The list of Kampung KB with what is recorded of each. Hundreds at most, so the rows come at once; the classes are
computed by ``rules`` and joined by whoever shows them."""

from __future__ import annotations

import json
from collections.abc import Collection

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.store.connection import Connection


@frozen
class VillageRow:
    """One line; ``village`` is the Kemendagri code, days and months are texts as stored."""

    n: int
    id: str
    village: str | None
    kkb_name: str | None
    active: int | None
    status: str | None
    families: int
    members: int
    visits: int
    activities: int
    last_activity: str | None
    last_month: str | None


_ROWS = """
SELECT f.n, f.id, f.village, f.kkb_name, f.active, f.status,
       (SELECT count(*) FROM family x WHERE x.village = f.village),
       (SELECT count(*) FROM member x WHERE x.village = f.village),
       (SELECT count(*) FROM visit x WHERE x.village = f.village),
       (SELECT count(*) FROM activity x WHERE x.village = f.village),
       (SELECT max(x.held_on) FROM activity x WHERE x.village = f.village),
       (SELECT max(x.month) FROM monthly x WHERE x.village = f.village)
FROM village f"""


def village_rows(conn: Connection, villages: Collection[str] | None = None) -> list[VillageRow]:
    """The villages (all, or those of these codes) by code."""
    sql, values = _ROWS, tuple[str, ...]()
    if villages is not None:
        sql, values = f"{sql} WHERE f.village IN (SELECT value FROM json_each(?))", (json.dumps(list(villages)),)
    return [VillageRow(*row) for row in conn.exec_driver_sql(f"{sql} ORDER BY f.village, f.n", values)]
