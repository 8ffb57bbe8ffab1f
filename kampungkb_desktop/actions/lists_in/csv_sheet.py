"""A CSV file as one sheet: any usual delimiter and encoding, titles above the heading, broken lines in quotes."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from kampungkb_desktop.actions.csv_dialect import DELIMITERS, one_record, survey
from kampungkb_desktop.actions.lists_in.sheets import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Row, Sheet, too_large
from kampungkb_desktop.actions.lists_in.target_words import known_heading
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.sheet_cells import Cell
from kampungkb_desktop.base.text import number

_TOP: Final = 60
_EVERY: Final = 500


def read_csv(path: Path, progress: Progress) -> Sheet:
    """All rows of the file. Raises ``KnownError`` for what is no table or far too long, and ``OSError``."""
    if path.stat().st_size > MOST_BYTES // 4:
        raise too_large("ukurannya lebih dari 100 MB")
    dialect = survey(path, _delimiter)
    rows: list[Row] = []
    with path.open(encoding=dialect.encoding, errors="replace", newline="") as reading:
        lines, waiting, at = iter(reading), deque[str](), 0
        width = _usual_width(path, dialect.encoding, dialect.delimiter)
        while first := waiting.popleft() if waiting else next(lines, ""):
            at += 1
            started = at
            cells, spanned = one_record(first, lines, waiting, dialect.delimiter, width, short=True)
            at += max(0, spanned)
            if started <= dialect.skipped or not any(cell.strip() for cell in cells):
                continue
            if len(rows) >= MOST_ROWS:
                raise too_large(f"lebih dari {number(MOST_ROWS)} baris")
            if len(rows) % _EVERY == 0:
                progress.report(at, max(at, dialect.lines), "Membaca berkas")
            rows.append((started, _trimmed(cells)))
    return Sheet("", tuple(rows))


def _trimmed(cells: Sequence[str]) -> list[Cell]:
    found: list[Cell] = [cell or None for cell in cells[:MOST_COLUMNS]]
    while found and found[-1] is None:
        found.pop()
    return found


def _delimiter(top: Sequence[str]) -> str:
    """The mark by which some line near the top falls into the most known headings; else into the most parts."""
    lines = [line for line in top[:_TOP] if line.strip()]

    def sense(mark: str) -> tuple[int, int]:
        known = max((sum(known_heading(part.strip(' "')) for part in line.split(mark)) for line in lines), default=0)
        widths = sorted((line.count(mark) for line in lines), reverse=True)
        return known if known > 1 else 0, widths[len(widths) // 2] if widths else 0

    return max(DELIMITERS, key=sense)


def _usual_width(path: Path, encoding: str, delimiter: str) -> int:
    """How many cells most lines have: a broken line in quotes must come to the same number."""
    with path.open(encoding=encoding, errors="replace", newline="") as reading:
        counted = Counter(line.count(delimiter) + 1 for line, _ in zip(reading, range(400), strict=False))
    counted.pop(1, None)
    return counted.most_common(1)[0][0] if counted else 0
