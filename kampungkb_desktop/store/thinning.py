"""Which copies are kept as they grow old: many of today, few of last year. Pure, so that it can be tried for years.

A clock that jumps makes no copy old (decision 0043): copies are told apart by a time of their own, which only goes on,
and by no more at once than can be believed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

HOUR = 3_600_000
DAY = 24 * HOUR
ALL_FOR = 3 * HOUR
"""Younger copies are all kept (milliseconds)."""
BELIEVED = 60 * DAY
"""A longer time without a copy may be a long leave or a clock that jumped: it counts as little as ``ALL_FOR``."""
LEAST = 3
"""So many are kept whatever they weigh."""
_STEPS: tuple[tuple[int, Callable[[int], int]], ...] = (
    (DAY, lambda at: at // HOUR),
    (7 * DAY, lambda at: at // DAY),
    (35 * DAY, lambda at: (at // DAY + 3) // 7),  # 1 January 1970 was a Thursday: weeks begin on Monday
    (370 * DAY, lambda at: at // (30 * DAY)),
)
"""Up to this age one of each hour, day, week and 30 days is kept: the oldest of it, so that it grows old itself."""


def onward(steady: int, made_at: int, now: int) -> int:
    """The steady time of now, after that of the last copy, which the clock said to have been ``made_at``
    (milliseconds). As long as no clock jumps it is what the clock says."""
    gap = now - made_at
    return steady + (gap if 0 < gap <= BELIEVED else ALL_FOR if gap > BELIEVED else 1)


def keepers(times: Iterable[int], now: int) -> frozenset[int]:
    """The moments (milliseconds) to keep: always the newest, and what a wrong clock has put into the future."""
    kept: dict[tuple[int, int], int] = {}
    ordered = sorted(set(times))
    always = {at for at in ordered if now - at <= ALL_FOR} | set(ordered[-1:])
    for at in ordered:
        for step, (age, part) in enumerate(_STEPS):
            if now - at <= age:
                kept.setdefault((step, part(at)), at)
                break
    return frozenset(always | set(kept.values()))


def within(sizes: Sequence[tuple[int, int]], most: int) -> frozenset[int]:
    """Of (moment, bytes) those that fit into ``most`` bytes, the newest first, but never fewer than ``LEAST``."""
    kept, total = set[int](), 0
    for at, size in sorted(sizes, reverse=True):
        total += size
        if total > most and len(kept) >= LEAST:
            break
        kept.add(at)
    return frozenset(kept)
