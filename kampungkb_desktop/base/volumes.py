"""Which flash disk this is: a mark that stays the same whenever it is plugged in, so that a person is asked about it
once. Nothing is written on it to know it again; it says nothing about anybody."""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import sys
from pathlib import Path

_BY_UUID = Path("/dev/disk/by-uuid")
_MOUNTS = Path("/proc/self/mountinfo")
_BLOCKS = Path("/sys/dev/block")
_FAT = ("fat", "fat12", "fat16", "fat32", "vfat", "msdos")
_FAT_MOST = (1 << 32) - 1
"""A file on FAT has its size in 32 bits."""


def mark_of(root: Path) -> str:
    """Sixteen hex digits for the volume that is plugged in at ``root``. Where the system does not say which it is, its
    name and size stand for it."""
    told = _windows(root) if sys.platform == "win32" else _linux(root)
    return hashlib.sha256((told or _by_looks(root)).encode()).hexdigest()[:16]


def is_plugged_in(root: Path) -> bool:
    """Whether the disk at ``root`` can be asked and is still in its socket: a stick that was pulled out may answer from
    memory for as long as it is mounted, and calls itself read-only (Linux; yes where the system does not say)."""
    try:
        device = root.stat().st_dev
    except OSError:
        return False
    if not sys.platform.startswith("linux") or os.major(device) == 0 or not _BLOCKS.is_dir():
        return True
    return (_BLOCKS / f"{os.major(device)}:{os.minor(device)}").exists()


def most_bytes(root: Path) -> int | None:
    """The size in bytes that no file there may exceed, however much is free; ``None`` where none is known."""
    name = _windows_told(root)[1] if sys.platform == "win32" else _linux_format(root)
    return _FAT_MOST if name.lower() in _FAT else None


def _linux_format(root: Path) -> str:
    """By proc(5): the third word of a line is the device, the word after the lone dash its file system."""
    try:
        device = root.stat().st_dev
        lines = [line.split() for line in _MOUNTS.read_text("utf-8", "replace").splitlines()]
    except OSError:
        return ""
    number = f"{os.major(device)}:{os.minor(device)}"
    return next((line[line.index("-") + 1] for line in lines if "-" in line and line[2] == number), "")


def _linux(root: Path) -> str:
    try:
        device = root.stat().st_dev
        return next((one.name for one in _BY_UUID.iterdir() if one.stat().st_rdev == device), "")
    except OSError:
        return ""


def _windows(root: Path) -> str:
    serial, _name = _windows_told(root)
    return f"serial:{serial:08x}" if serial else ""


def _windows_told(root: Path) -> tuple[int, str]:
    """The volume's number and the name of its format, 0 and "" where the system does not say."""
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  there is none elsewhere
    serial, name = ctypes.c_ulong(0), ctypes.create_unicode_buffer(64)
    known = kernel.GetVolumeInformationW(f"{root.drive}\\", None, 0, ctypes.byref(serial), None, None, name, 64)
    return (serial.value, name.value) if known else (0, "")


def _by_looks(root: Path) -> str:
    try:
        size = shutil.disk_usage(root).total
    except OSError:
        size = 0
    return f"looks:{root.name}:{size}"
