"""Where sync files are put and found: the last folder, Dokumen, and the sticks that are plugged in. Asking the system
for its drives can take a moment, so it is done on the worker."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path, PurePosixPath

from PySide6.QtCore import QStandardPaths, QStorageInfo, QUrl
from PySide6.QtGui import QDesktopServices

from kampungkb_desktop.base.frozen import frozen

_DRIVE_REMOVABLE = 2
_UNIX_STICKS = ("/media/", "/run/media/", "/Volumes/")


@frozen
class Spot:
    """A folder one may choose; ``stick`` marks a removable drive."""

    path: Path
    words: str
    stick: bool = False


def documents() -> Path:
    """The person's own folder for documents, or the home folder where there is none (a bare Linux names one that
    nobody has made, and a file dialog took its name for that of a file)."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()


def sticks() -> list[Spot]:
    """The removable drives that are plugged in and can be used."""
    found = []
    for volume in QStorageInfo.mountedVolumes():
        root = volume.rootPath()
        if volume.isValid() and volume.isReady() and not volume.isRoot() and is_stick(root):
            name = volume.name() or volume.displayName() or root
            words = f"Flashdisk {name} ({root})" if name != root else f"Flashdisk {root}"
            found.append(Spot(Path(root), words, stick=True))
    return found


def is_stick(root: str) -> bool:
    """Whether a mounted volume is a removable drive, as the system tells it."""
    if sys.platform == "win32":
        return int(ctypes.windll.kernel32.GetDriveTypeW(root)) == _DRIVE_REMOVABLE
    return any(str(PurePosixPath(root)).startswith(start) for start in _UNIX_STICKS)


def spots(last: str | None, plugged: list[Spot]) -> list[Spot]:
    """What the folder list offers: the sticks first, then where it went last, then Dokumen."""
    usual = Spot(documents(), "Dokumen")
    kept = [Spot(Path(last), _short(Path(last)))] if last else []
    found = {one.path: one for one in (*kept, usual)} | {usual.path: usual}
    return [*plugged, *(one for path, one in found.items() if all(path != stick.path for stick in plugged))]


def open_folder(path: Path) -> None:
    """Show the folder of a file in the system's own file window."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path if path.is_dir() else path.parent)))


def _short(path: Path) -> str:
    """The end of a long path, which tells most."""
    text = str(path)
    return text if len(text) <= 44 else f"…{text[-43:]}"
