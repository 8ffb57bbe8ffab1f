"""What goes into a file as lines: put together by the database where they only pass through, from changes where
somebody looks into them first (a veil, the history of what crossed a border, a village that was handed over)."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator, Mapping
from itertools import islice

from kampungkb_desktop.actions import partners
from kampungkb_desktop.actions.parcels import Parcel, Tally
from kampungkb_desktop.actions.photo_debts import BLOBS
from kampungkb_desktop.bundle import format as fmt
from kampungkb_desktop.bundle.rights import DISTRICT
from kampungkb_desktop.forms.change import Change
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read import exchange, lines

_AT_ONCE = 1_000
Rows = list[lines.Row]


def rows_of(conn: Connection, parcel: Parcel, places: Mapping[str, int]) -> Iterator[Rows]:
    """Form, record and line of every change of a parcel, some thousands at a time; ``places`` are those of the devices
    in the file's list."""
    if parcel.veil is not None or parcel.handed:
        yield from _encoded(parcel.changes(conn), places)
        return
    if parcel.session.role != DISTRICT:
        for uid in parcel.held:
            yield from lines.lines_since(conn, uid, parcel.lacking(conn, uid), places)
        return
    villages = parcel.receiver.villages
    if villages is None:
        for author in exchange.authors(conn):
            yield from lines.lines_since(conn, author, parcel.known.get(author, ()), places)
        return
    also, given = exchange.near(villages)
    new = set[str]()
    for author in exchange.authors(conn):
        for rows in lines.lines_since(conn, author, parcel.known.get(author, ()), places, also=also, given=given):
            new.update([row[1] for row in rows])
            yield rows
    devices = partners.installations(conn, parcel.receiver.peer)
    left: list[tuple[Change, bool]] = []
    found = exchange.changes_elsewhere(conn, parcel.known, villages, devices, new, left, parcel.has_been_told)
    yield from _encoded(found, places)
    yield from _encoded(parcel.beside(conn, left), places)


def tallied(batches: Iterable[Rows], tally: Tally) -> Generator[tuple[int, bytes], None, None]:
    """How many lines, and all of them as one text; counted on the way."""
    for rows in batches:
        forms, records, texts, _ = zip(*rows, strict=True)
        tally.counts.update(forms)
        tally.records.update(records)
        if not BLOBS.keys().isdisjoint(forms):
            for form, _, line, _ in rows:
                if form in BLOBS:
                    tally.name_photos(form, json.loads(line)[-1])
        yield len(rows), "".join(texts).encode()


def _encoded(changes: Iterator[Change], places: Mapping[str, int]) -> Iterator[Rows]:
    while some := list(islice(changes, _AT_ONCE)):
        lines_of = fmt.encode_changes(some, places)
        yield [(one.form, one.record, line.decode(), "") for one, line in zip(some, lines_of, strict=True)]
