"""How an update reaches the officers: the district keeps the file, and it goes along beside what is sent, onto sticks
and into the office's storage. Who meets it there is told, and fetches it when he wants (it is large).

It is no sync file and never inside one; the makers' signature is what makes it good, whoever carries it.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from kampungkb_desktop.actions import dispatch, storage, updating
from kampungkb_desktop.actions.orders import Exported
from kampungkb_desktop.actions.receiver_offices import VEILED
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.updating import Where
from kampungkb_desktop.base.durable import put_in_place
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.bundle.update_file import SUFFIX, damaged, read_update
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.store import faults, read, write
from kampungkb_desktop.transport.carrier import UNFINISHED, Carrier, Lying

FOLDER = BOX = "pembaruan"
PIECE = 4 << 20
"""Bytes that go in one piece over a weak line; a torn line costs one of them."""
_NAMED = re.compile(r"KampungKB-(\d+\.\d+\.\d+)-([a-z]+-[a-z0-9_]+)\.kkbu")
_PIECE = re.compile(r"(KampungKB-[\w.-]+\.kkbu)\.([0-9a-f]{8})\.(\d{2,4})of(\d{2,4})")
_HEARD = "update:offered"


@frozen
class Handed:
    """An update that goes along, or lies in the office's storage: its version, what it is for, and bytes."""

    name: str
    version: str
    platform: str
    size: int


# --- the district -----------------------------------------------------------------------------------------------------


def may_hand_out(session: Session) -> bool:
    """Whether this installation hands updates to others."""
    return session.role == DISTRICT and not session.receiving


def keep(session: Session, path: Path, here: Where | None = None, progress: Progress | None = None) -> Handed:
    """Let a file go along from now on, in place of an older one for the same system; it need not be for this computer.
    KnownError of ``read_update``, E-DISK-FULL."""
    update = read_update(path, (here or updating.where()).trusted, progress)
    name = f"KampungKB-{update.told.version}-{update.told.platform}{SUFFIX}"
    folder = session.data_dir / FOLDER
    try:
        folder.mkdir(exist_ok=True)
        _copy(path, folder / name)
        for other in kept(session):
            if other.platform == update.told.platform and other.name != name:
                (folder / other.name).unlink(missing_ok=True)
    except OSError as error:
        raise faults.of_os(error) from error
    return next(one for one in kept(session) if one.name == name)


def kept(session: Session) -> list[Handed]:
    """What goes along."""
    try:
        found = sorted((session.data_dir / FOLDER).iterdir())
    except OSError:
        return []
    named = [(path, _NAMED.fullmatch(path.name)) for path in found]
    return [Handed(path.name, said[1], said[2], path.stat().st_size) for path, said in named if said]


def forget(session: Session) -> None:
    """Nothing goes along any more. What was handed out stays where it is."""
    for one in kept(session):
        (session.data_dir / FOLDER / one.name).unlink(missing_ok=True)


def go_along(session: Session, made: Exported, kind: str, progress: Progress | None = None) -> list[Handed]:
    """Lay the updates beside what was just exported. Not beside what another institution gets (it has no use for the
    program), nor where files wait for the storage (there they go in pieces of their own). The copied ones."""
    folder = made.path if made.path.is_dir() else made.path.parent
    if kind in VEILED or folder == dispatch.waiting_folder(session):
        return []
    return lay_beside(session, folder, progress)


def lay_beside(session: Session, folder: Path, progress: Progress | None = None) -> list[Handed]:
    """Copy what goes along into a folder where sync files were made; what lies there already is not copied again.
    The copied ones. A stick without room for it is no failure of the sending: then nothing is copied."""
    copied: list[Handed] = []
    if not may_hand_out(session) or folder == session.data_dir:
        return copied
    for one in kept(session):
        there = folder / one.name
        try:
            if there.is_file() and there.stat().st_size == one.size:
                continue
            if shutil.disk_usage(folder).free < one.size + PIECE:
                continue
            (progress or silent()).check()
            _copy(session.data_dir / FOLDER / one.name, there)
        except OSError:
            continue
        copied.append(one)
    return copied


def _copy(source: Path, target: Path) -> None:
    part = target.with_name(f"{target.name}{UNFINISHED}")
    try:
        shutil.copyfile(source, part)
        put_in_place(part, target)
    finally:
        part.unlink(missing_ok=True)


# --- over the office's storage ----------------------------------------------------------------------------------------


def on_trip(session: Session, there: Carrier, work: Progress, here: Where | None = None) -> None:
    """Put what goes along into the storage, or look what lies there for this program. Nothing large is fetched."""
    if may_hand_out(session):
        for one in kept(session):
            _put(session, there, one, work)
    else:
        offered = _best(there.lying(_box(session), work), here or updating.where())
        _hear(session, offered)


def offered(session: Session, here: Where | None = None) -> Handed | None:
    """What the last trip saw, where it is newer than this program."""
    with session.database.read() as conn:
        said = json.loads(read.meta(conn, _HEARD) or "{}")
    found = Handed(**said) if said else None
    return found if found and _numbers(found.version) > _numbers((here or updating.where()).version) else None


def fetch(session: Session, there: Carrier, progress: Progress | None = None, here: Where | None = None) -> Path:
    """Bring the offered update here, piece by piece; what came before a torn line need not come again. KnownError of
    ``transport.faults``, E-UPDATE-GONE."""
    work, one = progress or silent(), offered(session, here)
    sets = _sets(there.lying(_box(session), work))
    pieces = next((found for (name, _hash), found in sets.items() if one and name == one.name), None)
    if one is None or pieces is None:
        raise KnownError(
            "E-UPDATE-GONE",
            "Pembaruan itu tidak ada lagi di penyimpanan kantor.",
            "Tanyakan kepada kabupaten, atau minta berkasnya lewat flashdisk.",
        )
    folder = session.data_dir / FOLDER
    try:
        folder.mkdir(exist_ok=True)
        return _joined(there, _box(session), pieces, folder / one.name, work)
    except OSError as error:
        raise faults.of_os(error) from error


def _joined(there: Carrier, box: str, pieces: list[Lying], target: Path, work: Progress) -> Path:
    whole, done, parts = sum(one.size for one in pieces), 0, []
    for lying in pieces:
        part = target.with_name(f"{lying.name}{UNFINISHED}")
        if not part.is_file() or part.stat().st_size != lying.size:
            there.fetch(box, lying, part, Progress(cancel=work.cancel))
        parts.append(part)
        done += lying.size
        work.report(done, whole, "Mengunduh pembaruan")
    joined, digest = target.with_name(f"{target.name}{UNFINISHED}"), hashlib.sha256()
    with joined.open("wb") as file:
        for part in parts:
            block = part.read_bytes()
            file.write(block)
            digest.update(block)
    for part in parts:
        part.unlink(missing_ok=True)
    said = _PIECE.fullmatch(pieces[0].name)
    if said is None or not digest.hexdigest().startswith(said[2]):
        joined.unlink(missing_ok=True)
        raise damaged()
    put_in_place(joined, target)
    return target


def _put(session: Session, there: Carrier, one: Handed, work: Progress) -> None:
    """Every piece that does not stand there yet, from the first to the last; then older versions go."""
    box, path = _box(session), session.data_dir / FOLDER / one.name
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
    count = max(1, -(-one.size // PIECE))
    width = max(2, len(str(count)))
    names = [f"{one.name}.{digest}.{number:0{width}d}of{count:0{width}d}" for number in range(1, count + 1)]
    there.prepare([box], work)
    lying = {each.name: each.size for each in there.lying(box, work)}
    part = path.with_name(f"potongan{UNFINISHED}")
    try:
        with path.open("rb") as file:
            for name in names:
                block = file.read(PIECE)
                if lying.get(name) != len(block):
                    part.write_bytes(block)
                    there.put(part, box, name, work)
    finally:
        part.unlink(missing_ok=True)
    for name in lying:
        said = _PIECE.fullmatch(name)
        if said and name not in names and (known := _NAMED.fullmatch(said[1])) and known[2] == one.platform:
            there.remove(box, name, work)


def _best(lying: Iterable[Lying], here: Where) -> Handed | None:
    found = []
    for (name, _digest), pieces in _sets(lying).items():
        said = _NAMED.fullmatch(name)
        if said and said[2] == here.platform and _numbers(said[1]) > _numbers(here.version):
            found.append(Handed(name, said[1], said[2], sum(one.size for one in pieces)))
    return max(found, key=lambda one: _numbers(one.version), default=None)


def _sets(lying: Iterable[Lying]) -> dict[tuple[str, str], list[Lying]]:
    """The complete sets of pieces, in order."""
    found: dict[tuple[str, str, int], dict[int, Lying]] = {}
    for one in lying:
        if said := _PIECE.fullmatch(one.name):
            found.setdefault((said[1], said[2], int(said[4])), {})[int(said[3])] = one
    return {
        (name, digest): [pieces[at] for at in range(1, count + 1)]
        for (name, digest, count), pieces in found.items()
        if set(pieces) == set(range(1, count + 1))
    }


def _hear(session: Session, one: Handed | None) -> None:
    said = {} if one is None else {"name": one.name, "version": one.version, "platform": one.platform, "size": one.size}
    with session.database.write() as conn:
        write.put_meta(conn, _HEARD, json.dumps(said))


def _box(session: Session) -> str:
    return f"{storage.prefix(session)}{BOX}"


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(one) for one in version.split("."))
