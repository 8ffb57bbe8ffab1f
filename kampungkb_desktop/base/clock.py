"""The only place that asks the machine for the time; everything else is handed a ``Clock``."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime

Clock = Callable[[], int]
"""Milliseconds since 1970 UTC, as the laptop claims."""

DAY_MS = 86_400_000
YEARS_AHEAD = 8
BACK, AHEAD = DAY_MS, 30 * DAY_MS
"""So much less, or more, than the time that went by makes a jump: a laptop sleeps over a weekend, not over a month."""

_LAST_SECOND = 32_503_680_000
"""The year 3000: Windows knows no local time after it, and a file may say any number."""


def now() -> int:
    """The laptop's clock in milliseconds since 1970 UTC."""
    return time.time_ns() // 1_000_000


def steady() -> int:
    """Milliseconds that this computer has been running, which nobody can turn: it goes on over a new start of the
    program, and begins anew with the computer."""
    return time.monotonic_ns() // 1_000_000


def day_of(wall: int) -> date:
    """The local day of a wall time in milliseconds; absurd clocks are clamped to what every system can tell."""
    return moment_of(wall).date()


def moment_of(wall: int) -> datetime:
    """The local moment of a wall time in milliseconds."""
    seconds = min(max(wall / 1000, 0), _LAST_SECOND)
    return datetime.fromtimestamp(seconds, tz=UTC).astimezone()


def jumped(before: int, now: int, passed: int) -> bool:
    """Whether a clock was turned while ``passed`` milliseconds went by: far back, or far ahead."""
    return not -BACK <= now - before - passed <= AHEAD


def trusted(wall: int, last_own: int | None, build_date: str) -> bool:
    """Whether a clock may break ties (``sync.md`` 3): not before the build, not a day behind its own last change,
    not years ahead."""
    built = int(datetime.fromisoformat(build_date).replace(tzinfo=UTC).timestamp() * 1000)
    if wall < built - DAY_MS or wall > built + YEARS_AHEAD * 366 * DAY_MS:
        return False
    return last_own is None or wall >= last_own - DAY_MS
