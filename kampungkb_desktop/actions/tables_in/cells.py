"""The cells of a register as answers: as our own program writes them, letter for letter; else as people mend them in a
spreadsheet, by the readers of lists. And whether a cell says what would be exported now.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from math import isclose
from typing import Final

from kampungkb_desktop.actions.lists_in.readers import Parsed, Reading, reader_for
from kampungkb_desktop.actions.lists_in.targets import Target
from kampungkb_desktop.actions.tables_out.register_columns import HIDDEN
from kampungkb_desktop.base.sheet_cells import Cell, cell_text
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.kinds import (
    Choice,
    Choices,
    Day,
    Digits,
    Kind,
    Measure,
    Month,
    Number,
    Options,
    Place,
    Text,
    YesNo,
)
from kampungkb_desktop.report.workbook import Value

_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{3,4})")
_FIGURE = re.compile(r"-?\d+(?:,\d+)?(?:e[+-]?\d+)?")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_PLACE = re.compile(r".*\((\d\d(?:\.\d\d(?:\.\d\d(?:\.\d{4})?)?)?)\)", re.DOTALL)
_KEPT_TEXT = re.compile(r"'+[=+\-@]")
_LONGEST: Final = 32_767
_NEAR: Final = 1e-9

Reader = Callable[[Cell], Parsed]


def bare(cell: Cell) -> Cell:
    """A text without the mark that only keeps a spreadsheet from calculating it (``base.csv_out``)."""
    return cell[1:] if isinstance(cell, str) and _KEPT_TEXT.match(cell) else cell


def is_masked(cell: Cell) -> bool:
    """Whether only the last digits of a number stand here."""
    return isinstance(cell, str) and cell.startswith(HIDDEN)


def says(cell: Cell, shown: Value) -> bool:
    """Whether a cell of the file says what the table shows now. Spaces at the edges and between words are no other
    answer, and neither are the last figures that a spreadsheet rounds."""
    if shown is None:
        return cell is None or not cell_text(cell)
    if isinstance(shown, date):
        return _day(cell) == shown
    if isinstance(shown, str):
        if not isinstance(cell, str):
            return cell_text(cell) == shown
        if len(shown) > _LONGEST and len(cell) == _LONGEST:
            return shown.startswith(cell[:-1])
        return cell == shown or cell.split() == shown.split()
    figure = _figure(cell)
    return figure is not None and isclose(figure, shown, rel_tol=_NEAR, abs_tol=_NEAR)


def reader_of(kind: Kind, key: str, cells: Sequence[Cell], today: date) -> Reader:
    """The reader of a column, after a look at its cells. Kinds that no cell can hold give nothing."""
    exact = _EXACT.get(type(kind), _nothing)
    if isinstance(kind, Place):
        return lambda cell: _place(kind, cell)
    tolerant = reader_for(Target(key, kind.label, "", kind), cells, Reading(today))

    def read(cell: Cell) -> Parsed:
        if cell is None or cell == "":
            return Parsed(None)
        found = exact(kind, cell)
        return found if found is not None else tolerant(cell)

    return read


def _nothing(_kind: Kind, _cell: Cell) -> Parsed | None:
    return None


def _text(_kind: Kind, cell: Cell) -> Parsed | None:
    return Parsed(cell) if isinstance(cell, str) else None


def _digits(_kind: Kind, cell: Cell) -> Parsed | None:
    return Parsed(cell) if isinstance(cell, str) and cell.isascii() and cell.isdigit() else None


def _whole(_kind: Kind, cell: Cell) -> Parsed | None:
    figure = _figure(cell)
    return Parsed(int(figure)) if figure is not None and figure == int(figure) and abs(figure) < _BEYOND else None


def _measure(_kind: Kind, cell: Cell) -> Parsed | None:
    figure = _figure(cell)
    return Parsed(float(figure)) if figure is not None and abs(figure) < _BEYOND else None


def _one_day(_kind: Kind, cell: Cell) -> Parsed | None:
    found = _day(cell)
    return Parsed(found) if found is not None else None


def _one_month(_kind: Kind, cell: Cell) -> Parsed | None:
    return Parsed(cell) if isinstance(cell, str) and _MONTH.fullmatch(cell) else None


def _yes_no(kind: Kind, cell: Cell) -> Parsed | None:
    assert isinstance(kind, YesNo)
    return Parsed(cell == kind.yes) if cell in (kind.yes, kind.no) else None


def _choice(kind: Kind, cell: Cell) -> Parsed | None:
    assert isinstance(kind, Choice)
    code = _labels(kind.options).get(str(cell))
    return Parsed(code) if code is not None else None


def _choices(kind: Kind, cell: Cell) -> Parsed | None:
    """Labels joined by semicolons. Where there is no list to choose from, words of one's own, and places by code."""
    assert isinstance(kind, Choices)
    parts = [part.strip() for part in cell_text(cell).split(";") if part.strip()]
    if not kind.options.items:
        return Parsed(tuple(_code(part) or part for part in parts) or None)
    labels = _labels(kind.options)
    codes = [labels.get(part) for part in parts]
    return Parsed(tuple(code for code in codes if code)) if parts and None not in codes else None


def _labels(options: Options) -> Mapping[str, str]:
    return {item.label: item.code for item in reversed(options.items)}


def _place(kind: Place, cell: Cell) -> Parsed:
    text = cell_text(cell)
    if not text:
        return Parsed(None)
    code = _code(text) or regions.normalise_code(text)
    if code is not None and regions.load().region(code) is not None:
        return Parsed(code)
    named = [
        one for one in regions.load().search(text, level=kind.level, limit=5)
        if one.name.casefold() == text.casefold()
    ]  # fmt: skip
    if len(named) == 1:
        return Parsed(named[0].code)
    return Parsed(None, f"“{text}” bukan tempat yang dikenal. Tulis nama dengan kodenya, misalnya Berau (64.03).")


def _code(text: str) -> str | None:
    found = _PLACE.fullmatch(text)
    return found[1] if found is not None and regions.load().region(found[1]) is not None else None


def _day(cell: Cell) -> date | None:
    if isinstance(cell, date):
        return cell
    found = _DAY.fullmatch(cell.strip()) if isinstance(cell, str) else None
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def _figure(cell: Cell) -> float | int | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return cell
    if isinstance(cell, str) and _FIGURE.fullmatch(cell.strip()):
        plain = cell.strip().replace(",", ".")
        return int(plain) if plain.lstrip("-").isdigit() else float(plain)
    return None


_BEYOND: Final = 10**15
_EXACT: Final[Mapping[type[Kind], Callable[[Kind, Cell], Parsed | None]]] = {
    Text: _text, Digits: _digits, Number: _whole, Measure: _measure, Day: _one_day, Month: _one_month,
    YesNo: _yes_no, Choice: _choice, Choices: _choices,
}  # fmt: skip
