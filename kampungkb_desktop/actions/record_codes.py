"""From the code on a printed form back to the family it was printed for."""

from __future__ import annotations

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.record_code import read_code, record_code
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.store import read


def family_of_code(session: Session, typed: str) -> str | None:
    """The id of the family whose own code this is, or that of one of its people; ``None`` for what is no code, is
    unknown here, or (among millions) fits two."""
    code = read_code(typed)
    if not code:
        return None
    with session.database.read() as conn:
        found = {str(row[0]) for row in read.rows(conn, Family, ("id",)) if record_code(str(row[0])) == code}
        people = read.rows(conn, Member, ("id", "family_id"))
    found |= {str(family) for one, family in people if family and record_code(str(one)) == code}
    return found.pop() if len(found) == 1 else None
