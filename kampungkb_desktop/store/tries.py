"""Wrong passwords, counted beside the data so that a new start does not begin anew: after three of them the next try
has to wait, at most a minute. It slows down whoever sits at the keyboard; against whoever has the files stands the cost
of each try (``vault.Cost``). The same file notes that the screen was locked when the program ended.

The wait is measured by how long the computer has been running, never by its clock, which anybody can set ahead. After
the computer was started anew only the time since then is certain, and only that counts.

A file that is missing, spoilt or may not be written costs nobody his data: counting begins anew.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import number
from kampungkb_desktop.store.files import discard, write_whole

NAME = "kampungkb.coba"
FREE_TRIES = 3
LONGEST_WAIT = 60
TURNED = "Jam laptop digeser sejak percobaan terakhir; waktu tunggu dihitung tanpa jam itu. "
_DRIFT = 60_000
"""Milliseconds by which a clock may differ from the time that went by: one that was set right a little."""


@frozen
class Tries:
    """``wrong`` tries since the last right one, the last of them ``at`` (milliseconds, as the laptop's clock claims)
    when the computer had been running for ``steady`` milliseconds; -1 where an older program noted it."""

    wrong: int = 0
    at: int = 0
    locked: bool = False
    steady: int = -1


class Wait(NamedTuple):
    """How many wrong passwords were typed, how many seconds the next try has to wait, and whether the clock was turned
    since the last one."""

    wrong: int = 0
    seconds: int = 0
    turned: bool = False


def wait_after(wrong: int) -> int:
    """Seconds to wait after so many wrong tries: none for the first two, then 5, 10, 20, 40 and at most 60."""
    return 0 if wrong < FREE_TRIES else min(LONGEST_WAIT, 5 * 2 ** min(wrong - FREE_TRIES, 10))


def noted(folder: Path) -> Tries:
    """What is noted of a data folder."""
    try:
        said = json.loads((folder / NAME).read_bytes())
        steady = int(said.get("steady", -1))
        return Tries(max(0, int(said["wrong"])), int(said["at"]), bool(said["locked"]), steady)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Tries()


def add(folder: Path, now: int, steady: int) -> Tries:
    """One wrong try more, at this moment of the clock and of the computer's running."""
    before = noted(folder)
    return _keep(folder, Tries(before.wrong + 1, now, before.locked, steady))


def clear(folder: Path) -> int:
    """The right password came; how many wrong ones had come before it."""
    wrong = noted(folder).wrong
    discard(folder / NAME)
    return wrong


def note_lock(folder: Path, *, locked: bool) -> None:
    """The screen is locked, or open again."""
    before = noted(folder)
    if before.locked != locked:
        _keep(folder, Tries(before.wrong, before.at, locked, before.steady))


def left(folder: Path, now: int, steady: int) -> Wait:
    """The wait until the next try."""
    found = noted(folder)
    wait = wait_after(found.wrong)
    if not wait:
        return Wait(found.wrong)
    if found.steady < 0:  # noted by an older program: by its clock alone nobody is let in
        found = _keep(folder, Tries(found.wrong, now, found.locked, steady))
    same_run = steady >= found.steady
    gone = steady - found.steady if same_run else steady
    turned = same_run and abs(now - found.at - gone) > _DRIFT
    return Wait(found.wrong, max(0, wait - gone // 1000), turned)


def must_not_wait(folder: Path, now: int, steady: int) -> None:
    """KnownError E-WAIT while the wait is not over."""
    found = left(folder, now, steady)
    if found.seconds:
        raise KnownError(
            "E-WAIT",
            f"Kata sandi salah {number(found.wrong)} kali. Tunggu {found.seconds} detik.",
            f"{TURNED if found.turned else ''}Sesudah itu coba lagi. Data tidak terhapus, dan kode pemulihan tetap "
            "dapat dipakai.",
        )


def _keep(folder: Path, found: Tries) -> Tries:
    if found.wrong or found.locked:
        text = json.dumps({"wrong": found.wrong, "at": found.at, "locked": found.locked, "steady": found.steady})
        with suppress(KnownError):
            write_whole(folder / NAME, text.encode())
    else:
        discard(folder / NAME)
    return found
