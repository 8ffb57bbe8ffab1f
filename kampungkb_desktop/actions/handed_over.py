"""What an officer still gets of a village that is no longer his (decision 0022): what was recorded while it was his,
and of what came later only what settles his own work. New personal data of the village stay with who has it now.

Whether a change belongs to it is asked of the changes before it alone, so files may come in any order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import reduce
from itertools import islice
from operator import or_

from kampungkb_desktop.actions.partners import Receiver
from kampungkb_desktop.base import intervals
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.change import ERASE, TRUSTED, Change, ChangeId
from kampungkb_desktop.forms.officer import Assignment
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import EVERYTHING, Intervals
from kampungkb_desktop.store.read import exchange

Told = Mapping[str, Mapping[str, Sequence[Sequence[int]]]]
_BATCH = 500


@frozen
class Handed:
    """A village that was an officer's until a day, and the counters whose changes he has of it already, as far as they
    are to reach him. ``key`` names it in ``cover`` and ``seen``: it is less than the village."""

    village: str
    until: date
    known: dict[str, Intervals]

    @property
    def key(self) -> str:
        """Never the name of a village, so that he who gets it again gets it whole."""
        return key_of(self.village, self.until)


def key_of(village: str, until: date) -> str:
    """Under which name it is kept how much of a village that was handed over somebody has."""
    return f"{village}>{until.isoformat()}"


def handed_to(receiver: Receiver, told: Told, *, full: bool = False) -> tuple[Handed, ...]:
    """The villages that a receiver gave up and has on his laptop. One that came to it never stays away: a new laptop
    gets nothing of what was over before it."""
    found = [(one.village, date.fromisoformat(one.until)) for one in receiver.ended if told.get(one.village)]
    return tuple(Handed(village, until, {} if full else known_of(village, until, told)) for village, until in found)


def known_of(village: str, until: date, told: Told) -> dict[str, Intervals]:
    """What he has of a village that he gave up: from when it was his, and since."""
    parts = [told.get(key, {}) for key in (EVERYTHING, village, key_of(village, until))]
    devices = {uid for part in parts for uid in part}
    return {uid: tuple(intervals.join(*(part.get(uid, ()) for part in parts))) for uid in devices}


def with_handed(
    conn: Connection, changes: Iterator[Change], handed: Sequence[Handed], devices: Collection[str]
) -> Iterator[Change]:
    """The changes that go to an officer anyway, and what of his former villages is new to him. A record of which
    anything is new comes with all that he may have of it: what comes later may need what came before."""
    new = [(one, _touched(conn, one)) for one in handed]
    looked_at, gone = {record for _, records in new for record in records}, set[ChangeId]()
    for change in changes:
        if change.record in looked_at:
            gone.add(change.id)
        yield change
    for one, records in new:
        for history in _histories(conn, records):
            for change in _his(history, one, devices):
                if change.id not in gone:
                    gone.add(change.id)
                    yield change


def _touched(conn: Connection, handed: Handed) -> frozenset[str]:
    return frozenset(
        change.record
        for author in exchange.authors(conn)
        for change in read.changes_since(conn, author, handed.known.get(author, ()), villages=(handed.village,))
    )


def _histories(conn: Connection, records: Iterable[str]) -> Iterator[list[Change]]:
    left = iter(sorted(records))
    while batch := list(islice(left, _BATCH)):
        yield from read.changes_of(conn, batch).values()


def _his(history: Sequence[Change], handed: Handed, devices: Collection[str]) -> list[Change]:
    """All that he is to have of one record, where anything of it is new to him."""
    part, known = part_of(history, devices, handed.until), handed.known
    his = [change for change in history if change.id in part]
    return his if any(not intervals.holds(known.get(one.device, ()), one.seq) for one in his) else []


def part_of(history: Sequence[Change], devices: Collection[str], until: date) -> frozenset[ChangeId]:
    """The part of a record's history that goes to him who had its village until a day and worked on these devices:

    what was recorded until then on nothing later; what he wrote, with all before it; each change that brings together
    what he wrote, or what he had, with what others wrote beside it, with all before it; who has the village, and that a
    person was erased, with what is left of it.
    """
    if history[0].form == Assignment.FORM:
        return frozenset(change.id for change in history)
    line, past = _in_order(history)
    place = {change.id: 1 << n for n, change in enumerate(line)}
    own = sum(place[change.id] for change in line if change.device in devices)
    his, up_to = 0, dict[ChangeId, int]()
    for change in line:
        before, itself = past[change.id], place[change.id]
        had = reduce(or_, (up_to[one] for one in change.parents), 0)  # never by what only others later made his
        in_time = change.clock == TRUSTED and day_of(change.wall) <= until and not before & ~had
        up_to[change.id] = before | itself if in_time or itself & own else had
        his |= up_to[change.id]
    settled = his
    for change in line:
        sides = [past[one] | place[one] for one in change.parents]
        if len(sides) > 1 and _settles(past[change.id], sides, his, own):
            settled |= past[change.id] | place[change.id]
    if settled and any(change.kind == ERASE for change in line):
        return frozenset(place)
    return frozenset(one for one, bit in place.items() if bit & settled)


def _settles(before: int, sides: Sequence[int], his: int, own: int) -> bool:
    """Whether a change joins what nobody had joined before it: his own work with something written beside it, or two
    sides that he has both."""
    return any(before & own & ~side for side in sides) or all(before & his & ~side for side in sides)


def _in_order(history: Sequence[Change]) -> tuple[list[Change], dict[ChangeId, int]]:
    """The changes of a record, each behind its parents, and all that is before each, as bits by place. What builds on
    something that is not here is left out: nobody could read it."""
    waiting, line, past = list(history), list[Change](), dict[ChangeId, int]()
    place = dict[ChangeId, int]()
    while ready := [change for change in waiting if all(one in past for one in change.parents)]:
        for change in ready:
            past[change.id], place[change.id] = 0, 1 << len(line)
            for one in change.parents:
                past[change.id] |= past[one] | place[one]
            line.append(change)
        waiting = [change for change in waiting if change.id not in past]
    return line, past
