"""Which flash disk this is: a mark that stays the same whenever it is plugged in, so that a person is asked about it
once. Nothing is written on it to know it again; it says nothing about anybody."""

from __future__ import annotations

import ctypes
import hashlib
import shutil
import sys
from pathlib import Path

_BY_UUID = Path("/dev/disk/by-uuid")


def mark_of(root: Path) -> str:
    """Sixteen hex digits for the volume that is plugged in at ``root``. Where the system does not say which it is, its
    name and size stand for it."""
    told = _windows(root) if sys.platform == "win32" else _linux(root)
    return hashlib.sha256((told or _by_looks(root)).encode()).hexdigest()[:16]


def _linux(root: Path) -> str:
    try:
        device = root.stat().st_dev
        return next((one.name for one in _BY_UUID.iterdir() if one.stat().st_rdev == device), "")
    except OSError:
        return ""


def _windows(root: Path) -> str:
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  there is none elsewhere
    serial = ctypes.c_ulong(0)
    known = kernel.GetVolumeInformationW(f"{root.drive}\\", None, 0, ctypes.byref(serial), None, None, None, 0)
    return f"serial:{serial.value:08x}" if known and serial.value else ""


def _by_looks(root: Path) -> str:
    try:
        size = shutil.disk_usage(root).total
    except OSError:
        size = 0
    return f"looks:{root.name}:{size}"
