"""What a village summary prints of families and of time: shares, risk of stunting, what has changed; plain values.

The same manners as ``summary_content``: ``None`` is "not filled in", percentages come as the rules rounded them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from kampungkb_desktop.base.frozen import frozen

Number = int | float | Decimal


@frozen
class Share:
    """A count out of a base: 36 of 129 balita measured; ``percent`` as the rule rounds it, ``None`` without a base."""

    label: str
    count: int | None = None
    of: int | None = None
    percent: Number | None = None


@frozen(kw_only=True)
class Risk:
    """Keluarga berisiko stunting by the rule: ``whole`` is those at risk of the sasaran, ``factors`` of the sasaran
    too; they overlap. ``unknown`` families lack an answer."""

    whole: Share
    factors: tuple[Share, ...] = ()
    unknown: int = 0
    source: str | None = None


@frozen(kw_only=True)
class Register:
    """What the family register, the visits of the month and the measurings say. Empty blocks are not printed."""

    families: tuple[Share, ...] = ()
    """Families, members and visits: ``Share("Keluarga terdata", 812, 2843)``, bases may be absent."""
    risk: Risk | None = None
    toddlers: tuple[Share, ...] = ()
    """Balita measured, then the prevalences (pendek, kurang gizi, berat badan kurang ...)."""
    source: str | None = None
    toddlers_source: str | None = None


@frozen
class Change:
    """A figure a month ago and now, ready to print, with the step in words ("naik 14") and its direction."""

    label: str
    before: str
    now: str
    step: str
    direction: Literal[-1, 0, 1] = 0


@frozen(kw_only=True)
class Changes:
    """Since ``month`` ("2026-09"); no rows where that month holds no figures to compare with."""

    month: str
    rows: tuple[Change, ...] = ()
    level: str = ""
    """What became of the class, in a sentence."""
    source: str | None = None


@frozen
class Photo:
    """A picture of an activity as a JPEG no larger than paper can show, and the words under it."""

    jpeg: bytes
    words: str
    wide: int
    high: int
