"""What was opened lately, the latest first: families, people, visits, activities and villages, per officer.

Only kinds, ids and moments are kept. Names are read when they are shown, so whoever was erased is gone, and whoever
asked that his data be used no further is left out. Beside them stands the place where one worked last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from kampungkb_desktop.actions import kept_here
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.store import lists

NAME, PLACE = "recent", "place"
MOST = 60
FAMILY, PERSON, VISIT, ACTIVITY, VILLAGE = "family", "member", "visit", "activity", "village"


class Opened(NamedTuple):
    """A record somebody opened: the name of its form and its id (of a village: its code), and when (ms)."""

    form: str
    id: str
    at: int = 0


def opened(session: Session) -> list[Opened]:
    """The latest first."""
    return _clean(kept_here.kept(session, NAME))


def note(session: Session, found: Sequence[Opened]) -> None:
    """These were opened, the first of them last; what is new enough of the rest stays."""
    if found:
        kept_here.change(session, NAME, lambda before: _merged(found, _clean(before)))


def forget(session: Session) -> None:
    """Empty the list."""
    kept_here.keep(session, NAME, None)


def stay(session: Session, page: str, record: str | None) -> None:
    """Somebody works at this place of the window: a page, and what is open in it."""
    kept_here.keep(session, PLACE, [page, record])


def stayed(session: Session) -> tuple[str, str | None] | None:
    """Where somebody worked last."""
    found = kept_here.kept(session, PLACE)
    if not (isinstance(found, list) and len(found) == 2 and isinstance(found[0], str)):
        return None
    return found[0], found[1] if isinstance(found[1], str) else None


def shown(session: Session, ahead: Sequence[Opened] = (), *, most: int = 12) -> list[lists.Found]:
    """The records that are still there, with what they are called; ``ahead`` are those not yet written down."""
    wanted = _unique((*ahead, *opened(session)))
    with session.database.read() as conn:
        known = lists.found_records(conn, [(one.form, one.id) for one in wanted])
    return [known[one.form, one.id] for one in wanted if (one.form, one.id) in known][:most]


def _merged(new: Sequence[Opened], before: Sequence[Opened]) -> list[list[Any]]:
    return [list(one) for one in _unique((*new, *before))[:MOST]]


def _unique(found: Iterable[Opened]) -> list[Opened]:
    first: dict[tuple[str, str], Opened] = {}
    for one in found:
        first.setdefault((one.form, one.id), one)
    return list(first.values())


def _clean(value: Any) -> list[Opened]:
    rows = value if isinstance(value, list) else []
    return [
        Opened(str(row[0]), str(row[1]), int(row[2]))
        for row in rows
        if isinstance(row, list) and len(row) == 3 and isinstance(row[2], int)
    ]
