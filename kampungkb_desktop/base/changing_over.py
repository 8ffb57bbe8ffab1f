"""The small step from one version of the program to the next (decision 0053), which may be cut off anywhere.

The next version lies complete beside this one: its files in a folder of its own, its programs under other names. What
remains is to copy a program and rename it over the old one, once for each; until that rename the old version starts,
after it the new one, and both find their own files. Nothing of the old version goes before the new one has stood.
Standard library only: it runs before anything else is loaded.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import sleep
from typing import Any, NamedTuple

from kampungkb_desktop.base.durable import flush_name
from kampungkb_desktop.base.program_folder import AFTER, NOTE, STAY

READY, PLACED, GOOD, BACK = "siap", "terpasang", "baik", "kembali"
"""How far it has come: to be changed over at the next start, changed over but not yet seen standing, stood; or on the
way back, which is gone to its end once it was begun."""
MOST_TRIES = 2
"""Starts of a new version that never came to stand before the old one is taken back."""
_PAUSES = (0.1,) * 50 + (0.5,) * 30
_UNFINISHED = ".sedang"
_INSTALLED = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\KampungKB"
"""Under HKCU, as ``resources/installer/windows.nsi`` writes it."""


class Change(NamedTuple):
    """``programs`` are the names at the top; ``contents`` is the new folder, ``old`` the folder before it."""

    version: str
    contents: str
    old: str
    programs: tuple[str, ...]
    step: str = READY
    tries: int = 0


def fresh_name(program: str) -> str:
    """``kampungkb-gui.exe`` -> ``kampungkb-gui.baru.exe``: the new program before it has its name."""
    return _between(program, "baru")


def old_name(program: str) -> str:
    """The old program, kept until the new one has stood."""
    return _between(program, "lama")


def read_note(folder: Path) -> Change | None:
    """What is under way in a program folder; ``None`` where nothing is, or nothing that can be understood."""
    try:
        said: dict[str, Any] = json.loads((folder / NOTE).read_text("utf-8"))
        made = Change(
            str(said["version"]), str(said["contents"]), str(said["old"]), tuple(str(one) for one in said["programs"]),
            str(said["step"]), int(said["tries"]),
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    plain = all(one and not set(one) & set("/\\:") and one not in (".", "..") for one in
                (made.contents, made.old, *made.programs))  # fmt: skip
    return made if plain and made.contents.startswith("isi-") else None


def write_note(folder: Path, change: Change) -> None:
    """Put the note in place, whole."""
    part = folder / f"{NOTE}{_UNFINISHED}"
    with part.open("w", encoding="utf-8") as file:
        json.dump(change._asdict(), file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder / NOTE)
    flush_name(folder / NOTE)


def is_complete(folder: Path, change: Change) -> bool:
    """Whether all of the new version lies there."""
    fresh = all((folder / fresh_name(one)).is_file() for one in change.programs)
    return fresh and (folder / change.contents).is_dir()


def place(folder: Path, change: Change) -> None:
    """Give the new programs their names. Idempotent; ``OSError`` where one is running or held: then some are new and
    some old, and each starts."""
    for name in change.programs:
        here, kept = folder / name, folder / old_name(name)
        if here.is_file() and not kept.exists():
            _copy(here, kept)
        _copy(folder / fresh_name(name), here)
    write_note(folder, change._replace(step=PLACED, tries=0))


def take_back(folder: Path, change: Change) -> None:
    """Give the old programs their names again, and forget the new version. Idempotent."""
    write_note(folder, change._replace(step=BACK))
    for name in change.programs:
        if (folder / old_name(name)).is_file():
            _copy(folder / old_name(name), folder / name)
    drop(folder, change)


def drop(folder: Path, change: Change) -> None:
    """Remove a new version that is not in use. The note goes first: what is left then is only in the way."""
    (folder / NOTE).unlink(missing_ok=True)
    for name in change.programs:
        for one in (fresh_name(name), old_name(name)):
            with suppress(OSError):
                (folder / one).unlink(missing_ok=True)
    shutil.rmtree(folder / change.contents, ignore_errors=True)


def tidy(folder: Path, change: Change) -> None:
    """Remove the old version after the new one has stood. Where another window still runs it, it stays for now."""
    old = folder / change.old
    if change.old != change.contents and old.is_dir():
        away = folder / f"{change.old}.buang"
        if _is_run(folder):
            return
        try:
            old.rename(away)  # Windows refuses while a file in it is open, and nothing is lost
        except OSError:
            return
    for left in folder.glob("isi-*.buang"):
        shutil.rmtree(left, ignore_errors=True)
    try:
        for name in change.programs:
            for one in (fresh_name(name), old_name(name)):
                (folder / one).unlink(missing_ok=True)
    except OSError:
        return  # the next start does it
    (folder / NOTE).unlink(missing_ok=True)


def sweep(folder: Path, version: str) -> None:
    """What was cut off left things lying that nobody needs: remove all that is not of ``version``, where nothing is
    under way and no window of another version runs."""
    if (folder / NOTE).exists() or _is_run(folder):
        return
    for left in folder.glob("kampungkb*"):
        if {"baru", "lama"} & set(left.name.split(".")) or left.name.endswith(_UNFINISHED):
            with suppress(OSError):
                left.unlink()
    for other in folder.glob("isi-*"):
        if other.name != f"isi-{version}":
            with suppress(OSError):
                away = other if other.name.endswith(".buang") else other.rename(f"{other}.buang")
                shutil.rmtree(away, ignore_errors=True)


# --- at the start of a program ----------------------------------------------------------------------------------------


def at_start(folder: Path, version: str, words: Sequence[str]) -> list[str] | None:
    """What a start of ``version`` has to do first. The words to go on with, or ``None``: another program goes on."""
    if words[:1] == [AFTER]:
        return _after(folder, list(words[1:]))
    if words[:1] == [STAY]:
        return list(words[1:])
    change = read_note(folder)
    if change is None:
        return list(words)
    if change.step == BACK:
        return _hand_on(folder, change, list(words), old_name)
    if change.version == version:
        return _new_one(folder, change, list(words))
    if change.step == READY and is_complete(folder, change):
        return _hand_on(folder, change, list(words), fresh_name)
    return list(words)


def stood(folder: Path, version: str) -> None:
    """The window of ``version`` stands: what was before it may go at the next start."""
    change = read_note(folder)
    if change is not None and change.version == version and change.step == PLACED:
        with suppress(OSError):
            write_note(folder, change._replace(step=GOOD))
            if sys.platform == "win32":
                _tell_windows(folder, version)


def _tell_windows(folder: Path, version: str) -> None:
    """Write the version where Windows lists what is installed, if this folder was laid down by the installer. An older
    installer asks there, and must not lay itself over data that this version has opened."""
    import importlib  # noqa: PLC0415  start-up time: once for every version

    winreg: Any = importlib.import_module("winreg")  # there is none elsewhere
    with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _INSTALLED, 0, winreg.KEY_READ | winreg.KEY_WRITE) as key:
        if Path(winreg.QueryValueEx(key, "InstallLocation")[0]).resolve() == folder.resolve():
            winreg.SetValueEx(key, "DisplayVersion", 0, winreg.REG_SZ, version)


def _new_one(folder: Path, change: Change, words: list[str]) -> list[str] | None:
    """The start of a version that was just laid down."""
    with suppress(OSError):
        if change.step == READY:  # cut off between two programs, or before the note
            place(folder, change)
        elif change.step == GOOD:
            tidy(folder, change)
        elif change.tries >= MOST_TRIES and (folder / change.old).is_dir():
            return _hand_on(folder, change, words, old_name)
        else:
            write_note(folder, change._replace(tries=change.tries + 1))
    return words


def _hand_on(folder: Path, change: Change, words: list[str], to: Any) -> list[str] | None:
    """Change over here where a running program may be replaced, else by the other program."""
    try:
        if sys.platform == "win32":
            other = folder / to(own_program(change))
            start(other, [AFTER, str(os.getpid()), "baru" if to is fresh_name else "lama", *words])
            return None
        (place if to is fresh_name else take_back)(folder, change)
        start(folder / own_program(change), words)
    except OSError:
        return words  # full disk, held file: this version goes on, and the next start tries again
    return None


def _after(folder: Path, words: list[str]) -> list[str] | None:
    """In the other program: wait until the first has ended, change over, and start what has the name now."""
    change, wish, rest = read_note(folder), words[1:2], words[2:]
    if change is None:
        return rest
    for pause in _PAUSES:
        try:
            (take_back if wish == ["lama"] else place)(folder, change)
            break
        except PermissionError:
            sleep(pause)
        except OSError:
            break
    start(folder / own_program(change), [STAY, *rest] if read_note(folder) == change else rest)
    return None


def plain_words(words: Sequence[str]) -> list[str]:
    """A command line without what the programs say to each other: whoever starts again means it for that start no
    more, and would pass over the version that was laid down meanwhile."""
    return list(words[1:] if words[:1] == [STAY] else words[3:] if words[:1] == [AFTER] else words)


def own_program(change: Change) -> str:
    """The name of this program among those that are changed, whatever it is called while it changes them."""
    here = Path(sys.executable).resolve().name
    return next((one for one in change.programs if here in (one, fresh_name(one), old_name(one))), change.programs[-1])


def start(program: Path, words: Sequence[str]) -> None:
    """Start another program of ours, free of what belongs to this one."""
    subprocess.Popen([program, *words], env=clean_environment(), close_fds=True)


def clean_environment() -> dict[str, str]:
    """The environment without what the start of a built program puts into it: another version would take our files."""
    found = {name: word for name, word in os.environ.items() if not name.startswith("_PYI_")}
    found["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
    if before := found.pop("LD_LIBRARY_PATH_ORIG", ""):
        found["LD_LIBRARY_PATH"] = before
    elif getattr(sys, "frozen", False):
        found.pop("LD_LIBRARY_PATH", None)
    return found


def _copy(source: Path, target: Path) -> None:
    """A whole file under its name or none."""
    part = target.with_name(target.name + _UNFINISHED)
    shutil.copyfile(source, part)
    shutil.copymode(source, part)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(target)
    flush_name(target)


def _between(program: str, word: str) -> str:
    stem, dot, ending = program.rpartition(".")
    return f"{stem}.{word}.{ending}" if dot else f"{program}.{word}"


def _is_run(folder: Path) -> bool:
    """Whether a process still runs a program of this folder that was replaced under it (Linux; elsewhere the system
    itself keeps its files)."""
    for one in Path("/proc").glob("[0-9]*/exe") if sys.platform.startswith("linux") else ():
        with suppress(OSError):
            if str(one.readlink()).startswith(f"{folder}{os.sep}") and str(one.readlink()).endswith(" (deleted)"):
                return True
    return False
