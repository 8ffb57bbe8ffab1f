"""One sheet of a workbook: its rows out of the XML, days by their style, merged cells filled with what they show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from math import isfinite
from typing import IO, Final

from kampungkb_desktop.actions.lists_in.sheets import MOST_COLUMNS, MOST_ROWS, Row, too_large
from kampungkb_desktop.actions.lists_in.xml_part import Attributes, parse, plain
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.sheet_cells import Cell
from kampungkb_desktop.base.text import number

_CORNER = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_LARGEST_MERGE: Final = 2_000
_MOST_MERGES: Final = 20_000
_LAST_SERIAL: Final = 2_958_465
"""31 December 9999."""
_TEXT: Final = "Membaca lembar"


class SheetPart:
    """Read once. ``strings`` are the workbook's words, ``dates`` the styles that show a day."""

    def __init__(
        self, strings: Sequence[str], dates: frozenset[int], progress: Progress, *, epoch_1904: bool = False
    ) -> None:
        self._strings, self._dates, self._progress = strings, dates, progress
        self._first = date(1904, 1, 1) if epoch_1904 else date(1899, 12, 30)
        self._rows: dict[int, list[Cell]] = {}
        self._merges: list[tuple[int, int, int, int]] = []
        self._columns: dict[str, int] = {}
        self._row, self._at = 0, 0
        self._cells: list[Cell] = []
        self._kind, self._style = "n", "0"
        self._pieces: list[str] = []
        self._listening = False

    def read(self, stream: IO[bytes], size: int) -> list[Row]:
        """The rows that have something in them. ``KnownError`` E-LIST-LARGE beyond ``MOST_ROWS``; ``Cancelled``."""

        def seen(done: int) -> None:
            self._progress.report(min(done, size), size, _TEXT)

        parse(stream, self._start, self._end, self._words, seen)
        for merge in self._merges:
            self._fill(*merge)
        return sorted(self._rows.items())

    def _start(self, tag: str, given: Attributes) -> None:
        if tag == "c":
            self._kind, self._style = given.get("t", "n"), given.get("s", "0")
            self._at = self._column(given["r"]) if "r" in given else self._at + 1
            self._pieces.clear()
        elif tag in {"v", "t"}:
            self._listening = True
        elif tag == "row":
            said = given.get("r", "")
            self._row = int(said) if said.isdecimal() and len(said) < 9 else self._row + 1
            self._cells, self._at = [], -1
        elif tag == "rPh":
            self._kind = "aside"
        elif tag == "mergeCell" and len(self._merges) < _MOST_MERGES:
            self._note_merge(given.get("ref", ""))

    def _words(self, text: str) -> None:
        if self._listening and self._kind != "aside":
            self._pieces.append(text)

    def _end(self, tag: str) -> None:
        if tag in {"v", "t"}:
            self._listening = False
        elif tag == "c":
            if self._pieces and self._at < MOST_COLUMNS:
                self._keep(self._value("".join(self._pieces)))
        elif tag == "row" and self._cells:
            if len(self._rows) >= MOST_ROWS:
                raise too_large(f"lebih dari {number(MOST_ROWS)} baris")
            self._rows[self._row] = self._cells
        elif tag == "rPh":
            self._kind = "inlineStr"

    def _keep(self, value: Cell) -> None:
        if value is None or value == "":
            return
        cells, missing = self._cells, self._at - len(self._cells)
        if missing > 0:
            cells.extend([None] * missing)
        if missing >= 0:
            cells.append(value)
        else:
            cells[self._at] = value

    def _value(self, text: str) -> Cell:
        match self._kind:
            case "s":
                at = int(text) if text.strip().isdecimal() else -1
                return self._strings[at] if 0 <= at < len(self._strings) else None
            case "n":
                return self._number(text)
            case "b":
                return text.strip() in ("1", "true")
            case "e":
                return None
            case "d":
                return _iso(text)
            case _:
                return plain(text)

    def _number(self, text: str) -> Cell:
        bare = text.strip()
        if self._style.isdecimal() and int(self._style) in self._dates:
            return self._day(bare)
        try:
            number_ = int(bare) if bare.lstrip("-").isdecimal() and len(bare) < 40 else float(bare)
        except ValueError:
            return text
        return number_ if isfinite(number_) else None

    def _day(self, text: str) -> Cell:
        """A serial number in a cell that shows a day; what is beyond the calendar stays a number."""
        try:
            serial = float(text)
        except ValueError:
            return text
        return self._first + timedelta(days=int(serial)) if 1 <= serial <= _LAST_SERIAL - 1_500 else serial

    def _column(self, corner: str) -> int:
        letters = corner.rstrip("0123456789")
        at = self._columns.get(letters)
        if at is None:
            at = self._columns[letters] = _number_of(letters)
        return at

    def _note_merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        corners = _CORNER.fullmatch(first), _CORNER.fullmatch(last)
        if corners[0] is None or corners[1] is None:
            return
        left, right = (_number_of(one[1]) for one in corners if one)
        top, bottom = (int(one[2]) for one in corners if one)
        if right < MOST_COLUMNS and 0 < (right - left + 1) * (bottom - top + 1) <= _LARGEST_MERGE:
            self._merges.append((top, left, bottom, right))

    def _fill(self, top: int, left: int, bottom: int, right: int) -> None:
        """Every cell of a merged block has what its first one shows."""
        shown = self._rows.get(top, [])
        if left >= len(shown) or shown[left] is None:
            return
        for at in range(top, bottom + 1):
            if (cells := self._rows.get(at)) is not None:  # a row that has nothing of its own stays away
                cells.extend([None] * (right + 1 - len(cells)))
                cells[left : right + 1] = [shown[left]] * (right + 1 - left)


def _iso(text: str) -> Cell:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return text


def _number_of(letters: str) -> int:
    """A column's letters as its place, A is 0."""
    number_ = 0
    for letter in letters.upper():
        number_ = number_ * 26 + ord(letter) - 64 if "A" <= letter <= "Z" else MOST_COLUMNS * 26
    return number_ - 1
