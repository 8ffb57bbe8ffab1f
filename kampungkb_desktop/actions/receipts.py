"""Receipts: what the other side has of ours, by its own word, and what it refused and why.

A file that was made is only *dikirim*. *Diterima* is what the office says it holds; *ditolak* comes with its reason,
and what was refused goes out again with the next file by itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from kampungkb_desktop.actions import parcels, partners
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in_report import REFUSED, TAKEN
from kampungkb_desktop.base import intervals
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.bundle import format as fmt
from kampungkb_desktop.bundle.format import Receipt
from kampungkb_desktop.bundle.refusals import SENTENCES
from kampungkb_desktop.forms.change import ChangeId
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import EVERYTHING, IN, OUT, FileEntry, Intervals

MOST = 500
"""Receipts in one answer: years of one officer's files."""
_HEARD = "heard:"

State = Literal["waiting", "sent", "received", "refused"]


@frozen
class Sending:
    """How far a record has come: not sent, sent, received by the office, or refused. ``at`` is the wall time of the
    file or of the office's word, 0 for none; ``reason`` says why something was refused."""

    state: State
    at: int = 0
    reason: str = ""


def for_peer(conn: Connection, uid: str) -> list[Receipt]:
    """What to tell a sender of its files, the latest first."""
    came = [one for one in read.files(conn, direction=IN) if one.peer == uid and one.sha256]
    return [Receipt(one.sha256, one.number, one.result, one.receipt, one.at) for one in came[:MOST]]


def hear(conn: Connection, peer: str, seen: fmt.Knowledge, receipts: Iterable[Receipt], at: int) -> None:
    """Note what the other side holds and what it says of the files it got; ``at`` is when we heard it. An older file
    that comes late has nothing to say: that is for the caller to know."""
    write.put_meta(conn, _HEARD + peer, json.dumps({"at": at, "seen": seen}))
    told = {one.sha256: one for one in receipts if one.result in (TAKEN, REFUSED)}
    for entry in read.files(conn, direction=OUT):
        said = told.get(entry.sha256) if entry.peer == peer else None
        if said is not None:
            text = json.dumps({"result": said.result, "code": said.code, "at": said.at})
            write.put_file(conn, replace(entry, receipt=text))


def told(entry: FileEntry) -> tuple[str, str, int]:
    """What the receiver said of a file: result ("" before it said anything), code of a refusal, when."""
    if entry.direction != OUT or not entry.receipt:
        return "", "", 0
    said = json.loads(entry.receipt)
    return str(said["result"]), str(said["code"]), int(said["at"])


@frozen
class Sendings:
    """How far the changes of this laptop have come, read once for many records."""

    own: frozenset[str]
    received: Mapping[str, Intervals]
    sent: Mapping[str, Intervals]
    received_at: int = 0
    sent_at: int = 0
    refused: Sending | None = None

    def of(self, changes: Iterable[ChangeId]) -> Sending | None:
        """The state of what has come least far; ``None`` where none of these is of this laptop."""
        mine = [one for one in changes if one.device in self.own]
        if not mine:
            return None
        if _all(mine, self.received):
            return Sending("received", self.received_at)
        if _all(mine, self.sent):
            return Sending("sent", self.sent_at)
        return self.refused or Sending("waiting")


def sendings(session: Session) -> Sendings | None:
    """What the office has of this laptop's work; ``None`` at the office itself."""
    if session.role == DISTRICT:
        return None
    with session.database.read() as conn:
        own = frozenset({*parcels.held_by(conn, session), session.device})
        try:
            (receiver,) = partners.receivers(conn, session)
        except KnownError:
            return Sendings(own, {}, {})
        heard = json.loads(read.meta(conn, _HEARD + receiver.peer) or '{"at": 0, "seen": {}}')
        files = [one for one in read.files(conn, direction=OUT) if one.peer == receiver.peer]
        sent = parcels.known_to(conn, receiver)
    whole = {uid: tuple((low, high) for low, high in pairs) for uid, pairs in heard["seen"].get(EVERYTHING, {}).items()}
    return Sendings(own, whole, sent, heard["at"], files[0].at if files else 0, _refused(files))


def _refused(files: Sequence[FileEntry]) -> Sending | None:
    """The office's word on the last file, where that was a refusal."""
    result, code, at = told(files[0]) if files else ("", "", 0)
    return Sending("refused", at, SENTENCES.get(code, (code, ""))[0]) if result == REFUSED else None


def sending_of(session: Session, record: str) -> Sending | None:
    """How far a record's own changes have come; ``None`` where this laptop wrote nothing of it, or is the office's."""
    found = sendings(session)
    if found is None:
        return None
    with session.database.read() as conn:
        return found.of(change.id for change in read.changes_of(conn, [record]).get(record, []))


def missing_numbers(files: Iterable[FileEntry], uid: str) -> list[int]:
    """The numbers of files of a sender that are not among ``files``: the holes below the highest, since the last whole
    one."""
    came = [one for one in files if one.direction == IN and one.peer == uid and one.result == TAKEN]
    whole = max((one.number for one in came if one.kind == fmt.FULL), default=0)
    numbers = {one.number for one in came}
    return [one for one in range(whole + 1, max(numbers, default=0)) if one not in numbers]


def lacking_numbers(conn: Connection, files: Iterable[FileEntry], uid: str) -> list[int]:
    """The same, where anything of theirs may lack: a file that was lost is no loss once what it held came again."""
    said = json.loads(read.peer(conn, uid).seen or "{}").get(EVERYTHING, {}).get(uid, ())
    if said and not intervals.without(said, read.seen(conn).get((EVERYTHING, uid), ())):
        return []
    return missing_numbers(files, uid)


def unanswered(session: Session) -> tuple[int, int]:
    """How many of this laptop's latest files its office has not said a word of, and when the first of these was made
    (milliseconds; 0 where there is none). None where the office has all that was sent."""
    found = sendings(session)
    if found is None or all(
        not intervals.without(some, found.received.get(uid, ())) for uid, some in found.sent.items()
    ):
        return 0, 0
    with session.database.read() as conn:
        made = [one for one in read.files(conn, direction=OUT) if one.kind in (fmt.NEW, fmt.FULL)]
    answered = max((one.number for one in made if one.receipt), default=0)
    left = [one.at for one in made if one.number > answered]
    return len(left), min(left, default=0)


def _all(changes: Iterable[ChangeId], held: Mapping[str, Intervals]) -> bool:
    """Whether every one of these changes is held."""
    return all(intervals.holds(held.get(one.device, ()), one.seq) for one in changes)
