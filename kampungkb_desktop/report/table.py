"""Tables with light rules: cells wrap and are never clipped, numbers stand right, a broken table repeats its head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.report.blocks import Whole
from kampungkb_desktop.report.flow import Block
from kampungkb_desktop.report.ink import CELL, CELL_BOLD, CELL_MUTED, FAINT, HAIR, HEADER, Style
from kampungkb_desktop.report.pen import Align, Pen, width_of, wrap

BLANK = "Belum diisi"
PAD = 2.4
BETWEEN = 8.0
AFTER_NUMBERS = 15.0
"""Air between two columns; more where figures at the right edge of one meet words at the left edge of the next."""


@frozen
class Column:
    """``share`` of the table's width; a title may be empty. What is ``whole`` (a code) is never cut."""

    title: str
    share: float
    align: Align = "left"
    muted: bool = False
    whole: bool = False


@frozen
class Mark:
    """A yes-no-unknown cell: a drawn sign and its word."""

    state: bool | None
    yes: str = "Ada"
    no: str = "Tidak ada"

    @property
    def words(self) -> str:
        """The word beside the sign."""
        return BLANK if self.state is None else self.yes if self.state else self.no


@frozen
class Noted:
    """Words with a quieter line below them."""

    words: str
    note: str


Cell = str | Mark | Noted | None


@frozen
class Row:
    """Cells of one line; ``None`` is printed as "Belum diisi"."""

    cells: tuple[Cell, ...]
    strong: bool = False

    @property
    def heads(self) -> bool:
        """Whether it only names the rows after it: then it never stands last on a page."""
        return self.strong and len(self.cells) > 1 and not any(self.cells[1:])

    @property
    def spans(self) -> bool:
        """Whether its words may run over the cells after it, which are left empty."""
        return self.heads and all(cell == "" for cell in self.cells[1:])


@frozen
class Table(Whole):
    """Columns and rows; without any title the head is left out."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    below: float = 6.0

    def height(self, width: float) -> float:
        """Head, rows and the space below."""
        widths = self._widths(width)
        return self._head_height(widths) + sum(self._row_height(row, widths) for row in self.rows) + self.below

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Head, then rows each closed by a hairline."""
        widths = self._widths(width)
        head = self._head_height(widths)
        if head:
            with pen.tag("TR"):
                self._draw_head(pen, x, top + head - PAD, widths)
            pen.rule(x, top + head, x + width, FAINT, 0.7)
            top += head
        for row in self.rows:
            with pen.tag("TR"):
                self._draw_row(pen, row, x, top, widths)
            top += self._row_height(row, widths)
            pen.rule(x, top, x + width, HAIR, 0.4)

    @property
    def role(self) -> str:
        """Rows of cells."""
        return "Table"

    def _draw_head(self, pen: Pen, x: float, bottom: float, widths: list[float]) -> None:
        for column, left, width in self._places(x, widths):
            lines = wrap(column.title, HEADER, width)
            with pen.tag("TH"):
                start = bottom - len(lines) * HEADER.leading
                pen.lines(_anchor(left, width, column.align), start, lines, HEADER, column.align)

    def split(self, width: float, room: float) -> tuple[Sequence[Block], Sequence[Block]] | None:
        """Between rows, two at least, and a very tall row between its lines; a small table moves as a whole."""
        widths = self._widths(width)
        if len(self.rows) <= SMALL_TABLE and self.height(width) < SMALL_TABLE * 2 * CELL.leading:
            return None
        left = room - self._head_height(widths)
        count = 0
        for row in self.rows:
            height = self._row_height(row, widths)
            if height > left:
                break
            left -= height
            count += 1
        if count == len(self.rows):
            return [replace(self, below=0.0)], ()  # only the air below it does not fit
        while count and self.rows[count - 1].heads:
            count -= 1
        if count == len(self.rows) - 1 and count > LEAST_ROWS:
            count -= 1  # a row alone under a head of its own on the next page is read as a table of one
        least = min(LEAST_ROWS, len(self.rows))
        upper, lower = self.rows[:count], self.rows[count:]
        lines = int((left - 2 * PAD) // CELL.leading)
        if lower and lines >= LEAST_LINES and self._row_height(lower[0], widths) > TALLEST_ROW:
            first, rest = self._break_row(lower[0], widths, lines)
            upper, lower = (*upper, first), (rest, *lower[1:])
        elif count < least:
            return None
        return [replace(self, rows=upper, below=0.0)], [replace(self, rows=lower)]

    def end(self, width: float, room: float) -> tuple[Block, Block] | None:
        """The last two rows under a head of their own, of tall ones the last; a short table goes along as it is."""
        for many in (ROWS_ALONG, 1):
            lower = replace(self, rows=self.rows[-many:])
            short = len(self.rows) <= SHORTEST_LEFT + many and self.height(width) <= room
            if not short and len(self.rows) > many and lower.height(width) <= room:
                return replace(self, rows=self.rows[:-many], below=0.0), lower
        return None

    def _break_row(self, row: Row, widths: list[float], count: int) -> tuple[Row, Row]:
        """The first ``count`` lines of a very tall row, and the rest of it."""
        lines = [self._cell_lines(cell, row, width) for cell, width in zip(row.cells, widths, strict=True)]
        return (
            replace(row, cells=tuple("\n".join(part[:count]) for part in lines)),
            replace(row, cells=tuple("\n".join(part[count:]) for part in lines)),
        )

    def _widths(self, width: float) -> list[float]:
        """Widths of the cells without the air between them; a column of numbers is as wide as its longest number."""
        whole = sum(column.share for column in self.columns)
        free = width - sum(self._gaps())
        widths = [free * column.share / whole for column in self.columns]
        needs = [self._need(place) for place in range(len(self.columns))]
        if all(need <= given for need, given in zip(needs, widths, strict=True)):
            return widths
        widths = [max(pair) for pair in zip(needs, widths, strict=True)]
        rest = free - sum(given for given, need in zip(widths, needs, strict=True) if need)
        open_sum = sum(given for given, need in zip(widths, needs, strict=True) if not need)
        factor = max(rest, 0.3 * open_sum) / open_sum if open_sum else 1.0
        return [given if need else given * factor for given, need in zip(widths, needs, strict=True)]

    def _gaps(self) -> list[float]:
        aligned = pairwise(column.align for column in self.columns)
        return [AFTER_NUMBERS if pair == ("right", "left") else BETWEEN for pair in aligned]

    def _need(self, place: int) -> float:
        """Width that a column of numbers or codes must have; 0 for words, which wrap."""
        if self.columns[place].align != "right" and not self.columns[place].whole:
            return 0.0
        cells = [row.cells[place] for row in self.rows]
        return max((width_of(cell, CELL_BOLD) for cell in cells if isinstance(cell, str)), default=0.0)

    def _places(self, x: float, widths: list[float]) -> list[tuple[Column, float, float]]:
        places = []
        for column, width, gap in zip(self.columns, widths, [*self._gaps(), 0.0], strict=True):
            places.append((column, x, width))
            x += width + gap
        return places

    def _head_height(self, widths: list[float]) -> float:
        if not any(column.title for column in self.columns):
            return 0.0
        pairs = zip(self.columns, widths, strict=True)
        return max(len(wrap(column.title, HEADER, width)) for column, width in pairs) * HEADER.leading + PAD

    def _row_height(self, row: Row, widths: list[float]) -> float:
        if row.spans:
            widths = [sum(widths) + sum(self._gaps()), *widths[1:]]
        lines = max(len(self._cell_lines(cell, row, width)) for cell, width in zip(row.cells, widths, strict=True))
        return lines * CELL.leading + 2 * PAD

    @staticmethod
    def _cell_lines(cell: Cell, row: Row, width: float) -> list[str]:
        if isinstance(cell, Mark):
            return wrap(cell.words, CELL, width - 11)
        if isinstance(cell, Noted):
            return wrap(cell.words, CELL, width) + wrap(cell.note, CELL, width)
        return wrap(BLANK if cell is None else cell, CELL_BOLD if row.strong else CELL, width)

    def _draw_row(self, pen: Pen, row: Row, x: float, top: float, widths: list[float]) -> None:
        for place, (cell, (column, left, width)) in enumerate(zip(row.cells, self._places(x, widths), strict=True)):
            width = sum(widths) + sum(self._gaps()) if row.spans and not place else width
            with pen.tag("TH" if place == 0 and column.muted else "TD"):
                self._draw_cell(pen, cell, row, (column, left, width), top)

    def _draw_cell(self, pen: Pen, cell: Cell, row: Row, at: tuple[Column, float, float], top: float) -> None:
        column, left, width = at
        lines = self._cell_lines(cell, row, width)
        if isinstance(cell, Mark):
            pen.mark(left, top + PAD + CELL.leading / 2, cell.state)
            style = CELL_MUTED if cell.state is None else CELL
            pen.lines(left + 11, top + PAD, lines, style)
        elif isinstance(cell, Noted):
            upper = len(wrap(cell.words, CELL, width))
            below = pen.lines(left, top + PAD, lines[:upper], CELL)
            pen.lines(left, below, lines[upper:], CELL_MUTED)
        else:
            anchor = _anchor(left, width, column.align)
            pen.lines(anchor, top + PAD, lines, _style(cell, row, column), column.align)


LEAST_ROWS = 2
"""So many rows stand together at least on either page of a broken table."""
ROWS_ALONG, SHORTEST_LEFT = 2, 2
"""So many rows go with signatures to the next page, and so many at least stay."""
SMALL_TABLE = 8
"""A table of so few rows, if none is tall, is never broken."""
TALLEST_ROW = 24 * CELL.leading
LEAST_LINES = 8
"""A row taller than ``TALLEST_ROW`` is broken between its lines, ``LEAST_LINES`` at least on the first page."""


def _style(cell: Cell, row: Row, column: Column) -> Style:
    if cell is None or column.muted:
        return CELL_MUTED
    return CELL_BOLD if row.strong else CELL


def _anchor(left: float, width: float, align: Align) -> float:
    return {"left": left, "right": left + width, "centre": left + width / 2}[align]
