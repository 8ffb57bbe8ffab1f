"""An answer as the text of a table's cell, and the text of a cell as an answer. One of the choices or candidates is
meant by its number, its whole name, or the beginning that only it has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from kampungkb_desktop.base.mojibake import mended
from kampungkb_desktop.base.text import number
from kampungkb_desktop.base.typed import read_day, read_number
from kampungkb_desktop.forms.kinds import Answer, Choice, Day, Kind, Link, Number
from kampungkb_desktop.forms.region_search import fold

_PARTS = re.compile(r"[\s/.\-,]+")


def words_of(kind: Kind, answer: Answer, offered: Sequence[tuple[str, str]] = ()) -> str:
    """How an answer stands in a cell."""
    match kind, answer:
        case _, None:
            return ""
        case Choice(), str():
            return kind.options.label(answer)
        case Link(), str():
            return next((words for code, words in offered if code == answer), "(catatan yang belum ada di laptop ini)")
        case Day(), date():
            return answer.strftime("%d/%m/%Y")
        case Number(), int():
            return number(answer)
        case _:
            return str(answer)


def read_cell(kind: Kind, typed: str, offered: Sequence[tuple[str, str]], today: date) -> Answer:
    """What a text means; ``None`` for no text and for one that cannot be read."""
    match kind:
        case _ if not typed:
            return None
        case Choice():
            numbered = next((o.code for o in kind.options.items if str(o.number) == typed), None)
            return numbered or _meant(typed, [(option.code, option.label) for option in kind.options.items])
        case Link():
            return _meant(typed, offered)
        case Day():
            return _day(kind, typed, today)
        case Number():
            return read_number(typed)
        case _:
            return mended(typed)


def wanted_of(kind: Kind) -> str:
    """What a cell of this kind expects."""
    match kind:
        case Day():
            return "tulis tanggal seperti 5/3/2026 atau 050326."
        case Number():
            return "isi dengan angka, misalnya 25."
        case _:
            return "pilih dari daftar yang muncul saat mengetik."


def _day(kind: Day, typed: str, today: date) -> date | None:
    """A day typed without its year: where days to come are asked for, the next one."""
    found = read_day(typed, today)
    yearless = len([part for part in _PARTS.split(typed) if part]) == 2 or (typed.isdigit() and len(typed) == 4)
    if found is None or not kind.future or not yearless or found >= today:
        return found
    return read_day(f"{found.day}/{found.month}/{found.year + 1}", today)


def _meant(typed: str, known: Sequence[tuple[str, str]]) -> str | None:
    word = fold(typed)
    exact = [code for code, words in known if fold(words) == word]
    begins = [code for code, words in known if fold(words).startswith(word)]
    holds = [code for code, words in known if f" {word}" in f" {fold(words)}"]
    return next((found[0] for found in (exact, begins, holds) if len(found) == 1 or (found and found is exact)), None)
