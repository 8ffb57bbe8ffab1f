"""Records that wait for an earlier file: which file of whom is missing, as its number or as near as can be told.

A change names what its writer had in front of him; where that has not arrived, the record is held (``sync.md`` 3). The
number of the file it was in is not written anywhere: it lies between the files around it, by the counters they brought.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from kampungkb_desktop.actions.effects import EARLIER
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in_report import ADDED, TAKEN, Gap
from kampungkb_desktop.base import intervals
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.catalog import FORMS, form_title
from kampungkb_desktop.forms.change import ChangeId
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import IN, FileEntry, Waiting
from kampungkb_desktop.store.read import exchange


@frozen
class Held:
    """One record that waits: its form and name in words, its village, whose files are missing, and since when (the
    wall time of the file that brought what is held; 0 where that is not known)."""

    record: str
    form: str
    name: str
    village: str
    lacking: tuple[Gap, ...]
    since: int = 0


def held(session: Session) -> list[Held]:
    """Every record that waits for an earlier file, those that wait longest first."""
    with session.database.read() as conn:
        waiting = [one for one in read.waiting(conn) if one.reason == EARLIER]
        if not waiting:
            return []
        files = _Files.of(conn)
        heads = {one.record: files.gaps(_lacking(one)) for one in waiting}
        since = _since(conn, waiting)
        names = _names(conn, waiting)
    found = [
        Held(one.record, form_title(one.form), names.get(one.record, form_title(one.form)), one.village,
             heads[one.record], since.get(one.record, 0))
        for one in waiting
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.since or 1 << 62, one.village, one.name, one.record))


def count_held(conn: Connection) -> int:
    """How many records wait for an earlier file."""
    return sum(one.reason == EARLIER for one in read.waiting(conn))


def lacking_for(conn: Connection, records: Iterable[str]) -> tuple[Gap, ...]:
    """Whose files these records wait for, with how many of them wait for each."""
    files, counts = _Files.of(conn), dict[tuple[str, str, tuple[int, ...]], int]()
    for one in read.waiting(conn, records):
        for gap in files.gaps(_lacking(one)) if one.reason == EARLIER else ():
            key = (gap.device, gap.sender, gap.numbers)
            counts[key] = counts.get(key, 0) + 1
    return tuple(Gap(*key, records=count) for key, count in sorted(counts.items(), key=lambda one: -one[1]))


def lacking_changes(conn: Connection, device: str) -> list[ChangeId]:
    """The changes of a laptop that records here wait for."""
    found = {one for each in read.waiting(conn) if each.reason == EARLIER for one in _lacking(each)}
    return sorted(one for one in found if one.device == device)


def _lacking(one: Waiting) -> list[ChangeId]:
    return [ChangeId(str(device), int(seq)) for device, seq in json.loads(one.detail or "[]")]


@frozen
class _Files:
    """The files that came, by who wrote what is in them: (peer, number, counters)."""

    names: Mapping[str, str]
    came: Mapping[str, list[tuple[str, int, list[intervals.Interval]]]]

    @classmethod
    def of(cls, conn: Connection) -> _Files:
        came: dict[str, list[tuple[str, int, list[intervals.Interval]]]] = {}
        for entry in read.files(conn, direction=IN):
            if entry.result == TAKEN:
                for uid, added in _added(entry).items():
                    came.setdefault(uid, []).append((entry.peer, entry.number, added))
        return cls({one.uid: one.name for one in read.devices(conn)}, came)

    def gaps(self, lacking: Sequence[ChangeId]) -> tuple[Gap, ...]:
        """Whose files lack for these changes."""
        found: dict[tuple[str, str], set[int]] = {}
        for one in lacking:
            for peer, numbers in self._between(one).items():
                found.setdefault((peer, self.names.get(peer, "")), set()).update(numbers)
        return tuple(Gap(uid, name, tuple(sorted(numbers))) for (uid, name), numbers in sorted(found.items()))

    def _between(self, one: ChangeId) -> dict[str, list[int]]:
        """The senders whose files may have held a change, with the numbers between the files around it."""
        known = self.came.get(one.device, [])
        peers = {peer for peer, _number, _added in known} or {one.device}
        return {peer: self._missing(known, peer, one.seq) for peer in sorted(peers)}

    def _missing(self, known: Sequence[tuple[str, int, list[intervals.Interval]]], peer: str, seq: int) -> list[int]:
        mine = [(number, added) for by, number, added in known if by == peer]
        before = max((number for number, added in mine if added[0][0] < seq), default=0)
        after = min((number for number, added in mine if added[-1][1] > seq and number > before), default=0)
        here = {number for every in self.came.values() for by, number, _added in every if by == peer}
        return [number for number in range(before + 1, after) if number not in here]


def _added(entry: FileEntry) -> dict[str, list[intervals.Interval]]:
    told = json.loads(entry.counts or "{}").get(ADDED, {})
    return {uid: [(low, high) for low, high in pairs] for uid, pairs in told.items() if pairs}


def _since(conn: Connection, waiting: Sequence[Waiting]) -> dict[str, int]:
    """When the first file came that brought what is held of each record."""
    ids = [one.record for one in waiting]
    came = [(entry.at, _added(entry)) for entry in read.files(conn, direction=IN) if entry.result == TAKEN]
    found: dict[str, int] = {}
    for record, changes in read.changes_of(conn, ids).items():
        times = [
            at for at, added in came if any(intervals.holds(added.get(one.device, ()), one.seq) for one in changes)
        ]
        found[record] = min(times, default=0)
    return found


def _names(conn: Connection, waiting: Sequence[Waiting]) -> dict[str, str]:
    """What the records are called, as far as they stand here."""
    by_form: dict[str, list[str]] = {}
    for one in waiting:
        by_form.setdefault(one.form, []).append(one.record)
    names: dict[str, str] = {}
    for form, ids in by_form.items():
        if form in FORMS:
            names.update({id_: record.name() for id_, record in read.by_ids(conn, FORMS[form], ids).items()})
    return names


def hole_around(conn: Connection, one: ChangeId) -> tuple[int, int]:
    """The counters that lack here around a change, from the last before it to the first after it."""
    return exchange.hole_around(conn, one.device, one.seq)
