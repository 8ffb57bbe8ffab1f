"""How the columns of a table share its width: pure arithmetic, in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Wish(NamedTuple):
    """One column's wish: what it would like, what it needs, and whether it takes what is left over."""

    natural: int
    least: int
    stretch: bool = False


def shared(wishes: Sequence[Wish], room: int) -> list[int]:
    """Natural widths when they fit, the rest going to the stretching columns; else all give way evenly to their least.

    When even the least do not fit, the least are returned and the table scrolls sideways.
    """
    widths = [wish.natural for wish in wishes]
    spare = room - sum(widths)
    if spare >= 0:
        takers = [i for i, wish in enumerate(wishes) if wish.stretch]
        for i in takers:
            widths[i] += spare // len(takers)
        return widths
    give = [wish.natural - wish.least for wish in wishes]
    if sum(give) <= -spare:
        return [wish.least for wish in wishes]
    # Floor division of a negative rounds up what each gives, so the sum stays within the room.
    return [wish.natural + spare * part // sum(give) for wish, part in zip(wishes, give, strict=True)]
