"""What stands in one cell of the grid of many visits, and what it means: typed by number or first letters as on paper,
or pasted out of a spreadsheet. A text is kept as it is written here, so that reading it again gives the same answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from kampungkb_desktop.base.mojibake import mended
from kampungkb_desktop.base.sheet_cells import cell_digits, cell_measure, cell_number, cell_yes
from kampungkb_desktop.base.sheet_days import DAY_FIRST, DayColumn, cell_day
from kampungkb_desktop.base.typed import no_such_day, read_day
from kampungkb_desktop.forms.kinds import (
    Answer,
    Choice,
    Choices,
    Day,
    Digits,
    Kind,
    Measure,
    Number,
    Option,
    Text,
    YesNo,
)
from kampungkb_desktop.forms.region_search import fold

NOTHING: Final = "–"
"""Stands in a cell that a person emptied where the program proposes an answer: it stays empty."""
_PARTS = re.compile(r"[\s/.\-,]+")


def read_cell(kind: Kind, text: str, today: date, column: DayColumn | None = None) -> Answer:
    """What a text means as an answer of a kind; ``None`` for no text and for one that cannot be read. ``column``: what
    a pasted column says of its days."""
    text = text.strip()
    if not text or text == NOTHING:
        return None
    match kind:
        case YesNo():
            return _yes(kind, text)
        case Choice():
            return _meant(text, kind.options.items)
        case Choices():
            return _several(text, kind.options.items)
        case Day():
            return typed_day(kind, text, today) if column is None else _pasted_day(kind, text, today, column)
        case Number():
            return cell_number(text)
        case Measure():
            return cell_measure(text, kind.places, kind.high)
        case Digits():
            return cell_digits(text)
        case _:
            return mended(text)


def cell_text(kind: Kind, answer: Answer) -> str:
    """An answer as it is kept in a cell and typed anew: short, and read as the same answer."""
    match kind, answer:
        case _, None:
            return ""
        case YesNo(), bool():
            return "1" if answer else "2"
        case Choice(), str():
            return _number_of(kind.options.items, answer)
        case Choices(), tuple():
            at = [option.code for option in kind.options.items]
            codes = sorted(answer, key=lambda code: at.index(code) if code in at else len(at))
            return ", ".join(_number_of(kind.options.items, code) for code in codes)
        case Day(), date():
            return answer.strftime("%d/%m/") + f"{answer.year:04d}"
        case Measure(), float() | int():
            return _plain(float(answer), kind.places)
        case _:
            return str(answer)


def shown(kind: Kind, answer: Answer) -> str:
    """An answer as a person reads it in the grid."""
    match kind, answer:
        case YesNo(), bool():
            return kind.yes if answer else kind.no
        case Choice(), str():
            return kind.options.label(answer)
        case Choices(), tuple():
            return "; ".join(kind.options.label(code) for code in answer)
        case _:
            return cell_text(kind, answer).replace("\n", " ")


def settled(kind: Kind, text: str, today: date, column: DayColumn | None = None) -> str:
    """A text as it is kept: in the one way its answer is written, or as it came where it cannot be read."""
    text = text.strip()
    answer = read_cell(kind, text, today, column)
    return text if answer is None else cell_text(kind, answer)


def wanted(kind: Kind, text: str, today: date) -> str:
    """What a cell of this kind expects, for a text that cannot be read. A day that is no day of its month is written
    well: how to write one would not help."""
    match kind:
        case Day():
            return no_such_day(text, today) or "Tulis tanggal seperti 5/3, 050326, atau 5/3/2026."
        case Number():
            return "Isi dengan angka bulat, misalnya 25."
        case Measure():
            return "Isi dengan angka, misalnya 10,2."
        case Digits():
            return "Isi dengan angka saja."
        case YesNo() | Choice():
            return f"Ketik nomornya: {offered(kind)}."
        case Choices():
            return f"Ketik nomor-nomornya dengan koma: {offered(kind)}."
        case _:
            return ""


def offered(kind: Kind) -> str:
    """The options of a kind under their numbers: "1 Ya, 2 Tidak"; empty for what is not chosen."""
    return ", ".join(f"{number} {words}" for number, words in options_of(kind))


def options_of(kind: Kind) -> Sequence[tuple[int, str]]:
    """Number and words of each option."""
    match kind:
        case YesNo():
            return ((1, kind.yes), (2, kind.no))
        case Choice() | Choices():
            return tuple((one.number or at, one.label) for at, one in enumerate(kind.options.items, 1))
        case _:
            return ()


def typed_day(kind: Day, text: str, today: date) -> date | None:
    """A day typed without its year: where days to come are asked for, the next one."""
    found = read_day(text, today)
    yearless = len([part for part in _PARTS.split(text) if part]) == 2 or (text.isdecimal() and len(text) == 4)
    if found is None or not kind.future or not yearless or found >= today:
        return found
    return read_day(f"{found.day}/{found.month}/{found.year + 1}", today)


def is_long(kind: Kind) -> bool:
    """Whether a cell of this kind holds sentences."""
    return isinstance(kind, Text) and kind.lines > 1


def _pasted_day(kind: Day, text: str, today: date, column: DayColumn) -> date | None:
    return cell_day(text, today, column) or (typed_day(kind, text, today) if column == DAY_FIRST else None)


def _yes(kind: YesNo, text: str) -> bool | None:
    found = cell_yes(text)
    if found is not None:
        return found
    code = _meant(text, (Option("ya", kind.yes, 1), Option("tidak", kind.no, 2)))
    return None if code is None else code == "ya"


def _meant(text: str, options: Sequence[Option]) -> str | None:
    """One option by its number, its whole name or code, or the beginning that only it has; by the first that begins so
    where one letter was typed, as the buttons of a form do."""
    if text.isdecimal():
        return next((one.code for at, one in enumerate(options, 1) if (one.number or at) == int(text)), None)
    word = fold(text)
    for found in (
        [one.code for one in options if fold(one.label) == word or one.code == text.casefold()],
        [one.code for one in options if fold(one.label).startswith(word)],
        [one.code for one in options if f" {word}" in f" {fold(one.label)}"],
    ):
        if len(found) == 1 or (found and len(word) == 1):
            return found[0]
    return None


def _several(text: str, options: Sequence[Option]) -> tuple[str, ...] | None:
    """Several options: ``1, 3``, ``1 3``, ``13`` where there are fewer than ten, or names with commas between."""
    if re.fullmatch(r"[\d\s,;+]+", text):
        return _numbers(text, options)
    whole = _meant(text, options)
    if whole is not None:
        return (whole,)
    parts = [part.strip() for part in re.split(r"[;,]", text)]
    codes, at = set[str](), 0
    while at < len(parts):
        for end in range(len(parts), at, -1):  # a name may have commas of its own
            code = _meant(", ".join(parts[at:end]), options)
            if code is not None:
                codes.add(code)
                at = end
                break
        else:
            return None
    return tuple(sorted(codes)) or None


def _numbers(text: str, options: Sequence[Option]) -> tuple[str, ...] | None:
    by_number = {one.number or at: one.code for at, one in enumerate(options, 1)}
    numbers = [int(part) for part in re.split(r"[\s,;+]+", text) if part]
    if len(by_number) < 10 and any(one not in by_number for one in numbers):
        numbers = [int(figure) for one in numbers for figure in str(one)]
    if not numbers or any(one not in by_number for one in numbers):
        return None
    return tuple(sorted({by_number[one] for one in numbers}))


def _number_of(options: Sequence[Option], code: str) -> str:
    return next((str(one.number or at) for at, one in enumerate(options, 1) if one.code == code), code)


def _plain(value: float, places: int) -> str:
    words = f"{value:.{places}f}"
    return (words.rstrip("0").rstrip(".") if "." in words else words).replace(".", ",")
