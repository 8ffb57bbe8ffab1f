"""What is tried in the emulated computer, each in a process of its own as a normal user. Answers are plain JSON."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import mmap
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions import stick_copies
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import new_record_id
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.base.durable import flush_folder, put_in_place
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.store import shelf, vault
from tests.actions.devices import NOON, PASSWORD, VILLAGE, Ticking, make
from tests.power import folders, work
from tests.power.disk import ACKS
from tests.power.looking import Promised, look

STICK = Path("/media/stik")
SHARE = Path("/tmp/share")
LAPTOP = Path("/tmp/laptop")
HARD_NAMES = (
    "a:b",
    "tanya?",
    'kutip"',
    "bintang*",
    "akhir.",
    "akhir ",
    "Désa Ñ",
    "x" * 255,
    "CON",
    "a\\b",
    "naïf\u0301",
)
_FAT_MOST = (1 << 32) - 1


def _said(act: Callable[[], object]) -> str:
    """How a call ended: "ok", what it answered, or the name of the error."""
    try:
        told = act()
    except OSError as error:
        return errno.errorcode.get(error.errno or 0, str(error))
    return "ok" if told is None else str(told)


def manners() -> dict[str, str]:
    """What the file system does with what programs rely on."""
    place = STICK / "manners"
    place.mkdir()
    one, two = place / "satu", place / "dua"
    one.write_bytes(b"1" * 8192)
    two.write_bytes(b"2")
    told = {
        "flush of a folder": _said(lambda: flush_folder(place)),
        "rename over": _said(lambda: put_in_place(two, one)),
        "hard link": _said(lambda: os.link(one, place / "keras")),
        "symbolic link": _said(lambda: (place / "lambang").symlink_to("satu")),
        "chmod 600": _said(lambda: _rights(one)),
        "may be run": _said(lambda: os.access(one, os.X_OK)),
        "second lock": _said(lambda: _locked_twice(place / "kunci")),
        "shared memory": _said(lambda: _mapped(place / "peta")),
        "case": _said(lambda: (place / "SATU").exists()),
        "one byte behind 4 GB": _said(lambda: _far(place / "jauh")),
        "mtime kept": _said(lambda: _dated(one)),
        "rmdir": _said(lambda: _removed(place / "kosong")),
    }
    for name in HARD_NAMES:
        path = place / name
        told[f"name {name[:12]!r}"] = _said(lambda path=path: (path.write_bytes(b"x"), _kept_as(path))[1])  # type: ignore[misc]
    shutil.rmtree(place)
    return told


def _rights(path: Path) -> str:
    path.chmod(0o600)
    return oct(path.stat().st_mode & 0o777)


def _dated(path: Path) -> float:
    os.utime(path, (1_000_000_001.5, 1_000_000_001.5))
    return path.stat().st_mtime


def _removed(folder: Path) -> None:
    folder.mkdir()
    folder.rmdir()


def _kept_as(path: Path) -> str:
    found = [one.name for one in path.parent.iterdir()]
    return "ok" if path.name in found else "under another name"


def _locked_twice(path: Path) -> str:
    with path.open("ab") as one, path.open("ab") as two:
        fcntl.flock(one, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fcntl.flock(two, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return "given twice"


def _mapped(path: Path) -> None:
    path.write_bytes(b"\0" * 4096)
    with path.open("r+b") as file, mmap.mmap(file.fileno(), 4096) as seen:
        seen[:2] = b"ok"
        assert path.read_bytes()[:2] == b"ok"


def _far(path: Path) -> str:
    with path.open("wb", buffering=0) as file:
        file.seek(_FAT_MOST)
        file.write(b"x")
    return "ok"


def begin(what: str) -> str:
    """The folder that a kind of work begins with, on the stick."""
    shutil.rmtree(LAPTOP / what, ignore_errors=True)
    shutil.copytree(folders.prepared(LAPTOP / what, what), STICK / "data", copy_function=shutil.copyfile)
    os.sync()  # what lay there before is nothing that the power may take
    return ""


def labour(what: str, rounds: int, seed: int) -> dict[str, Any]:
    """Work in a data folder on the stick; each promise is written beyond the emulated computer at once."""
    acks = SHARE / ACKS
    acks.unlink(missing_ok=True)
    refused = ""
    try:
        desk = work.Desk(STICK / "data", seed, acks)
        desk.ack("begun")
        for at in range(rounds):
            work.WORK[what](desk, at)
        sessions.close(desk.session)
    except KnownError as refusal:
        refused = f"{refusal.code}: {refusal.sentence}"
    return {"refused": refused, "lines": len(acks.read_bytes().splitlines())}


def looked_at(acks: str, files: dict[str, str]) -> str:
    """What is wrong with the data folder on the stick, given what had been promised."""
    return look(STICK / "data", Promised.of(acks.encode()), files)


def sent_files() -> dict[str, str]:
    """The sync files of the data folder on the stick, with their hashes."""
    return {one.name: _hash(one) for one in (STICK / "data/kirim").glob("*.kkb")}


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


# --- a stick that carries files between laptops -----------------------------------------------------------------------


def officer(families: int, photo_bytes: int = 0) -> str:
    """An officer's laptop with so much to send, and an office's."""
    shutil.rmtree(LAPTOP, ignore_errors=True)
    make(LAPTOP / "petugas", "Siti Rahma: Désa?")
    make(LAPTOP / "kabupaten", "Operator", role="kabupaten")
    session = sessions.open_session(LAPTOP / "petugas", PASSWORD, clock=Ticking())
    note = "x" * 200
    made = [Family(id=new_record_id(session), village=VILLAGE, head_name=f"Rekaan {one}", note=note, status=DONE)
            for one in range(families)]  # fmt: skip
    save(session, "Simpan keluarga", made)
    sessions.close(session)
    return ""


def send(full: bool = True) -> dict[str, str]:
    """A file onto the stick."""
    session = sessions.open_session(LAPTOP / "petugas", PASSWORD, clock=Ticking())
    try:
        made = export(session, STICK, full=full)
        return {"name": made.path.name, "sha256": _hash(made.path)}
    except KnownError as refusal:
        return {"refused": f"{refusal.code}: {refusal.sentence} {refusal.next_step}"}
    finally:
        sessions.close(session)


def receive(who: str = "kabupaten") -> list[str]:
    """Everything on the stick, taken in at an office: a line for each file."""
    session = sessions.open_session(LAPTOP / who, PASSWORD, clock=Ticking())
    try:
        done = take_in(session, [STICK])
        return [f"{one.code or 'ok'} {one.new}" for one in done.files]
    except KnownError as refusal:
        return [f"{refusal.code}: {refusal.sentence}"]
    finally:
        sessions.close(session)


def listing() -> list[str]:
    """What lies on the stick, with sizes."""
    return sorted(f"{one.relative_to(STICK)} {one.stat().st_size}" for one in STICK.rglob("*") if one.is_file())


def answer() -> dict[str, str]:
    """The office's files for its officers, with their receipts, onto the stick."""
    session = sessions.open_session(LAPTOP / "kabupaten", PASSWORD, clock=Ticking(NOON + 7_200_000))
    try:
        made = export(session, STICK)
        return {"name": made.path.name, "files": str(len(made.files))}
    except KnownError as refusal:
        return {"refused": f"{refusal.code}: {refusal.sentence}"}
    finally:
        sessions.close(session)


def copied() -> str:
    """A copy of the officer's data onto the stick, checked."""
    session = sessions.open_session(LAPTOP / "petugas", PASSWORD, clock=Ticking())
    try:
        kept = stick_copies.copy(session, STICK)
        shelf.check(kept, vault.derive(session.master, vault.DATABASE))
    except KnownError as refusal:
        return f"{refusal.code}: {refusal.sentence} {refusal.next_step}"
    finally:
        sessions.close(session)
    return f"ok {kept.folder.name}"


def whole(sent: list[dict[str, str]]) -> str:
    """Whether the files that were promised stand whole on the stick."""
    wrong = [one["name"] for one in sent if "name" in one and not _stands(STICK / one["name"], one["sha256"])]
    return f"lost or broken: {wrong}" if wrong else "yes"


def _stands(path: Path, digest: str) -> bool:
    return path.exists() and _hash(path) == digest


def fill(leave: int) -> str:
    """Fill the stick but for so many bytes."""
    room = shutil.disk_usage(STICK).free - leave
    with (STICK / "film.mp4").open("wb") as file:
        file.write(b"\0" * room)
        file.flush()
        os.fsync(file.fileno())
    return str(shutil.disk_usage(STICK).free)
