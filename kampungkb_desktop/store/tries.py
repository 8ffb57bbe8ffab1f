"""Wrong passwords, counted beside the data so that a new start does not begin anew: after three of them the next try
has to wait, at most a minute. It slows down whoever sits at the keyboard; against whoever has the files stands the cost
of each try (``vault.Cost``). The same file notes that the screen was locked when the program ended.

A file that is missing, spoilt or may not be written costs nobody his data: counting begins anew.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import number
from kampungkb_desktop.store.files import discard, write_whole

NAME = "kampungkb.coba"
FREE_TRIES = 3
LONGEST_WAIT = 60


@frozen
class Tries:
    """``wrong`` tries since the last right one, the last of them ``at`` (milliseconds)."""

    wrong: int = 0
    at: int = 0
    locked: bool = False


def wait_after(wrong: int) -> int:
    """Seconds to wait after so many wrong tries: none for the first two, then 5, 10, 20, 40 and at most 60."""
    return 0 if wrong < FREE_TRIES else min(LONGEST_WAIT, 5 * 2 ** min(wrong - FREE_TRIES, 10))


def noted(folder: Path) -> Tries:
    """What is noted of a data folder."""
    try:
        said = json.loads((folder / NAME).read_bytes())
        return Tries(max(0, int(said["wrong"])), int(said["at"]), bool(said["locked"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Tries()


def add(folder: Path, now: int) -> Tries:
    """One wrong try more."""
    before = noted(folder)
    return _keep(folder, Tries(before.wrong + 1, now, before.locked))


def clear(folder: Path) -> int:
    """The right password came; how many wrong ones had come before it."""
    wrong = noted(folder).wrong
    discard(folder / NAME)
    return wrong


def note_lock(folder: Path, *, locked: bool) -> None:
    """The screen is locked, or open again."""
    before = noted(folder)
    if before.locked != locked:
        _keep(folder, Tries(before.wrong, before.at, locked))


def left(folder: Path, now: int) -> int:
    """Seconds until the next try. A clock that was set back begins the wait once more, and not for years."""
    found = noted(folder)
    wait = wait_after(found.wrong)
    if not wait:
        return 0
    if now < found.at:
        _keep(folder, Tries(found.wrong, now, found.locked))
        return wait
    return max(0, wait - (now - found.at) // 1000)


def must_not_wait(folder: Path, now: int) -> None:
    """KnownError E-WAIT while the wait is not over."""
    seconds = left(folder, now)
    if seconds:
        raise KnownError(
            "E-WAIT",
            f"Kata sandi salah {number(noted(folder).wrong)} kali. Tunggu {seconds} detik.",
            "Sesudah itu coba lagi. Data tidak terhapus, dan kode pemulihan tetap dapat dipakai.",
        )


def _keep(folder: Path, found: Tries) -> Tries:
    if found.wrong or found.locked:
        text = json.dumps({"wrong": found.wrong, "at": found.at, "locked": found.locked})
        with suppress(KnownError):
            write_whole(folder / NAME, text.encode())
    else:
        discard(folder / NAME)
    return found
