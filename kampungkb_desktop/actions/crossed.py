"""Records that came into an officer's villages past something that was written of them elsewhere.

What an office tells an officer he holds "as far as his villages go" was true of a record of another village when it was
said. Where the record enters his villages by a change that knows nothing of that (his own, or one that another computer
of the office has brought him), he lacks it and nobody would notice: so of these few it is told record by record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from kampungkb_desktop.base import intervals
from kampungkb_desktop.bundle import format as fmt
from kampungkb_desktop.forms.change import Change, ChangeId
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Intervals

_BATCH = 500


@dataclass(slots=True)
class Crossed:
    """What an officer has been told of single records (``told``), and what a file tells him anew (``claims``).
    ``held`` is what the file vouches for as far as his villages go."""

    villages: Collection[str]
    devices: Collection[str]
    told: fmt.Knowledge
    held: Mapping[str, Intervals]
    claims: fmt.Knowledge = field(default_factory=dict)

    def beside(self, conn: Connection, elsewhere: Iterable[tuple[Change, bool]]) -> Iterator[Change]:
        """Of the changes elsewhere that a file would leave out as known (not ``True`` = it goes anyway), those that may
        be lacking all the same. What goes is claimed, so that it goes once."""
        by_record: dict[str, dict[ChangeId, bool]] = {}
        began = set[str]()
        for change, goes in elsewhere:
            by_record.setdefault(change.record, {})[change.id] = goes
            if goes and not intervals.holds(self.held.get(change.device, ()), change.seq):
                self._claimed(change.record, change)  # of a record that waits: nothing else says that it went
            if not change.parents:  # what was begun in his villages and moved away rests on his own part
                began.add(change.record)
        asked = iter(sorted(began))
        while some := list(islice(asked, _BATCH)):
            for record, history in read.changes_of(conn, some).items():
                for change in self._alone(history):
                    known = by_record[record]
                    if change.id in known and self._claimed(record, change) and not known[change.id]:
                        yield change

    def _alone(self, history: Sequence[Change]) -> list[Change]:
        """The changes elsewhere that he need not hold: not those he built on himself, nor those built on a part in his
        villages, for whoever had them knew that they concern him. Whoever gave him his part may lack the rest, even of
        what comes before it."""
        own = {one.id for one in history if one.device in self.devices}
        his = own | {one.id for one in history if one.village in self.villages}
        sure = his | _before(history, own) | _after(history, his)
        return [one for one in history if one.id not in sure]

    def holds(self, change: Change) -> bool:
        """Whether he has been told of this very change."""
        return intervals.holds(self.told.get(key_of(change.record), {}).get(change.device, ()), change.seq)

    def _claimed(self, record: str, change: Change) -> bool:
        """Claim a change, where that is new."""
        if self.holds(change):
            return False
        claim = self.claims.setdefault(key_of(record), {})
        claim[change.device] = intervals.join(claim.get(change.device, ()), [(change.seq, change.seq)])
        return True


def key_of(record: str) -> str:
    """Under which name ``cover`` and ``seen`` tell of a single record."""
    return f"#{record}"


def _before(history: Sequence[Change], ones: Collection[ChangeId]) -> set[ChangeId]:
    parents = {change.id: change.parents for change in history}
    found, todo = set[ChangeId](), list(ones)
    while todo:
        for parent in parents.get(todo.pop(), ()):
            if parent not in found:
                found.add(parent)
                todo.append(parent)
    return found


def _after(history: Sequence[Change], ones: Collection[ChangeId]) -> set[ChangeId]:
    children: dict[ChangeId, list[ChangeId]] = {}
    for change in history:
        for parent in change.parents:
            children.setdefault(parent, []).append(change.id)
    found, todo = set[ChangeId](), list(ones)
    while todo:
        for child in children.get(todo.pop(), ()):
            if child not in found:
                found.add(child)
                todo.append(child)
    return found
