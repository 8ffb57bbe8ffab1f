"""The figures of a village's register at the ends of past months, as they were counted last: true until anything is
written that the village counts (``store.parts``), for a month that has ended is counted from the same records for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from kampungkb_desktop.actions import kept_results
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_risk import READING
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.store import lists, parts, read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.parts import REGISTER, Part

Months = Mapping[date, Mapping[str, int]]
"""The last day of a month to every figure as a number."""
_NOTHING = "-"
"""The state where nothing can be kept: on a server, and on a disk that takes nothing."""
_MOST = 24
"""Months kept of a village: who looks at them on another day finds most of them again."""


def kept_months(session: Session, village: str) -> tuple[str, dict[date, dict[str, int]]]:
    """The state of the village now, and the months that were counted for it."""
    found = _look(session, village)
    if found is None:
        with suppress(KnownError), session.database.write() as conn:
            parts.raise_flags(conn, REGISTER, _way(conn), [village])
        found = _look(session, village)
    if found is None:
        return _NOTHING, {}
    state, part = found
    days = ((date.fromisoformat(day), late, counts) for day, (late, counts) in part.found.items())
    return state, {day: counts for day, late, counts in days if late == _late(state, day)}


def keep_months(session: Session, village: str, state: str, months: Months) -> bool:
    """Put months away that were counted since ``kept_months`` told the state; not where anything of the village was
    written meanwhile, for nobody knows which of them saw it. Whether it was done."""
    found = _look(session, village)
    made = {day.isoformat(): [_late(state, day), dict(counts)] for day, counts in months.items()}
    if found is None or found[0] != state or all(found[1].found.get(day) == one for day, one in made.items()):
        return False
    with suppress(KnownError), session.database.write() as conn:
        parts.keep(conn, REGISTER, _way(conn), {village: Part(found[1].flag, made)}, _MOST)
    return True


def _look(session: Session, village: str) -> tuple[str, Part] | None:
    """The state under which months are counted, and what is kept under its flag."""
    with session.database.read() as conn:
        part = parts.parts(conn, REGISTER, _way(conn), [village]).get(village)
        return None if part is None else (f"{part.flag} {lists.last_mutation(conn)}", part)


def _way(conn: Connection) -> str:
    """What the figures follow beside the rows: every rule, and the reading of KRS chosen on this laptop."""
    return f"{kept_results.rules_mark()} {read.setting(conn, READING) or ''}"


def _late(state: str, day: date) -> bool:
    """Whether anything happened after a day, to anybody of any village: then nobody knows how many a family was."""
    return state.rpartition(" ")[2] > day.isoformat()
