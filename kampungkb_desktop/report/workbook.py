"""Workbooks (XLSX) out of plain rows: a heading that stays in sight, codes as text, option lists to choose from.

Knows sheets and cells, no form. Written part by part as ECMA-376 lays them down (decision 0048), rows as they come: a
register of a whole district never stands in memory, and the same rows give the same bytes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Final

from kampungkb_desktop.report import workbook_parts as parts
from kampungkb_desktop.report.sheet_page import Column, Kind, Page, Value
from kampungkb_desktop.report.sheet_part import MOST_ROWS, Lists, Shared, SheetWriter

__all__ = ["Column", "Kind", "Page", "Value", "write_workbook"]

_LONGEST_NAME: Final = 31
_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
"""The first day a ZIP can name: when a file was written is not in it, so that equal rows make equal files."""
_OPTION_WIDTH: Final = 32


def write_workbook(target: Path, pages: Sequence[Page], options_name: str = "Pilihan") -> None:
    """Write the pages, and a sheet with the options where columns have some. A page of more rows than a sheet holds
    goes on in a further one. Raises ``OSError``; whoever calls sees to it that a half-written file does not keep its
    name."""
    lists, shared = _lists(pages, options_name), Shared()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        writing = _Writing(archive, shared, lists)
        for page in pages:
            writing.page(page)
        if lists:
            writing.page(_options_page(lists, options_name))
        writing.finish()


class _Writing:
    """The sheets of one book as they are written, and the parts that can be written only when all of them are."""

    def __init__(self, archive: zipfile.ZipFile, shared: Shared, lists: Lists) -> None:
        self._archive, self._shared, self._lists = archive, shared, lists
        self._sheets: list[parts.SheetEntry] = []

    def page(self, page: Page) -> None:
        """One page, in as many sheets as its rows need."""
        rows: Iterator[Sequence[Value]] = iter(page.rows)
        room = MOST_ROWS - len(page.above) - 1
        ahead: list[Sequence[Value]] = []
        while True:
            self._sheet(page, islice(chain(ahead, rows), room))
            ahead = list(islice(rows, 1))
            if not ahead:
                return

    def _sheet(self, page: Page, rows: Iterable[Sequence[Value]]) -> None:
        at = len(self._sheets) + 1
        writer = SheetWriter(page, self._shared, self._lists, first=at == 1)
        with self._archive.open(_entry(f"xl/worksheets/sheet{at}.xml"), "w", force_zip64=True) as out:
            for piece in writer.pieces(rows):
                out.write(piece.encode("utf-8"))
        self._sheets.append(parts.SheetEntry(self._name(page.name), writer.titles, writer.filtered))

    def _name(self, wanted: str) -> str:
        """A name that spreadsheets take, and that no other sheet of the book has."""
        bare = wanted.translate(_NOT_IN_NAMES).strip("' ")[:_LONGEST_NAME] or "Lembar"
        taken = {one.name.casefold() for one in self._sheets}
        name, number = bare, 1
        while name.casefold() in taken:
            number += 1
            behind = f" ({number})"
            name = bare[: _LONGEST_NAME - len(behind)] + behind
        return name

    def finish(self) -> None:
        """The words, the looks, and what ties the parts together."""
        with self._archive.open(_entry("xl/sharedStrings.xml"), "w") as out:
            for piece in self._shared.pieces():
                out.write(piece.encode("utf-8"))
        for name, text in parts.fixed_parts(self._sheets):
            self._archive.writestr(_entry(name), text)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _lists(pages: Sequence[Page], name: str) -> Lists:
    """Every option list once: where it stands in the sheet of options, and the title over it."""
    found: Lists = {}
    for page in pages:
        for one in page.columns:
            if one.options and one.options not in found:
                letter = parts.letters(len(found))
                found[one.options] = f"'{name}'!${letter}$2:${letter}${len(one.options) + 1}", one.title
    return found


def _options_page(lists: Lists, name: str) -> Page:
    longest = max(len(options) for options in lists)
    columns = [Column(title, _OPTION_WIDTH) for _, title in lists.values()]
    rows = [[options[at] if at < len(options) else None for options in lists] for at in range(longest)]
    return Page(name, columns, rows)
