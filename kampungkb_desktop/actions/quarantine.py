"""Files that were refused are kept apart with their reason, as they came, so that nobody has to bring them twice: most
reasons (not enrolled yet, program too old) pass. They are sealed as before; nothing in here is readable."""

from __future__ import annotations

import shutil
from pathlib import Path

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in_report import REFUSED, FileError
from kampungkb_desktop.base import ids
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.file_names import shown
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.bundle.format import MOST_FILE
from kampungkb_desktop.bundle.opening import file_hash
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.store import faults, read, write
from kampungkb_desktop.store.entries import IN, FileEntry

FOLDER = "karantina"
LARGEST = 200 << 20
"""Bytes of a file that is still worth keeping; a month of one officer has less than one million."""
_HOPELESS = frozenset({"E-READ", "E-OWN", "E-NOTBUNDLE", "E-ZIP", "E-BOMB", "E-COPIED"})
"""Refusals of what is no sync file, or is where it came from anyway."""

OTHERS = "E-RECIPIENT"
"""Made for somebody else."""
_OURS = frozenset({"E-DISK-FULL", "E-DISK-IO", "E-READONLY", "E-BUSY", "E-COPIED"})
"""Refusals that say nothing about the file."""


def of_the_file(code: str) -> bool:
    """Whether a refusal says anything about the file; else it lay on this laptop, and trying again may do."""
    return code not in _OURS and not code.startswith("E-SERVER-")


@frozen
class Kept:
    """A refused file that is kept."""

    path: Path
    entry: FileEntry


def keep(session: Session, path: Path, error: KnownError) -> bool:
    """Note a refusal, and keep the file where it may be wanted again. What cannot be kept is only noted. Whether the
    refusal says anything of the file."""
    if not of_the_file(error.code):
        return False
    if error.code == OTHERS and session.role != DISTRICT:
        return True  # an officer's folder often holds the answers to all: those of the others never become his
    try:
        if path.stat().st_size > MOST_FILE:
            return True
        digest = file_hash(path)
    except OSError:
        return False
    with session.database.read() as conn:
        known = {one.sha256: one for one in read.files(conn, direction=IN) if one.result == REFUSED}
    sender, number, kind = "", 0, ""
    if isinstance(error, FileError):
        sender, number, kind = error.sender, error.number, error.kind
    entry = FileEntry(
        known[digest].id if digest in known else ids.new_id(session.clock()), IN, sender, number, kind, digest,
        shown(path), session.clock(), result=REFUSED, receipt=error.code,
    )  # fmt: skip
    with session.database.write() as conn:
        write.put_file(conn, entry)
    if error.code not in _HOPELESS:
        _copy(path, session.data_dir / FOLDER / f"{digest}.kkb")
    return True


def kept(session: Session) -> list[Kept]:
    """The files that are kept, the latest first."""
    with session.database.read() as conn:
        entries = [one for one in read.files(conn, direction=IN) if one.result == REFUSED]
    found = [Kept(session.data_dir / FOLDER / f"{one.sha256}.kkb", one) for one in entries]
    return [one for one in found if one.path.exists()]


def release(session: Session, digest: str) -> None:
    """The file has been taken in, or is not wanted any more. KnownError where another program holds it."""
    try:
        (session.data_dir / FOLDER / f"{digest}.kkb").unlink(missing_ok=True)
    except OSError as error:
        raise faults.of_os(error) from error


def _copy(path: Path, target: Path) -> None:
    if path == target or target.exists():
        return
    try:
        if path.stat().st_size > LARGEST:
            return
        target.parent.mkdir(exist_ok=True)
        part = target.with_name(target.name + ".part")
        shutil.copyfile(path, part)
        part.replace(target)
    except OSError:
        return  # a full disk must not turn a refusal into something worse
