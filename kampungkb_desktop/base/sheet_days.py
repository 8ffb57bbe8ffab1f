"""Days as lists hold them: typed in any Indonesian way, a spreadsheet's serial number, or six and eight figures.
What one cell leaves open (day or month first, 50324) the rest of its column answers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from math import isfinite
from typing import Final

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.sheet_cells import Cell, cell_text
from kampungkb_desktop.base.typed import read_day

_FIRST: Final = date(1899, 12, 30)
"""Day 0 of a spreadsheet's calendar; right from 1 March 1900 on."""
_LAST_SERIAL: Final = 110_000
_LEAST_SERIAL: Final = 61
_YEARS: Final = range(1900, 2101)
"""A number like these is a year somebody knew no day of, not one of the few days of 1905 that it would count."""
_CLOCK = re.compile(r"[T ]+\d{1,2}[:.]\d{2}([:.]\d{2})?(\.\d+)?\s*(am|pm|wib|wita|wit|z)?$", re.IGNORECASE)
_DAY_NAME = re.compile(r"^(senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\b[\s,]*", re.IGNORECASE)
_ENGLISH: Final = {"may": "mei", "aug": "agu", "oct": "okt", "dec": "des"}
_PARTS = re.compile(r"(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{2}|\d{4})")


@frozen
class DayColumn:
    """What a column says about its own days: ``month_first`` as American programs write, ``figures`` where numbers are
    days, months and years in a row (050324) and not serials."""

    month_first: bool = False
    figures: bool = False


def survey_days(cells: Iterable[Cell]) -> DayColumn:
    """Look through a column: months first only where some date can be read in no other way and none speaks against."""
    firsts = seconds = six = 0
    for cell in cells:
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            six += cell > _LAST_SERIAL
        elif isinstance(cell, str):
            text = _CLOCK.sub("", cell.strip())
            if found := _PARTS.fullmatch(text):
                firsts += int(found[1]) > 12
                seconds += int(found[2]) > 12
            six += text.isdecimal() and len(text) in (6, 8)
    return DayColumn(month_first=seconds > 0 and not firsts, figures=six > 0)


DAY_FIRST = DayColumn()
"""A column that says nothing else: day before month, as people here write."""


def cell_day(cell: Cell, today: date, column: DayColumn = DAY_FIRST, *, past: bool = False) -> date | None:
    """A day, or ``None`` where there is none to read. ``past`` (births, deaths): two figures of a year never mean one
    that is still to come."""
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float):
        return _of_number(cell, today, column, past=past)
    text = _bare(cell_text(cell))
    if text.isdecimal():
        return _of_figures(text, today, column, past=past)
    if column.month_first and (found := _PARTS.fullmatch(text)):
        text = f"{found[2]}/{found[1]}/{found[3]}"
    parts = [part for part in re.split(r"[\s/.\-,]+", text) if part]
    if len(parts) != 3:  # a list's day has a year: nothing is guessed
        return None
    if parts[0].isalpha():  # "Aug 5, 1990"
        parts[:2] = parts[1::-1]
    parts[1] = _ENGLISH.get(parts[1][:3].casefold(), parts[1])
    return _past(read_day(" ".join(parts), today), parts[-1], today, past=past)


def _bare(text: str) -> str:
    """Without the hour, the name of the day, and the place of birth."""
    text = _DAY_NAME.sub("", _CLOCK.sub("", text))
    place, comma, after = text.rpartition(",")
    return after.strip() if comma and not place[:1].isdigit() and len(after.strip()) >= len("5/3/90") else text


def _past(found: date | None, year: str, today: date, *, past: bool) -> date | None:
    if found is not None and past and found > today and len(year) == 2:
        return _shifted(found, found.year - 100)
    return found


def _of_number(number: int | float, today: date, column: DayColumn, *, past: bool) -> date | None:
    if not isfinite(number) or number in _YEARS:
        return None
    whole = int(number)
    if not column.figures and _LEAST_SERIAL <= whole <= _LAST_SERIAL:
        return _FIRST + timedelta(days=whole)
    if number != whole or whole < 0:
        return None
    digits = str(whole)
    return _of_figures(digits.zfill(6 if len(digits) <= 6 else 8), today, column, past=past)


def _of_figures(digits: str, today: date, column: DayColumn, *, past: bool) -> date | None:
    """DDMMYY, DDMMYYYY, YYYYMMDD; five figures or fewer are a serial unless the column says otherwise."""
    if len(digits) <= 5 and not column.figures:
        return _of_number(int(digits), today, column, past=past)
    digits = digits.zfill(6)
    if len(digits) == 8 and digits[:2] in ("19", "20") and int(digits[4:6]) <= 12 and int(digits[2:4]) > 12:
        return read_day(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}", today)
    if len(digits) not in (6, 8):
        return None
    return _past(read_day(digits, today), digits[4:], today, past=past)


def _shifted(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None
