"""One sheet of a workbook as XML, in pieces: its heading that stays, typed cells, lists to choose from, paper.

A text is always written as text, so that nothing in it is ever calculated; letters that XML cannot hold are written the
way spreadsheets write them (``_x000B_``, ECMA-376 part 1, 22.9.2.19).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import ceil
from typing import Final
from xml.sax.saxutils import escape

from kampungkb_desktop.report.sheet_page import Kind, Page, Value
from kampungkb_desktop.report.workbook_parts import (
    ABOVE,
    DAY,
    HEAD,
    HEADING,
    MAIN,
    MEASURE,
    NUMBER,
    TEXT,
    YEAR,
    letters,
)

Lists = dict[tuple[str, ...], tuple[str, str]]
"""Options to the range that holds them and the title over it."""

MOST_ROWS: Final = 1_048_576
"""Rows of a sheet, by the format."""
_LOOKS: Final[dict[Kind, int]] = {"text": TEXT, "number": NUMBER, "measure": MEASURE, "plain": YEAR, "day": DAY}
_LONGEST_TEXT: Final = 32_767
"""Letters of a cell, by the format: a file with more is mended by Excel, which is to say spoilt."""
_BEFORE_DAYS: Final = date(1900, 3, 1)
_DAY_ZERO: Final = 693_594
"""The ordinal of 30 December 1899. Before March 1900 spreadsheets count otherwise: such a day is written as text."""
_SHARED: Final = 60_000
"""Different words kept to be pointed at; the others are written where they stand, so that memory stays small."""
_PIECE: Final = 200
_F4: Final = 14
"""Folio in the list of paper sizes: the nearest to 215 by 330 mm that every spreadsheet knows."""
_READABLE: Final = 260
"""Letters across a sheet of paper that can still be read."""
_VALIDATED: Final = 20_000
"""Rows below the heading in which Excel offers the options."""
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


class Shared:
    """The words that cells point at by their number. Past a bound no further ones are kept."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self.used = 0

    def place(self, text: str) -> int | None:
        """The number of a text; ``None`` where it must stand in its cell."""
        known = self._known.get(text)
        if known is None and len(self._known) < _SHARED:
            known = self._known[text] = len(self._known)
        self.used += known is not None
        return known

    def pieces(self) -> Iterator[str]:
        """The part that holds them."""
        yield f'{HEAD}<sst xmlns="{MAIN}" count="{self.used}" uniqueCount="{len(self._known)}">'
        waiting = [f"<si>{_words(text)}</si>" for text in self._known]
        for at in range(0, len(waiting), _PIECE):
            yield "".join(waiting[at : at + _PIECE])
        yield "</sst>"


_LINE = 15
"""Points of one line of a sheet."""
_BOLD, _ARROW = 1.05, 1.0
"""Room of a bold letter, and of the button of a filter, in letters of the plain font, as columns are measured."""


def _lines_of(title: str, width: float) -> int:
    """Lines that a heading takes in a column: words are kept whole, and a long one is cut by the program."""
    room, used, lines = max(width - _ARROW, 1.0), 0.0, 1
    for word in title.split():
        wide = len(word) * _BOLD
        if used and used + _BOLD + wide > room:
            lines, used = lines + 1, 0.0
        used += wide + (_BOLD if used else 0.0)
        if used > room:
            lines, used = lines + int(used // room), used % room
    return lines


class SheetWriter:
    """Writes one sheet. ``titles`` and ``filtered`` are known once its pieces are walked: what repeats on paper, and
    what is filtered."""

    def __init__(self, page: Page, shared: Shared, lists: Lists, *, first: bool) -> None:
        self._page, self._shared, self._lists, self._first = page, shared, lists, first
        self._letters = [letters(at) for at in range(len(page.columns))]
        self._looks = [_LOOKS[one.kind] for one in page.columns]
        self._top = len(page.above) + 1
        kept = f"$A:${self._letters[page.kept - 1]}," if page.kept else ""
        self.titles = f"{kept}${self._top}:${self._top}"
        self.filtered = ""

    def pieces(self, rows: Iterable[Sequence[Value]]) -> Iterator[str]:
        """The whole sheet, in the order that the format asks for."""
        yield self._before()
        last, waiting = self._top, [self._heading()]
        for last, row in enumerate(rows, self._top + 1):
            waiting.append(self._row(last, row))
            if len(waiting) >= _PIECE:
                yield "".join(waiting)
                waiting.clear()
        yield "".join(waiting) + "</sheetData>" + self._after(max(last, self._top + 1))

    def _before(self) -> str:
        page, below = self._page, self._top + 1
        split = f' xSplit="{page.kept}"' if page.kept else ""
        pane = "bottomRight" if page.kept else "bottomLeft"
        corner = f"{letters(page.kept)}{below}"
        chosen = ' tabSelected="1"' if self._first else ""
        columns = "".join(
            f'<col min="{at}" max="{at}" width="{one.width}" style="{look}" customWidth="1"/>'
            for at, (one, look) in enumerate(zip(page.columns, self._looks, strict=True), 1)
        )
        return (
            f'{HEAD}<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
            f'<sheetViews><sheetView{chosen} workbookViewId="0"><pane{split} ySplit="{self._top}" '
            f'topLeftCell="{corner}" activePane="{pane}" state="frozen"/>'
            f'<selection pane="{pane}" activeCell="{corner}" sqref="{corner}"/></sheetView></sheetViews>'
            f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>'
        )

    def _heading(self) -> str:
        """The lines above, the first of them bold, and the titles of the columns."""
        above = [
            f'<row r="{at}">{self._text(f"A{at}", ABOVE if at == 1 else TEXT, line)}</row>'
            for at, line in enumerate(self._page.above, 1)
        ]
        titles = "".join(
            self._text(f"{letter}{self._top}", HEADING, one.title)
            for letter, one in zip(self._letters, self._page.columns, strict=True)
        )
        lines = max(_lines_of(one.title, one.width) for one in self._page.columns)
        tall = f' ht="{lines * _LINE}" customHeight="1"'  # not every program finds the height by itself
        return "".join(above) + f'<row r="{self._top}"{tall}>{titles}</row>'

    def _row(self, at: int, values: Sequence[Value]) -> str:
        """What is not there stays empty."""
        cells = [
            self._text(f"{letter}{at}", TEXT, value) if isinstance(value, str) else _cell(f"{letter}{at}", look, value)
            for letter, look, value in zip(self._letters, self._looks, values, strict=True)
            if value is not None
        ]
        return f'<row r="{at}">{"".join(cells)}</row>'

    def _text(self, corner: str, look: int, text: str) -> str:
        known = self._shared.place(text)
        if known is not None:
            return f'<c r="{corner}" s="{look}" t="s"><v>{known}</v></c>'
        return f'<c r="{corner}" s="{look}" t="inlineStr"><is>{_words(text)}</is></c>'

    def _after(self, last: int) -> str:
        page, right = self._page, self._letters[-1]
        filtered = ""
        if page.filtered:
            self.filtered = f"$A${self._top}:${right}${last}"
            filtered = f'<autoFilter ref="{self.filtered.replace("$", "")}"/>'
        across = ceil(sum(one.width for one in page.columns) / _READABLE)
        return (
            f"{filtered}{self._offered()}"
            '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
            f'<pageSetup paperSize="{_F4}" fitToWidth="{across}" fitToHeight="0" orientation="landscape"/>'
            "<headerFooter><oddFooter>&amp;L&amp;A&amp;RHalaman &amp;P dari &amp;N</oddFooter></headerFooter>"
            # Codes are texts of digits, on purpose: no green corner in each of their cells.
            f'<ignoredErrors><ignoredError sqref="A{self._top}:{right}{last}" numberStoredAsText="1"/></ignoredErrors>'
            "</worksheet>"
        )

    def _offered(self) -> str:
        """The options in every cell of their column: a hint, never a lock."""
        rules = [
            '<dataValidation type="list" allowBlank="1" showErrorMessage="0" '
            f'sqref="{letter}{self._top + 1}:{letter}{self._top + _VALIDATED}">'
            f"<formula1>{escape(self._lists[one.options][0])}</formula1></dataValidation>"
            for letter, one in zip(self._letters, self._page.columns, strict=True)
            if one.options
        ]
        return f'<dataValidations count="{len(rules)}">{"".join(rules)}</dataValidations>' if rules else ""


def _cell(corner: str, look: int, value: int | float | date) -> str:
    if isinstance(value, date):
        if value < _BEFORE_DAYS:
            words = f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
            return f'<c r="{corner}" s="{TEXT}" t="inlineStr"><is>{_words(words)}</is></c>'
        return f'<c r="{corner}" s="{look}"><v>{value.toordinal() - _DAY_ZERO}</v></c>'
    return f'<c r="{corner}" s="{look}"><v>{value!r}</v></c>'


def _words(text: str) -> str:
    if len(text) > _LONGEST_TEXT:
        text = text[: _LONGEST_TEXT - 1] + "…"
    return f'<t xml:space="preserve">{escape(_NOT_XML.sub(_escaped, text))}</t>'


def _escaped(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"
