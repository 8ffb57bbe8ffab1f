"""How a recap writes a share: numerator, denominator and per cent with two decimals, as official tables do."""

from __future__ import annotations

from kampungkb_desktop.base.text import number


def share_words(pair: tuple[int, int]) -> str:
    """ "979 dari 1.552 = 63,08 %"; only the counts where the whole is nothing."""
    part, whole = pair
    counts = f"{number(part)} dari {number(whole)}"
    return f"{counts} = {hundredths(part, whole)} %" if whole else counts


def hundredths(part: int, whole: int) -> str:
    """Per cent with two decimals, half up."""
    return number((20_000 * part + whole) // (2 * whole) / 100, 2)
