"""What of one device's changes is not sent yet, counted by form, with the photos it names: the first count reads the
log through, every later one only what was written since. It equals counting from nothing at any time.
"""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple

from kampungkb_desktop.actions import kept_results, parcels
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import intervals
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Intervals

_MOST: Final = 2_000
"""More changes than these are counted with all others anew."""
_OFTEN: Final = 200
"""So many are counted again each time before the count is put away."""

_RANGES: Final = 100
"""Of more intervals ``read`` leaves some out."""
_NAME: Final = "unsent:"


class Unsent(NamedTuple):
    """Form to changes, form to records, and photos (sha256) in the order they were named; up to which counter."""

    changes: Counter[str]
    records: Counter[str]
    blobs: dict[str, None]
    upto: int


def unsent(conn: Connection, device: str, known: Intervals, work: Progress) -> tuple[Unsent, bool]:
    """The changes of a device outside the ``known`` ones; whether the count is worth being put away."""
    upto = read.next_seq(conn, device) - 1
    before = _before(conn, device, known)
    if before is None or before.upto > upto or upto - before.upto > _MOST:
        return _from_nothing(conn, device, known, upto, work), True
    if before.upto == upto:
        return before, False
    since = tuple(intervals.join(known, ((1, before.upto),)))
    new = list(read.changes_since(conn, device, since))
    changes = before.changes + Counter(one.form for one in new)
    records = {one.record: one.form for one in new}
    for record, history in read.changes_of(conn, list(records)).items():
        mine = (one.seq for one in history if one.device == device and one.seq <= before.upto)
        if any(not intervals.holds(known, seq) for seq in mine):
            del records[record]  # counted already
    tally = parcels.Tally(blobs=dict(before.blobs))
    for _ in tally.watch(one for one in new if one.form in parcels.WITH_PHOTOS):
        work.check()
    found = Unsent(changes, before.records + Counter(records.values()), tally.blobs, upto)
    return found, upto - before.upto >= _OFTEN


def put_away(session: Session, device: str, known: Intervals, found: Unsent) -> None:
    """Keep a count for the next time."""
    value = [dict(found.changes), dict(found.records), list(found.blobs)]
    kept_results.put_away(session.database, _NAME + device, f"{found.upto} {_said(known)}", value)


def _before(conn: Connection, device: str, known: Intervals) -> Unsent | None:
    stamp, found = kept_results.last(conn, _NAME + device)
    upto, _, said = stamp.partition(" ")
    if found is None or said != _said(known) or len(known) > _RANGES:
        return None
    changes, records, blobs = found
    return Unsent(Counter(changes), Counter(records), dict.fromkeys(blobs), int(upto))


def _said(known: Intervals) -> str:
    return ",".join(f"{low}-{high}" for low, high in known)


def _from_nothing(conn: Connection, device: str, known: Intervals, upto: int, work: Progress) -> Unsent:
    changes, records, tally = Counter[str](), Counter[str](), parcels.Tally()
    for form, many, found in read.counts_since(conn, device, known):
        changes[form], records[form] = many, found
    if parcels.WITH_PHOTOS & records.keys():
        named = read.changes_since(conn, device, known, forms=parcels.WITH_PHOTOS)
        for _ in tally.watch(named):
            work.check()
    return Unsent(changes, records, tally.blobs, upto)
