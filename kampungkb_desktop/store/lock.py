"""One program per data folder: a lock of the operating system on ``kampungkb.lock``. It is gone when the process is,
however that ended, so there is never a stale lock to delete."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

from kampungkb_desktop.store import faults

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK_NAME = "kampungkb.lock"
WINDOW_LOCK_NAME = "kampungkb-jendela.lock"
"""Held by the window that hears of files; it may lie there before any data do."""


def _try_lock(file: IO[bytes]) -> bool:
    """Whether this process got the lock. The folder's disk must know locks at all: otherwise ``OSError``."""
    if sys.platform == "win32":
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def take(folder: Path, name: str = LOCK_NAME) -> IO[bytes]:
    """The lock of a data folder, held until the returned file is closed. KnownError E-SECOND-START when another
    process has it, E-READONLY or E-DISK-FULL when the folder cannot be written."""
    try:
        file = (folder / name).open("ab")
        try:
            if _try_lock(file):
                return file
        except OSError:
            file.close()
            raise
    except OSError as error:
        raise faults.of_os(error) from error
    file.close()
    raise faults.second_start()
