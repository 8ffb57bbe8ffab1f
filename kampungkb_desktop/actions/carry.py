"""One trip to the office's storage: what waits is sent, what came is fetched, and how far files have come is noted.

Every step is noted as soon as it is done, so a trip may be cut off anywhere (a torn line, Batal, a dead battery) and
the next one goes on from there. What is fetched is only laid ready: taking it in stays with the person.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from kampungkb_desktop.actions import dispatch, receipts, storage, updating_handing
from kampungkb_desktop.actions.arrivals import fetch_all
from kampungkb_desktop.actions.dispatch import COLLECTED, DELIVERED, OnItsWay
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import DAY_MS
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.bundle import parts
from kampungkb_desktop.store import faults, read, write
from kampungkb_desktop.store.write.transit import drop_transit
from kampungkb_desktop.transport.carrier import Carrier
from kampungkb_desktop.transport.faults import LATER

PIECE = 4 << 20
"""Bytes of a file that goes in one piece; a larger one goes in parts, and a torn line costs one of them."""
PIECES_FOLDER = "bagian"
KEEP_DAYS = 30
"""Days that a file stays in the storage after its receiver has said that it has it: another computer of the office may
still want it."""
MINUTE = 60_000
PAUSES = (1, 2, 5, 15, 60)
"""Minutes until the next try, after one failure and more in a row."""
USUAL_PAUSE = 15
_STATE = "storage:state"


@frozen
class Trip:
    """What one trip did: files sent, files newly laid ready here, files still waiting."""

    sent: int
    fetched: int
    waiting: int


@frozen
class Standing:
    """What is remembered of the last trips, wall times in milliseconds: the last that went well, when the next is due,
    how many failed in a row, and the code of the last failure."""

    well_at: int = 0
    next_at: int = 0
    failures: int = 0
    code: str = ""


def trip(session: Session, progress: Progress, *, carrier: Carrier | None = None) -> Trip:
    """Go there and back. KnownError (E-NO-STORAGE, ``transport.faults``) after noting it; ``Cancelled``."""
    dispatch.adopt(session)
    place = storage.load(session)
    if place is None and carrier is None:
        raise KnownError("E-NO-STORAGE", "Penyimpanan kantor belum diatur di laptop ini.", "Atur dahulu alamatnya.")
    there = carrier
    try:
        if there is None:
            assert place is not None
            there = storage.carrier_of(session, place)
        done = _there_and_back(session, there, progress)
    except KnownError as error:
        if storage.is_known(error):
            _failed(session, error)
        raise
    finally:
        if there is not None:
            there.close()
    _put(session, Standing(session.clock(), session.clock() + USUAL_PAUSE * MINUTE))
    return done


def standing(session: Session) -> Standing:
    """How the last trips went."""
    with session.database.read() as conn:
        kept = json.loads(read.meta(conn, _STATE) or "{}")
    return Standing(**{name: kept[name] for name in ("well_at", "next_at", "failures", "code") if name in kept})


def is_due(session: Session) -> bool:
    """Whether a trip shall be tried by itself now: only where a person has switched that on."""
    place = storage.load(session)
    if place is None or not place.auto:
        return False
    left = standing(session).next_at - session.clock()
    return left <= 0 or left > DAY_MS  # a clock that was wrong must not put it off for years


def hurry(session: Session) -> None:
    """The next trip is due at once: something new waits, or the storage was set up anew."""
    _put(session, Standing(standing(session).well_at))


# --- sending ----------------------------------------------------------------------------------------------------------


def _there_and_back(session: Session, there: Carrier, work: Progress) -> Trip:
    dispatch.let_go(session)
    sent = sum(_sent(session, there, one, work) for one in dispatch.waiting(session))
    fetched = fetch_all(session, there, work)
    updating_handing.on_trip(session, there, work)
    _follow(session, there, work)
    return Trip(sent, fetched, len(dispatch.waiting(session)))


def _sent(session: Session, there: Carrier, one: OnItsWay, work: Progress) -> bool:
    """Send one file; what is wrong with this file alone must not hold up the others."""
    box = one.transit.box
    try:
        there.prepare([box, f"{box}/{storage.COLLECTED}"], work)
        pieces = _pieces(dispatch.waiting_folder(session), one)
        _put_all(there, box, pieces, one.transit.size, work)
    except OSError as error:
        raise faults.of_os(error) from error
    except KnownError as error:
        dispatch.mark(session, one.transit, one.transit.state, code=error.code)
        if error.code == "E-NET-TAKEN":
            dispatch.rename(session, one.transit)
        if error.code in {"E-NET-TAKEN", "E-NET-LIED", "E-WRITE", "E-TARGET-FULL", "E-PART-SIZE"}:
            return False
        raise
    dispatch.mark(session, one.transit, DELIVERED)
    if len(pieces) > 1:
        for piece in pieces:
            piece.unlink(missing_ok=True)
    return True


def _put_all(there: Carrier, box: str, pieces: Iterable[Path], total: int, work: Progress) -> None:
    """Every piece that does not stand there already with its size."""
    standing_there = {one.name: one.size for where in (box, _collected(box)) for one in there.lying(where, work)}
    done = 0
    for piece in pieces:
        size = piece.stat().st_size
        if standing_there.get(piece.name) != size:
            there.put(piece, box, piece.name, _within(work, done, total))
        done += size
        work.report(min(done, total), total, "Mengirim berkas")


def _pieces(folder: Path, one: OnItsWay) -> list[Path]:
    """The file itself, or its parts: cut the same way each time, so that those which arrived count."""
    path = folder / one.transit.name
    if one.transit.size <= PIECE:
        return [path]
    place = folder / PIECES_FOLDER
    place.mkdir(exist_ok=True)
    return list(parts.split(path, PIECE, place))


def _within(work: Progress, done: int, total: int) -> Progress:
    """The progress of one piece, told as that of the whole file."""
    return Progress(
        sink=lambda step: work.report(min(done + step.done, total), total, "Mengirim berkas"), cancel=work.cancel
    )


# --- what became of it ------------------------------------------------------------------------------------------------


def _follow(session: Session, there: Carrier, work: Progress) -> None:
    """Which files the receiver's program has fetched; what was received long ago is taken away there."""
    mine = dispatch.on_their_way(session)
    for box in {one.transit.box for one in mine if one.state == DELIVERED}:
        here = there.lying(box, work)
        fetched = {_whole(one.name) for one in there.lying(_collected(box), work)} - {_whole(one.name) for one in here}
        sizes = {one.name: one.size for one in here}
        for one in mine:
            row = one.transit
            if row.box != box or one.state != DELIVERED:
                continue
            if row.name in fetched:
                dispatch.mark(session, row, COLLECTED)
            elif sizes.get(row.name, row.size) != row.size:  # somebody cut it there: it goes again, beside that one
                dispatch.rename(session, row)
    for one in mine:
        _result, _code, at = receipts.told(one.entry)
        if one.state == dispatch.RECEIVED and at and session.clock() - at > KEEP_DAYS * DAY_MS:
            _take_away(session, there, one, work)


def _take_away(session: Session, there: Carrier, one: OnItsWay, work: Progress) -> None:
    """Remove a file of our own that its receiver has had for long, and forget the way it went."""
    for where in (one.transit.box, _collected(one.transit.box)):
        for lying in there.lying(where, work):
            if _whole(lying.name) == one.transit.name:
                there.remove(where, lying.name, work)
    with session.database.write() as conn:
        drop_transit(conn, one.transit.id)


def _whole(name: str) -> str:
    """The name of the file that a part is of."""
    head, mark, _tail = name.partition(".kkb")
    return head + mark


def _collected(box: str) -> str:
    return f"{box}/{storage.COLLECTED}"


# --- remembering ------------------------------------------------------------------------------------------------------


def _failed(session: Session, error: KnownError) -> None:
    """Try again later: soon where it passes by itself, tomorrow where a person has to do something first."""
    before = standing(session)
    minutes = PAUSES[min(before.failures, len(PAUSES) - 1)] if error.code in LATER else 24 * 60
    _put(session, Standing(before.well_at, session.clock() + minutes * MINUTE, before.failures + 1, error.code))


def _put(session: Session, state: Standing) -> None:
    kept = {"well_at": state.well_at, "next_at": state.next_at, "failures": state.failures, "code": state.code}
    with session.database.write() as conn:
        write.put_meta(conn, _STATE, json.dumps(kept))
