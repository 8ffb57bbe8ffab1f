"""In the emulated computer: does one case after the other, each in a process of its own, and answers in one line."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.stick import cases, program_cases

STICK = Path("/media/stik")
OFFICER = 1000
_OWNER = f"uid={OFFICER},gid={OFFICER},nosuid,nodev,relatime"
OPTIONS = {
    "vfat": f"{_OWNER},shortname=mixed,utf8,showexec,flush,fmask=0022,dmask=0022,errors=remount-ro",
    "exfat": f"{_OWNER},iocharset=utf8,fmask=0022,dmask=0022,errors=remount-ro",
    "ntfs3": f"{_OWNER},windows_names,iocharset=utf8",
}
"""As the desktops' own service for sticks mounts them."""


def mount(kind: str, more: str = "", place: str = str(STICK), *, plain: bool = False) -> str:
    """Mount the stick that was plugged in last. ``plain``: without the option that lets vfat start .exe files only."""
    Path(place).mkdir(exist_ok=True)
    options = ",".join(one for one in (OPTIONS[kind], more) if one)
    if plain:
        options = options.replace("showexec,", "")
    device, told, end = "", "no stick", time.monotonic() + 60
    while time.monotonic() < end:
        device = device or _fresh()
        if device:
            done = subprocess.run(["mount", "-t", kind, "-o", options, device, place],
                                  capture_output=True, text=True, check=False)  # fmt: skip
            if done.returncode == 0:
                return ""
            told = done.stderr.strip()
        select.select([], [], [], 0.2)
    return told


def _fresh() -> str:
    """The disk that came since the last time, "" while there is none."""
    found: dict[int, str] = {}
    for one in Path("/sys/block").glob("sd*"):
        with suppress(OSError):  # one that is just being pulled out
            found[int((one / "diskseq").read_text())] = one.name
    newest = max(found, default=0)
    if newest <= _seen[0]:
        return ""
    _seen[0] = newest
    return f"/dev/{found[newest]}"


def unmount(place: str = str(STICK)) -> str:
    """Let a stick go, also one that is not there any more."""
    done = subprocess.run(["umount", "-l", place], capture_output=True, text=True, check=False)
    return done.stderr.strip()


def shell(line: str) -> str:
    """A line of shell, as the administrator."""
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False)
    return f"{done.stdout}{done.stderr}".strip()


_seen = [0]

AS_ADMINISTRATOR: dict[str, Callable[..., str]] = {"mount": mount, "unmount": unmount, "shell": shell}


def main() -> int:
    """Until the machine is switched off."""
    _say("ready")
    for line in sys.stdin:
        if not line.startswith("{"):
            continue
        asked = json.loads(line)
        case, arguments = asked["case"], asked["arguments"]
        if case in AS_ADMINISTRATOR:
            _say(AS_ADMINISTRATOR[case](**arguments))
        else:
            _say(_apart(case, arguments))
    return 0


def _apart(case: str, arguments: dict[str, Any]) -> Any:
    """Do it in a process of its own, as the officer."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        os.setgroups([])
        os.setgid(OFFICER)
        os.setuid(OFFICER)
        try:
            told = getattr(program_cases if hasattr(program_cases, case) else cases, case)(**arguments)
        except BaseException:  # noqa: BLE001  whatever it is, it is the answer
            told = {"died": traceback.format_exc()[-1500:]}
        with os.fdopen(write, "w") as out:
            json.dump(told, out)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        said = answer.read()
    _, status = os.waitpid(child, 0)
    return json.loads(said) if said else {"ended": os.waitstatus_to_exitcode(status)}


def _say(told: Any) -> None:
    sys.stdout.write("@@ " + json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
