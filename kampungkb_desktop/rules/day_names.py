"""Whether a day's name in a text belongs to the date beside it: pasted reports name the wrong day (domain.md 9, 17).

The name is always derived from the date and never kept; a text that names another is asked about, not changed.
"""

from __future__ import annotations

import re
from datetime import date

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import DAYS, MONTHS, long_date

_NAMES = {name.lower(): number for number, name in enumerate(DAYS)} | {"jum'at": 4, "jum’at": 4, "ahad": 6}
_MONTH_WORDS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)} | {"agt": 8, "nop": 11}
_DATED = re.compile(
    rf"\b({'|'.join(sorted(_NAMES, key=len, reverse=True))})\b[\s,]*(?:tanggal\s+|tgl\.?\s+)?[(\[]?\s*"
    r"(\d{1,2})(?:\s*[/.-]\s*(\d{1,2})(?!\d)|\s+([a-z]{3,9}))(?:\s*[/.-]\s*|\s+)?(\d{4}|\d{2}(?!\d))?",
    re.IGNORECASE,
)


@frozen
class WrongDay:
    """A place in a text where the name of the day is not that of the date."""

    said: str
    day: date

    @property
    def name(self) -> str:
        """What the day is called."""
        return DAYS[self.day.weekday()]

    @property
    def sentence(self) -> str:
        """What to say about it, with the remedy."""
        return f"“{self.said}”: {long_date(self.day)} adalah hari {self.name}. Periksa nama hari atau tanggalnya."


def wrong_days(text: str | None, year: int | None = None) -> tuple[WrongDay, ...]:
    """Every date of a text that stands beside the name of another day. ``year`` is taken where none is written; a date
    that cannot be is left alone."""
    found = []
    for match in _DATED.finditer(text or ""):
        day = _day(match, year)
        if day is not None and _NAMES[match[1].lower()] != day.weekday():
            said = " ".join(match.group().split()).rstrip(" ,.-/")
            found.append(WrongDay(f"{said})" if "(" in said else said, day))
    return tuple(found)


def _day(match: re.Match[str], year: int | None) -> date | None:
    month = int(match[3]) if match[3] else _MONTH_WORDS.get(match[4][:3].lower())
    written = int(match[5]) if match[5] else year
    if month is None or written is None:
        return None
    try:
        return date(written + 2000 if written < 100 else written, month, int(match[2]))
    except ValueError:
        return None
