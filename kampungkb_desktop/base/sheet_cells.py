"""What a cell of somebody's spreadsheet means: text without the scars of other programs, digits that a spreadsheet took
for a number, figures and marks. Knows values, not files; days are read by ``sheet_days``."""

from __future__ import annotations

import re
from datetime import date
from math import isfinite
from typing import Final

from kampungkb_desktop.base.mojibake import mended
from kampungkb_desktop.base.typed import read_measure, read_number

Cell = str | int | float | bool | date | None
"""What a file's cell holds once it is out of the file; a date cell is a day."""

EXACT_DIGITS: Final = 15
"""A spreadsheet keeps fifteen figures of a number and puts 0 for the rest (IEEE 754 as Excel shows it)."""

_SPACES = re.compile(r"\s+")
_FORMULA_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_SCIENTIFIC = re.compile(r"([+-]?\d)(?:[.,](\d+))?[eE]\+?(\d{1,3})")
_TRAILING_ZERO = re.compile(r"(\d+)[.,]0+")
_DIGIT_MARKS: Final = {ord(mark): None for mark in " .-'\u00a0\u2013\u2019/"}
_NOTHING: Final = frozenset(
    {"", "-", "--", "–", "—", ".", "...", "#n/a", "#ref!", "#value!", "null", "none", "nan", "n/a"}
)

YES: Final = frozenset(
    {"ya", "y", "yes", "ada", "v", "x", "√", "✓", "✔", "true", "benar", "1", "sudah", "punya", "ikut", "hamil"}
)
NO: Final = frozenset(
    {"tidak", "tdk", "t", "no", "n", "tidak ada", "false", "salah", "2", "0", "belum", "tidak punya", "tidak ikut",
     "tidak hamil"}
)  # fmt: skip


def cell_text(cell: Cell) -> str:
    """A cell as a person reads it: one line, trimmed, mended; numbers without ``.0``; empty for what means nothing
    ("-", "#N/A"). An apostrophe or ``="…"`` that only kept a spreadsheet from calculating is taken off."""
    if isinstance(cell, str):
        bare = " ".join(mended(cell).split())
        if bare[:1] == "=" and (wrapped := _FORMULA_TEXT.fullmatch(bare)):
            bare = wrapped[1].strip()
        if bare[:1] in "'’" and bare[1:2] and (bare[1] in "=+-@" or bare[1].isdigit()):
            bare = bare[1:]
        return "" if bare.casefold() in _NOTHING else bare
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, float):
        if not isfinite(cell):
            return ""
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e22 else repr(cell).replace(".", ",")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def cell_lines(cell: Cell) -> str:
    """Like ``cell_text``, for an answer of several lines: the breaks stay."""
    if not isinstance(cell, str) or "\n" not in cell:
        return cell_text(cell)
    lines = [cell_text(line) for line in cell.replace("\r\n", "\n").split("\n")]
    return "\n".join(line for line in lines if line)


class LostDigits(ValueError):  # noqa: N818  says what happened to the digits
    """A spreadsheet made a number of a long code and threw its last figures away: nobody can bring them back."""


def cell_digits(cell: Cell, *, trusts_zeros: bool = False) -> str | None:
    """The digits of a card number or code; ``None`` where other things stand there. Raises ``LostDigits``.

    A number of sixteen figures that ends in 0 is taken for cut off by a spreadsheet unless ``trusts_zeros``: others of
    its column end in other figures, so whatever wrote the file kept them all.
    """
    if isinstance(cell, bool) or cell is None or isinstance(cell, date):
        return None
    if isinstance(cell, int | float):
        return _of_number(cell, trusts_zeros=trusts_zeros)
    text = cell_text(cell)
    if found := _SCIENTIFIC.fullmatch(text):
        return _of_scientific(found)
    if whole := _TRAILING_ZERO.fullmatch(text):
        text = whole[1]
    bare = text.translate(_DIGIT_MARKS)
    return bare if bare.isascii() and bare.isdigit() else None


def keeps_last_figure(cell: Cell) -> bool:
    """Whether this is a long number that cannot have been cut off: proof that its column's writer cuts nothing."""
    return (
        isinstance(cell, int | float)
        and not isinstance(cell, bool)
        and 10**EXACT_DIGITS <= abs(cell) < 2**53  # false for what is no number
        and int(cell) % 10 != 0
    )


def _of_number(number: int | float, *, trusts_zeros: bool) -> str | None:
    if not isfinite(number) or number < 0 or number != int(number):
        return None
    digits = str(int(number))
    if len(digits) <= EXACT_DIGITS:
        return digits
    inexact = isinstance(number, float) and number >= 2**53
    if inexact or (digits.endswith("0") and not trusts_zeros) or len(digits) > EXACT_DIGITS + 5:
        raise LostDigits
    return digits


def _of_scientific(found: re.Match[str]) -> str:
    """``6,403060101900001E+15`` names every figure; ``6,40306E+15`` does not."""
    whole, fraction, exponent = found[1], found[2] or "", int(found[3])
    if whole.startswith("-") or len(fraction) < exponent:
        raise LostDigits
    return (whole.lstrip("+") + fraction)[: exponent + 1]


def block_number(cell: Cell, width: int = 3) -> str | None:
    """RT, RW and running numbers: plain digits get back the zeros a spreadsheet dropped ("1" is "001"); anything else
    as it is written ("IV", "Dusun Tiga")."""
    text = cell_text(cell)
    if whole := _TRAILING_ZERO.fullmatch(text):
        text = whole[1]
    short = re.sub(r"^(rt|rw)\s*[.:/]?\s*(?=\w)", "", text, flags=re.IGNORECASE)
    return (short.zfill(width) if short.isdecimal() else short) or None


def cell_number(cell: Cell) -> int | None:
    """A whole number: ``1.234``, ``12 orang``, 12.0."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return int(cell) if isfinite(cell) and cell == int(cell) else None
    text = cell_text(cell)
    found = read_number(text)
    if found is None and (unit := re.fullmatch(r"(-?[\d.]+)([.,]0+)?\s*[A-Za-z²]*\.?", text)):
        found = read_number(unit[1])
    return found


def cell_measure(cell: Cell, places: int, high: float) -> float | None:
    """A decimal number: ``36,5``, ``36.5``, ``1.234,5 m²``."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return round(float(cell), places) if isfinite(cell) else None
    text = re.sub(r"\s*(m2|m²|meter|cm|kg)\.?$", "", cell_text(cell), flags=re.IGNORECASE)
    return read_measure(text, places, high)


def cell_yes(cell: Cell) -> bool | None:
    """Ya or tidak, in words, 1/2 as on the paper form, 1/0, or a tick; ``None`` where it is neither."""
    word = cell_text(cell).casefold()
    return True if word in YES else False if word in NO else None


def plain_words(text: str) -> str:
    """A wording made comparable: small letters and figures, single spaces ("Nama Kepala-Keluarga" and "nama kepala
    keluarga" alike)."""
    return _SPACES.sub(" ", re.sub(r"[^0-9a-zà-ÿ²≤≥<>]+", " ", text.casefold())).strip()
