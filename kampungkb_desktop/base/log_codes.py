"""What went wrong of late, out of the log file: codes of refusals and kinds of bugs with their days, and nothing else
of what stands there."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from kampungkb_desktop.base.frozen import frozen

_LINE = re.compile(r"^(\d{4})-(\d\d)-(\d\d) \d\d:\d\d:\d\d,\d+ [A-Z]+ (.*)$")
_CODE = re.compile(r"\bE-[A-Z]+(?:-[A-Z]+)*\b")
_BUG = re.compile(r"^kesalahan ([A-Za-z_]\w* di [\w.]+ baris \d+), laporan ")
NAMES = ("kampungkb.log", "kampungkb.log.1", "kampungkb.log.2")


@frozen
class Trouble:
    """A code ("E-DISK-FULL") or a bug ("KeyError di home.py baris 12"): how often, and when last."""

    what: str
    times: int
    last: date


def troubles(folder: Path, since: date) -> tuple[Trouble, ...]:
    """What the log of a data folder tells of since a day, the latest first. Empty where there is none to read."""
    found: dict[str, tuple[int, date]] = {}
    for name in NAMES:
        for line in _lines(folder / "log" / name):
            told = _told(line)
            if told is None or told[1] < since:
                continue
            times, last = found.get(told[0], (0, told[1]))
            found[told[0]] = (times + 1, max(last, told[1]))
    made = [Trouble(what, times, last) for what, (times, last) in found.items()]
    return tuple(sorted(made, key=lambda one: (-one.last.toordinal(), one.what)))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []


def _told(line: str) -> tuple[str, date] | None:
    whole = _LINE.match(line)
    if whole is None:
        return None
    try:
        day = date(*(int(part) for part in whole.group(1, 2, 3)))
    except ValueError:
        return None
    words = whole.group(4)
    bug, code = _BUG.match(words), _CODE.search(words)
    return (bug.group(1), day) if bug else (code.group(), day) if code else None
