"""What has changed since the month before: each figure then and now, with an arrow and the step in words."""

from __future__ import annotations

from collections.abc import Iterator

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import month_name
from kampungkb_desktop.report.blocks import Columns, Heading, Paragraph, Whole
from kampungkb_desktop.report.flow import Block
from kampungkb_desktop.report.ink import CELL, CELL_BOLD, CELL_MUTED, FAINT, HAIR, HEADER
from kampungkb_desktop.report.pen import Pen, baseline, width_of, wrap
from kampungkb_desktop.report.register_content import Change, Changes

SHORT_LIST = 3
"""So few figures stand in one column."""


def changes_section(changes: Changes, month: str, mark: str) -> Iterator[Block]:
    """Two columns of figures, read downwards; a sentence where there is nothing to compare with."""
    before = month_name(changes.month)
    yield Heading(f"Yang berubah sejak {before}")
    if not changes.rows:
        yield Paragraph(f"Isian {before} tidak ada di sini, sehingga belum ada pembandingnya.")
        return
    heads = (f"{before.split()[0]}{mark}", f"{month_name(month).split()[0]}{mark}")
    rows = changes.rows
    half = len(rows) if len(rows) <= SHORT_LIST else (len(rows) + 1) // 2
    stacks = tuple((Steps(heads, part),) for part in (rows[:half], rows[half:]) if part)
    yield Columns(stacks, (1.0,) * len(stacks)) if len(stacks) > 1 else stacks[0][0]
    if changes.level:
        yield Paragraph(f"{changes.level}{mark}")


@frozen
class Steps(Whole):
    """A small table: label, then, now, an arrow up or down (a dash where nothing moved) and the step in words."""

    heads: tuple[str, str]
    rows: tuple[Change, ...]

    ROW = 15.2

    def height(self, width: float) -> float:
        """Head and rows, taller where a label wraps."""
        return 15 + sum(self._row(row, width) for row in self.rows) + 6

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Figures right aligned, the step at the right end."""
        words = x + width - self._step
        now, then = words - 8, words - 8 - self._figures(1)
        with pen.tag("TR"):
            for place, head in ((then, self.heads[0]), (now, self.heads[1])):
                pen.cell(place, top + 9, head, HEADER, "right", "TH")
            pen.cell(words + 12, top + 9, "Perubahan", HEADER, "left", "TH")
        pen.rule(x, top + 13, x + width, FAINT, 0.7)
        y = top + 14
        for row in self.rows:
            with pen.tag("TR"):
                self._draw_row(pen, row, (x, then, now, words), y, width)
            y += self._row(row, width)
            pen.rule(x, y - 0.4, x + width, HAIR, 0.4)

    def _draw_row(self, pen: Pen, row: Change, at: tuple[float, float, float, float], y: float, width: float) -> None:
        x, then, now, words = at
        base = y + 1.8 + baseline(CELL)
        with pen.tag("TH"):
            pen.lines(x, y + 1.8, self._label(row, width), CELL)
        pen.cell(then, base, row.before, CELL_MUTED, "right")
        pen.cell(now, base, row.now, CELL_BOLD, "right")
        pen.arrow(words + 4, base - 3, row.direction)
        pen.cell(words + 12, base, row.step, CELL)

    def _label(self, row: Change, width: float) -> list[str]:
        return wrap(row.label, CELL, width - self._step - 12 - self._figures(0) - self._figures(1))

    def _row(self, row: Change, width: float) -> float:
        return max(self.ROW, len(self._label(row, width)) * CELL.leading + 4)

    @property
    def _step(self) -> float:
        """Room for arrow and words."""
        return 14 + max(width_of("Perubahan", HEADER), *(width_of(row.step, CELL) for row in self.rows))

    def _figures(self, column: int) -> float:
        values = [(row.before, row.now)[column] for row in self.rows]
        return 10 + max(width_of(words, CELL_BOLD) for words in (*values, self.heads[column]))

    @property
    def role(self) -> str:
        """How a screen reader takes it."""
        return "Table"
