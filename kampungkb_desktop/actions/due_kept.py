"""How many people are due as it was counted last: for the first screen, which must not wait for the count itself.

Local to this laptop, never sent. It holds for one day and one state of the log.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Final

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import IN

KEPT_AS: Final = "due_counts"
LATE, WEEK = "terlambat", "minggu_ini"
"""Two of the windows of ``due_view``, which is not to be loaded here."""


def stamp(today: date, seq: int, files: int, rule: str) -> str:
    """What a count was made for: the day, the state of the log, and the rule."""
    return f"{today.isoformat()} {seq} {files} {rule}"


def glance(conn: Connection, session: Session, today: date) -> dict[str, int] | None:
    """The counts by window where they were made today and nothing was written since; ``None`` otherwise."""
    text = read.meta(conn, KEPT_AS)
    if not text:
        return None
    kept, found = json.loads(text)
    here = stamp(today, read.next_seq(conn, session.device), len(read.files(conn, direction=IN)), "")
    return {str(window): int(count) for window, count in found.items()} if kept.startswith(here) else None
