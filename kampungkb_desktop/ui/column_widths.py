"""How the columns of a table share its width: pure arithmetic, in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Wish(NamedTuple):
    """One column's wish: what it would like, what it needs, and whether it takes what is left over. ``most`` is what
    its longest contents may use before that; an ``extra`` column is shown only where nothing else gives way, one that
    ``yields`` only where all have their least."""

    natural: int
    least: int
    stretch: bool = False
    most: int = 0
    extra: bool = False
    yields: bool = False


def shared(wishes: Sequence[Wish], room: int) -> list[int]:
    """Natural widths when they fit; of the rest the stretching columns take half as much again, then those that can
    use more, then the stretching ones all that is left. Where they do not fit the extra columns go first (0), the last
    of them before the others; then all give way evenly to their least.

    When even the least do not fit, those that yield go (0), and if that is not enough the table scrolls sideways.
    """
    widths = [wish.natural for wish in wishes]
    for i in reversed(range(len(wishes))):
        if wishes[i].extra and sum(widths) > room and sum(map(bool, widths)) > 1:
            widths[i] = 0
    for i, wish in enumerate(wishes):
        least = [one.least for one, width in zip(wishes, widths, strict=True) if width]
        if wish.yields and sum(least) > room and len(least) > 1:
            widths[i] = 0
    spare = room - sum(widths)
    return _widened(wishes, widths, spare) if spare >= 0 else _narrowed(wishes, widths, -spare)


def _widened(wishes: Sequence[Wish], widths: list[int], spare: int) -> list[int]:
    grow = [
        0 if wish.stretch or not width else max(0, wish.most - width)
        for wish, width in zip(wishes, widths, strict=True)
    ]
    first = sum(wish.natural // 2 for wish, width in zip(wishes, widths, strict=True) if wish.stretch and width)
    part = min(max(0, spare - first), sum(grow))
    widths = [width + (part * more // sum(grow) if more else 0) for width, more in zip(widths, grow, strict=True)]
    takers = [i for i, wish in enumerate(wishes) if wish.stretch and widths[i]]
    for i in takers:
        widths[i] += (spare - part) // len(takers)
    return widths


def _narrowed(wishes: Sequence[Wish], widths: list[int], over: int) -> list[int]:
    give = [width - wish.least if width else 0 for wish, width in zip(wishes, widths, strict=True)]
    if sum(give) <= over:
        return [wish.least if width else 0 for wish, width in zip(wishes, widths, strict=True)]
    # Floor division of a negative rounds up what each gives, so the sum stays within the room.
    return [width + -over * part // sum(give) for width, part in zip(widths, give, strict=True)]
