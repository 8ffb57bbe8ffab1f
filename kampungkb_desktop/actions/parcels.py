"""What belongs into a file for one receiver: the changes it is assumed to lack, what the file vouches for, and the
photos it names. Reading only; making the file is ``export``'s."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from kampungkb_desktop.actions import partners, veils, withdrawing
from kampungkb_desktop.actions.crossed import Crossed
from kampungkb_desktop.actions.effects import EARLIER
from kampungkb_desktop.actions.handed_over import Handed, handed_to, with_handed
from kampungkb_desktop.actions.office_keys import OFFICE_KEY
from kampungkb_desktop.actions.partners import Receiver
from kampungkb_desktop.actions.photo_debts import BLOBS
from kampungkb_desktop.actions.receiver_offices import VEILED
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import intervals
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.bundle import format as fmt
from kampungkb_desktop.bundle.rights import DISTRICT
from kampungkb_desktop.forms.change import Change, ChangeId, decode_values
from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.forms.sharing import NAMELESS
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import EVERYTHING, Intervals
from kampungkb_desktop.store.read import exchange

if TYPE_CHECKING:
    from kampungkb_desktop.bundle.nameless import Veil

WITH_PHOTOS = frozenset(BLOBS)
"""The forms whose changes may name photos."""


@dataclass(slots=True)
class Tally:
    """What passes by while changes are read: changes per form, which records, photos in order."""

    counts: Counter[str] = field(default_factory=Counter)
    records: set[str] = field(default_factory=set)
    blobs: dict[str, None] = field(default_factory=dict)

    def watch(self, changes: Iterator[Change]) -> Iterator[Change]:
        """The same changes, counted on the way."""
        for change in changes:
            self.counts[change.form] += 1
            self.records.add(change.record)
            if change.form in BLOBS:
                self.name_photos(change.form, decode_values(change.values))
            yield change

    def name_photos(self, form: str, answers: Mapping[str, Scalar]) -> None:
        """Note the photos that a change names."""
        self.blobs.update((str(sha), None) for name in BLOBS[form] if (sha := answers.get(name)))


@frozen
class Parcel:
    """One file to be made: for whom, what the receiver is assumed to hold, and what this file adds to it. Through the
    ``veil`` it goes without names; what the veil left out the file does not vouch for."""

    session: Session
    receiver: Receiver
    number: int
    path: Path
    kind: str
    known: dict[str, Intervals]
    held: dict[str, Intervals]
    veil: Veil | None = None
    handed: tuple[Handed, ...] = ()
    """The villages of the receiver that are no longer his."""
    crossed: Crossed | None = None
    """For an officer's file: what is told of single records."""
    withdrawn: tuple[str, ...] = ()
    """For a file without names: what the receiver is to show no more (``withdrawing``)."""

    @property
    def cover(self) -> dict[str, list[intervals.Interval]]:
        """Per device the counters that the receiver holds completely after this file, and did not before."""
        left = {uid: intervals.without(have, self.known.get(uid, ())) for uid, have in self.held.items()}
        if self.veil is not None:
            out = intervals_by_device(self.veil.left)
            left = {uid: intervals.without(have, out.get(uid, ())) for uid, have in left.items()}
        return {uid: added for uid, added in left.items() if added}

    @property
    def added(self) -> fmt.Knowledge:
        """The cover in the words of the manifest: for the complete log, or for each village of the receiver."""
        scopes = _scopes_of(self.receiver, (one.key for one in self.handed))
        if self.veil is not None:  # a recap is no complete log of anything, not even a renamed one
            renamed = {self.veil.device(uid): added for uid, added in self.cover.items()}
            return {EVERYTHING: renamed} if self.kind == NAMELESS else {}
        if scopes is None:
            return {EVERYTHING: self.cover}
        return dict.fromkeys(scopes, self.cover) | (self.crossed.claims if self.crossed else {})

    def changes(self, conn: Connection) -> Iterator[Change]:
        """What the receiver is assumed to lack. An officer sends his own device's changes, a district any."""
        if self.veil is not None:
            return self.veil.changes(exchange.changes_to_send(conn, self.known))
        if self.session.role == DISTRICT:
            devices = partners.installations(conn, self.receiver.peer)
            left: list[tuple[Change, bool]] = []
            villages = self.receiver.villages
            found = exchange.changes_to_send(
                conn, self.known, villages=villages, devices=devices, left=left, told=self.has_been_told
            )
            return with_handed(conn, chain(found, self.beside(conn, left)), self.handed, devices)
        return chain.from_iterable(read.changes_since(conn, uid, self.lacking(conn, uid)) for uid in self.held)

    def has_been_told(self, change: Change) -> bool:
        """Whether an officer has been told that he holds this very change of a record."""
        return self.crossed is not None and self.crossed.holds(change)

    def beside(self, conn: Connection, left: Iterable[tuple[Change, bool]]) -> Iterator[Change]:
        """Of what an officer is taken to know, what came into his villages past him; asked when all else has gone."""
        if self.crossed is not None:
            yield from self.crossed.beside(conn, left)

    def lacking(self, conn: Connection, uid: str) -> Intervals:
        """The counters of one of an officer's devices that stay out: known there, or not to be delivered."""
        last = read.next_seq(conn, uid)
        back = intervals.without([(1, last)], self.held[uid])
        return tuple(intervals.join(self.known.get(uid, ()), back))


def parcel_for(
    conn: Connection, session: Session, receiver: Receiver, path: Path, kind: str, *, full: bool = False
) -> Parcel:
    """The next file for a receiver: everything (also of a kind without names), or what it is assumed to lack."""
    number = read.peer(conn, receiver.peer).number_out + 1
    held = held_by(conn, session)
    if kind in VEILED:
        told = veils.told(conn, receiver.peer, kind)
        veil = veils.veil_for(conn, session, receiver.verify_key, kind)
        out = tuple(withdrawing.withdrawn(conn, veil, told))
        return Parcel(session, receiver, number, path, kind, {} if full else told, held, veil, withdrawn=out)
    whole = full or kind == fmt.FULL
    handed = handed_to(receiver, _told(conn, receiver.peer), full=whole)
    if receiver.villages is not None and session.role == DISTRICT:
        beyond = _incomplete(conn, receiver.villages)
        held = {uid: tuple(intervals.without(have, beyond.get(uid, ()))) for uid, have in held.items()}
    known, crossed = {} if whole else known_to(conn, receiver), None
    if receiver.villages is not None and session.role == DISTRICT:
        devices = partners.installations(conn, receiver.peer)
        crossed = Crossed(receiver.villages, devices, {} if whole else _told(conn, receiver.peer), held)
    return Parcel(session, receiver, number, path, kind, known, held, handed=handed, crossed=crossed)


def _scopes_of(receiver: Receiver, handed: Iterable[str]) -> tuple[str, ...] | None:
    """Of what the receiver is told how much of it he holds; ``None`` = of everything. Who has no village (any more) is
    told so of what has none."""
    if receiver.villages is None:
        return None
    return (*receiver.villages, *handed) or ("",)


def intervals_by_device(changes: Iterable[ChangeId]) -> dict[str, list[intervals.Interval]]:
    """Change ids as intervals of counters per device."""
    found: dict[str, list[int]] = {}
    for device, seq in changes:
        found.setdefault(device, []).append(seq)
    return {device: intervals.of(seqs) for device, seqs in found.items()}


def _incomplete(conn: Connection, villages: Collection[str]) -> dict[str, list[intervals.Interval]]:
    """What of records that wait for earlier changes lies in other villages than these: for what is missing may say that
    the record was in one of these too, so nobody is told yet that he lacks nothing of it."""
    waiting = [one.record for one in read.waiting(conn) if one.reason == EARLIER]
    histories = read.changes_of(conn, waiting).values() if waiting else ()
    return intervals_by_device(one.id for history in histories for one in history if one.village not in villages)


def held_by(conn: Connection, session: Session) -> dict[str, Intervals]:
    """What this installation vouches for: an officer his own device, a district all it holds."""
    if session.role != DISTRICT:
        return _deliverable(conn, session)
    seen = {uid: have for (village, uid), have in read.seen(conn).items() if village == EVERYTHING}
    return seen | _own(conn, session)


def knowledge(conn: Connection, session: Session) -> fmt.Knowledge:
    """All that this installation holds completely, so that the receiver's answer can be exactly what lacks."""
    told: fmt.Knowledge = {EVERYTHING: {uid: list(have) for uid, have in _own(conn, session).items()}}
    for (village, uid), have in read.seen(conn).items():
        told.setdefault(village, {}).setdefault(uid, list(have))
    return told


def known_to(conn: Connection, receiver: Receiver) -> dict[str, Intervals]:
    """What the receiver holds of each device in all its villages, by its own word and by the files sent since."""
    told = _told(conn, receiver.peer)
    handed = {one.key: one.known for one in handed_to(receiver, told)}
    whole = told.get(EVERYTHING, {})
    parts = [handed.get(scope) or told.get(scope, {}) for scope in _scopes_of(receiver, handed) or ()]
    return {
        uid: tuple(intervals.join(whole.get(uid, ()), intervals.common(*(part.get(uid, ()) for part in parts))))
        for uid in {*whole, *(uid for part in parts for uid in part)}
    }


def _told(conn: Connection, peer: str) -> fmt.Knowledge:
    said: fmt.Knowledge = json.loads(read.peer(conn, peer).seen or "{}")
    return said


def _own(conn: Connection, session: Session) -> dict[str, Intervals]:
    """What this laptop has written itself, and what was written by those whose place it has taken, where the office
    lets it deliver that: as far as it had it when it took the place, later ones may have come with holes."""
    seen, last = read.seen(conn), read.next_seq(conn, session.device) - 1
    found = {uid: seen.get((EVERYTHING, uid), ()) for uid in partners.may_deliver(conn, session)}
    found[session.device] = ((1, last),) if last else ()
    return {uid: have for uid, have in found.items() if have}


def _deliverable(conn: Connection, session: Session) -> dict[str, Intervals]:
    """What of it the office will take. A record of a village that it has not assigned (yet) stays back: it must not
    hold up everything else, for a file is refused whole. One that has moved on goes along where the office knows that.
    """
    own, villages = _own(conn, session), partners.certified(conn, session)
    if villages is None:
        return own
    peer = read.peer(conn, read.secret(conn, OFFICE_KEY) or "")
    told = json.loads(peer.seen or "{}").get(EVERYTHING, {})
    found: dict[str, Intervals] = {}
    for uid, have in own.items():
        back = [
            seq
            for seq, others in exchange.beyond(conn, uid, villages).items()
            if not any(intervals.holds(told.get(one.device, ()), one.seq) for one in others)
        ]
        if left := intervals.without(have, intervals.of(back)):
            found[uid] = tuple(left)
    return found
