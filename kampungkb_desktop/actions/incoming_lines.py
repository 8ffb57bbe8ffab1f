"""The lines of one sync file on their way into the log: what is here already is passed over, every other change is
asked for its rights first. However a file is made, a batch of it fits in memory.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kampungkb_desktop.base import intervals
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.bundle import format as fmt
from kampungkb_desktop.bundle.format import Manifest
from kampungkb_desktop.bundle.opening import Opened
from kampungkb_desktop.bundle.refusals import refuse
from kampungkb_desktop.bundle.rights import Known, Rights, joined_by
from kampungkb_desktop.forms.alias import JOINABLE, Alias
from kampungkb_desktop.forms.change import FORGIVE, Change, bare_name, decode_values
from kampungkb_desktop.forms.derived_ids import follows_from
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import EVERYTHING
from kampungkb_desktop.store.read import exchange, joined

MOST_OF_ONE = 20_000
MOST_TEXT_OF_ONE = 16 << 20
"""Changes, and characters of answers, of one record; a busy one has hundreds."""
_BATCH = 4_000
_COMPARED = 500
_MOST_BYTES = 8 << 20
"""Lines read at once: so many, or so many bytes of them."""


@dataclass(slots=True)
class Seen:
    """What passes by while a file is read: changes per form, the counters of the sender's own installations and of what
    is new here, and how many lines are in the log already, byte for byte."""

    counts: Counter[str] = field(default_factory=Counter)
    own: dict[str, array[int]] = field(default_factory=dict)
    fresh: dict[str, array[int]] = field(default_factory=dict)
    familiar: int = 0

    def note(self, changes: Iterable[Change]) -> None:
        """These were not in the log: not even under other bytes, as of an erased record."""
        for change in changes:
            self.fresh.setdefault(change.device, array("q")).append(change.seq)


def checked(conn: Connection, opened: Opened, rights: Rights, seen: Seen, work: Progress) -> Iterator[Change]:
    """The changes that may be new, each within the sender's rights."""
    own, begun = rights.own, dict[str, Known]()
    for batch in _batches(opened.lines()):
        old = _familiar(conn, opened.manifest, rights, batch)
        fresh = list[Change]()
        for number, line in batch:
            there = old.get(line)
            change = there or opened.change(number, line)
            seen.counts[change.form] += 1
            if change.device in own:
                seen.own.setdefault(change.device, array("q")).append(change.seq)
            if there is None:
                fresh.append(change)
        seen.familiar += len(batch) - len(fresh)
        _take_turns(conn, fresh)
        known = dict[str, Known]() if rights.district else _known(conn, fresh)
        _check_weights(conn, fresh, known)
        begun |= _begun_beside(conn, rights, fresh, known)
        known |= begun
        for change in fresh:
            rights.check(change, known)
        _check_actions(conn, fresh)
        yield from fresh
        work.report(batch[-1][0], opened.manifest.changes, "Memasukkan perubahan")


def _check_weights(conn: Connection, changes: Sequence[Change], known: Iterable[str]) -> None:
    """No record grows beyond what can be folded while somebody waits."""
    more: dict[str, list[int]] = {}
    for change in changes:
        weight = more.setdefault(change.record, [0, 0])
        weight[0] += 1
        weight[1] += len(change.values)
    there = read.weights(conn, list(known)) if known else {}
    for record, (count, size) in more.items():
        before, had = there.get(record, (0, 0))
        if before + count > MOST_OF_ONE or had + size > MOST_TEXT_OF_ONE:
            raise refuse("E-BOMB", "satu catatan")


class AloneNeeded(Exception):  # noqa: N818  not an error: the same file is taken in when nobody writes beside
    """A file that says something of other records than its own: it cannot be taken in beside another one."""


def _take_turns(conn: Connection, changes: Sequence[Change]) -> None:
    """Where other files are taken in beside this one: be the only one at these records. AloneNeeded for what reaches
    further: two records that are one, and what a district says of lost changes."""
    if conn.alone:
        return
    if any(change.form == Alias.FORM or change.kind == FORGIVE for change in changes) or _of_several(conn, changes):
        raise AloneNeeded
    conn.take_turns(change.record for change in changes)


def _of_several(conn: Connection, changes: Sequence[Change]) -> bool:
    """Whether any of these is of a record that is joined with others, of which another file may say something too."""
    return joined.said(conn) and any(
        joined.named(conn, form, {change.record for change in changes if change.form == form}) for form in JOINABLE
    )


def _batches(lines: Iterable[tuple[int, bytes]]) -> Iterator[list[tuple[int, bytes]]]:
    batch, size = list[tuple[int, bytes]](), 0
    for one in lines:
        batch.append(one)
        size += len(one[1])
        if len(batch) == _BATCH or size >= _MOST_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _familiar(
    conn: Connection, manifest: Manifest, rights: Rights, batch: Sequence[tuple[int, bytes]]
) -> dict[bytes, Change]:
    """The lines that say what the log says already, letter by letter: by ranges of counters, and without decoding.
    A line of a known counter that says anything else goes the long way, and ends as a fork there."""
    index = {uid: place for place, uid in enumerate(manifest.devices)}
    ranges: dict[int, list[int]] = {}
    for _, line in batch:
        place, seq = fmt.head_of(line)
        if 0 <= place < len(manifest.devices) and (rights.district or manifest.devices[place] in rights.own):
            ranges.setdefault(place, []).append(seq)
    wanted, found = {line for _, line in batch}, dict[bytes, Change]()
    for place, seqs in ranges.items():
        low, high = min(seqs), min(max(seqs), fmt.MOST_INT - 1)
        if high - low > 4 * len(seqs):
            continue
        for start in range(low, high + 1, _COMPARED):
            last = min(high, start + _COMPARED - 1)
            there = exchange.changes_between(conn, manifest.devices[place], start, last)
            there = [one for one in there if all(parent.device in index for parent in one.parents)]
            lines = zip(fmt.encode_changes(there, index), there, strict=True)
            found.update((line, change) for line, change in lines if line in wanted)
    return found


def _known(conn: Connection, batch: Sequence[Change]) -> dict[str, Known]:
    return _of_records(conn, {change.record for change in batch}.union(*map(joined_by, batch)))


def _of_records(conn: Connection, wanted: Iterable[str]) -> dict[str, Known]:
    found = exchange.known_records(conn, wanted)
    return {record: Known(villages, devices) for record, (villages, devices) in found.items()}


def _begun_beside(
    conn: Connection, rights: Rights, fresh: Sequence[Change], known: Mapping[str, Known]
) -> dict[str, Known]:
    """The records that this file begins and another village has begun too (``Rights.begins_beside``): they are of both
    villages from now on."""
    found: dict[str, Known] = {}
    for change in fresh:
        here = known.get(change.record)
        if here is None or change.parents or not rights.villages.isdisjoint(here.villages):
            continue
        owners = follows_from(change.form, change.record, decode_values(change.values))
        if owners and rights.begins_beside(change, _of_records(conn, owners)):
            found[change.record] = Known(here.villages | {change.village}, here.devices)
    return found


def _check_actions(conn: Connection, batch: Sequence[Change]) -> None:
    """One action is one deed of one person on one laptop: nobody writes under another's."""
    said = {change.action: (change.author, change.action_name, change.device) for change in batch}
    there = exchange.known_actions(conn, said)
    for change in batch:
        deed = (change.author, change.action_name, change.device)
        if not (_same_deed(deed, said[change.action]) and _same_deed(deed, there.get(change.action, deed))):
            raise refuse("E-FORMAT", "tindakan")


def _same_deed(one: tuple[str, str, str], other: tuple[str, str, str]) -> bool:
    return one == other or (one[0], bare_name(one[1]), one[2]) == (other[0], bare_name(other[1]), other[2])


def check_cover(rights: Rights, manifest: Manifest, own: Mapping[str, Sequence[int]]) -> None:
    """An officer vouches for his own devices only, and for nothing that is not inside."""
    if rights.district:
        return
    claimed = manifest.cover
    if any(village != EVERYTHING or set(devices) - rights.own for village, devices in claimed.items()):
        raise refuse("E-COVER")
    for uid, vouched in claimed.get(EVERYTHING, {}).items():
        if intervals.without(vouched, intervals.of(own.get(uid, ()))):
            raise refuse("E-COVER")
