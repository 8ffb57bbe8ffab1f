"""Where the table begins in a sheet: titles above, a heading of one to three lines, column numbers, then rows.

Known words decide; where none are known, the first line of words over rows of the same width is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from kampungkb_desktop.actions.lists_in.sheets import Row, Sheet
from kampungkb_desktop.actions.lists_in.target_words import counts_rows, key_of_heading, known_heading
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.sheet_cells import Cell, cell_text, plain_words

_TOP: Final = 40
_HIGHEST: Final = 3
_LONGEST_TITLE: Final = 120
_NUMBERED = re.compile(r"[(\[]?1[)\].]?")
JOINED: Final = " / "


@frozen
class Table:
    """A sheet seen as a table: the heading over each column (lines joined by " / ", empty where there is none), the
    rows under it, the words above it, and the number of the heading's last line in the sheet."""

    sheet: str
    titles: tuple[str, ...]
    rows: tuple[Row, ...]
    above: tuple[str, ...]
    heading_row: int

    @property
    def fingerprint(self) -> str:
        """The same for every file with these headings, whatever stands above or below."""
        return "|".join(plain_words(title) for title in self.titles)


@frozen
class _Found:
    start: int
    lines: int
    titles: tuple[str, ...]
    known: int


def find_table(sheet: Sheet) -> Table:
    """The table of a sheet. ``KnownError`` E-LIST-HEADING where nothing looks like a heading over rows."""
    found = _by_words(sheet.rows) or _by_shape(sheet.rows)
    if found is None:
        raise no_heading()
    after = found.start + found.lines
    while after < len(sheet.rows) and _is_column_numbers(sheet.rows[after][1]):
        after += 1
    titles = found.titles
    repeated = {plain_words(title) for title in titles if title}
    body = [row for row in sheet.rows[after:] if not _repeats(row[1], titles, repeated)]
    above = [text for _, cells in sheet.rows[: found.start] for cell in cells if (text := cell_text(cell))]
    return Table(
        sheet.name, titles, tuple(body), tuple(dict.fromkeys(above)), sheet.rows[found.start + found.lines - 1][0]
    )


def no_heading() -> KnownError:
    """Rows without a line that says what stands in them."""
    return KnownError(
        "E-LIST-HEADING",
        "Baris judul kolom tidak ditemukan di lembar ini.",
        "Beri judul di atas kolomnya, misalnya Nomor KK, Nama, NIK, dan Tanggal lahir, lalu simpan dan ulangi.",
    )


def _by_words(rows: Sequence[Row]) -> _Found | None:
    best: tuple[float, _Found] | None = None
    for start in range(min(_TOP, len(rows))):
        for lines in range(1, min(_HIGHEST, len(rows) - start) + 1):
            if not all(_is_words(rows[start + line][1]) for line in range(lines)):
                break
            titles = _titles([rows[start + line][1] for line in range(lines)])
            keys = {key for title in titles if title and (key := key_of_heading(title))}
            wordless = sum(1 for title in titles if title and not key_of_heading(title) and not counts_rows(title))
            score = len(keys) - 0.3 * wordless - 0.2 * lines
            if len(keys) >= 2 and (best is None or score > best[0]):
                best = score, _Found(start, lines, titles, len(keys))
    return best[1] if best else None


def _by_shape(rows: Sequence[Row]) -> _Found | None:
    """The first line of at least two different words with a row of some of its columns under it."""
    for start in range(min(_TOP, len(rows) - 1)):
        cells = rows[start][1]
        words = [cell_text(cell) for cell in cells]
        filled = [word for word in words if word]
        if len(filled) < 2 or len(set(filled)) < len(filled) or not _is_words(cells):
            continue
        under = [cell_text(cell) for cell in rows[start + 1][1]]
        if sum(bool(word) for word in under) * 2 >= len(filled):
            return _Found(start, 1, tuple(words), 0)
    return None


def _titles(lines: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """The lines of a heading as one title per column. A word over several columns (merged in an XLSX, alone in a CSV)
    counts for the columns right of it that have words of their own below."""
    width = max(len(line) for line in lines)
    texts = [[cell_text(cell) for cell in line] + [""] * (width - len(line)) for line in lines]
    for upper, lower in pairwise(texts):
        for at in range(1, width):
            if not upper[at] and lower[at] and lower[at - 1] and upper[at - 1] and not known_heading(lower[at]):
                upper[at] = upper[at - 1]
    titles = []
    for at in range(width):
        parts = list(dict.fromkeys(line[at] for line in texts if line[at]))
        titles.append(JOINED.join(parts))
    while titles and not titles[-1]:
        titles.pop()
    return tuple(titles)


def _is_words(cells: Sequence[Cell]) -> bool:
    """Whether a line can belong to a heading: words only, none of them long, no day, no long number."""
    texts = [cell for cell in cells if cell is not None]
    for cell in texts:
        if isinstance(cell, date | float | bool) or (isinstance(cell, int) and abs(cell) > 99):
            return False
        text = cell_text(cell)
        if len(text) > _LONGEST_TITLE or sum(letter.isdigit() for letter in text) > 8:
            return False
    return bool(texts)


def _is_column_numbers(cells: Sequence[Cell]) -> bool:
    """``(1) (2) (3)`` under the heading."""
    figures = [cell_text(cell).strip("()[]. ") for cell in cells if cell_text(cell)]
    numbers = [int(one) for one in figures if one.isdecimal() and len(one) < 4]
    return len(numbers) == len(figures) >= 3 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _repeats(cells: Sequence[Cell], titles: Sequence[str], known: set[str]) -> bool:
    """The heading printed again at the top of a page, or its line of column numbers."""
    first = cell_text(next((cell for cell in cells if cell is not None), None))
    if plain_words(first) not in known and not _NUMBERED.fullmatch(first):
        return False
    words = [cell_text(cell) for cell in cells if cell is not None]
    if len(words) < 2:
        return False
    same = sum(cell_text(cell) == title for cell, title in zip(cells, titles, strict=False) if title)
    if same * 2 > len([title for title in titles if title]):
        return True
    return len(words) >= 3 and (_is_column_numbers(cells) or all(plain_words(word) in known for word in words))
