"""Offices that only receive (a province, another agency; decision 0015): which districts one of them believes, and at a
district what each of them may get."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from itertools import islice

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.bundle.certificate import Certificate
from kampungkb_desktop.bundle.enrolment import OfficeCard
from kampungkb_desktop.bundle.refusals import refuse
from kampungkb_desktop.forms.change import Change
from kampungkb_desktop.forms.enrolment import Enrolment
from kampungkb_desktop.forms.officer import RECEIVER
from kampungkb_desktop.forms.sharing import NAMELESS, RECAP, WHOLE
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read import exchange

VEILED = frozenset({NAMELESS, RECAP})
"""The kinds of files that come without names."""
_SOURCES, _OF = "sources", "source:"
_BATCH = 4_000


@frozen
class Source:
    """A district whose files this receiving office believes."""

    verify_key: str
    name: str
    recipient: str
    since: int


def known_sources(conn: Connection) -> list[Source]:
    """The districts believed, by name."""
    found = json.loads(read.meta(conn, _SOURCES) or "{}")
    return sorted((Source(key, *rest) for key, rest in found.items()), key=lambda one: one.name.casefold())


def believe(conn: Connection, office: OfficeCard, at: int) -> None:
    """Take files of this district in from now on; its fingerprint has been compared."""
    found = json.loads(read.meta(conn, _SOURCES) or "{}")
    found[office.verify_key] = [office.name, office.recipient, found.get(office.verify_key, ["", "", at])[2]]
    write.put_meta(conn, _SOURCES, json.dumps(found, ensure_ascii=False))


def its_own(
    conn: Connection, session: Session, certificate: Certificate, changes: Iterator[Change]
) -> Iterator[Change]:
    """The changes of a file at an office that hears several districts: each speaks for its own devices only, whom it
    was the first to bring, and touches no record that another one has brought. KnownError E-FOREIGN, E-SCOPE."""
    known_devices: set[str] = set()
    while batch := list(islice(changes, _BATCH)):
        for uid in {change.device for change in batch} - known_devices:
            if uid == session.device or (read.meta(conn, _OF + uid) or certificate.issuer) != certificate.issuer:
                raise refuse("E-FOREIGN")
            write.put_meta(conn, _OF + uid, certificate.issuer)
            known_devices.add(uid)
        known = exchange.known_records(conn, {change.record for change in batch})
        for uid in {uid for _, uids in known.values() for uid in uids} - known_devices:
            if read.meta(conn, _OF + uid) != certificate.issuer:
                raise refuse("E-SCOPE", "catatan kantor lain")
        yield from batch


def is_its_own(conn: Connection, certificate: Certificate, records: Collection[str]) -> set[str]:
    """Of these records those that no other district has brought."""
    brought = {record: uids for record, (_, uids) in exchange.known_records(conn, records).items()}
    foreign = {uid for uid in set().union(*brought.values()) if read.meta(conn, _OF + uid) != certificate.issuer}
    return {record for record in records if foreign.isdisjoint(brought.get(record, ()))}


def shares(conn: Connection) -> dict[str, str]:
    """Uid to what each receiving office may get."""
    found = read.records(conn, Enrolment, where={"role": RECEIVER})
    return {one.id: one.share or RECAP for one in found}


def may_get(share: str, kind: str) -> bool:
    """Whether an office with this share gets a file of this kind: whole data or a veil, never both, for the same
    people would stand there twice; and a recap wherever figures without names are allowed."""
    if kind in VEILED:
        return share == kind or (share == NAMELESS and kind == RECAP)
    return share == WHOLE
