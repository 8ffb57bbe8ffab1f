"""Which column of a list goes where, guessed from the words over it and, where those say nothing, from its content.

Only a proposal: a person sees it before anything is read, and can change every line of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final, Literal

from kampungkb_desktop.actions.lists_in.heading import Table
from kampungkb_desktop.actions.lists_in.option_words import option_of
from kampungkb_desktop.actions.lists_in.target_words import SIGA_COLUMNS, counts_rows, key_of_heading
from kampungkb_desktop.actions.lists_in.targets import BIRTH, FAMILY_ID, KK, NAME, NIK, RELATION, SEX, template_keys
from kampungkb_desktop.base.sheet_cells import Cell, LostDigits, cell_digits, cell_text, plain_words
from kampungkb_desktop.base.sheet_days import cell_day
from kampungkb_desktop.forms.choices_family import MARITAL

Columns = Mapping[int, str]
"""Place of a column (the first is 0) to the key of its target."""
Layout = Literal["siga", "templat", "lain"]

_LOOKED_AT: Final = 60
_FAR: Final = date(2099, 12, 31)
_MOSTLY: Final = 0.8
"""Such a part of the filled cells must look alike before a column without a known heading is guessed."""
_SIGA_AT_LEAST: Final = 16


def guess(table: Table) -> dict[int, str]:
    """The proposal: every target at most once, by words first, then by content."""
    found: dict[int, str] = {}
    for at, title in enumerate(table.titles):
        key = key_of_heading(title) if title else None
        if key is not None and key not in found.values():
            found[at] = key
    for at, title in enumerate(table.titles):
        if at in found or counts_rows(title):
            continue
        key = _by_content([row[1][at] for row in table.rows[:_LOOKED_AT] if at < len(row[1])])
        if key is not None and key not in found.values():
            found[at] = key
    return found


def layout_of(columns: Columns) -> Layout:
    """Which of the known layouts this is, for a sentence on the screen."""
    keys = set(columns.values())
    if FAMILY_ID in keys and len(keys & set(template_keys())) > len(template_keys()) // 3:
        return "templat"
    siga = {key for _, key in SIGA_COLUMNS}
    return "siga" if len(keys & siga) >= _SIGA_AT_LEAST and len(keys - siga) <= 3 else "lain"


def _by_content(cells: Sequence[Cell]) -> str | None:
    filled = [cell for cell in cells if cell_text(cell)]
    if len(filled) < 2:
        return None
    for key, looks in _LOOKS:
        if sum(looks(cell) for cell in filled) >= _MOSTLY * len(filled):
            return key
    return None


def _is_nik(cell: Cell) -> bool:
    digits = _sixteen(cell)
    return digits is not None and int(digits[6:8]) % 40 <= 31 and 1 <= int(digits[8:10]) <= 12


def _is_kk(cell: Cell) -> bool:
    return _sixteen(cell) is not None


def _sixteen(cell: Cell) -> str | None:
    try:
        digits = cell_digits(cell)
    except LostDigits:
        return None
    return digits if digits is not None and len(digits) == 16 else None


def _is_day(cell: Cell) -> bool:
    if isinstance(cell, int | float):
        return False
    return cell_day(cell, _FAR) is not None


def _is_relation(cell: Cell) -> bool:
    return bool(re.match(r"kepala k|istri|suami|isteri|anak|famili|menantu|cucu", plain_words(cell_text(cell))))


def _is_sex(cell: Cell) -> bool:
    return plain_words(cell_text(cell)) in {"l", "p", "laki laki", "perempuan", "lk", "pr", "pria", "wanita", "w"}


def _is_marital(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip().isdecimal() and option_of(MARITAL, cell_text(cell)) is not None


def _is_person(cell: Cell) -> bool:
    text = cell_text(cell)
    return isinstance(cell, str) and " " in text and text.replace(" ", "").replace(".", "").replace("'", "").isalpha()


_LOOKS: Final[tuple[tuple[str, Callable[[Cell], bool]], ...]] = (
    (NIK, _is_nik), (KK, _is_kk), (BIRTH, _is_day), (RELATION, _is_relation), (SEX, _is_sex),
    ("member.marital", _is_marital), (NAME, _is_person),
)  # fmt: skip
