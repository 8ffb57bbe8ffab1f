"""How values are written on paper: numbers, percentages, shares, yes and no, and the words for what is missing."""

from __future__ import annotations

from collections.abc import Iterable

from kampungkb_desktop.base.text import number, percent
from kampungkb_desktop.report.register_content import Number
from kampungkb_desktop.report.table import BLANK

DASH = "–"


def count(value: Number | None) -> str:
    """A number with thousands dots, or a dash in a column of numbers."""
    return DASH if value is None else number(value)


def count_or_blank(value: Number | None) -> str:
    """A number with thousands dots, or "Belum diisi" where there is room for words."""
    return BLANK if value is None else number(value)


def per_cent(value: Number | None) -> str:
    """A percentage as the rule gave it: whole when it is whole, else with its one or two decimals."""
    if value is None:
        return DASH
    hundredths = round(value * 100)
    places = 0 if hundredths % 100 == 0 else 1 if hundredths % 10 == 0 else 2
    return f"{number(value, places)} %"


def share(part: Number | None, whole: Number | None) -> str:
    """Part of a whole with one decimal; a dash when either is unknown or the whole is nothing."""
    if part is None or whole is None:
        return DASH
    return percent(float(part), float(whole))


def total(values: Iterable[int | None]) -> int | None:
    """The sum, or ``None`` when any part is unknown: a sum of half the parts would be a wrong figure."""
    known = list(values)
    return None if not known or any(value is None for value in known) else sum(value or 0 for value in known)


def sentence_list(words: tuple[str, ...] | None, none: str) -> str | None:
    """Chosen options in one line; ``none`` when the answer is that there is none."""
    if words is None:
        return None
    return "; ".join(words) if words else none


def initial(words: str) -> str:
    """The same words beginning with a capital."""
    return words[:1].upper() + words[1:]
