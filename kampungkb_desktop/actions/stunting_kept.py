"""The KRS recap of all villages as it was counted last: there at once while nothing was written, and told with its day
while it is brought up. Only villages that somebody wrote about are counted again, and on another day only the families
whose day has come are judged again (``stunting_parts``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

from kampungkb_desktop.actions import kept_results
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_area import Area, area_of, area_recap
from kampungkb_desktop.actions.stunting_book import RiskBook, counts
from kampungkb_desktop.actions.stunting_parts import MOST, Look
from kampungkb_desktop.actions.stunting_risk import reading_of, villages_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.store import parts, read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.parts import RISK, Part

_AT_ONCE = 40
"""Villages counted before they are put away: who stops goes on from there."""


class Remembered(NamedTuple):
    """A recap that was counted ``on`` a day; ``now`` says whether counting again would give the same."""

    area: Area
    on: date
    now: bool


def remembered(session: Session, semester: Semester, today: date) -> Remembered | None:
    """What was counted last for a semester; ``None`` before the first time."""
    with session.database.read() as conn:
        stamp, found = kept_results.last(conn, _name(semester))
        now = stamp == _stamp(conn, semester, today)
    if not found:
        return None
    on, listed = found
    return Remembered(area_of(listed, semester), date.fromisoformat(on), now)


def count_again(session: Session, semester: Semester, today: date, progress: Progress) -> Area:
    """The recap as it is now, put away for the next time."""
    with session.database.read() as conn:
        stamp = _stamp(conn, semester, today)  # before it is counted: what is written meanwhile makes it old
        there = kept_results.stamp_of(conn, _name(semester))
        villages, kept = villages_of(conn), Look(conn, semester, today).kept()
    if villages == [None] or session.database.on_server:
        area = area_recap(RiskBook(session, counts), semester, today, progress)
    else:
        missing = [str(one) for one in villages if one not in kept]
        area = area_of(_counted(session, semester, today, missing, progress), semester)
    if stamp != there:
        listed = {line.code: line.counts for line in area.lines}
        kept_results.put_away(session.database, _name(semester), stamp, [today.isoformat(), listed])
    return area


def _counted(
    session: Session, semester: Semester, today: date, missing: list[str], progress: Progress
) -> Mapping[str, Mapping[str, int]]:
    """The counts of every village, in one look at the data: those kept as they are or brought to the day, the others
    from their rows, under flags that are raised before."""
    flags: Mapping[str, str] = {}
    if missing:
        flags = _write(session, lambda conn: parts.raise_flags(conn, RISK, _way(conn, semester, today), missing)) or {}
    found: dict[str, Mapping[str, int]] = {}
    fresh: dict[str, Part] = {}
    with session.database.read() as conn:
        look = Look(conn, semester, today)
        villages, kept, after = [str(one) for one in villages_of(conn) if one is not None], look.kept(), look.after()
        try:
            for done, village in enumerate(villages):
                progress.report(done, len(villages), "Menghitung keluarga berisiko stunting")
                flag, page = kept.get(village, (flags.get(village, ""), None))
                made = look.count(village, after) if page is None else look.brought(village, page)
                found[village] = made.counts
                if flag and made is not page:
                    fresh[village] = Part(flag, {semester.code: made.packed()})
                if len(fresh) >= _AT_ONCE:
                    _put(session, look.way, fresh)
                    fresh = {}
        finally:
            _put(session, look.way, fresh)
    return found


def _way(conn: Connection, semester: Semester, today: date) -> str:
    return Look(conn, semester, today).way


def _put(session: Session, way: str, fresh: Mapping[str, Part]) -> None:
    if fresh:
        _write(session, lambda conn: parts.keep(conn, RISK, way, fresh, MOST))


def _write(session: Session, work: Callable[[Connection], Any]) -> Any:
    """In a transaction of its own. A disk that takes nothing is no reason to refuse what was only read."""
    with suppress(KnownError), session.database.write() as conn:
        return work(conn)
    return None


def _name(semester: Semester) -> str:
    return f"krs_table:{semester.code}"


def _stamp(conn: Connection, semester: Semester, today: date) -> str:
    """Everything that a recap rests on: the day it is of, the reading, the rules, and all that is on record."""
    day = semester.day(today)
    return f"{day.isoformat()} {reading_of(conn, day)} {kept_results.rules_mark()} {read.whole_state(conn)}"
