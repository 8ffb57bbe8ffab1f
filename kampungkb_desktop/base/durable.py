"""Names that last: after a power cut a folder may have forgotten what was made or renamed in it, unless flushed."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from time import sleep

_UNABLE = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.EBADF}
"""What file systems say that cannot flush a folder (network shares, some sticks): nothing more can be done there."""
_HELD = {errno.EACCES, errno.EPERM, errno.EBUSY}
_PAUSES = (0.03, 0.06, 0.12, 0.24)
"""Seconds between two tries to replace a file that another program has open."""


def flush_folder(folder: Path) -> None:
    """Make what was made, renamed or removed in a folder last (POSIX; Windows journals it by itself)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _UNABLE:
            raise
    finally:
        os.close(handle)


def flush_name(path: Path) -> None:
    """Make a name that a file or folder was just given last. Flushing the folder is not enough: on vfat the new name
    stands without its contents (or with those of the file that had it) until the file itself is flushed once more."""
    if os.name == "posix":
        flush_folder(path)
        flush_folder(path.parent)


def put_in_place(part: Path, target: Path) -> None:
    """Rename a flushed file over its name, for good. What a virus scanner holds for a moment is waited for; what is
    held for longer is an OSError EBUSY, whatever the system calls it: where ``part`` was just written, the folder
    itself may be written."""
    for pause in (*_PAUSES, 0.0):
        try:
            part.replace(target)
            break
        except OSError as error:
            if error.errno not in _HELD:
                raise
            if not pause:
                raise OSError(errno.EBUSY, "another program holds it", str(target)) from error
            sleep(pause)
    flush_name(target)


def discard(path: Path) -> None:
    """Remove a half-written file, as far as the disk lets us: what went wrong before it is what has to be told."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


def is_there(path: Path) -> bool:
    """Whether something has this name; no where the disk cannot be asked, as when a stick was pulled out."""
    try:
        return path.exists()
    except OSError:
        return False


def make_folder(folder: Path) -> None:
    """Make a folder with those above it, for good. Nothing happens where it is there."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for one in missing:
        flush_folder(one.parent)
