"""How Indonesian people write numbers, dates and lists; used by screens and paper alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def number(value: float | Decimal, places: int = 0) -> str:
    """1234.5 with one place as ``1.234,5``; halves round up as people do on paper."""
    if not places and isinstance(value, int):  # lists write thousands of whole numbers
        return f"{value:,}".replace(",", ".")
    step = Decimal(1).scaleb(-places)
    rounded = Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP)
    return f"{rounded:,.{places}f}".replace(",", "\x00").replace(".", ",").replace("\x00", ".")


def percent(part: float, whole: float, places: int = 1) -> str:
    """``12,5 %`` of a whole, or a dash where there is no whole."""
    return f"{number(part * 100 / whole, places)} %" if whole else "–"


def long_date(day: date) -> str:
    """``5 Maret 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """``5 Mar 2026`` for tables."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def full_date(day: date) -> str:
    """``Kamis, 5 Maret 2026``: the day's name is derived, never stored (domain.md 9, line 17)."""
    return f"{DAYS[day.weekday()]}, {long_date(day)}"


def moment(when: datetime) -> str:
    """``5 Mar 2026 14.05``."""
    return f"{short_date(when.date())} {when.hour:02d}.{when.minute:02d}"


def month_name(month: str) -> str:
    """``2026-10`` as ``Oktober 2026``; anything else, as files of others may say it, as it stands."""
    year, _, number_ = month.partition("-")
    if not (year.isdecimal() and number_.isdecimal() and 1 <= int(number_) <= 12):
        return month
    return f"{MONTHS[int(number_) - 1]} {year}"


def month_of(day: date) -> str:
    """The month of a day as ``2026-10``."""
    return f"{day.year:04d}-{day.month:02d}"


def month_shift(month: str, by: int) -> str:
    """The month ``by`` months later (earlier when negative)."""
    year, number_ = (int(part) for part in month.split("-"))
    index = year * 12 + number_ - 1 + by
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def listing(words: Sequence[str]) -> str:
    """``a, b, dan c``."""
    if len(words) <= 1:
        return "".join(words)
    if len(words) == 2:
        return f"{words[0]} dan {words[1]}"
    return f"{', '.join(words[:-1])}, dan {words[-1]}"


def age_words(birth: date, on: date) -> str:
    """``3 tahun 2 bulan`` for children under five, ``34 tahun`` after, ``12 hari`` in the first month."""
    months = (on.year - birth.year) * 12 + on.month - birth.month - (on.day < birth.day)
    if months < 0:
        return "belum lahir"
    if months < 1:
        return f"{(on - birth).days} hari"
    years, rest = divmod(months, 12)
    if years >= 5:
        return f"{years} tahun"
    return " ".join(part for part in (f"{years} tahun" if years else "", f"{rest} bulan" if rest else "") if part)
