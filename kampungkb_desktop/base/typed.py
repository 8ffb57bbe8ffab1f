"""Reading what people type: dates as ``5/3`` or ``050326``, numbers with Indonesian commas and dots.

Each reader returns a value, or ``None`` when the text cannot mean one; the caller keeps the text either way.
"""

from __future__ import annotations

import math
import re
from calendar import monthrange
from datetime import date

from kampungkb_desktop.base.text import MONTHS

_SHORT = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)} | {"agt": 8, "des": 12, "nop": 11}
_SPLIT = re.compile(r"[\s/.\-,]+")


def read_day(text: str, today: date) -> date | None:
    """A day: ``5/3`` (this year, or last year when that would lie more than a month ahead), ``5-3-26``,
    ``050326``, ``05032026``, ``5 Maret 2026``, ``2026-03-05``. Two-digit years: up to ten years ahead of now is this
    century, else the last."""
    parts = _day_parts(text, today)
    if parts is None:
        return None
    number, month, year, yearless = parts
    try:
        day = date(year, month, number)
        if yearless and (day - today).days > 31:
            day = day.replace(year=year - 1)
    except ValueError:
        return None
    return day


def missing_day(text: str, today: date) -> tuple[str, int] | None:
    """For a day that is written as one and is none (``31-02-2020``): its words ("31 Februari 2020") and the last day of
    that month. ``None`` for every other text."""
    parts = _day_parts(text, today)
    if parts is None or parts[0] > 99:
        return None
    number, month, year, _yearless = parts
    last = monthrange(year, month)[1]
    return None if 1 <= number <= last else (f"{number} {MONTHS[month - 1]} {year}", last)


def no_such_day(text: str, today: date) -> str:
    """What to say of a day that is written well and is no day of its month; empty for every other text."""
    missing = missing_day(text, today)
    if missing is None:
        return ""
    day, last = missing
    return f"Tanggal {day} tidak ada; bulan itu sampai tanggal {last}."


def _day_parts(text: str, today: date) -> tuple[int, int, int, bool] | None:
    """Day, month and year as they are written, and whether the year was left out."""
    parts = [part for part in _SPLIT.split(text.strip().lower()) if part]
    if len(parts) == 1 and parts[0].isdecimal() and len(parts[0]) in (4, 6, 8):
        digits = parts[0]
        parts = [digits[:2], digits[2:4], *([digits[4:]] if len(digits) > 4 else [])]
    if len(parts) == 3 and len(parts[0]) == 4 and parts[0].isdecimal():
        parts.reverse()
    if len(parts) not in (2, 3) or not parts[0].isdecimal() or len(parts[0]) > 4:
        return None
    month = _month_number(parts[1])
    year = _year(parts[2], today) if len(parts) == 3 else today.year
    return None if month is None or year is None else (int(parts[0]), month, year, len(parts) == 2)


def read_month(text: str, today: date) -> str | None:
    """A month: ``10/2026``, ``1026``, ``okt 2026``, ``2026-10``, ``10`` (the latest such month) as ``2026-10``."""
    parts = [part for part in _SPLIT.split(text.strip().lower()) if part]
    if len(parts) == 1 and parts[0].isdecimal() and len(parts[0]) in (4, 6):
        parts = [parts[0][:2], parts[0][2:]]
    if len(parts) == 2 and len(parts[0]) == 4 and parts[0].isdecimal():
        parts.reverse()
    if len(parts) not in (1, 2):
        return None
    month = _month_number(parts[0])
    if month is None:
        return None
    if len(parts) == 1:
        year: int | None = today.year if month <= today.month else today.year - 1
    else:
        year = _year(parts[1], today)
    return f"{year:04d}-{month:02d}" if year is not None else None


def read_number(text: str) -> int | None:
    """A whole number, thousands dots and spaces allowed: ``1.234``."""
    plain = text.strip().replace(" ", "")
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+", plain):
        plain = plain.replace(".", "")
    return int(plain) if re.fullmatch(r"-?\d{1,15}", plain) else None


def read_measure(text: str, places: int, high: float = math.inf) -> float | None:
    """A decimal number with comma or dot: ``7,35``, ``7.35``, ``1.234,5``; rounded to ``places``. A dot before three
    digits is a thousands dot, unless the number would then be above ``high``: ``7.350`` kg is no seven tonnes."""
    plain = text.strip().replace(" ", "")
    grouped = re.fullmatch(r"-?\d{1,3}(\.\d{3})+", plain) is not None and places < 3
    if grouped and abs(float(plain.replace(".", ""))) <= high:
        plain = plain.replace(".", "")
    elif "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    if not re.fullmatch(r"-?\d{1,12}(\.\d{1,8})?", plain):
        return None
    return round(float(plain), places)


def _month_number(text: str) -> int | None:
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else None
    return _SHORT.get(text[:3]) if text.isalpha() and len(text) >= 3 else None


def _year(text: str, today: date) -> int | None:
    if not text.isdecimal() or len(text) not in (2, 4):
        return None
    if len(text) == 4:
        return int(text) if 1 <= int(text) <= 9999 else None
    year = today.year // 100 * 100 + int(text)
    return year if year <= today.year + 10 else year - 100
