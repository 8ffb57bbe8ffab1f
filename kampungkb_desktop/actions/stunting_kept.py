"""The KRS recap of all villages as it was counted last: there at once while nothing was written, and told with its day
while it is being counted anew. Villages that nobody wrote about are not counted again on the same day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from kampungkb_desktop.actions import kept_results
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_area import Area, area_of, area_recap
from kampungkb_desktop.actions.stunting_book import RiskBook
from kampungkb_desktop.actions.stunting_risk import reading_of
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

Counts = Mapping[str, int]


class Remembered(NamedTuple):
    """A recap that was counted ``on`` a day; ``now`` says whether counting again would give the same."""

    area: Area
    on: date
    now: bool


def remembered(
    session: Session, semester: Semester, today: date, book: RiskBook[Counts] | None = None
) -> Remembered | None:
    """What was counted last for a semester; ``None`` before the first time. ``book`` takes its villages over, so that
    only those are counted again which somebody wrote about."""
    with session.database.read() as conn:
        stamp, found = kept_results.last(conn, _name(semester))
        now = _stamp(conn, semester, today)
    if not found:
        return None
    on, pages = found
    if book is not None:
        book.remember(semester, [(village, _state(state), counts) for village, state, counts in pages])
    area = area_of({village or "": counts for village, _state, counts in pages}, semester)
    return Remembered(area, date.fromisoformat(on), stamp == now)


def count_again(book: RiskBook[Counts], semester: Semester, today: date, progress: Progress) -> Area:
    """``area_recap``, put away for the next time."""
    session = book.session
    with session.database.read() as conn:
        stamp = _stamp(conn, semester, today)  # before it is counted: what is written meanwhile makes it old
        there = kept_results.stamp_of(conn, _name(semester))
    area = area_recap(book, semester, today, progress)
    if stamp != there:
        listed = {line.code for line in area.lines}
        pages = [page for page in book.pages(semester) if (page[0] or "") in listed]
        kept = [[village, [str(state[0]), *state[1:]], counts] for village, state, counts in pages]
        kept_results.put_away(session.database, _name(semester), stamp, [today.isoformat(), kept])
    return area


def _state(kept: list[Any]) -> tuple[object, ...]:
    return date.fromisoformat(kept[0]), *kept[1:]


def _name(semester: Semester) -> str:
    return f"krs_area:{semester.code}"


def _stamp(conn: Connection, semester: Semester, today: date) -> str:
    """Everything that a recap rests on: the day it is of, the reading, the rule, and all that is on record."""
    day = semester.day(today)
    return f"{day.isoformat()} {reading_of(conn, day)} {kept_results.rules_mark('krs')} {read.whole_state(conn)}"
