"""Records that went out without names and are withdrawn since: of families and persons who asked that their data be
processed no further (UU 27/2022, art. 11; decision 0015).

Every file without names tells which of the records that its receiver has been sent stay behind now, under their
pseudonyms. The receiver shows and counts them no more; where one is told no longer, it is there again as it was. A
computer of the office that has not been heard for half a year behind the others has no say any more.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from hashlib import sha256
from typing import TYPE_CHECKING

from kampungkb_desktop.actions import groups, ledger
from kampungkb_desktop.actions.applied import Applied, Gathering
from kampungkb_desktop.actions.receiver_offices import is_its_own
from kampungkb_desktop.actions.refolding import WITHDRAWN
from kampungkb_desktop.base import intervals
from kampungkb_desktop.base.clock import DAY_MS
from kampungkb_desktop.bundle.certificate import Certificate
from kampungkb_desktop.bundle.format import Manifest
from kampungkb_desktop.forms.alias import JOINABLE
from kampungkb_desktop.forms.sharing import NAMELESS
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Intervals

if TYPE_CHECKING:
    from kampungkb_desktop.bundle.nameless import Veil

_TOLD = "withdrew:"
"""Lines of ``meta`` at a district: what a receiver was told last, as a hash."""
_SAID = "withdrawn:"
"""Lines of ``meta`` at a receiver: per district its computers, when each spoke last and what it has withdrawn."""
_BATCH = 500
_SILENT = 180 * DAY_MS


# --- The district that withdraws --------------------------------------------------------------------------------------


def with_joined(conn: Connection, withheld: Collection[str]) -> frozenset[str]:
    """These records, and those that are shown as one of them."""
    also = (one for form in JOINABLE for record in withheld for one in groups.shown_as(conn, form, record))
    return frozenset(withheld).union(also)


def withdrawn(conn: Connection, veil: Veil | None, told: dict[str, Intervals]) -> list[str]:
    """Pseudonyms of the records that stay behind now and that the receiver has been sent something of."""
    if veil is None or veil.kind != NAMELESS or not veil.withheld:
        return []
    found, ids = list[str](), sorted(veil.withheld)
    for start in range(0, len(ids), _BATCH):
        for record, history in read.changes_of(conn, ids[start : start + _BATCH]).items():
            if any(intervals.holds(told.get(one.device, ()), one.seq) for one in history):
                found.append(veil.record(record))
    return sorted(found)


def is_new(conn: Connection, peer: str, now: Iterable[str]) -> bool:
    """Whether a receiver has not been told of these yet, or was told of others."""
    return (read.meta(conn, _TOLD + peer) or "") != _mark(now)


def note_told(conn: Connection, peer: str, now: Iterable[str]) -> None:
    """Remember that a file tells it."""
    write.put_meta(conn, _TOLD + peer, _mark(now))


def _mark(now: Iterable[str]) -> str:
    joined = "\n".join(now)
    return sha256(joined.encode()).hexdigest() if joined else ""


# --- The office that receives -----------------------------------------------------------------------------------------


def hear(conn: Connection, certificate: Certificate, manifest: Manifest, applied: Applied) -> Applied:
    """Take what a file says out of sight, and bring back what it says no more. An older file changes nothing."""
    if manifest.kind != NAMELESS:
        return applied
    said = json.loads(read.meta(conn, _SAID + certificate.issuer) or "{}")
    if manifest.made_at <= said.get(manifest.sender, [-1])[0] or (not said and not manifest.withdrawn):
        return applied
    own = is_its_own(conn, certificate, manifest.withdrawn)
    before = _standing(said)
    said[manifest.sender] = [manifest.made_at, sorted(own)]
    after = _standing(said)
    write.put_meta(conn, _SAID + certificate.issuer, json.dumps(said))
    everything = set(json.loads(read.meta(conn, WITHDRAWN) or "[]"))
    write.put_meta(conn, WITHDRAWN, json.dumps(sorted((everything - before) | after)))
    return _seen_again(conn, before ^ after, applied)


def _standing(said: dict[str, list[object]]) -> set[str]:
    """What the computers of a district have withdrawn; of those that went on speaking."""
    newest = max((int(str(at)) for at, _ in said.values()), default=0)
    spoke = [ids for at, ids in said.values() if int(str(at)) >= newest - _SILENT]
    return {str(one) for ids in spoke if isinstance(ids, list) for one in ids}


def _seen_again(conn: Connection, records: Collection[str], applied: Applied) -> Applied:
    """The rows of these records, as they are to be shown from now on."""
    by_form: dict[str, list[str]] = {}
    for record, history in read.changes_of(conn, records).items():
        by_form.setdefault(history[0].form, []).append(record)
    outcomes = Gathering()
    outcomes.add(applied.records)
    for form, ids in sorted(by_form.items()):
        outcomes.add(ledger.refold(conn, form, ids))
    return Applied(outcomes.by_form, applied.changes, applied.duplicates, applied.moved)
