"""How much of this laptop's own is not sent yet: the one figure of sending that Beranda and the sidebar's foot tell.

Apart from ``outbox``, which all of sending hangs on: at an office nothing of it is read for this figure.
"""

from __future__ import annotations

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import intervals
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.officer import DISTRICT


def waiting_to_send(session: Session) -> int:
    """How many changes of this laptop its office has not been sent yet; 0 for a district."""
    if session.role == DISTRICT:
        return 0
    from kampungkb_desktop.actions import parcels, partners  # noqa: PLC0415  start-up time: an office needs neither

    with session.database.read() as conn:
        held = parcels.held_by(conn, session)
        try:
            told = [parcels.known_to(conn, one) for one in partners.receivers(conn, session)]
        except KnownError:
            told = []
    return sum(
        intervals.count(intervals.without(own, intervals.join(*(one.get(uid, ()) for one in told))))
        for uid, own in held.items()
    )
