"""Records of a file that say *selesai* although something stands against them: taken in, and to be looked at."""

from __future__ import annotations

from datetime import date

from kampungkb_desktop.actions.ledger import Applied
from kampungkb_desktop.actions.receiver_offices import VEILED
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.record import DONE, check
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

_BATCH = 4_000


def count(conn: Connection, kind: str, applied: Applied, today: date) -> int:
    """How many a file of this kind brought. Without names answers lack on purpose: that is nothing to look at."""
    if kind in VEILED:
        return 0
    ids: dict[str, list[str]] = {}
    for one in applied.records:
        if one.alive and one.form in FORMS:
            ids.setdefault(one.form, []).append(one.record)
    found = 0
    for form, records in ids.items():
        for start in range(0, len(records), _BATCH):
            some = records[start : start + _BATCH]
            done = [str(row[0]) for row in read.rows(conn, FORMS[form], ("id",), {"id": some, "status": DONE})]
            for record in read.by_ids(conn, FORMS[form], done).values():
                found += any(finding.strength == "problem" for finding in check(record, today=today))
    return found
