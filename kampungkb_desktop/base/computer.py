"""What kind of computer this is, for the help desk: system, memory, processors. Nothing that tells whose it is: no name
of the machine or of an account, no serial number."""

from __future__ import annotations

import ctypes
import os
import sys
from types import ModuleType

from kampungkb_desktop.base.frozen import frozen

MEGABYTE = 1_048_576


@frozen
class Computer:
    """``system`` as people know it ("Windows 10 22H2"), ``machine`` its kind of processor, ``memory`` in bytes (0 where
    it cannot be asked), ``processors`` how many may work at once, ``python`` the version that runs this."""

    system: str
    machine: str
    memory: int
    processors: int
    python: str


def this_computer() -> Computer:
    """The computer this runs on."""
    import platform  # noqa: PLC0415  start-up time: asked on demand only

    return Computer(_system(platform), platform.machine(), _memory(), os.cpu_count() or 1, platform.python_version())


def _system(platform: ModuleType) -> str:
    release, version = platform.release(), platform.version()
    if sys.platform == "win32":
        build = int(version.rsplit(".", 1)[-1]) if version.rsplit(".", 1)[-1].isdigit() else 0
        name = "11" if build >= 22_000 else release  # Windows 11 calls itself 10
        return f"Windows {name} (build {build})"
    return f"{platform.system()} {release}"


def _memory() -> int:
    if sys.platform == "win32":
        return _windows_memory()
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (OSError, ValueError):
        return 0


class _Memory(ctypes.Structure):
    """What Windows answers when asked for its memory (MEMORYSTATUSEX)."""

    _fields_ = (
        ("length", ctypes.c_ulong), ("load", ctypes.c_ulong), ("total", ctypes.c_ulonglong),
        *((f"unused_{at}", ctypes.c_ulonglong) for at in range(6)),
    )  # fmt: skip


def _windows_memory() -> int:
    asked = _Memory()
    asked.length = ctypes.sizeof(_Memory)
    windows = getattr(ctypes, "windll", None)
    if windows is None or not windows.kernel32.GlobalMemoryStatusEx(ctypes.byref(asked)):
        return 0
    return int(asked.total)
