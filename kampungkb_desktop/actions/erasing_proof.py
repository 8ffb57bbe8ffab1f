"""Who has carried an erasure out: what each installation's own file says, and the word of those who send none.

A laptop counts when its file tells that it holds the statements of erasure, and that photos, waiting files and copies
there have been cleaned. One that says nothing of it (an older program) does not.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from kampungkb_desktop.actions import erasing_kept, erasing_sticks, partners, veils
from kampungkb_desktop.actions.erasing import followers
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import intervals
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.bundle.format import Knowledge, Manifest
from kampungkb_desktop.bundle.rights import DISTRICT, OFFICER
from kampungkb_desktop.forms.change import ERASE, Change
from kampungkb_desktop.forms.enrolment import ACTIVE, REPLACED, REVOKED
from kampungkb_desktop.forms.erasure import BY_FILE, Erasure, ErasureWord
from kampungkb_desktop.forms.officer import RECEIVER
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.sharing import NAMELESS, RECAP
from kampungkb_desktop.store import erasure_list, read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import EVERYTHING, OUT, Device, FileEntry
from kampungkb_desktop.store.read.erased import any_erased, erasures

HERE, CONFIRMED, WAITING, SENT, GONE = "di sini", "sudah", "menunggu", "disampaikan", "dicabut"
"""This computer; has said that it is done; has not yet; was made a file and sends none; was sent away and says nothing
any more."""
_HEARD = "erasures_heard"


@frozen
class Place:
    """An installation that held the data. ``sticks`` are its copies on flash disks not cleaned, ``number`` that of the
    file that said so, ``by`` whose word it is where none did."""

    uid: str
    name: str
    role: str
    state: str
    on: date | None = None
    number: int = 0
    sticks: int = 0
    by: str = ""


@frozen
class State:
    """How far an erasure has come. ``parts`` are the decision and what followed it."""

    first: Erasure
    parts: tuple[Erasure, ...]
    places: tuple[Place, ...]

    @property
    def waiting(self) -> int:
        """How many have not confirmed; those that were sent away are not waited for."""
        return sum(one.state in (WAITING, SENT) for one in self.places)

    @property
    def sticks(self) -> int:
        """Copies on flash disks that nobody has cleaned yet."""
        return sum(one.sticks for one in self.places)

    @property
    def words(self) -> str:
        """``menunggu konfirmasi dari 2 laptop``, or that all is done."""
        if self.waiting:
            return f"menunggu konfirmasi dari {self.waiting} laptop"
        if self.sticks:
            return f"selesai di semua laptop; {self.sticks} flashdisk belum dibersihkan"
        return "selesai di semua laptop"


# --- What files say ---------------------------------------------------------------------------------------------------


def own(conn: Connection, session: Session) -> list[int]:
    """What this installation tells of itself with every file: how many statements it has not carried out, and its
    sticks that are not cleaned."""
    if not any_erased(conn):
        return [0, 0]
    return [len(_uncleaned(conn, session)), erasing_sticks.owed(conn)]


def hear(conn: Connection, session: Session, manifest: Manifest) -> None:
    """Note at an office which erasures a file confirms; ``heard`` hands it on once the file is in."""
    if session.role != DISTRICT or session.receiving or not manifest.erasing or manifest.erasing[0]:
        return
    said = _words(conn, manifest.sender)
    open_ = [one for one in read.records(conn, Erasure) if one.id not in said or said[one.id].sticks]
    there = _by_record(erasures(conn)) if open_ else {}
    done = [one.id for one in open_ if all(_any(there.get(r, ()), manifest.seen) for r in one.records())]
    if done:
        sticks = manifest.erasing[1] if len(manifest.erasing) > 1 else 0
        kept = json.loads(read.meta(conn, _HEARD) or "[]")
        kept += [[erasure, manifest.sender, manifest.made_at, manifest.number, sticks] for erasure in done]
        write.put_meta(conn, _HEARD, json.dumps(kept))


def heard(conn: Connection) -> list[ErasureWord]:
    """The confirmations that files brought and nobody has written down yet."""
    made: dict[str, ErasureWord] = {}
    for erasure, uid, at, number, sticks in json.loads(read.meta(conn, _HEARD) or "[]"):
        about = read.record(conn, Erasure, erasure)
        if about is not None:
            word = word_of(about, uid, day_of(at), f"{number}")
            made[word.id] = word.changed(way=BY_FILE, file_number=number, sticks=sticks)
    return list(made.values())


def forget_heard(conn: Connection) -> None:
    """They are written down."""
    write.put_meta(conn, _HEARD, "[]")


def word_of(erasure: Erasure, uid: str, on: date, source: str) -> ErasureWord:
    """The confirmation of one installation by one file, or by a word of this day. Its id follows from these, and all it
    says from the file, so that two computers that hear it write the same record, letter by letter."""
    return ErasureWord(
        id=derived_id(ErasureWord.FORM, erasure.id, uid, source), village=erasure.village, status=DONE,
        erasure_id=erasure.id, device=uid, confirmed_on=on,
    )  # fmt: skip


def _any(changes: Iterable[Change], seen: Knowledge) -> bool:
    return any(
        intervals.holds(seen.get(scope, {}).get(one.device, ()), one.seq)
        for one in changes
        for scope in (EVERYTHING, one.village)
    )


def _by_record(changes: Iterable[Change]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for one in changes:
        if one.kind == ERASE:
            found.setdefault(one.record, []).append(one)
    return found


def _uncleaned(conn: Connection, session: Session) -> list[Change]:
    listed = erasure_list.load(session.data_dir, erasing_kept.key_of(session.master))
    return [one for one in erasures(conn) if one.id not in listed or not listed[one.id].done]


# --- How far it has come ----------------------------------------------------------------------------------------------


def state(session: Session, first: Erasure) -> State:
    """How far one erasure has come, with all that followed it."""
    with session.database.read() as conn:
        parts = tuple(followers(conn, first))
        records = {record for one in parts for record in one.records()}
        statements = _by_record(erasures(conn))
        said = [statements.get(record, []) for record in sorted(records)]
        villages = _ever(conn, records)
        found = [_here(conn, session, records, parts)]
        for device in read.devices(conn):
            place = None if device.own else _place(conn, device, parts, said, villages)
            found += [place] if place is not None else []
    return State(first, parts, tuple(found))


def _ever(conn: Connection, records: Iterable[str]) -> set[str]:
    histories = read.changes_of(conn, records).values()
    return {one.village for history in histories for one in history if one.village}


def _here(conn: Connection, session: Session, records: Collection[str], parts: Sequence[Erasure]) -> Place:
    device = read.own_device(conn)
    left = [one for one in _uncleaned(conn, session) if one.record in records]
    name = device.name if device is not None else ""
    sticks, on = erasing_sticks.owed(conn), max((one.decided_on for one in parts if one.decided_on), default=None)
    return Place(session.device, name, session.role, WAITING if left else HERE, None if left else on, sticks=sticks)


def _place(
    conn: Connection, device: Device, parts: Sequence[Erasure], said: Sequence[Sequence[Change]], villages: set[str]
) -> Place | None:
    """How one installation stands; ``None`` for one that never held the data."""
    if not _ever_held(conn, device, villages):
        return None
    words = _words(conn, device.uid)
    if all(one.id in words for one in parts):
        last = max((words[one.id] for one in parts), key=lambda one: one.confirmed_on or date.min)
        number, sticks = last.file_number or 0, last.sticks or 0
        return Place(
            device.uid, device.name, device.role, CONFIRMED, last.confirmed_on, number, sticks, last.by or ""
        )  # fmt: skip
    if device.state != ACTIVE:
        return Place(device.uid, device.name, device.role, GONE)
    if device.role == RECEIVER and (on := _handed(conn, device, said)) is not None:
        return Place(device.uid, device.name, device.role, SENT, on)
    return Place(device.uid, device.name, device.role, WAITING)


def _ever_held(conn: Connection, device: Device, villages: set[str]) -> bool:
    if device.state not in (ACTIVE, REVOKED, REPLACED):
        return False
    if device.role == OFFICER:
        return not villages.isdisjoint(partners.villages_of(conn, device.uid))
    if device.role == RECEIVER:
        return bool({one.kind for one in _given(conn, device)} - {RECAP})
    return device.role == DISTRICT


def _given(conn: Connection, device: Device) -> list[FileEntry]:
    return [one for one in read.files(conn, direction=OUT) if one.peer == device.uid]


def _words(conn: Connection, uid: str) -> Mapping[str, ErasureWord]:
    """What an installation said last of each erasure."""
    found = read.records(conn, ErasureWord, where={"device": uid}, order=("file_number", "confirmed_on", "id"))
    return {one.erasure_id or "": one for one in found}


def _handed(conn: Connection, device: Device, said: Sequence[Sequence[Change]]) -> date | None:
    """When a receiving office was made a file with every statement; ``None`` where one is still missing."""
    nameless = veils.told(conn, device.uid, NAMELESS)
    whole: Knowledge = json.loads(read.peer(conn, device.uid).seen or "{}")
    for some in said:
        if not any(intervals.holds(nameless.get(one.device, ()), one.seq) for one in some) and not _any(some, whole):
            return None
    files = [one for one in _given(conn, device) if one.kind != RECAP]
    return day_of(files[0].at) if files else None
