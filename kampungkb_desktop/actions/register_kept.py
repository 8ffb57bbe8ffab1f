"""The figures of a village's register at the ends of past months, as they were counted last: true until anything is
written, for a month that has ended is counted from the same records for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kampungkb_desktop.actions import kept_results
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.store import read

Months = Mapping[date, Mapping[str, int]]
"""The last day of a month to every figure as a number."""


def kept_months(session: Session, village: str) -> tuple[str, dict[date, dict[str, int]]]:
    """The state of the data now, and the months that were counted for it."""
    with session.database.read() as conn:
        state = f"{kept_results.rules_mark()} {read.whole_state(conn)}"
        found = kept_results.kept(conn, _name(village), state) or {}
    return state, {date.fromisoformat(day): counts for day, counts in found.items()}


def keep_months(session: Session, village: str, state: str, months: Months) -> bool:
    """Put months away that were counted since ``kept_months`` told the state; not where anything was written meanwhile,
    for nobody knows which of them saw it. Whether it was done."""
    now, there = kept_months(session, village)
    if now != state or there.keys() >= months.keys():
        return False
    value = {day.isoformat(): dict(counts) for day, counts in {**there, **months}.items()}
    kept_results.put_away(session.database, _name(village), state, value)
    return True


def _name(village: str) -> str:
    return f"register:{village}"
