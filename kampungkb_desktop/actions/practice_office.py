"""The practice office: an office of its own beside an officer's practice data, which takes in what the officer sends
and answers with a real receipt. Nothing is played: it is an installation of the district with its own database, and
every file goes the way that real files go (decision 0051)."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.export import FULL, NEW, Order, export
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.start import first_run
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.actions.take_in_report import REFUSED, FileReport
from kampungkb_desktop.base import command_line
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.officer import DISTRICT, Assignment, Office, Officer
from kampungkb_desktop.forms.record import DRAFT
from kampungkb_desktop.store import faults, read, vault, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import OUT, FileEntry

FOLDER = "kantor-latihan"
"""Inside the practice folder: the two belong together, and go together when practice is thrown away."""
OPERATOR = "Operator Kantor Latihan"
CHEAP = vault.Cost(memory_kib=64, passes=1, lanes=1)
"""Its password is known to everybody; making it slow to try would only make practice slow."""
_REPLY = "practice:reply"
"""The line of ``meta`` with the answer that the officer has not read yet, and the files it speaks of."""


@frozen
class AtTheOffice:
    """How far practice has come. ``made`` are the files that the office has not spoken of, the latest first; ``reply``
    is its answer where that waits to be read; ``answered`` is the latest file whose receipt was read."""

    made: tuple[FileEntry, ...] = ()
    reply: Path | None = None
    answered: FileEntry | None = None


@frozen
class Answer:
    """What the office did: a report for each file that was handed over, and the file it answers with."""

    files: tuple[FileReport, ...]
    reply: Path


def office_folder(session: Session) -> Path:
    """Where the office's data lie, or will lie."""
    return session.data_dir / FOLDER


def standing(session: Session) -> AtTheOffice:
    """What is under way between the officer and the practice office. For the worker."""
    with session.database.read() as conn:
        files = read.files(conn, direction=OUT)
        kept = json.loads(read.meta(conn, _REPLY) or "{}")
    answered = next((one for one in files if one.receipt), None)
    made = tuple(one for one in files if not one.receipt and (answered is None or one.at > answered.at))
    reply = Path(kept["path"]) if kept else None
    waits = bool(made) and reply is not None and reply.is_file() and made[0].sha256 in kept.get("of", ())
    return AtTheOffice(made, reply if waits else None, answered)


def hand_over(session: Session, folders: Sequence[Path], progress: Progress | None = None) -> Answer:
    """Give the office every file it has not spoken of, and write its answer beside the latest of them. The office is
    made at the first call. KnownError E-PRACTICE-FILE where no file is found in ``folders``, and all that taking in and
    making files refuse."""
    work = progress or silent()
    found = {one.sha256: paths for one in standing(session).made if (paths := _paths(one, folders))}
    if not found:
        raise KnownError(
            "E-PRACTICE-FILE",
            "Berkas yang akan diserahkan tidak ditemukan lagi di folder tempat menyimpannya.",
            "Buat berkas sekali lagi dengan Kirim semua, lalu serahkan.",
        )
    work.report(0, 0, "Kantor latihan menerima berkas…")
    office = _open_office(session)
    try:
        paths = [path for some in reversed(list(found.values())) for path in some]
        report = take_in(office, paths, progress=work)
        reply = _answer(office, session.device, next(iter(found.values()))[0].parent, work)
    finally:
        sessions.close(office)
    with session.database.write() as conn:
        write.put_meta(conn, _REPLY, json.dumps({"path": str(reply), "of": list(found)}))
    return Answer(report.files, reply)


def refusals(answer: Answer) -> list[FileReport]:
    """The files that the office did not take."""
    return [one for one in answer.files if one.result == REFUSED]


def _paths(entry: FileEntry, folders: Sequence[Path]) -> list[Path]:
    """Where a file lies, or its parts."""
    for folder in folders:
        if (folder / entry.name).is_file():
            return [folder / entry.name]
        if parts := sorted(folder.glob(f"{entry.name}.*of*")):
            return parts
    return []


def _answer(office: Session, device: str, folder: Path, work: Progress) -> Path:
    """The office's file for the officer, in ``folder``. Where it has said everything already, it says all again: the
    answer of before may have been lost."""
    try:
        export(office, folder, order=Order(NEW), progress=work)
    except KnownError as error:
        if error.code != "E-NOTHING-NEW":
            raise
        export(office, folder, order=Order(FULL), progress=work)
    with office.database.read() as conn:
        name = next(one.name for one in read.files(conn, direction=OUT) if one.peer == device)
    return folder / name


# --- the office itself ------------------------------------------------------------------------------------------------


def _open_office(session: Session) -> Session:
    folder = office_folder(session)
    if sessions.state(folder) == "empty":
        _make_office(session, folder)
    return sessions.open_session(folder, command_line.PRACTICE_PASSWORD, clock=session.clock)


def _make_office(session: Session, folder: Path) -> None:
    """An office that knows nothing yet, built beside its place and put there whole."""
    part = folder.with_name(f"{FOLDER}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)  # what a cut left
        shutil.rmtree(folder, ignore_errors=True)
        part.mkdir(parents=True)
        (part / command_line.PRACTICE_MARK).write_text(command_line.PRACTICE_WORDS, "utf-8")
        with session.database.read() as conn:
            letterhead = _letterhead(conn, session)
        made = first_run(
            part, command_line.PRACTICE_PASSWORD, role=DISTRICT, person=Officer(full_name=OPERATOR), office=letterhead,
            practice=True, clock=session.clock, cost=CHEAP,
        )  # fmt: skip
        sessions.close(made.session)
        part.rename(folder)
    except OSError as error:
        raise faults.of_os(error) from error


def _letterhead(conn: Connection, session: Session) -> Office:
    """The office as the officer's practice data call it: one record, on both sides the same."""
    known = read.records(conn, Office, order=("id",), limit=1)
    if known:
        return known[0]
    mine = read.records(conn, Assignment, where={"officer_id": session.author}, limit=1)
    village = regions.load().region(mine[0].village) if mine and mine[0].village else None
    if village is None:
        return Office(full_name="Kantor latihan", status=DRAFT)
    regency = village.at("regency")
    return Office(regency=regency.code, government=f"Pemerintah {regency.name}", status=DRAFT)
