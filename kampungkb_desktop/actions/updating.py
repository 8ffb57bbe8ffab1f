"""An update that was handed over as a file: looked at, laid beside the program, tried out, and put in place at the next
start (decisions 0053, 0054). The data are copied first; nothing of this version is touched here."""

from __future__ import annotations

import errno
import os
import posixpath
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path, PurePosixPath

from kampungkb_desktop import __version__
from kampungkb_desktop.actions import copies
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import changing_over, paths
from kampungkb_desktop.base.changing_over import READY, Change
from kampungkb_desktop.base.durable import flush_folder
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.program_folder import platform_name, program_folder
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.bundle.update_file import SUFFIX, Link, Piece, Update, UpdateList, is_update, read_update, unpack
from kampungkb_desktop.store import faults, shelf

__all__ = ["SUFFIX", "Offer", "Standing", "Where", "drop", "is_update", "look", "stage", "standing", "update_files"]

KEYS = "updates/keys.toml"
_SPARE = 100_000_000
"""Bytes a disk must have left over."""
_TRIAL_SECONDS = 600
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL}
"""What disks say that have no symbolic links: vfat and exFAT, network shares."""
_PLATFORMS = {"windows": "Windows", "linux": "Linux", "macos": "Mac"}
Try = Callable[[Path], bool]


@frozen
class Where:
    """The program that is to be updated. ``folder`` is ``None`` for one that was not built (a checkout)."""

    folder: Path | None
    version: str
    platform: str
    trusted: tuple[str, ...]


@frozen
class Offer:
    """An update that may be laid down here: its version, day, size on the disk in bytes, and what is new."""

    update: Update
    version: str
    made_on: date
    size: int
    news: tuple[str, ...]

    @property
    def path(self) -> Path:
        """The file."""
        return self.update.path


@frozen
class Standing:
    """How the program stands: its version, where it lies, and the version that waits for the next start ("" for
    none). ``changed`` is the version before, where this one was just laid over it; ``known`` is whether it knows any
    maker's signature, without which it takes no update."""

    version: str
    folder: str
    waiting: str = ""
    changed: str = ""
    known: bool = True


def where() -> Where:
    """This program."""
    kept = tomllib.loads(paths.resource(KEYS).read_text(encoding="utf-8"))
    trusted = tuple(str(one["verify"]) for one in kept.get("key", ()))
    return Where(program_folder(), __version__, platform_name(), trusted)


def standing(here: Where | None = None) -> Standing:
    """Whether an update waits."""
    here = here or where()
    change = changing_over.read_note(here.folder) if here.folder else None
    waits = change is not None and change.version != here.version and change.step == READY
    return Standing(
        here.version, str(here.folder or ""), change.version if change and waits else "",
        change.old.removeprefix("isi-") if change and change.version == here.version else "", bool(here.trusted),
    )  # fmt: skip


def look(path: Path, here: Where | None = None, progress: Progress | None = None) -> Offer:
    """Check a file from its first byte to its last. KnownError of ``read_update``; E-UPDATE-OLD, E-UPDATE-SAME and
    E-UPDATE-PLATFORM where it is nothing for this program; E-UPDATE-PROGRAM where this program cannot be changed."""
    here = here or where()
    if not here.trusted:
        raise KnownError(
            "E-UPDATE-KEYS",
            "Versi aplikasi ini belum mengenal tanda tangan pembuatnya, jadi tidak dapat diperbarui dengan berkas.",
            "Pasang versi baru dengan berkas pemasangnya.",
        )
    update = read_update(path, here.trusted, progress)
    told = update.told
    if told.platform != here.platform:
        kinds = [_PLATFORMS.get(one.partition("-")[0], one) for one in (told.platform, here.platform)]
        raise KnownError(
            "E-UPDATE-PLATFORM",
            f"Pembaruan ini untuk {kinds[0]} ({told.platform}), sedangkan komputer ini {kinds[1]} ({here.platform}).",
            f"Minta berkas pembaruan untuk {kinds[1]}.",
        )
    if _numbers(told.version) == _numbers(here.version):
        raise KnownError("E-UPDATE-SAME", f"Versi {told.version} sudah terpasang di komputer ini.")
    if _numbers(told.version) < _numbers(here.version):
        raise KnownError(
            "E-UPDATE-OLD",
            f"Pembaruan ini versi {told.version}, lebih lama dari versi {here.version} yang terpasang.",
            "Data yang sudah dibuka versi baru tidak dapat dibuka versi lama, jadi tidak ada yang diubah.",
        )
    _may_change(here)
    return Offer(update, told.version, date.fromisoformat(told.made_on), update.size, told.news)


def stage(
    session: Session, offer: Offer, progress: Progress | None = None, here: Where | None = None,
    try_out: Try | None = None,
) -> Change:  # fmt: skip
    """Copy the data, lay the new version beside this one, let it test itself, and note that it waits. KnownError as
    ``look`` and of the copy; E-UPDATE-TEST where the new version fails here; E-DISK-FULL. Nothing is left behind."""
    here, work = here or where(), progress or silent()
    folder = _may_change(here)
    told = offer.update.told
    change = Change(told.version, told.contents, f"isi-{here.version}", told.programs)
    _forget_earlier(here, folder)
    if shutil.disk_usage(folder).free < offer.size + _SPARE:
        raise faults.disk_full()
    copies.copy_now(session, shelf.MIGRATION, work)
    try:
        _lay_beside(folder, offer.update, work)
        work.report(0, None, "Mencoba versi baru")
        if not (try_out or _passes)(folder / changing_over.fresh_name(told.programs[0])):
            raise KnownError(
                "E-UPDATE-TEST",
                f"Versi {told.version} tidak lulus uji di komputer ini, jadi tidak dipasang. Versi {here.version} "
                "tetap dipakai dan data tidak berubah.",
                "Laporkan kepada pengelola data kabupaten.",
            )
        work.check()
        changing_over.write_note(folder, change)
    except OSError as error:
        changing_over.drop(folder, change)
        raise faults.of_os(error) from error
    except BaseException:
        changing_over.drop(folder, change)
        raise
    return change


def drop(here: Where | None = None) -> None:
    """The person does not want what waits: remove it."""
    here = here or where()
    change = changing_over.read_note(here.folder) if here.folder else None
    if here.folder and change is not None and change.version != here.version:
        changing_over.drop(here.folder, change)


def update_files(found: list[Path]) -> tuple[list[Path], list[Path]]:
    """The updates among files and folders that arrived, and the rest; folders are looked into and stay in it."""
    updates = [one for one in found if one.suffix.lower() == SUFFIX]
    for folder in (one for one in found if one.is_dir()):
        try:
            updates += sorted(one for one in folder.iterdir() if one.suffix.lower() == SUFFIX and is_update(one))
        except OSError:
            continue
    return updates, [one for one in found if one not in updates]


def _may_change(here: Where) -> Path:
    if here.folder is None:
        raise KnownError(
            "E-UPDATE-PROGRAM",
            "Aplikasi ini dijalankan dari kode sumbernya, bukan dari program yang dipasang.",
            "Perbarui kode sumbernya, atau pasang aplikasi dengan berkas pemasang.",
        )
    if not os.access(here.folder, os.W_OK):
        raise KnownError(
            "E-UPDATE-FOLDER",
            "Aplikasi terpasang di folder yang tidak boleh diubah oleh akun ini.",
            "Minta pengelola komputer memasang versi baru dengan berkas pemasangnya.",
        )
    return here.folder


def _forget_earlier(here: Where, folder: Path) -> None:
    """What an earlier update left: one that waits is replaced, what was before this version goes."""
    change = changing_over.read_note(folder)
    if change is not None and change.version == here.version:
        changing_over.stood(folder, here.version)
        changing_over.tidy(folder, change)
    elif change is not None:
        changing_over.drop(folder, change)
    changing_over.sweep(folder, here.version)


def _lay_beside(folder: Path, update: Update, work: Progress) -> None:
    """All files of the new version, for good, none of them under a name that is in use."""
    told = update.told
    shutil.rmtree(folder / told.contents, ignore_errors=True)
    made: set[Path] = {folder}

    def target(piece: Piece) -> Path:
        path = folder / (changing_over.fresh_name(piece.path) if piece.path in told.programs else piece.path)
        made.update(one for one in path.parents if folder in one.parents)
        return path

    unpack(update, target, work)
    for link in told.links:
        _lay_link(folder, link, told)
    if hasattr(os, "sync"):
        os.sync()  # once for all, in place of thousands of flushes
    for one in made:
        flush_folder(one)


def _lay_link(folder: Path, link: Link, told: UpdateList) -> None:
    """A name that stands for another file; a copy of that file where the disk knows no such names (a stick's FAT)."""
    path = folder / link.path
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.symlink_to(link.to)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        further, place = {one.path: one.to for one in told.links}, link.path
        for _ in further:  # it may stand for another such name; never more of them than there are
            if place in further:
                place = posixpath.normpath(PurePosixPath(place).parent / further[place])
        shutil.copyfile(folder / place, path)


def _passes(program: Path) -> bool:
    """Whether the new version goes through its own test here, in folders of its own."""
    quiet = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    there = {**changing_over.clean_environment(), "QT_QPA_PLATFORM": "offscreen"}
    try:
        done = subprocess.run(
            [program, "self-test"], env=there, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, timeout=_TRIAL_SECONDS, creationflags=quiet, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return False
    except OSError as error:
        if error.errno in (errno.ENOEXEC, errno.EACCES, errno.ENOENT) or sys.platform == "win32":
            return False
        raise
    return done.returncode == 0


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(one) for one in version.split("."))
