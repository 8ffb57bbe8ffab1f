"""The pairs of which somebody has said that they are not the same, to be looked at again and asked about once more."""

from __future__ import annotations

from typing import NamedTuple

from kampungkb_desktop.actions.duplicates import FAMILIES, PEOPLE, Doubt, ask_again, beside, own
from kampungkb_desktop.actions.duplicates_kept import paired
from kampungkb_desktop.actions.history import Names
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.not_same import NotSame
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read import joined


class Apart(NamedTuple):
    """The two as they are shown now, what was said of them, by whom, and when (milliseconds)."""

    doubt: Doubt
    said: NotSame
    author: str
    wall: int


def apart(session: Session) -> list[Apart]:
    """Every such pair that is here still, the last said first; an officer sees those of his own villages."""
    villages = own(session)
    with session.database.read() as conn:
        said = [one for one in read.records(conn, NotSame) if one.of in (PEOPLE, FAMILIES) and one.first and one.second]
        pairs = {one.id: paired(one.of or "", *_shown(conn, one), "mirip", 0) for one in said}
        asked = [one for one in said if pairs[one.id].first != pairs[one.id].second]  # else they were joined since
        doubts = beside(conn, [pairs[one.id] for one in asked])
        spoken = read.changes_of(conn, [one.id for one in asked])
        names, found = Names.of(conn), list[Apart]()
        for one, doubt in zip(asked, doubts, strict=True):
            if doubt is not None and (villages is None or villages.issuperset(doubt.villages)):
                last = max(spoken[one.id], key=lambda change: change.wall)
                found.append(Apart(doubt, one, names.author(last.author), last.wall))
    return sorted(found, key=lambda one: (-one.wall, one.said.id))


def take_back(session: Session, one: Apart) -> Saved:
    """Let the pair be asked about again, here and, with the next file, everywhere."""
    return ask_again(session, one.said.of or "", one.said.first or "", one.said.second or "")


def _shown(conn: Connection, said: NotSame) -> tuple[str, str]:
    first, second = str(said.first), str(said.second)
    shown = joined.canonical_of(conn, str(said.of), (first, second))
    return shown.get(first, first), shown.get(second, second)
