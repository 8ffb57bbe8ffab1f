"""How far each record of a list has come on its way to the office: one query for a page of lines, from the log's own
counters against what was sent and what the office says it holds (``receipts``)."""

from __future__ import annotations

from collections.abc import Sequence

from kampungkb_desktop.actions import receipts
from kampungkb_desktop.actions.receipts import Sending, Sendings
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import intervals
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Intervals
from kampungkb_desktop.store.lists import sendings as lines

FILES = "file"
"""What a page that shows these states reads beside its forms: a file that was made or came in changes them."""


class RecordStates:
    """The states as a list shows them. ``renew`` reads what was sent and received, once for many pages; at the office
    there is nothing to say, and ``shown`` is False."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._found: Sendings | None = None
        self.shown = False
        self.renew()

    def renew(self) -> None:
        """Read anew how far this laptop's changes have come."""
        self._found = receipts.sendings(self._session)
        self.shown = self._found is not None

    def of(self, conn: Connection, form: str, ids: Sequence[str]) -> dict[str, Sending]:
        """The states of the records of a page; those nothing of which is of this laptop are left out."""
        found = self._found
        if found is None or not ids:
            return {}
        states = {id_: found.of(some) for id_, some in lines.own_changes(conn, form, ids, found.own).items()}
        return {id_: one for id_, one in states.items() if one is not None}


def unsent(session: Session, form: str) -> list[str]:
    """The records of a form that the office has not been sent as they stand now; refused ones are among them."""
    gaps = _gaps(session)
    with session.database.read() as conn:
        return sorted(lines.changed_between(conn, form, gaps))


def unsent_of_village(session: Session, village: str) -> int:
    """How many records of a village wait to be sent."""
    gaps = _gaps(session)
    with session.database.read() as conn:
        return lines.count_in_village(conn, village, gaps)


def state_of(session: Session, form: str, record: str) -> Sending | None:
    """The state of one record; of a family with its members."""
    states = RecordStates(session)
    with session.database.read() as conn:
        return states.of(conn, form, [record]).get(record)


def _gaps(session: Session) -> dict[str, Intervals]:
    """This laptop's changes that are in no file yet, as ranges of counters per installation."""
    found = receipts.sendings(session)
    if found is None:
        return {}
    with session.database.read() as conn:
        lasts = {uid: read.next_seq(conn, uid) - 1 for uid in found.own}
    return {uid: tuple(intervals.without(((1, last),), found.sent.get(uid, ()))) for uid, last in lasts.items() if last}
