"""The shelf of copies: each a folder with the database, the key file and a slip that says what it is. A copy appears
whole or not at all, and nothing on its slip tells of a person.

Photos are files of their own that nobody changes: a copy on the same disk leaves them where they are, one on a stick
takes them along, each once for all copies there.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from kampungkb_desktop.base import clock
from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.base.durable import discard, is_there, make_folder, put_in_place
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.store import copies, faults, thinning
from kampungkb_desktop.store.blobs import PHOTOS_FOLDER
from kampungkb_desktop.store.files import flush_file, write_whole
from kampungkb_desktop.store.vault import KEYS_NAME

SHELF = "copies"
"""The folder of copies inside a data folder."""
RESTORED = "restored"
"""The line of ``meta`` that says "1" in a database that was brought back, until it has got its new identity."""
SLIP = "salinan.json"
COPY_NAME = "kampungkb.kkdb"
MIGRATION = "pembaruan"
_FORMAT, _VERSION = "kkb-copy", 1
_MIGRATIONS = 3
_PART = ".part"


@frozen(kw_only=True)
class Slip:
    """What a copy says of itself. ``made_at`` in milliseconds, ``reason`` one word (``otomatis``), ``device`` the
    installation, ``changes`` the length of its log, ``sha256`` and ``size`` of the database file. ``steady`` is a
    time on this shelf that never goes back (``thinning.onward``; 0 in copies of earlier versions)."""

    made_at: int
    reason: str
    device: str = ""
    app: str = ""
    practice: bool = False
    changes: int = 0
    size: int = 0
    sha256: str = ""
    counts: Mapping[str, int]
    photos: int = 0
    steady: int = 0


@frozen
class Kept:
    """A copy on a shelf. ``slip`` is ``None`` where it cannot be read: then the copy is not to be trusted."""

    folder: Path
    slip: Slip | None

    @property
    def database(self) -> Path:
        """The encrypted database inside."""
        return self.folder / COPY_NAME

    @property
    def keys(self) -> Path:
        """The key file as it was then."""
        return self.folder / KEYS_NAME

    @property
    def made_at(self) -> int:
        """When it was made; 0 where nobody can say."""
        return self.slip.made_at if self.slip else 0

    @property
    def steady(self) -> int:
        """The same by a time that never goes back: larger in what was made later, whatever the clock said."""
        return (self.slip.steady if self.slip else 0) or self.made_at


def make(
    source: Path, key: bytes, shelf: Path, *, at: int, reason: str, device: str = "", app: str = "",
    practice: bool = False, photos: bool = False, progress: Progress | None = None,
) -> Kept:  # fmt: skip
    """Copy the database at ``source`` with its key file onto ``shelf`` and verify it; with ``photos`` those beside it
    too. KnownError E-COPY, E-DISK-FULL, E-READONLY: the shelf then is as before."""
    work = progress or silent()
    try:
        folder = _free(shelf, f"{moment_of(at):%Y%m%d-%H%M%S}-{reason}")
    except OSError as error:
        raise faults.of_os(error) from error
    part = folder.with_name(folder.name + _PART)
    try:
        _drop(part)
        work.report(0, None, "Menyalin data")
        made = copies.make(source, key, part / COPY_NAME, work)
        keys = source.with_name(KEYS_NAME)
        if keys.exists():
            write_whole(part / KEYS_NAME, keys.read_bytes())
        taken = take_photos(source.parent, shelf, work) if photos else 0
        slip = Slip(
            made_at=at, reason=reason, device=device, app=app, practice=practice,
            changes=made.counts.get("change", 0), size=made.size, sha256=made.sha256, counts=made.counts,
            photos=taken, steady=_steady(shelf, at),
        )  # fmt: skip
        write_whole(part / SLIP, _written(slip))
        put_in_place(part, folder)
    except OSError as error:
        raise faults.of_os(error) from error
    finally:
        _drop(part)
    return Kept(folder, slip)


def before_migration(path: Path, key: bytes, state: str) -> Kept:
    """The copy that must stand before a file is brought up to date from ``state``. The last three of them are kept."""
    shelf = path.parent / SHELF
    made = make(path, key, shelf, at=clock.now(), reason=MIGRATION, app=state)
    earlier = [one for one in found(shelf) if one.slip and one.slip.reason == MIGRATION and one != made]
    for one in earlier[_MIGRATIONS - 1 :]:
        _drop(one.folder)
    return made


def found(shelf: Path) -> tuple[Kept, ...]:
    """The copies on a shelf, the newest first; other things there are none of ours. KnownError where the disk fails."""
    folders = [one for one in _folders(shelf) if not one.name.endswith(_PART) and is_there(one / COPY_NAME)]
    kept = [Kept(one, read_slip(one)) for one in folders]
    return tuple(sorted(kept, key=lambda one: (one.steady, one.folder.name), reverse=True))


def read_slip(folder: Path) -> Slip | None:
    """What the copy in a folder says of itself, ``None`` where that is missing or damaged."""
    try:
        said = json.loads((folder / SLIP).read_bytes())
        if said.pop("format") != _FORMAT or said.pop("version") > _VERSION:
            return None
        counts = {str(name): int(count) for name, count in said.pop("counts").items()}
        numbers = (*(said[name] for name in ("made_at", "changes", "size", "photos")), said.get("steady", 0))
        whole = all(isinstance(number, int) for number in numbers)
        words = all(isinstance(said[name], str) for name in ("sha256", "reason"))
        return Slip(counts=counts, **said) if whole and words else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def check(kept: Kept, key: bytes) -> None:
    """Whether a copy still is what it was: its bytes, its pages, its rows. KnownError E-COPY-DAMAGED, E-COPY-KEY."""
    try:
        sound = kept.slip is not None and _digest(kept.database) == kept.slip.sha256
    except OSError as error:
        raise faults.of_os(error) from error
    if not sound:
        raise _damaged()
    assert kept.slip is not None
    counts = copies.counts_of(kept.database, key)
    if counts is None:
        raise KnownError(
            "E-COPY-KEY",
            "Salinan ini dibuat dengan kunci lain, jadi tidak dapat dibuka di sini.",
            "Pilih salinan dari laptop ini, atau pulihkan dengan kata sandi atau kode pemulihan salinan itu.",
        )
    if counts != kept.slip.counts:
        raise _damaged()


def part_beside(kept: Kept) -> Path:
    """An empty folder in which the same copy is to be made anew; it is no copy before ``exchange``."""
    part = kept.folder.with_name(f"{kept.folder.name}-bersih{_PART}")
    _drop(part)
    make_folder(part)
    return part


def exchange(kept: Kept, part: Path, slip: Slip) -> Kept:
    """Let what was made in ``part`` take the place of a copy: it stands whole before the old one goes."""
    for one in part.iterdir():
        if one.name not in (COPY_NAME, KEYS_NAME):
            shutil.rmtree(one) if one.is_dir() else one.unlink()
    write_whole(part / SLIP, _written(slip))
    folder = _free(kept.folder.parent, kept.folder.name)
    put_in_place(part, folder)
    _drop(kept.folder)
    return Kept(folder, slip)


def thin(shelf: Path, now: int, most: int) -> tuple[Kept, ...]:
    """Remove copies that their age or their weight (more than ``most`` bytes in all) no longer earns a place; returns
    them. Damaged ones stay: a person may want to see them."""
    here = [(one, one.slip) for one in found(shelf) if one.slip]
    stay = thinning.keepers([one.steady for one, _slip in here], _steady(shelf, now))
    stay &= thinning.within([(one.steady, slip.size) for one, slip in here if one.steady in stay], most)
    gone = tuple(one for one, _slip in here if one.steady not in stay)
    for one in gone:
        _drop(one.folder)
    return gone


def clear_away(shelf: Path) -> None:
    """Remove what was begun on a shelf and never finished: a stick that was pulled out leaves it behind."""
    for folder in _folders(shelf):
        if folder.name.endswith(_PART):
            shutil.rmtree(folder, ignore_errors=True)


def make_room(shelf: Path, needed: int) -> tuple[Kept, ...]:
    """Remove the oldest copies until so many bytes are free, but never the newest one; returns those that went."""
    gone = list[Kept]()
    for one in reversed(found(shelf)[1:]):
        if shutil.disk_usage(shelf).free >= needed:
            break
        _drop(one.folder)
        gone.append(one)
    return tuple(gone)


def take_photos(data_dir: Path, target: Path, work: Progress) -> int:
    """Take the photos of ``data_dir`` that ``target`` lacks to its photo folder; returns how many there are."""
    source, goal = data_dir / PHOTOS_FOLDER, target / PHOTOS_FOLDER
    names = sorted(one.name for one in source.iterdir() if len(one.name) == 64) if source.is_dir() else []
    there = {one.name: one.stat().st_size for one in goal.iterdir()} if goal.is_dir() else {}
    missing = [name for name in names if there.get(name) != (source / name).stat().st_size]
    for at, name in enumerate(missing, start=1):
        work.report(at, len(missing), "Menyalin foto")
        copy_file(source / name, goal / name)
    return len(names)


def copy_file(source: Path, goal: Path) -> None:
    """Copy a file whole: under another name first, flushed, then renamed."""
    make_folder(goal.parent)
    part = goal.with_name(goal.name + _PART)
    try:
        shutil.copyfile(source, part)
        flush_file(part)
        put_in_place(part, goal)
    finally:
        discard(part)


def _steady(shelf: Path, now: int) -> int:
    """The steady time of now on a shelf."""
    newest = next((one for one in found(shelf) if one.slip), None)
    return thinning.onward(newest.steady, newest.made_at, now) if newest else now


def _folders(shelf: Path) -> list[Path]:
    try:
        return [one for one in shelf.iterdir() if one.is_dir()] if shelf.is_dir() else []
    except OSError as error:
        raise faults.of_os(error) from error


def _written(slip: Slip) -> bytes:
    said = {name: getattr(slip, name) for name in Slip.__dataclass_fields__}
    return json.dumps({"format": _FORMAT, "version": _VERSION, **said, "counts": dict(slip.counts)}, indent=1).encode()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _free(shelf: Path, name: str) -> Path:
    folder, number = shelf / name, 2
    while folder.exists():
        folder, number = shelf / f"{name}-{number}", number + 1
    return folder


def _drop(folder: Path) -> None:
    """Remove a copy: first by another name, so that a half removed one is never taken for whole."""
    if not is_there(folder):
        return
    going = folder if folder.name.endswith(_PART) else folder.with_name(folder.name + _PART)
    try:
        if going != folder:
            folder.replace(going)
    except OSError:
        going = folder
    shutil.rmtree(going, ignore_errors=True)


def _damaged() -> KnownError:
    return KnownError(
        "E-COPY-DAMAGED",
        "Salinan ini rusak atau berubah sejak dibuat, jadi tidak dipakai. Data Anda tidak diubah.",
        "Pilih salinan lain, misalnya yang satu langkah lebih lama.",
    )
