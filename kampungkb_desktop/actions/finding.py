"""One box that finds anybody, while one types: families by head, KK, telephone, address or RT, people by name or NIK.

Records opened lately come first, then names that begin as typed, then all others. It reads; what was searched is noted
in the trail by the caller, on the window's thread, as every list does.
"""

from __future__ import annotations

from collections.abc import Collection

from kampungkb_desktop.actions.recent import FAMILY, PERSON, Opened
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.store import lists
from kampungkb_desktop.store.lists import Found

MOST = 8
"""Lines of each kind: whoever is not among them is found by one more letter."""


@frozen
class Finding:
    """What a typed text finds: the first of each kind, and how many there are in all."""

    families: tuple[Found, ...] = ()
    people: tuple[Found, ...] = ()
    count: int = 0


def find(session: Session, text: str, recent: Collection[Opened] = (), *, most: int = MOST) -> Finding:
    """``recent`` are put first where the text finds them. Empty for no words."""
    lately = {form: [one.id for one in recent if one.form == form] for form in (FAMILY, PERSON)}
    with session.database.read() as conn:
        families, some = lists.first_found(conn, FAMILY, text, lately[FAMILY], most)
        heads = {one.name.casefold() for one in families}
        people, others = lists.first_found(conn, PERSON, text, lately[PERSON], most + len(heads))
    shown = {one.id for one in families}
    alone = [one for one in people if not (one.family in shown and one.name.casefold() in heads)]
    return Finding(tuple(families), tuple(alone[:most]), some + others)
