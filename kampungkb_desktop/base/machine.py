"""Which computer this is (or which stick, for a program that lives on one with its data): a mark that stays the same
here and differs elsewhere, so that a data folder that was copied notices it. It is not secret, says nothing about
anybody, and may be empty where a computer has none to tell.
"""

from __future__ import annotations

import hashlib
import importlib
import sys
from pathlib import Path
from typing import Any

from kampungkb_desktop.base.program_folder import portable_folder

_LINUX = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


def mark(salt: str) -> str:
    """Sixteen hex digits for this computer, other ones for each ``salt``; "" where the computer does not say."""
    if (beside := portable_folder()) is not None:
        from kampungkb_desktop.base import volumes  # noqa: PLC0415  asked at every start, and only on a stick

        return hashlib.sha256(f"{salt}\0{volumes.mark_of(beside)}".encode()).hexdigest()[:16]
    told = _windows() if sys.platform == "win32" else _mac() if sys.platform == "darwin" else _linux()
    return hashlib.sha256(f"{salt}\0{told}".encode()).hexdigest()[:16] if told else ""


def _linux() -> str:
    for path in _LINUX:
        try:
            if told := path.read_text(encoding="ascii", errors="ignore").strip():
                return told
        except OSError:
            continue
    return ""


def _windows() -> str:
    registry: Any = importlib.import_module("winreg")  # there is none elsewhere
    try:
        way = registry.KEY_READ | registry.KEY_WOW64_64KEY
        with registry.OpenKey(registry.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography", 0, way) as key:
            return str(registry.QueryValueEx(key, "MachineGuid")[0])
    except OSError:
        return ""


def _mac() -> str:
    runner: Any = importlib.import_module("subprocess")  # asked at every start, and only here does it need loading
    try:
        told = runner.run(
            ["/usr/sbin/ioreg", "-rd1", "-c", "IOPlatformExpertDevice"],
            capture_output=True, text=True, timeout=5, check=True,
        ).stdout  # fmt: skip
    except (OSError, runner.SubprocessError):
        return ""
    found = [line.split('"')[3] for line in told.splitlines() if "IOPlatformUUID" in line]
    return found[0] if found else ""
