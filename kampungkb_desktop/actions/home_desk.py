"""What waits for a district, counted for Beranda: who did not send, what lacks, what must be decided. What was counted
last is kept, so that it stands there at once at the next start."""

from __future__ import annotations

import json
from typing import NamedTuple

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.store import read, write

_KEY = "desk:counted"


class AtTheDesk(NamedTuple):
    """What waits for a district: laptops that ask, officers who are late by more than ``limit`` days or never sent,
    officers whose files lack, answers in conflict, records held back, and pairs that may be one."""

    asking: int
    late: int
    limit: int
    lacking: int
    conflicts: int
    held: int
    doubles: int


def remembered(session: Session) -> AtTheDesk | None:
    """What was counted last; ``None`` before the first time."""
    with session.database.read() as conn:
        kept = read.meta(conn, _KEY)
    said = json.loads(kept) if kept else ()
    return AtTheDesk(*said) if len(said) == len(AtTheDesk._fields) else None


def at_the_desk(session: Session) -> AtTheDesk:
    """Everything that waits for the district, counted now and kept. For the worker."""
    from kampungkb_desktop.actions.desk_counts import counted  # noqa: PLC0415  start-up time

    found = AtTheDesk(**counted(session))
    if found != remembered(session):
        with session.database.write() as conn:
            write.put_meta(conn, _KEY, json.dumps(found))
    return found
