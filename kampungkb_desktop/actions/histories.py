"""The changes of a record as they are folded: read from the log, with what a district has declared lost."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence

from kampungkb_desktop.bundle.merge import Folded, fold
from kampungkb_desktop.forms.change import Change, ChangeId, decode_values
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection

_FORGIVEN = "forgiven"
_AT_ONCE = 16 << 20
"""Characters of histories."""


def histories(conn: Connection, form: str, records: Iterable[str]) -> dict[str, list[Change]]:
    """All changes of these records. One of another form under the same id is not part of the record."""
    found = read.changes_of(conn, records)
    return {record: [c for c in history if c.form == form] for record, history in found.items()}


def slices(conn: Connection, records: Collection[str]) -> Iterator[list[str]]:
    """These records, as many at once as have histories that fit in memory together."""
    if not records:
        return
    some, size = list[str](), 0
    heavy = read.weights(conn, records)
    for record in records:
        some.append(record)
        size += heavy.get(record, (0, 0))[1]
        if size >= _AT_ONCE:
            yield some
            some, size = [], 0
    if some:
        yield some


def folded(conn: Connection, form: str, record: str) -> Folded:
    """What the log says of a record, whatever its row says."""
    return fold(histories(conn, form, [record]).get(record, ()), forgiven=forgiven_of(conn))


def heads_of(conn: Connection, form: type[Record], record: str) -> tuple[ChangeId, ...]:
    """The parents of the next change of a record: its heads in the log, also when it has no row."""
    found = read.heads(conn, form, [record]).get(record)
    return folded(conn, form.FORM, record).heads if found is None else found.ids


class Ranges:
    """The changes a district has declared lost, as ranges of counters per device."""

    def __init__(self, ranges: Iterable[tuple[str, int, int]]) -> None:
        self._by_device: dict[str, list[tuple[int, int]]] = {}
        for device, low, high in ranges:
            self._by_device.setdefault(device, []).append((low, high))

    def __contains__(self, change: object) -> bool:
        if not isinstance(change, ChangeId):
            return False
        return any(low <= change.seq <= high for low, high in self._by_device.get(change.device, ()))


def forgiven_of(conn: Connection) -> Ranges:
    """The changes whose absence no longer holds anything up, by the FORGIVE changes in the log."""
    return Ranges((one[0], one[1], one[2]) for one in json.loads(read.meta(conn, _FORGIVEN) or "[]"))


def note_forgiven(conn: Connection, statements: Sequence[Change]) -> None:
    """Keep what these FORGIVE changes declare lost."""
    ranges = {tuple(one) for one in json.loads(read.meta(conn, _FORGIVEN) or "[]")} if statements else set()
    for statement in statements:
        said = decode_values(statement.values)
        device, low, high = said.get("device"), said.get("from"), said.get("to")
        if isinstance(device, str) and isinstance(low, int) and isinstance(high, int):
            ranges.add((device, low, high))
    if statements:
        write.put_meta(conn, _FORGIVEN, json.dumps(sorted(ranges)))
