"""A time of day as people write it, and the moment it means on this laptop's wall."""

from __future__ import annotations

import re
from datetime import date, datetime, time

FIRST_DAY, LAST_DAY = date(1970, 1, 2), date(2999, 12, 30)
"""Windows knows local times between these only, whatever the zone."""
_TYPED = re.compile(r"(\d{1,2})(?:[.:]?(\d{2}))?")


def clock_minutes(text: str | None) -> int | None:
    """Minutes after midnight of ``8.30``, ``08:30``, ``0830``, ``9``; ``None`` for anything else."""
    found = _TYPED.fullmatch((text or "").strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def wall_of(day: date, minutes: int) -> int:
    """Milliseconds since 1970 UTC of a day and a time of day here; the inverse of ``base.clock.moment_of``. A day that
    was mistyped by centuries counts as the nearest one that every system can tell."""
    day = min(max(day, FIRST_DAY), LAST_DAY)
    here = datetime.combine(day, time(minutes // 60, minutes % 60)).astimezone()
    return round(here.timestamp() * 1000)
