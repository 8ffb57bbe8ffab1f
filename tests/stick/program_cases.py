"""In the emulated computer: the built program on the stick."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions import updating
from kampungkb_desktop.actions.practice import PASSWORD
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.program_folder import platform_name

STICK = Path("/media/stik")
SHARE = Path("/tmp/share")
HOME = STICK / "Kampung KB"
_THERE = {"PATH": "/usr/bin:/bin", "HOME": "/tmp/rumah", "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}


def lay_program() -> str:
    """Copy the program onto the stick as a file manager does, with the mark that makes it portable."""
    Path(_THERE["HOME"]).mkdir(exist_ok=True)
    try:
        shutil.copytree(SHARE / "program", HOME, symlinks=True, copy_function=shutil.copyfile)
    except shutil.Error as error:
        return f"{len(error.args[0])} refused: {error.args[0][0][2]}"
    (HOME / "portabel.ini").touch()
    return f"may be run: {os.access(HOME / 'kampungkb', os.X_OK)}"


def run_program(words: list[str]) -> str:
    """The last line it says, and how it ended; what it left on the computer that it visits."""
    done = subprocess.run([HOME / "kampungkb", *words], env=_THERE, capture_output=True, text=True, check=False)
    left = [one.name for one in Path(_THERE["HOME"]).iterdir()]
    said = (done.stdout + done.stderr).strip().splitlines()
    return f"{done.returncode} {said[-1] if said else ''} {left or ''}"


def _data() -> Path:
    return next((HOME / "Data").rglob("*.kkdb")).parent


def start_twice() -> str:
    """The data are open already: what the program says."""
    session = sessions.open_session(_data(), PASSWORD)
    try:
        return run_program(["--demo", "info"])
    finally:
        sessions.close(session)


def update_program() -> str:
    """Check the file, lay the new version beside the old one, and let it test itself on the stick."""
    shutil.copyfile(SHARE / "baru.kkbu", STICK / "baru.kkbu")
    version = next(one.name for one in HOME.glob("isi-*")).removeprefix("isi-")
    keys = re.findall(r'verify = "([0-9a-f]{64})"', (HOME / f"isi-{version}/resources/updates/keys.toml").read_text())
    here = updating.Where(HOME, version, platform_name(), tuple(keys))
    session = sessions.open_session(_data(), PASSWORD)
    try:
        change = updating.stage(session, updating.look(STICK / "baru.kkbu", here), here=here)
    except KnownError as refusal:
        return f"{refusal.code}: {refusal.sentence}"
    finally:
        sessions.close(session)
    return f"{change.version} waits"


def program_names() -> list[str]:
    """What lies beside the program, its own self-description first."""
    return sorted(one.name for one in HOME.iterdir())
