"""The practice officers: two laptops of one village beside a district's practice data. They send what they wrote, with
a disagreement between them and a damaged copy, and read what the district answers; all by the real code (decision
0051)."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.practice_office import CHEAP
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.start import first_run
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.base import command_line
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.forms.record import DRAFT
from kampungkb_desktop.store import faults, read, write
from kampungkb_desktop.store.entries import OUT, FileEntry

FOLDER, FILES = "petugas-latihan", "berkas-petugas"
"""Inside the practice folder: the officers' own data, and what they hand in."""
NAMES = ("Rina Latihan", "Yusuf Latihan")
DAMAGED = "KKB_salinan-yang-rusak.kkb"
_KEPT = "practice:field"
_NEW_HEADS = ("Darmawan Contoh", "Salmah Contoh")
_OFFICER = "petugas"
_FEWEST = 3
"""Families that a village must have to be worth sending."""


@frozen
class InTheField:
    """How far practice has come. ``folder`` holds the officers' files, ``waiting`` says that some were not taken in
    yet; ``answers`` are the district's files for them that they have not read."""

    folder: Path
    asked_at: int = 0
    waiting: bool = False
    answers: tuple[FileEntry, ...] = ()
    read_at: int = 0


def standing(session: Session) -> InTheField:
    """What is under way between the district and the practice officers. For the worker."""
    folder, kept = session.data_dir / FILES, _kept(session)
    if not kept:
        return InTheField(folder)
    with session.database.read() as conn:
        files = read.files(conn)
    came = {one.sha256 for one in files if one.direction != OUT}
    left = [sha for sha in kept["files"] if sha not in came]
    seen = int(kept.get("read_at", 0))
    answers = tuple(
        one for one in files if one.direction == OUT and one.peer in kept["devices"] and one.at > max(kept["at"], seen)
    )
    return InTheField(folder, kept["at"], bool(left) and folder.is_dir(), answers, seen)


def ask(session: Session, progress: Progress | None = None) -> Path:
    """Let the two officers work and send; the folder with what they handed in. KnownError E-PRACTICE-VILLAGE where no
    village has families."""
    work = progress or silent()
    target = session.data_dir / FILES
    try:
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        work.report(0, 0, "Petugas latihan menyiapkan laptopnya…")
        village = _village(session)
        for number in range(len(NAMES)):
            _ready(session, number, village, work)
        made = [_work_and_send(session, number, village, target, work) for number in range(len(NAMES))]
        content = made[0].read_bytes()
        (target / DAMAGED).write_bytes(content[: len(content) * 2 // 3])
    except OSError as error:
        raise faults.of_os(error) from error
    sent, devices = [], []
    for number in range(len(NAMES)):
        with _opened(session, number) as officer, officer.database.read() as conn:
            sent.append(read.files(conn, direction=OUT)[0].sha256)
            devices.append(officer.device)
    _keep(session, {"at": session.clock(), "village": village, "files": sent, "devices": devices})
    return target


def hand_back(session: Session, folders: Sequence[Path], progress: Progress | None = None) -> int:
    """Let the officers read the district's latest answers; how many of their files they now know to have arrived.
    KnownError E-PRACTICE-FILE where an answer is not found in ``folders``."""
    work, kept = progress or silent(), _kept(session)
    answers, known = standing(session).answers, 0
    for number, device in enumerate(kept.get("devices", ())):
        entry = next((one for one in answers if one.peer == device), None)
        if entry is None:
            continue
        paths = [folder / entry.name for folder in folders if (folder / entry.name).is_file()]
        if not paths:
            raise KnownError(
                "E-PRACTICE-FILE",
                "Berkas balasan untuk petugas latihan tidak ditemukan lagi di folder tempat menyimpannya.",
                "Buat berkas balasan sekali lagi, lalu serahkan.",
            )
        with _opened(session, number) as officer:
            take_in(officer, paths[:1], progress=work)
            with officer.database.read() as conn:
                known += sum(bool(one.receipt) for one in read.files(conn, direction=OUT))
    _keep(session, {**kept, "read_at": session.clock()})
    return known


# --- the officers -----------------------------------------------------------------------------------------------------


def _village(session: Session) -> str:
    """The village of before, else the smallest that is worth it."""
    if before := _kept(session).get("village"):
        return str(before)
    with session.database.read() as conn:
        counted = Counter(str(row[0]) for row in read.rows(conn, Family, ("village",)) if row[0])
    fit = sorted((count, code) for code, count in counted.items() if count >= _FEWEST)
    if not fit:
        raise KnownError(
            "E-PRACTICE-VILLAGE",
            "Belum ada desa dengan keluarga di latihan ini, jadi petugas latihan tidak punya apa-apa untuk dikirim.",
            "Pakai latihan dengan data contoh, sebagai kabupaten.",
        )
    return fit[0][1]


def _ready(session: Session, number: int, village: str, work: Progress) -> None:
    """An officer's laptop that knows the village; made at the first need of it."""
    folder = _folder(session, number)
    if sessions.state(folder) == "ready":
        return
    part, passing = folder.with_name(f"{folder.name}.part"), session.data_dir / FILES / ".awal"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    passing.mkdir(exist_ok=True)
    (part / command_line.PRACTICE_MARK).write_text(command_line.PRACTICE_WORDS, "utf-8")
    person = Officer(full_name=NAMES[number], office="Balai Penyuluhan KB latihan")
    started = first_run(
        part, command_line.PRACTICE_PASSWORD, role=_OFFICER, person=person, villages=[village], practice=True,
        clock=session.clock, cost=CHEAP,
    ).session  # fmt: skip
    try:  # the district hears of the laptop, and gives it what is known of its village
        take_in(session, [export(started, passing, progress=work).path], progress=work)
        export(session, passing, progress=work)
        with session.database.read() as conn:
            name = next(one.name for one in read.files(conn, direction=OUT) if one.peer == started.device)
        take_in(started, [passing / name], progress=work)
    finally:
        sessions.close(started)
    part.rename(folder)
    shutil.rmtree(passing, ignore_errors=True)


def _work_and_send(session: Session, number: int, village: str, target: Path, work: Progress) -> Path:
    """What an officer writes in a month, made small: a telephone that the other one writes differently, another of his
    own, and a family that is new."""
    with _opened(session, number) as officer:
        with officer.database.read() as conn:
            there = read.records(conn, Family, where={"village": village}, order=("id",))
        shared, own = there[0], there[1 + number]
        stamp = f"{officer.clock() // 1000 % 1_000_000:06d}"
        new = Family(id=new_record_id(officer), village=village, head_name=_NEW_HEADS[number], rt="001", status=DRAFT)
        changed = [replace(one, phone=f"0800{stamp}{number}{at}") for at, one in enumerate((shared, own))]
        save(officer, "Perbaiki nomor HP keluarga", [*changed, new])
        return export(officer, target, progress=work).path


def _folder(session: Session, number: int) -> Path:
    return session.data_dir / FOLDER / str(number + 1)


@contextmanager
def _opened(session: Session, number: int) -> Iterator[Session]:
    opened = sessions.open_session(_folder(session, number), command_line.PRACTICE_PASSWORD, clock=session.clock)
    try:
        yield opened
    finally:
        sessions.close(opened)


def _kept(session: Session) -> dict[str, Any]:
    with session.database.read() as conn:
        found: dict[str, Any] = json.loads(read.meta(conn, _KEPT) or "{}")
    return found


def _keep(session: Session, kept: dict[str, Any]) -> None:
    with session.database.write() as conn:
        write.put_meta(conn, _KEPT, json.dumps(kept))
