"""Where the built program itself lies, and whether it shall keep everything beside it (on a USB stick).

Known only to a built program: a checkout has no folder of its own. Looked at before anything else is loaded, so it
needs nothing but the interpreter.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

MARKERS = ("Data", "portabel.ini")
"""A folder or a file of these names beside the program makes it portable; the data lie in the folder."""
TEMPORARY = "sementara"
NOTE = "pembaruan.json"
"""In the program's folder while a new version is being put in place (``changing_over``)."""
AFTER, STAY = "--ganti-versi", "--tanpa-ganti"
"""First words of the command line between the two programs of Windows, where none may replace itself."""
_MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}
_HOMES = {"XDG_CONFIG_HOME": "setelan", "XDG_CACHE_HOME": "tembolok", "XDG_DATA_HOME": "data", "XDG_STATE_HOME": "data"}


def program_folder() -> Path | None:
    """The folder with the built program; ``None`` in a checkout."""
    return Path(sys.executable).resolve().parent if getattr(sys, "frozen", False) else None


def portable_folder(program: Path | None = None) -> Path | None:
    """The data folder beside the program where a mark asks for it, else ``None``."""
    here = program or program_folder()
    if here is None or not any((here / name).exists() for name in MARKERS):
        return None
    return here / MARKERS[0]


def is_portable() -> bool:
    """Whether everything is kept beside the program."""
    return portable_folder() is not None


def settle(data: Path) -> Path | None:
    """Let this process, and those it starts, write temporary files and habits of libraries below ``data`` only: in a
    folder of its own, for ``tidy``. ``None`` on a stick that refuses; that is told when its data are opened."""
    inside = data / TEMPORARY / str(os.getpid())
    try:
        for old in (data / TEMPORARY).glob("*"):
            if not _runs(old.name):
                tidy(old)
        inside.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    if "tempfile" in sys.modules:
        vars(sys.modules["tempfile"])["tempdir"] = None  # whoever asked before must ask again
    for name in ("TMPDIR", "TEMP", "TMP"):
        os.environ[name] = str(inside)
    if sys.platform.startswith("linux"):
        for name, folder in _HOMES.items():
            os.environ[name] = str(inside / folder)
    return inside


def tidy(inside: Path) -> None:
    """Take away what ``settle`` made, at the end. What cannot be removed now goes at the next start."""
    import shutil  # noqa: PLC0415  start-up time: only on a stick

    shutil.rmtree(inside, ignore_errors=True)
    with suppress(OSError):
        inside.parent.rmdir()


def _runs(number: str) -> bool:
    """Whether a process of this number runs on this computer: another window of the same stick."""
    if not number.isdigit():
        return False
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  the same

        kernel = ctypes.windll.kernel32
        held = kernel.OpenProcess(0x1000, False, int(number))  # noqa: FBT003  PROCESS_QUERY_LIMITED_INFORMATION
        if held:
            kernel.CloseHandle(held)
        return bool(held)
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def platform_name() -> str:
    """``windows-x86_64``, ``linux-x86_64``: what a build runs on."""
    system = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
    import platform  # noqa: PLC0415  start-up time: asked only where a build is compared

    machine = platform.machine().lower()
    return f"{system}-{_MACHINES.get(machine, machine)}"
