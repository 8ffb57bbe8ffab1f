"""Where the person at this laptop works. Small on purpose: the first screen after Masuk asks it."""

from __future__ import annotations

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.officer import Assignment
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.store import read

DUE_DAYS = 7
"""A planned visit this many days ahead counts as due."""


def own_villages(session: Session) -> tuple[str, ...]:
    """The codes of the villages one works in: those assigned and those with a Kampung KB on record."""
    with session.database.read() as conn:
        assigned = read.rows(conn, Assignment, ("village",), {"officer_id": session.author})
        recorded = read.rows(conn, Village, ("village",))
    return tuple(sorted({str(row[0]) for row in (*assigned, *recorded) if row[0]}))
