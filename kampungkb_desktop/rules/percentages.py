"""The four output percentages of a village, rounded to whole numbers the way the portal rounds: half to even.

Exact in integers. Where a record is missing the portal's answer is kept, odd as it may be, and said beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from kampungkb_desktop.base.frozen import frozen


@frozen
class Percentages:
    """Whole percentages; ``None`` is no data."""

    poktan: int | None
    cpr: int | None
    mkjp: int | None
    unmet: int | None


def half_even(part: int, whole: int) -> int:
    """``part / whole`` as a whole number, ties to the even neighbour: 25/2 is 12. ``whole`` must be > 0."""
    quotient, rest = divmod(part, whole)
    twice = 2 * rest
    return quotient + (twice > whole or (twice == whole and quotient % 2 == 1))


def percent(part: int, whole: int) -> int:
    """``part`` in a hundred of ``whole``, half to even; 0 where there is no whole, as the portal has it."""
    return half_even(100 * part, whole) if whole > 0 else 0


def poktan_percentage(pairs: Sequence[tuple[int | None, int | None]]) -> int | None:
    """Mean participation over the five poktan from (participants, target), each rounded before the mean.

    Order does not matter; a poktan without target or participants counts 0. ``None`` where no target or no
    participant is known at all (no population record, or no KKBPK record).
    """
    if all(target is None for _, target in pairs) or all(joined is None for joined, _ in pairs):
        return None
    return half_even(sum(percent(joined or 0, target or 0) for joined, target in pairs), len(pairs))


def percentages(
    *,
    poktan: Sequence[tuple[int | None, int | None]],
    pus: int | None,
    users: int | None,
    mkjp_users: int | None,
    iat: int | None,
    tial: int | None,
) -> Percentages:
    """The output percentages from raw counts.

    ``poktan``: BKB of keluarga balita, BKR of keluarga remaja, BKL of keluarga lansia, UPPKA of jumlah keluarga,
    PIK-R of jumlah remaja. ``users``: couples using any of the portal's seven methods; ``mkjp_users``: those with
    IUD, MOW, MOP or implan.
    """
    return Percentages(
        poktan_percentage(poktan), _cpr(pus, users), _mkjp(pus, users, mkjp_users), _unmet(pus, iat, tial)
    )  # fmt: skip


def _cpr(pus: int | None, users: int | None) -> int | None:
    if pus is None:
        return None
    if pus <= 0:
        return 0
    return None if users is None else percent(users, pus)


def _mkjp(pus: int | None, users: int | None, mkjp_users: int | None) -> int | None:
    # The portal starts from the PUS record, so without it there is no MKJP either.
    if pus is None or users is None:
        return None
    if users <= 0:
        return 0
    return None if mkjp_users is None else percent(mkjp_users, users)


def _unmet(pus: int | None, iat: int | None, tial: int | None) -> int | None:
    # PUS of 0, or unknown beside a KKBPK record, becomes 0 % on the portal and so the best score.
    if iat is None and tial is None:
        return None
    return percent((iat or 0) + (tial or 0), pus or 0)
