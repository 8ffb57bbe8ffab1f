"""What came over the office's storage: fetched into a folder of our own, sealed as it was, and laid ready.

Nothing is taken in here, and nothing is deleted there: a fetched file is put into the folder *diambil* beside it, so
that its sender sees it and another computer of the office still finds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kampungkb_desktop.actions import storage
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.file_names import free
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.bundle import parts
from kampungkb_desktop.bundle.format import MOST_FILE
from kampungkb_desktop.bundle.opening import file_hash
from kampungkb_desktop.store import faults, read
from kampungkb_desktop.store.entries import IN, Transit
from kampungkb_desktop.store.read.transit import transits
from kampungkb_desktop.store.write.transit import put_transit
from kampungkb_desktop.transport.carrier import UNFINISHED, Carrier, Lying, is_name

ARRIVED_FOLDER = "masuk"
PARTS_FOLDER = "bagian"
FETCHED, TOO_LARGE, OTHER = "diambil", "terlalu besar", "isi lain"
MOST_TRIES = 3
"""How often a file is fetched whose content is not what its name promises."""
_OURS = re.compile(r"KKB_[0-9a-f]{8}_\d{4,}_([0-9a-f]{8})\.kkb")


def fetch_all(session: Session, there: Carrier, work: Progress) -> int:
    """Fetch what is not known yet; how many whole files were laid ready."""
    with session.database.read() as conn:
        rows = {one.id: one for one in transits(conn, direction=IN)}
    known = {(one.id, one.size) for one in rows.values() if one.state != OTHER or one.tries >= MOST_TRIES}
    before = len(_lying_here(session))
    for box, where, lying in list(_offered(session, there, work)):
        row = rows.get(f"{box}/{lying.name}")
        if (f"{box}/{lying.name}", lying.size) not in known:
            _fetch(session, there, (box, where), lying, row.tries if row else 0, work)
            known.add((f"{box}/{lying.name}", lying.size))
        elif where == box and row is not None and row.state == FETCHED:
            _collect(there, box, lying, work)  # an earlier trip was cut off after fetching it
    _join(session)
    return max(0, len(_lying_here(session)) - before)


def arrived(session: Session) -> list[Path]:
    """The files that were fetched and not yet taken in; those that were are removed on the way."""
    with session.database.read() as conn:
        done = {one.sha256 for one in read.files(conn, direction=IN)}
    found = []
    for path in _lying_here(session):
        if file_hash(path) in done:
            path.unlink(missing_ok=True)
        else:
            found.append(path)
    return found


def unseen(session: Session, folder: Path) -> list[Path]:
    """The sync files in a folder (a stick) that were neither made nor met here, by their names: opening a hundred files
    to be sure would take longer than taking them in."""
    with session.database.read() as conn:
        known = {one.name for one in read.files(conn)}
    try:
        here = sorted(folder.iterdir())
    except OSError:
        return []
    return [one for one in here if is_name(one.name) and one.name not in known and one.is_file()]


def arrived_folder(session: Session) -> Path:
    """Where fetched files lie ready; made when the first one comes."""
    return session.data_dir / ARRIVED_FOLDER


def _offered(session: Session, there: Carrier, work: Progress) -> Iterator[tuple[str, str, Lying]]:
    """What lies in our boxes, fetched by another computer of this office already or not."""
    for box in storage.inboxes(session):
        for where in (box, f"{box}/{storage.COLLECTED}"):
            for lying in there.lying(where, work):
                if not lying.name.startswith(storage.TRIAL):
                    yield box, where, lying


def _fetch(session: Session, there: Carrier, place: tuple[str, str], lying: Lying, tries: int, work: Progress) -> None:
    box, where = place
    row = Transit(f"{box}/{lying.name}", IN, box, lying.name, lying.size, at=session.clock())
    if lying.size > MOST_FILE:
        _note(session, replace(row, state=TOO_LARGE))
        return
    try:
        digest = _laid_ready(arrived_folder(session), there, where, lying, work)
    except OSError as error:
        raise faults.of_os(error) from error
    if digest:
        _note(session, replace(row, sha256=digest, state=FETCHED))
        if where == box:
            _collect(there, box, lying, work)
    else:
        _note(session, replace(row, state=OTHER, tries=tries + 1))  # its sender will see that nobody has it


def _laid_ready(folder: Path, there: Carrier, where: str, lying: Lying, work: Progress) -> str:
    """Fetch one file; its sha256, "" where it is not what its name promises."""
    inside = folder / PARTS_FOLDER
    inside.mkdir(parents=True, exist_ok=True)
    fresh = inside / f"{lying.name}{UNFINISHED}-baru"
    there.fetch(where, lying, fresh, work)
    digest, promised = file_hash(fresh), _OURS.fullmatch(lying.name)
    if promised and not digest.startswith(promised[1]):
        fresh.unlink()
        return ""
    here = folder / lying.name
    if parts.is_part(fresh):
        fresh.replace(inside / f"{digest}.kkb")
    elif here.exists() and file_hash(here) == digest:
        fresh.unlink()  # an earlier trip was cut off before it could note this
    else:
        fresh.replace(free(folder, lying.name))
    return digest


def _collect(there: Carrier, box: str, lying: Lying, work: Progress) -> None:
    """Show the sender that it was fetched. An account that may not move files only cannot show it."""
    try:
        there.prepare([f"{box}/{storage.COLLECTED}"], work)
        there.move(box, lying.name, f"{box}/{storage.COLLECTED}", work)
    except KnownError as error:
        if error.code not in {"E-NET-RIGHTS", "E-NET-TAKEN", "E-NET-FOLDER", "E-NET-STRANGE"}:
            raise


def _join(session: Session) -> None:
    """Put files together of which every part has come."""
    folder = arrived_folder(session)
    inside = folder / PARTS_FOLDER
    if not inside.is_dir():
        return
    for old in inside.glob(f"*{UNFINISHED}*"):
        old.unlink(missing_ok=True)  # of a trip that was cut off
    for parted in parts.gather(_readable(inside)):
        if parted.missing:
            continue
        try:
            part = parts.join(parted, inside / f"{parted.digest}{UNFINISHED}")
        except KnownError:
            pass  # parts that do not make a file: nothing to lay ready
        else:
            part.replace(free(folder, parted.name))
        for one in parted.parts:
            one.path.unlink(missing_ok=True)


def _readable(folder: Path) -> Iterator[parts.Part]:
    for path in sorted(folder.glob("*.kkb")):
        try:
            yield parts.read_part(path)
        except KnownError:
            path.unlink(missing_ok=True)


def _note(session: Session, row: Transit) -> None:
    with session.database.write() as conn:
        put_transit(conn, row)


def _lying_here(session: Session) -> list[Path]:
    folder = arrived_folder(session)
    if not folder.is_dir():
        return []
    return sorted(one for one in folder.iterdir() if one.is_file() and not one.name.endswith(UNFINISHED))
